import Documents
import GitHistory
import Governance
import Signatures

/// Writes the approval that a reviewer is about to sign: for the subject as it stands at HEAD.
package struct ApprovalWriting {
  /// What the reviewer decides, and on what.
  package struct Request: Sendable {
    /// Nil for an approval of a policy change.
    package var model: String?
    package var gate: String
    /// The identity, or nil to find it by the e-mail.
    package var reviewer: String?
    package var email: String?
    package var decision: Approval.Decision
    package var rationale: String?
    /// The items that the reviewer vouches for; `all` stands for every item of the gate.
    package var checklist: [String]
    /// The branch that the change is to land on, for cards that name no stage.
    package var branch: String?
    package var date: Instant

    package init(
      model: String?, gate: String, reviewer: String?, email: String?, decision: Approval.Decision,
      rationale: String?, checklist: [String], branch: String?, date: Instant
    ) {
      self.model = model
      self.gate = gate
      self.reviewer = reviewer
      self.email = email
      self.decision = decision
      self.rationale = rationale
      self.checklist = checklist
      self.branch = branch
      self.date = date
    }
  }

  /// The file to write and sign.
  package struct Draft: Sendable {
    /// Relative to the root of the working tree.
    package let path: String
    package let text: String
    package let reviewer: IdentityID
  }

  private let request: Request

  package init(_ request: Request) { self.request = request }

  /// - Throws: `UsageError` that says what is missing and how to give it.
  package func draft(in repository: borrowing Repository) throws -> Draft {
    let query = DigestQuery(revision: "HEAD")
    let tree = try query.tree(repository)
    guard let loaded = try query.policy(tree, repository) else {
      throw UsageError("there is no policies/policy.yaml at HEAD")
    }
    let reviewer = try reviewer(loaded.roster)
    if request.gate.isExactly(GateID.policy.text) {
      guard request.model == nil else { throw UsageError("gate policy goes without a model") }
      return draft(
        reviewer, directory: GovernedPath.policyApprovals.display, loaded,
        named: [
          ("version", String(loaded.policy.version)), ("gate", "policy"), ("subject", loaded.digest.text),
        ])
    }
    guard let model = request.model else {
      throw UsageError("name the model: countersign approve MODEL --gate GATE")
    }
    guard let gate = loaded.policy.gates.first(where: { $0.id == GateID(request.gate) }) else {
      throw UsageError(
        "the policy has no gate \(request.gate); its gates are \(loaded.policy.gates.map(\.id.text).joined(separator: ", "))"
      )
    }
    let directory = try query.directory(of: model, layout: loaded.policy.layout, tree, repository)
    var reader = ModelReader(directory, digests: ContentDigests())
    guard let state = try reader.state(in: tree, repository), let card = state.card else {
      throw UsageError(
        "the card of \(model) cannot be read: \(reader.findings.first?.message ?? "there is none")")
    }
    try checkRole(reviewer, gate, loaded.roster)
    let stage = try stage(card, loaded.policy)
    try checkContent(gate, card, loaded.policy)
    let subject = Digester(sha256: Signatures.Digest.sha256).digest(of: state.subject, scope: gate)
    return draft(
      reviewer, directory: "\(directory.display)/approvals/\(gate.id)", loaded, checklist: vouched(gate),
      named: [
        ("model", card.id.text), ("version", card.version), ("gate", gate.id.text), ("stage", stage.text),
        ("subject", subject.text),
      ])
  }

  private func reviewer(_ roster: Roster) throws -> IdentityID {
    if let name = request.reviewer {
      guard let identity = roster[id: IdentityID(name)] else {
        throw UsageError("\(name) is not in policies/identities.yaml")
      }
      return identity.id
    }
    guard let email = request.email else {
      throw UsageError("say who you are: --reviewer ID, or set git's user.email")
    }
    guard let identity = roster[email: EmailAddress(email)] else {
      throw UsageError(
        "\(email) is nobody's e-mail in policies/identities.yaml; say who you are: --reviewer ID")
    }
    return identity.id
  }

  private func checkRole(_ reviewer: IdentityID, _ gate: Gate, _ roster: Roster) throws {
    if roster[id: reviewer]?.holds(anyOf: gate.roles) ?? false { return }
    throw UsageError(
      "\(reviewer) holds none of the roles of gate \(gate.id) (\(gate.roles.map(\.text).joined(separator: ", ")))"
    )
  }

  private func stage(_ card: Card, _ policy: Policy) throws -> StageID {
    if let stage = card.stage { return stage }
    if let branch = request.branch, let stage = policy.stage(ofBranch: branch) { return stage.id }
    let tied = policy.stages.filter { $0.branch != nil }
    if tied.count == 1 { return tied[0].id }
    throw UsageError("the card names no stage: name the branch that the change is to land on with --branch")
  }

  private func vouched(_ gate: Gate) -> [String] {
    request.checklist.contains("all") ? gate.checklist.map(\.id) : request.checklist
  }

  private func checkContent(_ gate: Gate, _ card: Card, _ policy: Policy) throws {
    guard request.decision.approves else { return }
    let vouched = vouched(gate)
    let missing = gate.checklist.filter { item in !vouched.contains { $0.isExactly(item.id) } }
    if !missing.isEmpty {
      throw UsageError(
        "gate \(gate.id) has a checklist; vouch for each item with --checklist ID:\n"
          + missing.map { "  \($0.id): \($0.text)" }.joined(separator: "\n"))
    }
    let least = policy.approvals.minRationale?.value(for: card.tier ?? policy.tiers[0].id) ?? 0
    if (request.rationale ?? "").count < least {
      throw UsageError(
        "tier \(card.tier ?? policy.tiers[0].id) asks for a rationale of at least \(least) characters: --rationale TEXT"
      )
    }
  }

  private func draft(
    _ reviewer: IdentityID, directory: String, _ loaded: LoadedPolicy, checklist: [String] = [],
    named fields: [(String, String)]
  ) -> Draft {
    var lines = [
      "apiVersion: countersign/v1", "kind: Approval",
      "repository: \(YAMLText.scalar(loaded.policy.repository))",
    ]
    lines += fields.map { "\($0): \(YAMLText.scalar($1))" }
    lines += [
      "policy: \(loaded.digest)", "decision: \(request.decision.rawValue)",
      "reviewer: \(YAMLText.scalar(reviewer.text))",
      "date: \(request.date)",
    ]
    if let rationale = request.rationale { lines.append("rationale: \(YAMLText.scalar(rationale))") }
    if !checklist.isEmpty {
      lines.append("checklist: [\(checklist.map(YAMLText.scalar).joined(separator: ", "))]")
    }
    return Draft(
      path: "\(directory)/\(reviewer).yaml", text: lines.joined(separator: "\n") + "\n", reviewer: reviewer)
  }
}
