/// What can be said of a model's documents without any history: by the policy that lies beside them, whoever wrote
/// them, and whatever stood there before.
package struct DocumentJudgement {
  /// What is wrong with the card, the artifacts and the reports.
  package let findings: [Finding]
  private let judging: ModelJudging
  private let policy: Policy
  private let model: ModelFacts

  /// - Parameters:
  ///   - model: what lies in the model's directory.
  ///   - policyDigest: of the policy that lies beside it.
  package init(
    _ model: ModelFacts, policy: Policy, roster: Roster, policyDigest: Digest, digester: Digester,
    now: Instant
  ) {
    var facts = model
    // At which stages it has stood is for history to say.
    facts.reachedStages = policy.stages.map(\.id)
    self.model = facts
    self.policy = policy
    judging = ModelJudging(
      facts, in: DocumentJudgement.transition(policy, roster, policyDigest, digester, now))
    findings = judging.documentFindings + DocumentJudgement.reportFindings(facts)
  }

  private static func reportFindings(_ model: ModelFacts) -> [Finding] {
    (model.landed?.reports ?? []).compactMap { report in
      guard
        let (message, help) = EvidenceJudgement.artifactObjection(
          to: report.document, card: model.landed?.card)
      else { return nil }
      return Finding(
        .evidenceStale, .warning, "the report \(report.document.name) \(message)", help: help,
        model: model.id, path: report.path,
        position: report.document.positions["artifact"] ?? report.document.positions[""])
    }
  }

  /// An approval and the file that it stands in.
  package struct Filed {
    package let document: Approval
    package let positions: Positions
    package let path: String
    /// Where the file lies: the gate's directory, and the identity that it is named after.
    package let gate: GateID
    package let holder: IdentityID

    package init(document: Approval, positions: Positions, path: String, gate: GateID, holder: IdentityID) {
      self.document = document
      self.positions = positions
      self.path = path
      self.gate = gate
      self.holder = holder
    }

    fileprivate func finding(
      _ rule: Rule, _ severity: Severity, _ message: String, help: String, model: ModelID?
    ) -> Finding {
      Finding(
        rule, severity, "\(holder)'s decision on gate \(gate) will not count: \(message)", help: help,
        model: model, gate: gate, path: path, position: positions[ApprovalHelp.field(for: rule)])
    }
  }

  /// Why an approval will not count whoever signed it; nil where nothing speaks against it.
  package func finding(about approval: Filed, _ severity: Severity) -> Finding? {
    guard let gate = policy.gates.first(where: { $0.id == approval.gate }) else {
      return approval.finding(
        .approvalReplayed, severity, "the policy has no such gate for models",
        help: "the gates are \(policy.gates.map(\.id.text).joined(separator: ", "))", model: model.id)
    }
    let signing = judging.signing
    return judging.objection(to: approval.document, namedAfter: approval.holder, at: gate).map {
      approval.finding(
        $0.0, severity, $0.1,
        help: ApprovalHelp.text(for: $0.0, reviewer: approval.holder, signing: signing), model: model.id)
    }
  }

  /// Why a waiver will not count whoever signed it; nil where nothing speaks against it.
  package func finding(aboutWaiver waiver: Waiver, at path: String, _ severity: Severity) -> Finding? {
    func finding(_ rule: Rule, _ message: String, _ help: String) -> Finding {
      Finding(
        rule, severity, "the waiver of gate \(waiver.gate) will not count: \(message)", help: help,
        model: model.id, gate: waiver.gate, path: path, position: waiver.positions[""])
    }
    guard let gate = policy.gates.first(where: { $0.id == waiver.gate }) else {
      return finding(
        .waiverInvalid, "the policy has no such gate for models",
        "the gates are \(policy.gates.map(\.id.text).joined(separator: ", "))")
    }
    return judging.objection(to: waiver, filedAt: path, at: gate).map {
      finding($0.0, $0.1, "issue one for what is to land, within what the policy allows, and sign that")
    }
  }

  /// The same of an approval of the policy.
  package static func finding(
    aboutPolicyApproval approval: Filed, _ severity: Severity, policy: Policy, roster: Roster,
    policyDigest: Digest, digester: Digester, now: Instant
  ) -> Finding? {
    guard let gate = policy.policyGate else {
      return approval.finding(
        .approvalReplayed, severity, "the policy has no gate for changes of itself",
        help: "a gate with `applies-to: policy` has to stand in the first policy", model: nil)
    }
    let judgement = PolicyChangeJudging.judgement(
      of: gate, policy, transition(policy, roster, policyDigest, digester, now), version: policy.version,
      digest: policyDigest, contributors: [])
    return judgement.objection(toText: approval.document, namedAfter: approval.holder).map {
      approval.finding(
        $0.0, severity, $0.1,
        help: ApprovalHelp.text(for: $0.0, reviewer: approval.holder, signing: judgement.signing), model: nil)
    }
  }

  /// A transition without commits, from nothing.
  private static func transition(
    _ policy: Policy, _ roster: Roster, _ policyDigest: Digest, _ digester: Digester, _ now: Instant
  ) -> TransitionFacts {
    TransitionFacts(
      base: nil, head: "", tree: "", now: now, policy: policy, roster: roster, policyDigest: policyDigest,
      digester: digester)
  }
}
