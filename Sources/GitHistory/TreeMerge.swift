/// Merges three trees entry by entry.
///
/// An entry that the sides agree on, or that only one side changed, is decided without opening it; only
/// where base and sides all differ are directories opened and files merged. Files and directories of one
/// name are merged apart and must not both remain.
struct TreeMerge {
  private let store: ObjectStore
  /// In a virtual merge base conflicts do not end the merge: they become entries that equal nothing.
  private let isVirtual: Bool
  private(set) var conflicts: [GitPath] = []

  /// The largest file merged by lines, in bytes; a larger one that both sides changed is a conflict.
  private static let fileLimit = 32 << 20

  init(store: ObjectStore, isVirtual: Bool) {
    self.store = store
    self.isVirtual = isVirtual
  }

  /// The id of the merged tree; nil when nothing is left in it.
  mutating func merge(
    base: ObjectID?, ours: ObjectID?, theirs: ObjectID?, at directory: GitPath = ""
  ) throws(GitError) -> ObjectID? {
    if directory.components.count > Repository.depthLimit {
      throw GitError(
        .tooLarge, "merging", "\(directory) is more than \(Repository.depthLimit) directories deep")
    }
    let trees = try [base, ours, theirs].map { (id) throws(GitError) in
      if let id { try store.tree(id) } else { Tree.empty }
    }
    var positions = [0, 0, 0]
    var result: [TreeEntry] = []
    // Only what the sides disagree on can leave both a file and a directory of one name.
    var disputed: [[UInt8]: Int] = [:]
    var conflicted: Set<[UInt8]> = []
    while let first = nextEntry(trees, positions) {
      var sides: [TreeEntry?] = [nil, nil, nil]
      for side in 0..<3 where positions[side] < trees[side].entries.count {
        let entry = trees[side].entries[positions[side]]
        if entry.name == first.name, (entry.mode == .tree) == (first.mode == .tree) {
          sides[side] = entry
          positions[side] += 1
        }
      }
      if let ours = sides[1], let theirs = sides[2], ours.hasSameContent(as: theirs), !isMarker(ours) {
        result.append(ours)
        continue
      }
      let name = first.name
      let isPoisoned = isMarker(sides[0]) || isMarkerFile(named: name, in: trees[0])
      switch try resolve(sides, name: name, isPoisoned: isPoisoned, at: directory) {
      case .nothing: break
      case .entry(let entry):
        result.append(entry)
        disputed[name, default: 0] += 1
        if disputed[name] == 2 { conflicted.insert(name) }
      case .conflict: conflicted.insert(name)
      }
    }
    return try finish(result, conflicted, at: directory)
  }

  private enum Resolution {
    case nothing
    case entry(TreeEntry)
    case conflict
  }

  private mutating func resolve(
    _ sides: [TreeEntry?], name: [UInt8], isPoisoned: Bool, at directory: GitPath
  ) throws(GitError) -> Resolution {
    let (base, ours, theirs) = (sides[0], sides[1], sides[2])
    // Past this point the sides differ, or agree on being gone or in conflict.
    if ours == nil, theirs == nil { return .nothing }
    if isPoisoned { return .conflict }
    if base == ours { return theirs.map(Resolution.entry) ?? .nothing }
    if base == theirs { return ours.map(Resolution.entry) ?? .nothing }
    if isMarker(ours) || isMarker(theirs) { return .conflict }
    if base?.mode == .tree || ours?.mode == .tree || theirs?.mode == .tree {
      let id = try merge(
        base: base?.id, ours: ours?.id, theirs: theirs?.id, at: directory.appending(name))
      return id.map { .entry(TreeEntry(name: name, mode: .tree, id: $0)) } ?? .nothing
    }
    return try mergeFile(base, ours, theirs)
  }

  private func mergeFile(
    _ base: TreeEntry?, _ ours: TreeEntry?, _ theirs: TreeEntry?
  ) throws(GitError) -> Resolution {
    guard let base, let ours, let theirs, base.mode.isFile, ours.mode.isFile, theirs.mode.isFile else {
      return .conflict
    }
    // With two modes, sides that both differ from base agree.
    let mode = ours.mode == base.mode ? theirs.mode : ours.mode
    if ours.id == theirs.id { return .entry(TreeEntry(name: ours.name, mode: mode, id: ours.id)) }
    if base.id == ours.id { return .entry(TreeEntry(name: ours.name, mode: mode, id: theirs.id)) }
    if base.id == theirs.id { return .entry(TreeEntry(name: ours.name, mode: mode, id: ours.id)) }
    for id in [base.id, ours.id, theirs.id] where try store.header(id, as: .blob).size > TreeMerge.fileLimit {
      return .conflict
    }
    let merged = try ContentMerge.merge(
      base: try store.bytes(base.id, as: .blob, limit: TreeMerge.fileLimit),
      ours: try store.bytes(ours.id, as: .blob, limit: TreeMerge.fileLimit),
      theirs: try store.bytes(theirs.id, as: .blob, limit: TreeMerge.fileLimit))
    guard let merged else { return .conflict }
    return .entry(TreeEntry(name: ours.name, mode: mode, id: try store.overlay.insert(merged, as: .blob)))
  }

  private mutating func finish(
    _ merged: [TreeEntry], _ conflicted: Set<[UInt8]>, at directory: GitPath
  ) throws(GitError) -> ObjectID? {
    var entries = merged
    if !conflicted.isEmpty {
      conflicts += conflicted.map { directory.appending($0) }
      entries.removeAll { conflicted.contains($0.name) }
      if isVirtual {
        for name in conflicted {
          entries.append(TreeEntry(name: name, mode: .file, id: store.overlay.makeMarker()))
        }
        entries.sort(by: TreeEntry.precedesInTree)
      }
    }
    if entries.isEmpty { return nil }
    return try store.overlay.insert(Tree.serialized(entries), as: .tree)
  }

  /// The entry that stands first in git's order among those not yet merged.
  private func nextEntry(_ trees: [Tree], _ positions: [Int]) -> TreeEntry? {
    var first: TreeEntry?
    for (tree, position) in zip(trees, positions) where position < tree.entries.count {
      let entry = tree.entries[position]
      if let earlier = first, !TreeEntry.precedesInTree(entry, earlier) { continue }
      first = entry
    }
    return first
  }

  private func isMarker(_ entry: TreeEntry?) -> Bool {
    guard let entry else { return false }
    return store.overlay.markers.contains(entry.id)
  }

  private func isMarkerFile(named name: [UInt8], in tree: Tree) -> Bool {
    if store.overlay.markers.isEmpty { return false }
    return tree.index(of: name, isTree: false).map { isMarker(tree.entries[$0]) } ?? false
  }
}

extension Tree {
  /// The bytes of the tree object with these entries, which must be in git's order.
  static func serialized(_ entries: [TreeEntry]) -> [UInt8] {
    var bytes: [UInt8] = []
    for entry in entries {
      bytes += entry.mode.text.utf8
      bytes.append(UInt8(ascii: " "))
      bytes += entry.name
      bytes.append(0)
      bytes += entry.id.bytes
    }
    return bytes
  }
}
