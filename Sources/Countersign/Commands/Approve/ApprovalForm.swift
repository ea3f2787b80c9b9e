import Documents
import GitHistory
import Governance
import Signatures

/// An approval for somebody without git to paste into their forge's editor: filled in except for what they decide.
package struct ApprovalForm: Sendable {
  /// Nil for a change of the policy.
  package let model: ModelID?
  package let gate: GateID
  /// Relative to the repository.
  package let path: String
  package let text: String
  /// The gates that come before and are open: given before their approvals, this one would not count.
  package let waitsFor: [GateID]
  /// Whether the policy takes a forge's word for who wrote it; else the file has to be signed.
  package let isForgeTrusted: Bool

  /// The forms of all gates that lack an approval which the person could give.
  ///
  /// - Parameters:
  ///   - gate: only this one.
  ///   - clock: the date that they bear, and the moment that is judged at where none is named.
  /// - Throws: `UsageError` where the person, a model or a revision names nothing, `GitError` where it cannot be read.
  package static func forms(
    for person: IdentityID, models: [String], gate: GateID?, of request: Check.Request?, head: String,
    branch: String?, at: Instant?, clock: Instant, in repository: borrowing Repository
  ) throws -> [ApprovalForm] {
    let asked = try StatusQuery(models: models).transitions(
      of: request, head: head, branch: branch, at: at, in: repository)
    var forms: [ApprovalForm] = []
    for asked in asked {
      let (report, judged) = try Check(asked.request, clock: clock).judged(explaining: nil, in: repository)
      guard let judged else {
        let problem = report.findings.first { $0.severity == .error }
        throw UsageError(
          "what would land cannot be judged: \(problem?.message ?? "there is nothing to judge")")
      }
      guard judged.loaded.roster[id: person] != nil else {
        throw UsageError("\(person) is not in policies/identities.yaml")
      }
      try checkGate(gate, judged.loaded.policy)
      if models.isEmpty, let open = report.policyChange,
        let form = policyForm(person, open, judged, gate: gate, date: at ?? clock)
      {
        forms.append(form)
      }
      for model in report.models where asked.models?.contains(model.id) ?? true {
        for open in model.gates where (gate ?? open.id) == open.id && open.isWaiting(for: person) {
          guard let form = form(person, model, open, judged, date: at ?? clock) else { continue }
          forms.append(form)
        }
      }
    }
    return forms
  }

  private static func checkGate(_ gate: GateID?, _ policy: Policy) throws(UsageError) {
    let known = (policy.gates + [policy.policyGate].compactMap(\.self)).map(\.id)
    guard let gate, !known.contains(gate) else { return }
    throw UsageError(
      "the policy has no gate \(gate); its gates are \(known.map(\.text).joined(separator: ", "))")
  }

  private static func policyForm(
    _ person: IdentityID, _ open: GateJudgement, _ judged: Check.Judged, gate: GateID?, date: Instant
  ) -> ApprovalForm? {
    guard open.isWaiting(for: person), gate ?? open.id == open.id, let change = judged.facts.policyChange,
      let version = change.version
    else { return nil }
    let policy = judged.loaded.policy
    let lines = [
      "apiVersion: countersign/v1", "kind: Approval", "repository: \(YAMLText.scalar(policy.repository))",
      "version: \(YAMLText.scalar(String(version)))", "gate: \(YAMLText.scalar(open.id.text))",
      "subject: \(change.digest)", "reviewer: \(YAMLText.scalar(person.text))", "date: \(date)",
      "# One of: approve, reject. `countersign policy diff` says what the change loosens and tightens.",
      "decision:", "# rationale: why",
    ]
    return ApprovalForm(
      model: nil, gate: open.id, path: "\(GovernedPath.policyApprovals.display)/\(person).yaml",
      text: lines.joined(separator: "\n") + "\n", waitsFor: open.waitsFor,
      isForgeTrusted: policy.signatures.approvals.contains(.forge))
  }

  private static func form(
    _ person: IdentityID, _ model: ModelJudgement, _ open: GateJudgement, _ judged: Check.Judged,
    date: Instant
  ) -> ApprovalForm? {
    let policy = judged.loaded.policy
    guard let facts = judged.facts.models.first(where: { $0.id == model.id }), let landed = facts.landed,
      let card = landed.card, let gate = policy.gates.first(where: { $0.id == open.id })
    else { return nil }
    let digest = Digester(sha256: Signatures.Digest.sha256).digest(of: landed.subject, scope: gate)
    var lines = [
      "apiVersion: countersign/v1", "kind: Approval", "repository: \(YAMLText.scalar(policy.repository))",
      "model: \(YAMLText.scalar(model.id.text))", "version: \(YAMLText.scalar(card.version))",
      "gate: \(YAMLText.scalar(gate.id.text))", "stage: \(YAMLText.scalar(model.stage.text))",
      "subject: \(digest)", "policy: \(judged.loaded.digest)", "reviewer: \(YAMLText.scalar(person.text))",
      "date: \(date)",
      "# One of: approve, approve-with-conditions (and conditions), reject.", "decision:",
    ]
    let least = policy.approvals.minRationale?.value(for: model.tier) ?? 0
    lines += least > 0 ? ["# Why, in \(least) characters or more.", "rationale: \"\""] : ["# rationale: why"]
    if !gate.checklist.isEmpty {
      lines += ["# Between the brackets, each item that you vouch for; an approval needs all of them:"]
      // In quotes, so that no text of a policy can end the comment.
      lines += gate.checklist.map { "#   \(YAMLText.scalar($0.id)): \(YAMLText.scalar($0.text))" }
      lines.append("checklist: []")
    }
    return ApprovalForm(
      model: model.id, gate: gate.id, path: "\(facts.directory)/approvals/\(gate.id)/\(person).yaml",
      text: lines.joined(separator: "\n") + "\n", waitsFor: open.waitsFor,
      isForgeTrusted: policy.signatures.approvals.contains(.forge))
  }
}

extension GateJudgement {
  /// Whether an approval of the person's would help: a slot is empty that they could fill, or theirs came too early.
  fileprivate func isWaiting(for person: IdentityID) -> Bool {
    lacking > 0 && candidates.contains { $0.identity == person }
      || approvals.contains { $0.reviewer == person && $0.standing == .counted && isOutOfOrder($0) }
  }
}
