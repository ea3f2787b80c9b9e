/// Something below a tree that is not itself a tree: a file, a symbolic link or a submodule.
package struct TreeFile: Hashable, Sendable {
  /// The full path from the root tree.
  package let path: GitPath
  /// What it is.
  package let mode: FileMode
  /// The object it names.
  package let id: ObjectID

  /// A file with these parts.
  package init(path: GitPath, mode: FileMode, id: ObjectID) {
    self.path = path
    self.mode = mode
    self.id = id
  }
}
