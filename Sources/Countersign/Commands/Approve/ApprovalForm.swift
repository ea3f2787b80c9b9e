import Documents
import GitHistory
import Governance
import Signatures

/// An approval for somebody without git to paste into their forge's editor: filled in except for what they decide.
package struct ApprovalForm: Sendable {
  package let model: ModelID
  package let gate: GateID
  /// Relative to the repository.
  package let path: String
  package let text: String
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
      for model in report.models where asked.models?.contains(model.id) ?? true {
        for open in model.gates where open.lacking > 0 && (gate ?? open.id) == open.id {
          guard open.candidates.contains(where: { $0.identity == person }) else { continue }
          guard let form = form(person, model, open, judged, date: at ?? clock) else { continue }
          forms.append(form)
        }
      }
    }
    return forms
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
      text: lines.joined(separator: "\n") + "\n", isForgeTrusted: policy.signatures.approvals.contains(.forge)
    )
  }
}
