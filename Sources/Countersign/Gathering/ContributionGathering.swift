import GitHistory
import Governance

/// Which commits of base..head changed which model's subject, and which changed the policy.
struct ContributionGathering {
  private(set) var byModel: [GitPath: [ObjectID]] = [:]
  private(set) var policy: [ObjectID] = []

  /// What of a model's directory is no contribution: evidence has producers instead.
  static let leftOut = Subject.excludedDirectories + ["evidence"]

  init(
    in commits: [RawCommit], governed: GovernedPath, _ repository: borrowing Repository
  ) throws(GitError) {
    for commit in commits {
      let parents = try ContributionGathering.foremostParents(of: commit, repository)
      var parentTrees: [ObjectID?] = []
      for parent in parents { parentTrees.append(try repository.commit(parent).tree) }
      if parentTrees.isEmpty { parentTrees = [nil] }
      var partings = Partings(parents)
      // A directory that is as one parent has it may still be what another one had changed.
      var touched: Set<GitPath> = []
      for tree in parentTrees {
        touched.formUnion(
          try ContributionGathering.directories(
            changedFrom: tree, to: commit.tree, governed: governed, repository))
      }
      for directory in touched.sorted()
      where try ContributionGathering.isContribution(
        commit, to: directory, parentTrees: parentTrees, &partings, repository)
      {
        if directory == GovernedPath.policies {
          policy.append(commit.id)
        } else {
          byModel[directory, default: []].append(commit.id)
        }
      }
    }
  }

  /// The parents that are no ancestors of another one. Whoever merges an older state of the same line takes back
  /// what came since, and the older parent is no witness that nothing was done.
  private static func foremostParents(
    of commit: RawCommit, _ repository: borrowing Repository
  ) throws(GitError) -> [ObjectID] {
    guard commit.parents.count > 1 else { return commit.parents }
    var foremost: [ObjectID] = []
    for (index, parent) in commit.parents.enumerated() {
      var isSurpassed = false
      for (other, descendant) in commit.parents.enumerated() where other != index {
        // Of one parent that is named twice, the first is kept.
        if descendant == parent ? other < index : try repository.isAncestor(parent, of: descendant) {
          isSurpassed = true
          break
        }
      }
      if !isSurpassed { foremost.append(parent) }
    }
    return foremost
  }

  /// The models' directories, and `policies`, that differ between two trees.
  static func directories(
    changedFrom old: ObjectID?, to new: ObjectID?, governed: GovernedPath, _ repository: borrowing Repository
  ) throws(GitError) -> Set<GitPath> {
    let changes = try repository.changes(from: old, to: new) { governed.place(of: $0) == .above }
    return Set(
      changes.map(\.path).filter { $0 == GovernedPath.policies || governed.place(of: $0) == .model })
  }

  /// Whether the subject in the commit differs from that of every parent and, for a merge, from what the
  /// parents merge to by themselves.
  private static func isContribution(
    _ commit: RawCommit, to directory: GitPath, parentTrees: [ObjectID?], _ partings: inout Partings,
    _ repository: borrowing Repository
  ) throws(GitError) -> Bool {
    let own = try fingerprint(of: directory, in: commit.tree, repository)
    var like: Int?
    var others: [Int] = []
    for (index, tree) in parentTrees.enumerated() {
      if try fingerprint(of: directory, in: tree, repository) != own {
        others.append(index)
      } else if like == nil {
        like = index
      }
    }
    if let like {
      for other in others {
        let trees = try partings.trees(of: like, other, repository)
        if try takesBack(own, partedAt: trees, in: directory, repository) { return true }
      }
      return false
    }
    guard parentTrees.count > 1 else { return true }
    do {
      guard case .clean(let merged) = try repository.cleanMerge(ofParents: commit) else { return true }
      return try fingerprint(of: directory, in: merged, repository) != own
    } catch  where error.code == .unrelatedHistories {
      return true
    }
  }

  /// Whether a merge that looks like one parent takes back what another one did: the one did nothing since the two
  /// parted, and so is no witness that nothing was done. Merged by themselves, the two give what the other did.
  private static func takesBack(
    _ own: [TreeEntry], partedAt trees: [ObjectID], in directory: GitPath, _ repository: borrowing Repository
  ) throws(GitError) -> Bool {
    for tree in trees where try fingerprint(of: directory, in: tree, repository) != own { return false }
    return !trees.isEmpty
  }

  /// Where the parents of a merge parted from each other, looked for once for all directories.
  private struct Partings {
    private let parents: [ObjectID]
    private var known: [Set<Int>: [ObjectID]] = [:]

    init(_ parents: [ObjectID]) { self.parents = parents }

    /// The trees of the merge bases of two parents; none where their histories have nothing in common.
    mutating func trees(
      of one: Int, _ other: Int, _ repository: borrowing Repository
    ) throws(GitError) -> [ObjectID] {
      if let trees = known[[one, other]] { return trees }
      var trees: [ObjectID] = []
      for base in try repository.mergeBases(parents[one], parents[other]) {
        trees.append(try repository.commit(base).tree)
      }
      known[[one, other]] = trees
      return trees
    }
  }

  /// The entries of the directory that count as contributions when they change.
  static func fingerprint(
    of directory: GitPath, in tree: ObjectID?, _ repository: borrowing Repository
  ) throws(GitError) -> [TreeEntry] {
    let leftOut = directory == GovernedPath.policies ? ["approvals"] : leftOut
    return try repository.entries(of: directory, inTree: tree, leavingOut: leftOut)
  }
}

extension Repository {
  /// What a directory holds at its top, without the directories of these names: two trees in which it is the same
  /// have the same content there. Where a file lies in its place, that file; nothing where there is nothing.
  borrowing func entries(
    of directory: GitPath, inTree tree: ObjectID?, leavingOut names: [String]
  ) throws(GitError) -> [TreeEntry] {
    guard let tree, let entry = try entry(at: directory, inTree: tree) else { return [] }
    guard entry.mode == .tree else { return [entry] }
    return try self.tree(entry.id).entries.filter { child in
      child.mode != .tree || !names.contains { child.name.elementsEqual($0.utf8) }
    }
  }
}
