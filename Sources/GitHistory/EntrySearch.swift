/// Looks for many entries in many trees that differ little: a directory that was seen is not opened again, and of
/// one that was not, only what differs from the one before is looked at.
struct EntrySearch {
  /// A directory on the way to some of the entries.
  private struct Directory {
    var directories: [[UInt8]: Int] = [:]
    var wanted: [[UInt8]: [(mode: FileMode, id: ObjectID, entry: Int)]] = [:]
    /// The tree that was looked at last, and what was found in it, by name.
    var last = Tree.empty
    var found: [[UInt8]: [Int]] = [:]
    /// What was found in the trees seen.
    var answers: [ObjectID: [Int]] = [:]
  }

  private let store: ObjectStore
  private var directories = [Directory()]
  /// How many answers are remembered, and how many entries they name.
  private var remembered = 0

  private static let limit = 1 << 20

  init(_ entries: [PastEntry], _ store: ObjectStore) {
    self.store = store
    for (index, entry) in entries.enumerated() {
      let components = entry.path.components
      guard let name = components.last, components.count <= Repository.depthLimit else { continue }
      var place = 0
      for component in components.dropLast() {
        if let next = directories[place].directories[component] {
          place = next
        } else {
          directories.append(Directory())
          directories[place].directories[component] = directories.count - 1
          place = directories.count - 1
        }
      }
      directories[place].wanted[name, default: []].append((entry.mode, entry.id, index))
    }
  }

  /// The places of the entries that a root tree holds.
  mutating func entries(inTree root: ObjectID) throws(GitError) -> [Int] { try entries(inTree: root, at: 0) }

  // As deep as the paths, of which those beyond the limit are left out.
  private mutating func entries(inTree id: ObjectID, at place: Int) throws(GitError) -> [Int] {
    if let answer = directories[place].answers[id] { return answer }
    let tree = try store.tree(id)
    for (before, after) in Repository.differences(directories[place].last, tree) {
      guard let name = before?.name ?? after?.name else { continue }
      // What took the place of a directory, or gave way to one, is told twice.
      directories[place].found[name] = try match(name, after ?? tree[name], at: place)
    }
    directories[place].last = tree
    let answer = directories[place].found.values.flatMap { $0 }
    if remembered >= EntrySearch.limit {
      for index in directories.indices { directories[index].answers = [:] }
      remembered = 0
    }
    directories[place].answers[id] = answer
    remembered += 1 + answer.count
    return answer
  }

  /// Nil where nothing is found.
  private mutating func match(
    _ name: [UInt8], _ entry: TreeEntry?, at place: Int
  ) throws(GitError) -> [Int]? {
    guard let entry else { return nil }
    if entry.mode == .tree {
      guard let next = directories[place].directories[name] else { return nil }
      let found = try entries(inTree: entry.id, at: next)
      return found.isEmpty ? nil : found
    }
    let found = (directories[place].wanted[name] ?? []).filter { $0.mode == entry.mode && $0.id == entry.id }
    return found.isEmpty ? nil : found.map(\.entry)
  }
}
