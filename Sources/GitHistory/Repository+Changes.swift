import Glibc

extension Repository {
  /// What differs between two trees, in git's order. Nothing is guessed: a rename is a removal and an
  /// addition.
  ///
  /// Subtrees with one id are never opened. A directory that differs, appeared or vanished is descended
  /// into when `descend` says so for its path, and is else a change itself. A file that became a
  /// directory (or the reverse) is one change when the directory is not descended into, else the file's
  /// and those inside.
  ///
  /// - Parameters:
  ///   - old: the id of a tree; nil for no tree.
  ///   - new: the id of a tree; nil for no tree.
  /// - Throws: `missingObject`, `malformedTree` and the like; `tooLarge` beyond ``depthLimit``.
  package func changes(
    from old: ObjectID?, to new: ObjectID?, descend: (GitPath) -> Bool = { _ in true }
  ) throws(GitError) -> [Change] {
    if old == new { return [] }
    var changes: [Change] = []
    try compare(old, new, at: "", depth: 1, descend, into: &changes)
    return changes
  }

  private func compare(
    _ oldID: ObjectID?, _ newID: ObjectID?, at directory: GitPath, depth: Int, _ descend: (GitPath) -> Bool,
    into changes: inout [Change]
  ) throws(GitError) {
    if depth > Repository.depthLimit {
      throw GitError(
        .tooLarge, "comparing trees", "\(directory) is more than \(Repository.depthLimit) directories deep")
    }
    let old = try oldID.map(store.tree, or: .empty)
    let new = try newID.map(store.tree, or: .empty)
    for (before, after) in Repository.differences(old, new) {
      guard let name = before?.name ?? after?.name else { continue }
      let path = directory.appending(name)
      let trees = (before?.mode == .tree ? before : nil, after?.mode == .tree ? after : nil)
      if trees.0 == nil && trees.1 == nil || !descend(path) {
        changes.append(Change(path: path, old: before, new: after))
        continue
      }
      // A file that took a directory's place, or gave way to one.
      if let before, before.mode != .tree { changes.append(Change(path: path, old: before, new: nil)) }
      if let after, after.mode != .tree { changes.append(Change(path: path, old: nil, new: after)) }
      try compare(trees.0?.id, trees.1?.id, at: path, depth: depth + 1, descend, into: &changes)
    }
  }

  /// The entries that differ, paired by name.
  static func differences(_ old: Tree, _ new: Tree) -> [(TreeEntry?, TreeEntry?)] {
    var pairs: [(TreeEntry?, TreeEntry?)] = []
    old.bytes.withUnsafeBytes { oldBytes in
      new.bytes.withUnsafeBytes { newBytes in
        let overlap = TreeOverlap(of: old, newBytes)
        var left = overlap.leading
        var right = overlap.leading
        let leftEnd = old.entries.count - overlap.trailing
        let rightEnd = new.entries.count - overlap.trailing
        while left < leftEnd || right < rightEnd {
          var order = left == leftEnd ? 1 : -1
          if left < leftEnd, right < rightEnd {
            let before = RawTreeEntry(at: left, of: old.starts, in: oldBytes)
            let after = RawTreeEntry(at: right, of: new.starts, in: newBytes)
            if before.bytes.count == after.bytes.count, let first = before.bytes.baseAddress,
              let second = after.bytes.baseAddress, memcmp(first, second, before.bytes.count) == 0
            {
              left += 1
              right += 1
              continue
            }
            order = TreeOrder.compare(before.name, isTree: before.isTree, after.name, isTree: after.isTree)
          }
          let before = order <= 0 ? old.entries[left] : nil
          let after = order >= 0 ? new.entries[right] : nil
          if order <= 0 { left += 1 }
          if order >= 0 { right += 1 }
          // A file and a directory of one name stand at different places; they are one pair, at the first.
          if let before, after == nil, let twin = new.index(of: before.name, isTree: before.mode != .tree) {
            if twin >= right { pairs.append((before, new.entries[twin])) }
          } else if let after, before == nil,
            let twin = old.index(of: after.name, isTree: after.mode != .tree)
          {
            if twin >= left { pairs.append((old.entries[twin], after)) }
          } else {
            pairs.append((before, after))
          }
        }
      }
    }
    return pairs
  }
}

extension Optional where Wrapped == ObjectID {
  fileprivate func map(
    _ read: (ObjectID) throws(GitError) -> Tree, or none: Tree
  ) throws(GitError) -> Tree {
    guard let id = self else { return none }
    return try read(id)
  }
}
