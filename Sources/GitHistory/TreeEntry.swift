/// One entry of a tree object.
package struct TreeEntry: Hashable, Sendable {
  /// The name within its directory: neither empty nor `.`, `..` or a disguise of `.git`; no slash, no NUL.
  package let name: [UInt8]
  /// What the entry is.
  package let mode: FileMode
  /// The object it names.
  package let id: ObjectID

  /// An entry with these parts; the name is not checked.
  package init(name: [UInt8], mode: FileMode, id: ObjectID) {
    self.name = name
    self.mode = mode
    self.id = id
  }

  /// True when mode and id agree, whatever the names.
  package func hasSameContent(as other: TreeEntry) -> Bool { mode == other.mode && id == other.id }

  /// The order of entries in a tree object: bytes of the name, a directory's as if it ended with a slash
  /// (`base_name_compare` in git's `read-cache.c`).
  static func precedesInTree(_ left: TreeEntry, _ right: TreeEntry) -> Bool {
    left.name.withUnsafeBytes { first in
      right.name.withUnsafeBytes { second in
        TreeOrder.compare(first, isTree: left.mode == .tree, second, isTree: right.mode == .tree) < 0
      }
    }
  }
}
