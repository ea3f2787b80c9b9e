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
      var touched: Set<GitPath>?
      var parentTrees: [ObjectID?] = []
      for parent in try ContributionGathering.foremostParents(of: commit, repository) {
        parentTrees.append(try repository.commit(parent).tree)
      }
      if parentTrees.isEmpty { parentTrees = [nil] }
      for tree in parentTrees {
        let changed = try ContributionGathering.directories(
          changedFrom: tree, to: commit.tree, governed: governed, repository)
        touched = touched.map { $0.intersection(changed) } ?? changed
      }
      for directory in (touched ?? []).sorted()
      where try ContributionGathering.isContribution(
        commit, to: directory, parentTrees: parentTrees, repository)
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
    _ commit: RawCommit, to directory: GitPath, parentTrees: [ObjectID?], _ repository: borrowing Repository
  ) throws(GitError) -> Bool {
    let own = try fingerprint(of: directory, in: commit.tree, repository)
    for tree in parentTrees where try fingerprint(of: directory, in: tree, repository) == own { return false }
    guard parentTrees.count > 1 else { return true }
    do {
      guard case .clean(let merged) = try repository.cleanMerge(ofParents: commit) else { return true }
      return try fingerprint(of: directory, in: merged, repository) != own
    } catch  where error.code == .unrelatedHistories {
      return true
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
