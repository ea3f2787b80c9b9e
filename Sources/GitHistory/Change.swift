/// What stands at a path in one tree and in another; the two differ in mode or id.
package struct Change: Hashable, Sendable {
  /// The full path from the root tree.
  package let path: GitPath
  /// What stood there; nil when nothing did.
  package let old: TreeEntry?
  /// What stands there now; nil when nothing does.
  package let new: TreeEntry?

  /// A change from one entry to another.
  package init(path: GitPath, old: TreeEntry?, new: TreeEntry?) {
    self.path = path
    self.old = old
    self.new = new
  }
}
