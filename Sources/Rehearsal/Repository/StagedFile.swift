import GitHistory

/// A file, a link or a submodule of the working set.
package struct StagedFile: Hashable, Sendable {
  /// The full path from the root.
  package let path: GitPath
  package let mode: FileMode
  /// The blob with the content; for a submodule, a commit of another repository.
  package let id: ObjectID
}
