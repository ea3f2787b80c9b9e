import Documents
import GitHistory
import Governance
import Signatures

/// What somebody would decide on at a gate, and what that takes: found out before anybody works through a checklist.
package struct ApprovalQuery {
  /// What is to be decided on, and by whom.
  package struct Request: Sendable {
    /// Nil for a change of the policy.
    package var model: String?
    package var gate: String
    /// The identity, or nil to find it by the key or the e-mail.
    package var reviewer: String?
    package var email: String?
    /// The key that git signs with; nil where nothing is to be signed now.
    package var key: SigningKey?
    /// A revision, and a branch, that the change is to land on; nil to find them.
    package var base: String?
    package var branch: String?

    package init(
      model: String?, gate: String, reviewer: String?, email: String?, key: SigningKey?, base: String?,
      branch: String?
    ) {
      self.model = model
      self.gate = gate
      self.reviewer = reviewer
      self.email = email
      self.key = key
      self.base = base
      self.branch = branch
    }
  }

  private let request: Request
  private let now: Instant

  /// - Parameter clock: the present.
  package init(_ request: Request, clock: Instant) {
    self.request = request
    now = clock
  }

  /// - Throws: `UsageError` where model, gate or reviewer name nothing, or cannot be judged at all; `GitError` where
  ///   history cannot be read.
  package func plan(in repository: borrowing Repository) throws -> ApprovalPlan {
    let isPolicy = request.gate.isExactly(GateID.policy.text)
    if isPolicy, request.model != nil { throw UsageError("gate policy goes without a model") }
    if !isPolicy, request.model == nil {
      throw UsageError("name the model: countersign approve MODEL --gate GATE")
    }
    try repository.requireCompleteHistory()
    let query = DigestQuery(revision: "HEAD")
    let head = try DigestQuery.commit("HEAD", repository)
    let tree = try repository.commit(head).tree
    guard let loaded = try query.policy(tree, repository) else {
      throw UsageError("there is no policies/policy.yaml at HEAD")
    }
    let digests = ContentDigests()
    var directory = GovernedPath.policies
    var state: ModelState?
    if let model = request.model {
      directory = try query.directory(of: model, layout: loaded.policy.layout, tree, repository)
      var reader = ModelReader(directory, digests: digests)
      state = try reader.state(in: tree, repository)
      if state?.card == nil {
        throw UsageError(
          "the card of \(model) cannot be read: \(reader.findings.first?.message ?? "there is none")")
      }
      try checkBranch(state?.card?.stage, loaded.policy)
    }
    let transition = try transition(
      of: directory, head: head, stage: state?.card?.stage, loaded.policy, repository)
    let (report, judged) = try Check(transition, clock: now).judged(explaining: nil, in: repository)
    guard let judged else {
      let finding = report.findings.first { $0.verdict == .undecided } ?? report.findings.first
      throw UsageError(
        "what would land cannot be judged: \(finding?.message ?? "there is nothing to judge")"
          + (finding?.help.map { "; \($0)" } ?? ""))
    }
    let material = Material(
      directory: directory, head: head, loaded: loaded, transition: transition, judged: judged,
      digests: digests)
    if let state, let card = state.card { return try plan(state, card, material, repository) }
    return try policyPlan(material, repository)
  }

  private func transition(
    of directory: GitPath, head: ObjectID, stage: StageID?, _ policy: Policy,
    _ repository: borrowing Repository
  ) throws -> Check.Request {
    guard let base = request.base else {
      return try LikelyTransition(head: head.hex, branch: request.branch, policy: policy)
        .transition(of: directory, stage: stage, in: repository)
    }
    let tied = policy.stages.compactMap(\.branch)
    let landing = request.branch ?? Check.branch(named: base) ?? (tied.count == 1 ? tied[0] : nil)
    return Check.Request(base: base, head: head.hex, branch: landing)
  }

  /// What a plan is made of.
  struct Material {
    let directory: GitPath
    let head: ObjectID
    /// The policy at HEAD.
    let loaded: LoadedPolicy
    let transition: Check.Request
    let judged: Check.Judged
    let digests: ContentDigests
  }

  private func checkBranch(_ stage: StageID?, _ policy: Policy) throws(UsageError) {
    if stage == nil, request.branch == nil, request.base == nil,
      policy.stages.filter({ $0.branch != nil }).count > 1
    {
      throw UsageError(
        "the card names no stage: name the branch that the change is to land on with --branch")
    }
  }

  private func plan(
    _ state: ModelState, _ card: Card, _ material: Material, _ repository: borrowing Repository
  ) throws -> ApprovalPlan {
    let judging = material.judged.loaded
    guard let gate = judging.policy.gates.first(where: { $0.id == GateID(request.gate) }) else {
      throw UsageError(
        "the policy has no gate \(request.gate); its gates are \(judging.policy.gates.map(\.id.text).joined(separator: ", "))"
      )
    }
    let name = ModelID(GitPath(bytes: material.directory.lastComponent).display)
    guard
      let rehearsal = try ApprovalRehearsal(material.judged, model: name, head: material.head, repository),
      let judgement = rehearsal.judgement(of: gate.id).model
    else { throw UsageError("\(name) cannot be judged: it is not in what would land") }
    let base = rehearsal.baseSubject.map { ($0, material.transition.branch ?? "base") }
    let change = try ApprovedBefore(
      directory: material.directory, gate: gate, landed: state.subject, facts: material.judged.facts,
      digests: material.digests
    ).change(records: rehearsal.records, base: base, repository)
    let (reviewer, obstacle) = try self.reviewer(judging.roster)
    let briefing = ApprovalBriefing(
      model: name, version: card.version, stage: judgement.stage, tier: judgement.tier, gate: gate,
      subject: Digester(sha256: Signatures.Digest.sha256).digest(of: state.subject, scope: gate),
      commit: material.head.commitID, branch: material.transition.branch, reviewer: reviewer, change: change)
    return try ApprovalPlan(
      briefing, material, rehearsal, subject: state.subject,
      least: judging.policy.approvals.minRationale?.value(for: judgement.tier) ?? 0,
      directory: "\(material.directory.display)/approvals/\(gate.id)", keyObstacle: obstacle, now: now,
      repository)
  }

  private func policyPlan(_ material: Material, _ repository: borrowing Repository) throws -> ApprovalPlan {
    guard let gate = material.judged.loaded.policy.policyGate else {
      throw UsageError("the policy at base has no gate policy, so no change of it can be approved")
    }
    guard let rehearsal = try ApprovalRehearsal(material.judged, model: nil, head: material.head, repository)
    else {
      throw UsageError("nothing of the policy changes on the way to \(material.transition.branch ?? "base")")
    }
    let (reviewer, obstacle) = try self.reviewer(material.judged.loaded.roster)
    let briefing = ApprovalBriefing(
      model: nil, version: String(material.loaded.policy.version), stage: nil, tier: nil, gate: gate,
      subject: material.loaded.digest, commit: material.head.commitID, branch: material.transition.branch,
      reviewer: reviewer, change: nil)
    return try ApprovalPlan(
      briefing, material, rehearsal, subject: Subject(files: []), least: 0,
      directory: GovernedPath.policyApprovals.display,
      keyObstacle: obstacle, now: now, repository)
  }

  private func reviewer(_ roster: Roster) throws(UsageError) -> (IdentityID, ApprovalObstacle?) {
    try ReviewerChoice(named: request.reviewer, email: request.email, key: request.key).reviewer(in: roster)
  }
}
