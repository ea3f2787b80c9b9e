import GitHistory
import Governance

/// Which transition whoever approves at HEAD has in mind.
struct ApprovalTransition {
  /// What is approved: a model's directory, or `policies`.
  let directory: GitPath
  let head: ObjectID
  let policy: Policy
  /// The stage that the card names.
  let stage: StageID?
  /// A revision that the user named.
  let base: String?
  /// A branch that the user named.
  let branch: String?

  /// What is to land, by preference: on the branch that was named, on that of the card's stage, on that of the
  /// highest stage of which the content differs. Where none does, the last first-parent step that changed the
  /// content, which is judged to know who contributed.
  ///
  /// - Throws: `UsageError` where a revision or branch names nothing.
  func request(in repository: borrowing Repository) throws -> Check.Request {
    let tied = policy.stages.compactMap(\.branch)
    if let base {
      let landing = branch ?? Check.branch(named: base) ?? (tied.count == 1 ? tied[0] : nil)
      return Check.Request(base: base, head: head.hex, branch: landing)
    }
    for name in branches(tied) {
      for reference in ["refs/heads/\(name)", "refs/remotes/origin/\(name)"] {
        guard let base = try repository.target(ofReference: reference) else { continue }
        if try isChanged(since: base, repository) {
          return Check.Request(base: base.hex, head: head.hex, branch: name)
        }
      }
    }
    if let branch, try repository.target(ofReference: "refs/heads/\(Check.branchName(branch))") == nil,
      try repository.target(ofReference: "refs/remotes/origin/\(Check.branchName(branch))") == nil
    {
      throw UsageError(
        "there is no branch \(branch) here; fetch it, or name what to compare with: --base REV")
    }
    return try lastStep(branch ?? tied.last, repository)
  }

  private func branches(_ tied: [String]) -> [String] {
    if let branch { return [Check.branchName(branch)] }
    // Without a branch for any stage, every branch is judged by the cards' stages.
    if tied.isEmpty { return ["main", "master"] }
    let own = stage.flatMap { stage in policy.stages.first { $0.id == stage }?.branch }
    return [own].compactMap { $0 } + tied.reversed()
  }

  private func isChanged(since base: ObjectID, _ repository: borrowing Repository) throws -> Bool {
    if try repository.isAncestor(head, of: base) { return false }
    let before = try repository.entry(at: directory, inTree: repository.commit(base).tree)
    let after = try repository.entry(at: directory, inTree: repository.commit(head).tree)
    return before?.id != after?.id
  }

  private func lastStep(_ landing: String?, _ repository: borrowing Repository) throws -> Check.Request {
    for id in try repository.firstParents(from: head) {
      let commit = try repository.commit(id)
      let parent = commit.parents.first
      let before = try parent.map { try repository.commit($0).tree }
      let after = try repository.entry(at: directory, inTree: commit.tree)
      let earlier = try before.flatMap { try repository.entry(at: directory, inTree: $0) }
      if after?.id != earlier?.id {
        return Check.Request(base: parent?.hex, head: id.hex, branch: landing)
      }
    }
    throw UsageError("no commit that HEAD reaches changes \(directory.display)")
  }
}
