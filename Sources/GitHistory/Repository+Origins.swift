extension Repository {
  /// The commits that brought exactly this mode and id to `path`, as `head` has it.
  ///
  /// Walks from `head` through every parent that has the same entry there; a commit of which no parent
  /// has it is an origin. Several where the entry came in on several lines. Each commit is visited once,
  /// the order is that of the walk (first parents first), and subtrees seen before are not read again.
  ///
  /// - Parameter entry: mode and id; its name does not matter.
  /// - Returns: none when `head` itself does not have the entry.
  package func origins(
    of path: GitPath, entry: (mode: FileMode, id: ObjectID), from head: ObjectID
  ) throws(GitError) -> [ObjectID] {
    var lookup = EntryLookup(store: store, path: path, mode: entry.mode, id: entry.id)
    var known: [ObjectID: Bool] = [:]
    var open: [(id: ObjectID, parents: [ObjectID])] = []
    var origins: [ObjectID] = []
    /// True when the commit has the entry; then it is queued, the first time.
    func visit(_ id: ObjectID) throws(GitError) -> Bool {
      if let answer = known[id] { return answer }
      let links = try store.links(id)
      let answer = try lookup.matches(root: links.tree)
      known[id] = answer
      if answer { open.append((id, links.parents)) }
      return answer
    }
    _ = try visit(head)
    while let (id, parents) = open.popLast() {
      var isOrigin = true
      // The first parent is pushed last and so walked first.
      for parent in parents.reversed() where try visit(parent) { isOrigin = false }
      if isOrigin { origins.append(id) }
    }
    return origins
  }
}

/// Whether trees have a certain entry at a certain path; remembers the answer for each subtree on the way.
struct EntryLookup {
  private let store: ObjectStore
  private let components: [[UInt8]]
  private let mode: FileMode
  private let id: ObjectID
  /// By depth and tree id: whether the rest of the path leads to the entry.
  private var answers: [[ObjectID: Bool]]

  /// How many answers are remembered for one depth.
  private static let limit = 1 << 16

  init(store: ObjectStore, path: GitPath, mode: FileMode, id: ObjectID) {
    self.store = store
    components = path.components
    self.mode = mode
    self.id = id
    answers = Array(repeating: [:], count: components.count)
  }

  mutating func matches(root: ObjectID) throws(GitError) -> Bool {
    if components.isEmpty || components.count > Repository.depthLimit { return false }
    var trail: [ObjectID] = []
    var answer: Bool?
    var current = root
    while answer == nil {
      let depth = trail.count
      if let known = answers[depth][current] {
        answer = known
        break
      }
      let entry = try store.tree(current)[components[depth]]
      trail.append(current)
      if depth == components.count - 1 {
        answer = entry?.mode == mode && entry?.id == id
      } else if let entry, entry.mode == .tree {
        current = entry.id
      } else {
        answer = false
      }
    }
    for (depth, tree) in trail.enumerated() {
      if answers[depth].count >= EntryLookup.limit { answers[depth] = [:] }
      answers[depth][tree] = answer
    }
    return answer ?? false
  }
}
