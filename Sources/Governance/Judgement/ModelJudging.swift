/// Judges one model in one transition.
struct ModelJudging {
  private let facts: ModelFacts
  private let transition: TransitionFacts
  private let policy: Policy
  private let place: StageAndTier
  private let contributors: Contributors
  private let subject: Digest?
  private let monitoring: MonitoringJudgement?
  /// The values of expressions for a card, what it is compared with, and a stage.
  private let scope: (Card?, Card?, StageID) -> ExpressionScope

  init(_ facts: ModelFacts, in transition: TransitionFacts) {
    self.facts = facts
    self.transition = transition
    policy = transition.policy
    let contributors = Contributors(
      of: facts.contributions, commits: transition.commits, roster: transition.roster,
      severity: policy.signatures.contributions, what: "model \(facts.id)", model: facts.id)
    let subject = facts.landed.map { transition.digester.digest(of: $0.subject) }
    let scope = { (card: Card?, baseline: Card?, stage: StageID) in
      ExpressionScope(
        card: card, baseline: baseline, model: facts.id, path: facts.directory, subject: subject?.text ?? "",
        contributors: contributors.identities, stage: stage, now: transition.now)
    }
    self.contributors = contributors
    self.subject = subject
    self.scope = scope
    place = StageAndTier(
      facts: facts, policy: transition.policy, branch: transition.branch, scope: scope)
    monitoring = MonitoringJudgement(facts, in: transition, place: place)
  }

  /// A model is judged if its subject, stage or tier differs between base and the tree that will land, or
  /// if an approval it stands on was removed, a rejection by somebody who did not give it, a report of a breach
  /// or a waiver.
  var isJudged: Bool {
    guard let landed = facts.landed else { return false }
    guard let base = facts.base else { return true }
    return landed.subject != base.subject || landed.card?.stage != base.card?.stage
      || landed.card?.tier != base.card?.tier || !facts.findings.verdict.isSatisfied || lostADecision(base)
      || facts.lostWaiver
      || monitoring?.breaches.contains { !$0.record.isKept } ?? false
  }

  /// Whether an approval or a rejection of the very content that base holds, standing there, is not there any
  /// more. A rejection that its reviewer took back is settled; one that somebody else removed stands, and
  /// would be forgotten if nothing else were to change.
  private func lostADecision(_ base: ModelState) -> Bool {
    facts.approvals.contains { record in
      guard record.standsAtBase, !record.stands, let document = record.document,
        let gate = policy.gates.first(where: { $0.id == record.gate }),
        document.subject == transition.digester.digest(of: base.subject, scope: gate)
      else { return false }
      return document.decision.approves || (document.decision == .reject && !isSettled(record))
    }
  }

  /// Whether the reviewer decided anew in the commits under judgement.
  private func isSettled(_ rejection: ApprovalRecord) -> Bool {
    let signing = signing
    return facts.approvals.contains { later in
      later.holder == rejection.holder && later.gate == rejection.gate && later.document != nil
        && !rejection.unknownTo.contains(later.commit)
        && signing.isAnchored(later) && signing.objection(to: later, naming: later.holder) == nil
        && transition.commits.index(of: later.commit) != nil
    }
  }

  /// What of the model's approvals and reports must not land, whether the model is judged or not.
  var inAdvance: [Finding] {
    guard let landed = facts.landed else { return [] }
    var judgement = AdvanceJudgement(commits: transition.commits, model: facts.id)
    for gate in policy.gates {
      let records = facts.approvals.filter { $0.gate == gate.id }
      if !records.isEmpty { judgement.judge(records, by: gateJudgement(gate, landed, stage: place.stage)) }
    }
    judgement.judge(facts.evidence)
    judgement.judge(facts.monitoring?.filter(\.stands) ?? [])
    judgement.judge(facts.waivers)
    return judgement.findings
  }

  /// The judgement, or nil if the model is not judged.
  ///
  /// - Parameter completing: whether to look for who could fill the empty slots of gates together.
  func judgement(completing: Bool = false) -> ModelJudgement? {
    guard isJudged, let landed = facts.landed, let subject else { return nil }
    var findings = facts.findings + place.findings + contributors.findings
    // Where a card is there and cannot be read, the facts say why.
    findings += cardFindings(landed)
    let earlier = facts.earlier.compactMap(\.card).map { scope($0, $0, place.stage).inTier(place.tier) }
    let values = scope(landed.card, facts.base?.card, place.stage).inTier(place.tier)
    let applicable = ApplicabilityJudgement(
      policy.isGated(place.stage) ? policy.gates(for: place.stage, tier: place.tier) : [], model: facts.id,
      landed: values, earlier: earlier)
    let (gates, shared, produced) = judgeGates(applicable, landed, values, completing)
    let revalidation = revalidation(gates, applicable.gates, produced)
    findings += shared + gates.flatMap(\.findings) + (monitoring?.findings(after: gates) ?? [])
    findings += revalidation.finding.map { [$0] } ?? []
    if let higher = place.loweredFrom { findings.append(loweredTier(higher, gates)) }
    var judgement = ModelJudgement(
      id: facts.id, version: landed.card?.version, stage: place.stage, tier: place.tier,
      subject: subject, contributors: contributors.identities, gates: gates, findings: findings,
      leaves: place.leaves + applicable.leaves, card: landed.card?.path ?? "\(facts.directory)/card.yaml")
    judgement.due = dueDates(of: judgement, revalidation)
    return judgement
  }

  private func revalidation(_ judged: [GateJudgement], _ gates: [Gate], _ produced: [Instant])
    -> RevalidationJudgement
  {
    RevalidationJudgement(
      place.stage == .retired ? nil : policy.monitoring?.revalidate?.value(for: place.tier), model: facts.id,
      directory: facts.directory, asksEvidence: gates.contains { !$0.evidence.isEmpty }, produced: produced,
      gates: judged, now: transition.now)
  }

  /// What comes of itself as time goes by.
  private func dueDates(of judgement: ModelJudgement, _ revalidation: RevalidationJudgement) -> [DueDate] {
    var dates = judgement.gates.flatMap { gate in
      DueDate.dates(
        of: gate, model: facts.id, expiry: policy.approvals.expire?.value(for: place.tier),
        now: transition.now)
    }
    if let date = monitoring?.due {
      dates.append(DueDate(.monitoringReport, model: facts.id, date: date, "a monitoring report is due"))
    }
    if let date = revalidation.due {
      dates.append(DueDate(.revalidation, model: facts.id, date: date, "the model has to be validated anew"))
    }
    return dates.inOrder
  }

  /// Whether there is a card, and what is wrong with what it says.
  private func cardFindings(_ landed: ModelState) -> [Finding] {
    if let card = landed.card {
      return CardJudgement(
        facts: facts, card: card, tier: place.tier, policy: policy, roster: transition.roster
      ).findings
    }
    if facts.findings.contains(where: { $0.severity == .error }) { return [] }
    return [
      Finding(
        .cardMissing, "model \(facts.id) has no card",
        help: "add \(facts.directory)/card.yaml, or a front matter to the README.md there", model: facts.id,
        path: facts.directory)
    ]
  }

  /// What is wrong with the model's documents by themselves, whatever was there before and whoever wrote them.
  var documentFindings: [Finding] {
    guard let landed = facts.landed else { return facts.findings }
    return facts.findings + place.findings + cardFindings(landed)
  }

  /// By whose signature a file is a decision.
  var signing: ApprovalSigning {
    ApprovalSigning(
      accepted: policy.signatures.approvals, roster: transition.roster, commits: transition.commits)
  }

  /// Why an approval of the gate cannot count, as far as its text and the model's documents say.
  ///
  /// - Parameter holder: whom its file is named after.
  func objection(
    to document: Approval, namedAfter holder: IdentityID, at gate: Gate
  ) -> (Rule, String)? {
    guard let landed = facts.landed else { return nil }
    // A card that names no stage has the branch's, which is not for documents to say.
    return gateJudgement(gate, landed, stage: landed.card?.stage == nil ? document.stage : place.stage)
      .objection(toText: document, namedAfter: holder)
  }

  /// Why a waiver of a gate will not count, whoever signed it.
  func objection(to waiver: Waiver, filedAt path: String, at gate: Gate) -> (Rule, String)? {
    guard let landed = facts.landed else { return nil }
    let stage = landed.card?.stage == nil ? waiver.stage : place.stage
    return WaiverJudgement.objection(toText: waiver, at: path, by: gateJudgement(gate, landed, stage: stage))
  }

  /// Where no gate was judged, the higher tier's gates did not hold: else a model could slip them by going
  /// down to a stage without gates and up again. A branch of such a stage is no way to a gated one.
  private func loweredTier(_ higher: TierID, _ gates: [GateJudgement]) -> Finding {
    let branchStage = transition.branch.flatMap { policy.stage(ofBranch: $0) }
    let isUngatedBranch = branchStage.map { !policy.isGated($0.id) } ?? false
    let holds = gates.isEmpty ? isUngatedBranch : gates.allSatisfy { $0.verdict == .satisfied }
    return Finding(
      .tierLowered, holds ? .note : .error,
      "the tier of \(facts.id) goes down from \(higher) to \(place.landedTier); it is judged as \(place.tier)",
      help: gates.isEmpty
        ? "lower the tier in a change that passes the gates of tier \(place.tier), such as one that raises the stage"
        : "satisfy the gates of tier \(place.tier); the lower tier counts from the next change on",
      model: facts.id,
      path: facts.landed?.card?.path, position: facts.landed?.card?.positions["tier"])
  }

  private func judgeGates(
    _ applicable: ApplicabilityJudgement, _ landed: ModelState, _ values: ExpressionScope, _ completing: Bool
  ) -> (gates: [GateJudgement], shared: [Finding], produced: [Instant]) {
    guard policy.isGated(place.stage) else { return ([], [], []) }
    let gates = applicable.gates
    guard !gates.isEmpty else {
      return (
        [],
        [
          Finding(
            .gateUnsatisfied,
            "no gate of the policy applies to \(facts.id) at stage \(place.stage), tier \(place.tier)",
            help: "a gated stage needs a gate: add one to policies/policy.yaml", model: facts.id,
            path: "policies/policy.yaml")
        ], []
      )
    }
    let reopened = policy.reopened(of: gates.map(\.id))
    let cases = gates.map { gateCase($0, landed, isReopened: reopened.contains($0.id)) }
    // When the reports were made that gates rely on.
    var produced: [Instant] = []
    func judge(_ cases: [GateCase], completing: Bool) -> (gates: [GateJudgement], shared: [Finding]) {
      let judging = GateJudging(
        cases, gatesPerPerson: policy.separation.gatesPerPerson?.count(for: place.tier, in: policy.tiers),
        distinctTeams: policy.separation.distinctTeams?.value(for: place.tier) ?? 0,
        roster: transition.roster, what: facts.id.text, model: facts.id)
      let judgements = judging.judgements(completing: completing) { gate in
        let (findings, leaves) = requirements(of: gate, landed, values, &produced)
        return ((applicable.findings[gate.id].map { [$0] } ?? []) + findings, leaves)
      }
      return (judgements, judging.findings)
    }
    guard !facts.waivers.isEmpty else {
      let (gates, shared) = judge(cases, completing: completing)
      return (gates, shared, produced)
    }
    let waiving = WaiverAssignment(
      facts.waivers, cases: cases, model: facts.id, directory: facts.directory,
      limitsGates: policy.separation.gatesPerPerson != nil)
    var judged = judge(cases, completing: completing)
    let lifted = waiving.lifted(of: judged.gates)
    if lifted.contains(where: { $0.waiver != nil }) {
      produced = []
      judged = judge(lifted, completing: completing)
    }
    return (waiving.telling(judged.gates), judged.shared + waiving.strays, produced)
  }

  private func gateCase(_ gate: Gate, _ landed: ModelState, isReopened: Bool) -> GateCase {
    var judgement = gateJudgement(gate, landed, stage: place.stage)
    if isReopened { judgement.monitoring = monitoring }
    return GateCase(
      gate: gate, required: gate.approvals.count(for: place.tier, in: policy.tiers) ?? 1,
      distinctTeams: gate.distinctTeams?.value(for: place.tier) ?? 0,
      judgement: judgement, records: facts.approvals,
      commits: transition.commits)
  }

  private func gateJudgement(_ gate: Gate, _ landed: ModelState, stage: StageID?) -> ApprovalJudgement {
    let bindsCard =
      landed.card.map { gate.binds($0.file, in: landed.subject) } ?? true
    let expectation = ApprovalJudgement.Expectation(
      model: facts.id, stage: stage, version: bindsCard ? landed.card?.version : nil,
      subject: transition.digester.digest(of: landed.subject, scope: gate),
      policy: policy.approvals.bindPolicy ? transition.policyDigest : nil,
      name: gate.scope == nil ? facts.id.text : "the scope of gate \(gate.id)")
    let cards = [landed.card, facts.base?.card].compactMap { $0 }
    return ApprovalJudgement(
      gate: gate, policy: policy, roster: transition.roster, commits: transition.commits, now: transition.now,
      expected: expectation, contributors: contributors.identities, owners: cards.map(\.owner),
      developers: cards.flatMap(\.developers),
      minRationale: policy.approvals.minRationale?.value(for: place.tier),
      expiry: policy.approvals.expire?.value(for: place.tier), isBack: place.isBack)
  }

  /// What the gate asks besides approvals.
  private func requirements(
    of gate: Gate, _ landed: ModelState, _ values: ExpressionScope, _ produced: inout [Instant]
  ) -> (findings: [Finding], leaves: [Leaf]) {
    var findings: [Finding] = []
    if gate.scope != nil, !landed.subject.files.contains(where: { gate.binds($0.path, in: landed.subject) }) {
      findings.append(
        Finding(
          .gateUnsatisfied,
          "the scope of gate \(gate.id) matches no file of \(facts.id), so an approval of it binds nothing",
          help: "widen `scope` in policies/policy.yaml", model: facts.id, gate: gate.id,
          path: "policies/policy.yaml"))
    }
    let evidence = EvidenceJudgement(
      gate: gate, facts: facts, card: landed.card, contributors: contributors.identities,
      roster: transition.roster,
      now: transition.landed ?? transition.now, positions: policy.positions)
    let thresholds = ThresholdJudgement(
      gate: gate, facts: facts, card: landed.card, evidence: gate.evidence.isEmpty ? nil : evidence.accepted,
      positions: policy.positions)
    findings += evidence.findings
    produced += evidence.accepted.map(\.document.produced)
    // Where evidence is asked for and missing, that is the news; bounds on it would only repeat it.
    if gate.evidence.isEmpty || !evidence.accepted.isEmpty { findings += thresholds.findings }
    let conditions = ConditionJudgement(
      gate: gate, model: facts.id, card: landed.card, scope: values.with(evidence: evidence.accepted))
    return (findings + conditions.findings, evidence.leaves + thresholds.leaves + conditions.leaves)
  }
}

extension Verdict {
  var isSatisfied: Bool { self == .satisfied }
}
