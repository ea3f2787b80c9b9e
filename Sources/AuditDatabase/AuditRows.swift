import Governance
import Reports

/// What the rows of the tables are made of.
struct AuditRows {
  private let schema, audit, rules, transitions, models, contributors, gates, approvals: Insertion
  private let decisions, teams, changes, passages, acts, findings, velocity, reviewers: Insertion

  init(_ connection: Connection) throws {
    schema = try connection.insertion(into: "schema", columns: 2)
    audit = try connection.insertion(into: "audit", columns: 14)
    rules = try connection.insertion(into: "rules", columns: 4)
    transitions = try connection.insertion(into: "transitions", columns: 11)
    models = try connection.insertion(into: "models", columns: 8)
    contributors = try connection.insertion(into: "contributors", columns: 2)
    gates = try connection.insertion(into: "gates", columns: 7)
    approvals = try connection.insertion(into: "approvals", columns: 11)
    decisions = try connection.insertion(into: "decisions", columns: 12)
    teams = try connection.insertion(into: "decision_teams", columns: 2)
    changes = try connection.insertion(into: "changes", columns: 10)
    passages = try connection.insertion(into: "passages", columns: 4)
    acts = try connection.insertion(into: "acts", columns: 8)
    findings = try connection.insertion(into: "findings", columns: 12)
    velocity = try connection.insertion(into: "velocity", columns: 5)
    reviewers = try connection.insertion(into: "reviewers", columns: 6)
  }

  func addSchema() throws { try schema.add("countersign/audit", Cell(AuditSchema.version)) }

  func add(_ page: ManualPage) throws {
    try rules.add(Cell(page.rule.rawValue), Cell(page.summary), Cell(page.meaning), Cell(page.fix))
  }

  func add(_ transition: AuditedTransition, bypasses: [Finding]) throws {
    let report = transition.report
    let row = Cell(
      try transitions.add(
        .null, Cell(report.head), Cell(report.base), Cell(report.tree), Cell(transition.date),
        Cell(transition.landing.rawValue), Cell(transition.signer), Cell(report.verdict.rawValue),
        Cell(report.policy?.commit), Cell(report.policy?.version), Cell(report.policy?.digest)))
    for model in report.models { try add(model, row) }
    if let change = report.policyChange { try add(change, row, model: .null) }
    for finding in bypasses + report.findings { try add(finding, row) }
    for decision in transition.record?.decisions ?? [] { try add(decision, row) }
    for change in transition.record?.changes ?? [] { try add(change, row) }
    for act in transition.acts {
      try acts.add(
        row, Cell(act.kind.rawValue), Cell(act.model), Cell(act.gate), Cell(act.decision?.rawValue),
        Cell(act.report), Cell(act.date), Cell(act.commit))
    }
  }

  private func add(_ model: ModelJudgement, _ transition: Cell) throws {
    let row = Cell(
      try models.add(
        .null, transition, Cell(model.id), Cell(model.version), Cell(model.stage), Cell(model.tier),
        Cell(model.subject), Cell(model.verdict.rawValue)))
    for person in model.contributors { try contributors.add(row, Cell(person)) }
    for gate in model.gates { try add(gate, transition, model: row) }
  }

  private func add(_ gate: GateJudgement, _ transition: Cell, model: Cell) throws {
    let row = Cell(
      try gates.add(
        .null, transition, model, Cell(gate.id), Cell(gate.required), Cell(gate.counted.count),
        Cell(gate.verdict.rawValue)))
    for outcome in gate.approvals {
      let (standing, reason, message): (Cell, Cell, Cell) =
        switch outcome.standing {
        case .counted: ("counted", .null, .null)
        case .surplus: ("surplus", .null, .null)
        case .rejected(let rule, let message): ("rejected", Cell(rule.rawValue), Cell(message))
        }
      let record = outcome.record
      let isExamined = record.attribution != .unexamined
      try approvals.add(
        .null, row, Cell(outcome.reviewer), Cell(outcome.delegator), standing, reason, message,
        Cell(record.document?.date), Cell(record.path), isExamined ? Cell(record.commit) : .null,
        isExamined ? Cell(record.committed) : .null)
    }
  }

  private func add(_ decision: LandedDecision, _ transition: Cell) throws {
    let row = Cell(
      try decisions.add(
        .null, transition, Cell(decision.model), Cell(decision.version), Cell(decision.gate),
        Cell(decision.reviewer), Cell(decision.decision.rawValue), Cell(decision.date), Cell(decision.commit),
        Cell(decision.isCounted ? 1 : 0), Cell(decision.isStale ? 1 : 0),
        Cell(decision.secondsAfterChange.map { Int($0) })))
    for team in decision.teams { try teams.add(row, Cell(team)) }
  }

  private func add(_ change: ModelChange, _ transition: Cell) throws {
    let row = Cell(
      try changes.add(
        .null, transition, Cell(change.model), Cell(change.tier), Cell(change.stage), Cell(change.first),
        Cell(change.last), Cell(change.evidence), Cell(change.merged),
        Cell(change.merged.seconds(since: change.first).map { Int($0) })))
    for passage in change.gates {
      try passages.add(
        row, Cell(passage.gate), Cell(passage.date),
        Cell(passage.date.seconds(since: change.first).map { Int($0) }))
    }
  }

  private func add(_ finding: Finding, _ transition: Cell) throws {
    try findings.add(
      .null, transition, Cell(finding.rule.rawValue), Cell(finding.severity.rawValue), Cell(finding.message),
      Cell(finding.help), Cell(finding.model), Cell(finding.gate), Cell(finding.path),
      Cell(finding.position?.line), Cell(finding.position?.column), Cell(finding.commit))
  }

  func add(_ summary: AuditSummary, _ scope: AuditScope) throws {
    try audit.add(
      Cell(Version.current), Cell(summary.branch), Cell(summary.tip), Cell(summary.root),
      Cell(summary.isPinned ? 1 : 0), Cell(summary.policy.rawValue), Cell(summary.person),
      Cell(scope.model), Cell(scope.since), Cell(scope.until),
      Cell(summary.verdict.rawValue), Cell(summary.transitions), Cell(summary.ungoverned),
      Cell(summary.thresholdsFrom))
    // Bypasses stand with their transitions.
    for finding in summary.findings where ![.bypassDirect, .bypassUnreviewed].contains(finding.rule) {
      try add(finding, .null)
    }
    let measured = summary.measures.velocity
    try add("landing", [("", measured.landing)])
    try add("tier", named(measured.tiers))
    try add("gate", named(measured.gates))
    try add("team", named(measured.teams))
    for (person, tally) in summary.measures.load.ranking {
      try reviewers.add(
        Cell(person), Cell(tally.approvals), Cell(tally.conditions), Cell(tally.stale),
        Cell(tally.rejections),
        Cell(tally.withdrawals))
    }
  }

  private func named<Name: ExactName>(_ samples: [Name: DurationSample]) -> [(String, DurationSample)] {
    samples.sorted { $0.key < $1.key }.map { ($0.key.text, $0.value) }
  }

  private func add(_ kind: String, _ samples: [(name: String, sample: DurationSample)]) throws {
    for (name, sample) in samples {
      try velocity.add(
        Cell(kind), Cell(name), Cell(sample.count), Cell(sample.median.map { Int($0.seconds) }),
        Cell(sample.percentile(90).map { Int($0.seconds) }))
    }
  }
}

extension Cell: ExpressibleByStringLiteral {
  init(stringLiteral text: String) { self = .text(text) }
  init(_ text: String?) { self = text.map { .text(Printable($0).text) } ?? .null }
  init(_ name: (some ExactName)?) { self.init(name?.text) }
  init(_ integer: Int?) { self = integer.map { .integer($0) } ?? .null }
  init(_ date: Instant?) { self = date.map { .text($0.description) } ?? .null }
}
