import Documents
import GitHistory
import Governance

/// The transition that somebody has in mind who asks about models and names no base: what HEAD would bring to a
/// protected branch.
struct LikelyTransition {
  /// A revision.
  let head: String
  /// The branch that is asked about; nil is the one of the highest stage that does not hold HEAD yet.
  let branch: String?
  let at: Instant?
  let policy: Policy?

  init(head: String, branch: String? = nil, at: Instant?, policy: Policy?) {
    self.head = head
    self.branch = branch.map(Check.branchName)
    self.at = at
    self.policy = policy
  }

  /// What is to land; nil where every branch holds it already, or there is no branch.
  ///
  /// - Throws: `UsageError` where the branch that is asked about is not there.
  func pending(in repository: borrowing Repository) throws -> Check.Request? {
    let tip = try DigestQuery.commit(head, repository)
    for branch in branches {
      guard let base = try LikelyTransition.tip(of: branch, repository) else { continue }
      guard try repository.isAncestor(tip, of: base) else {
        return Check.Request(base: base.hex, head: tip.hex, branch: branch, at: at)
      }
    }
    if let branch, try LikelyTransition.tip(of: branch, repository) == nil {
      throw UsageError("there is no branch \(branch) here, nor on origin; fetch it, or name --base")
    }
    return nil
  }

  /// What is to land, if it changes the model; else the last step on the branch that did.
  ///
  /// - Throws: `UsageError` where no commit changes it.
  func transition(of directory: GitPath, in repository: borrowing Repository) throws -> Check.Request {
    let pending = try pending(in: repository)
    let tip = try DigestQuery.commit(head, repository)
    if let pending, let base = try pending.base.map({ try DigestQuery.commit($0, repository) }) {
      let proposed = try entry(directory, tip, repository)
      for ancestor in try repository.mergeBases(base, tip)
      where try entry(directory, ancestor, repository) != proposed {
        return pending
      }
    }
    let holding =
      try pending?.branch ?? branches.first { try LikelyTransition.tip(of: $0, repository) != nil }
    let landed = try pending?.base.map { try DigestQuery.commit($0, repository) } ?? tip
    for id in try repository.firstParents(from: landed) {
      let parent = try repository.commit(id).parents.first
      let before = try parent.flatMap { try entry(directory, $0, repository) }
      if try entry(directory, id, repository) == before { continue }
      return Check.Request(base: parent?.hex, head: id.hex, branch: holding, at: at)
    }
    throw UsageError("no commit that \(head) reaches changes \(directory.display)")
  }

  private func entry(
    _ directory: GitPath, _ commit: ObjectID, _ repository: borrowing Repository
  ) throws(GitError) -> ObjectID? {
    try repository.entry(at: directory, inTree: repository.commit(commit).tree)?.id
  }

  /// That of the highest stage first.
  private var branches: [String] {
    branch.map { [$0] } ?? (policy?.stages ?? []).reversed().compactMap(\.branch)
  }

  /// The branch's commit, here or else on origin.
  static func tip(of branch: String, _ repository: borrowing Repository) throws -> ObjectID? {
    for name in ["refs/heads/\(branch)", "refs/remotes/origin/\(branch)"] {
      if let target = try repository.target(ofReference: name) { return target }
    }
    return nil
  }
}
