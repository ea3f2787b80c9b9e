/// What measures and the rules about theatre rest on, taken from the facts of one transition. Of the facts
/// themselves nothing is kept: a record has thousands of transitions.
package struct LandedRecord: Sendable, Codable {
  package private(set) var decisions: [LandedDecision] = []
  /// One for each model that changed and that a gate was asked of.
  package private(set) var changes: [ModelChange] = []
  /// The models that passed gates by waivers, each as often as it did.
  package private(set) var waived: [ModelID] = []

  package init(
    decisions: [LandedDecision] = [], changes: [ModelChange] = [], waived: [ModelID] = []
  ) {
    self.decisions = decisions
    self.changes = changes
    self.waived = waived
  }

  /// - Parameters:
  ///   - report: what the facts were judged to be.
  ///   - date: when the transition landed.
  package init(of facts: TransitionFacts, judged report: TransitionReport, on date: Instant) {
    let judged = Dictionary(report.models.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let signing = ApprovalSigning(
      accepted: facts.policy.signatures.approvals, roster: facts.roster, commits: facts.commits)
    for model in facts.models {
      let judgement = judged[model.id]
      let decisions = DecisionReading(
        model: model, judgement: judgement, contributors: judgement?.contributors ?? [], facts: facts,
        signing: signing
      ).decisions
      self.decisions += decisions
      if let judgement, let change = ModelChange(of: model, judgement, facts, signing, on: date) {
        changes.append(change)
      }
    }
    waived = report.models.flatMap { model in
      model.gates.filter { $0.waiver != nil }.map { _ in model.id }
    }
    let change = facts.policyChange
    let contributors = Contributors(
      of: change?.contributions ?? [], commits: facts.commits, roster: facts.roster, severity: .note,
      what: "the policy")
    decisions +=
      DecisionReading(
        records: change?.approvals ?? facts.policyApprovals, contributions: change?.contributions ?? [],
        judged: report.policyChange.map { [$0] } ?? [], contributors: contributors.identities, facts: facts,
        signing: signing
      ).decisions
  }

  /// What of it is about one model.
  package func narrowed(to model: ModelID) -> LandedRecord {
    LandedRecord(
      decisions: decisions.filter { $0.model == model }, changes: changes.filter { $0.model == model },
      waived: waived.filter { $0 == model })
  }
}

/// Reads the decisions of one model, or of the policy, from its approvals' files.
private struct DecisionReading {
  private let model: ModelFacts?
  private let judgement: ModelJudgement?
  private let records: [ApprovalRecord]
  private let contributors: [IdentityID]
  private let facts: TransitionFacts
  private let signing: ApprovalSigning
  private let counted: Set<Key>
  private let contributions: [CommitID]

  /// One decision, however many commits brought it.
  private struct Key: Hashable {
    let gate: GateID
    let holder: IdentityID
    let content: CommitID

    init(_ record: ApprovalRecord) {
      gate = record.gate
      holder = record.holder
      content = CommitID(record.content)
    }
  }

  init(
    model: ModelFacts, judgement: ModelJudgement?, contributors: [IdentityID], facts: TransitionFacts,
    signing: ApprovalSigning
  ) {
    self.init(
      model, judgement, records: model.approvals, contributions: model.contributions,
      judged: judgement?.gates ?? [], contributors: contributors, facts: facts, signing: signing)
  }

  init(
    _ model: ModelFacts? = nil, _ judgement: ModelJudgement? = nil, records: [ApprovalRecord],
    contributions: [CommitID], judged gates: [GateJudgement], contributors: [IdentityID],
    facts: TransitionFacts, signing: ApprovalSigning
  ) {
    self.model = model
    self.judgement = judgement
    self.records = records
    self.contributions = contributions
    self.contributors = contributors
    self.facts = facts
    self.signing = signing
    counted = Set(
      gates.flatMap { gate in gate.approvals.filter { $0.standing == .counted }.map { Key($0.record) } })
  }

  var decisions: [LandedDecision] {
    let own = records.filter(isDecision)
    if own.isEmpty { return [] }
    let covered = CoveredChanges(contributions, until: own.map(\.commit), in: facts.commits)
    let authors = Set(contributors)
    var subjects: [GateID: Digest] = [:]
    var seen: Set<Key> = []
    return own.compactMap { record in
      guard let document = record.document, let gate = gate(record.gate), seen.insert(Key(record)).inserted
      else { return nil }
      if subjects[gate.id] == nil { subjects[gate.id] = subject(of: gate) }
      let span = authors.contains(record.holder) ? nil : covered[record.commit]
      return LandedDecision(
        model: model?.id, version: document.version, gate: gate.id, tier: judgement?.tier,
        stage: document.stage, reviewer: record.holder, teams: facts.roster[id: record.holder]?.teams ?? [],
        decision: document.decision, date: signing.decisionDate(of: record),
        rationale: document.rationale.flatMap { LandedDecision.Rationale($0, digester: facts.digester) },
        commit: record.commit, isCounted: counted.contains(Key(record)),
        isStale: document.decision.approves && subjects[gate.id].map { $0 != document.subject } ?? false,
        change: gate.scope == nil ? span?.newest : span?.oldest, contributors: contributors)
    }
  }

  /// Whether the record is a person's own word about this very thing, and came with this transition. A file that
  /// somebody else brings again, with its detached signature, is not said anew.
  private func isDecision(_ record: ApprovalRecord) -> Bool {
    guard let document = record.document, !record.standsAtBase,
      facts.commits.index(of: record.commit) != nil, facts.roster[id: record.holder]?.kind == .person,
      document.reviewer == record.holder, document.gate == record.gate, document.model == model?.id,
      document.repository.isExactly(facts.policy.repository)
    else { return false }
    return signing.objection(to: record, naming: record.holder) == nil
      && (!record.stoodBefore || signing.isAnchored(record))
  }

  private func gate(_ id: GateID) -> Gate? {
    model == nil ? facts.policy.policyGate : facts.policy.gates.first { $0.id == id }
  }

  /// What an approval of the gate has to be about; nil where nothing landed.
  private func subject(of gate: Gate) -> Digest? {
    guard let model else { return facts.policyChange?.digest }
    guard let landed = model.landed else { return nil }
    if gate.scope == nil, let judgement { return judgement.subject }
    return facts.digester.digest(of: landed.subject, scope: gate)
  }
}

extension ApprovalSigning {
  /// When the reviewer decided: the date of the commit if it is the reviewer's own, else the one that was signed.
  func decisionDate(of record: ApprovalRecord) -> Instant {
    isAnchored(record) ? record.committed : record.document?.date ?? record.committed
  }
}

extension ModelChange {
  /// Nil where no gate was asked, or no commit of the transition changed the model.
  fileprivate init?(
    of model: ModelFacts, _ judgement: ModelJudgement, _ facts: TransitionFacts, _ signing: ApprovalSigning,
    on date: Instant
  ) {
    let dates = model.contributions.compactMap { facts.commits[$0]?.committed }
    guard !judgement.gates.isEmpty, let first = dates.min(), let last = dates.max() else { return nil }
    let gates = judgement.gates.filter { $0.verdict == .satisfied }.compactMap { gate in
      let given = gate.approvals.filter {
        $0.standing == .counted && facts.commits.index(of: $0.record.commit) != nil
      }
      return given.map { signing.decisionDate(of: $0.record) }.max().map { Passage(gate: gate.id, date: $0) }
    }
    self.init(
      model: model.id, tier: judgement.tier, stage: judgement.stage, contributors: judgement.contributors,
      first: first, last: last,
      evidence: model.evidence.filter { $0.attribution != .unexamined }
        .compactMap { facts.commits[$0.commit]?.committed }.max(),
      gates: gates, merged: date)
  }
}
