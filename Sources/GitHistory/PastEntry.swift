/// A file that may have stood at a path in the history of some commits.
package struct PastEntry: Sendable {
  package let path: GitPath
  package let mode: FileMode
  package let id: ObjectID
  /// The commits in whose history, themselves included, it is looked for.
  package let ends: [ObjectID]

  package init(path: GitPath, mode: FileMode, id: ObjectID, ends: [ObjectID]) {
    self.path = path
    self.mode = mode
    self.id = id
    self.ends = ends
  }
}
