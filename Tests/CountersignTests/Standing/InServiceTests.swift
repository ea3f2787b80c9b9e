import Countersign
import GitHistory
import Governance
import Rehearsal
import Testing

/// How a model does in service, as the registry, `status` and `explain` tell it.
struct InServiceTests {
  private static let day: Int64 = 86_400

  /// A model that `main` holds, approved and watched.
  private struct Service {
    let stage: Stage
    var repository: RepositoryBuilder { stage.repository }

    init() throws {
      stage = try Stage(
        policy: {
          $0.sections.append(("monitoring", "{every: P300D, signed-by: [ci], reopens: [technical]}"))
        },
        card: { $0.more = [("kpis", .plain("[{name: approval_rate, min: 0.2, max: 0.6, unit: ratio}]"))] })
      try repository.checkOut("main")
    }

    /// Lands a report of the day that has passed.
    @discardableResult
    func report(_ value: String, by person: Person = .ci) throws -> String {
      let path = try write(value)
      try repository.commit("report", by: person)
      return path
    }

    func write(_ value: String) throws -> String {
      repository.clock += InServiceTests.day
      let now = repository.clock
      let path = "models/credit/monitoring/\(now).yaml"
      let draft = MonitoringReportDraft(model: "credit", from: now - InServiceTests.day, until: now) {
        $0.kpis = [("approval_rate", value)]
      }
      try repository.write(GitPath(path), draft.yaml)
      return path
    }

    func standing(tellsVersions: Bool = false) throws -> ModelStanding {
      let query = StandingQuery(
        .init(branch: "main", tellsVersions: tellsVersions), clock: Instant(seconds: repository.clock))
      let registry = try query.registry(in: Repository(at: repository.gitDirectory), workers: 1)
      return try #require(registry.models.first { $0.id == "credit" })
    }

    func kpi(hasSeries: Bool = false) throws -> ModelStanding.KPI {
      try #require(try standing(tellsVersions: hasSeries).kpis.first)
    }

    func status(head: String = "main") throws -> StatusReport {
      try StatusQuery(models: ["credit"]).status(
        of: nil, head: head, branch: "main", at: nil, clock: Instant(seconds: repository.clock),
        in: Repository(at: repository.gitDirectory))
    }

    func explanation(head: String = "main") throws -> Explanation {
      try ExplanationQuery(model: "credit").explanation(
        of: nil, head: head, branch: "main", at: nil, clock: Instant(seconds: repository.clock),
        in: Repository(at: repository.gitDirectory))
    }
  }

  @Test func `the newest report that counts is told with its limits, and whether it keeps within them`()
    throws
  {
    let service = try Service()
    let silent = try service.kpi()
    #expect(silent.newest == nil && silent.isBreached == nil)
    #expect(silent.min == Number("0.2") && silent.max == Number("0.6") && silent.unit == "ratio")
    try service.report("0.71")
    let path = try service.report("0.40")
    let kpi = try service.kpi()
    #expect(kpi.newest?.value == Number("0.40") && kpi.newest?.path == path)
    #expect(kpi.newest?.commit == service.repository.head.map { CommitID($0.hex) })
    #expect(kpi.isBreached == false && kpi.series.isEmpty)
    try service.report("0.1")
    #expect(try service.kpi().newest?.objection == "below its minimum 0.2")
  }

  @Test func `what somebody who may not report says is not told`() throws {
    let service = try Service()
    try service.report("0.3")
    try service.report("0.5", by: .erin)
    #expect(try service.kpi().newest?.value == Number("0.3"))
    #expect(try service.kpi(hasSeries: true).series.map(\.value.description) == ["0.3"])
  }

  @Test func `a series holds the newest reports, the oldest first, and changes no judgement`() throws {
    let service = try Service()
    for number in 0..<70 { _ = try service.write("0.3\(number)") }
    try service.repository.commit("seventy reports at once", by: .ci)
    // They are the past of the next version's transition.
    try service.repository.edit(Stage.weights, "0.31", to: "0.32")
    try service.repository.commit("new weights", by: .erin)
    let series = try service.kpi(hasSeries: true).series
    #expect(series.map(\.value.description) == (10..<70).map { "0.3\($0)" })
    let (plain, full) = (try service.standing(), try service.standing(tellsVersions: true))
    #expect(plain.state == full.state && plain.findings == full.findings)
  }

  @Test func `a breach after the merge shows in status and explain, with the report that shows it`() throws {
    let service = try Service()
    try service.report("0.4")
    #expect(try service.status().verdict == .satisfied)
    #expect(try service.explanation().standing?.state == .approved)
    let path = try service.report("0.71")
    let status = try service.status()
    #expect(status.verdict == .violated)
    #expect(status.standings.map(\.state) == [.lapsed])
    let model = try #require(status.transitions.first?.models.first)
    #expect(model.gates.first { $0.id == "technical" }?.verdict == .violated)
    let breach = try #require(model.findings.first { $0.rule == .kpiBreach && $0.severity == .error })
    #expect(breach.path == path && breach.commit == service.repository.head.map { CommitID($0.hex) })
    let explanation = try service.explanation()
    #expect(explanation.standing?.state == .lapsed)
    #expect(explanation.gates.first { $0.id == "technical" }?.completions != nil)
    // Looked at again, it stands.
    try service.stage.approve(by: .alice) { $0.rationale = "looked at the breach: a change of season" }
    #expect(try service.status().verdict == .satisfied)
    #expect(try service.explanation().standing?.state == .approved)
  }

  @Test func `where something is on its way, that is what is told`() throws {
    let service = try Service()
    try service.report("0.4")
    try service.repository.branch("next", from: "main")
    try service.repository.edit(Stage.weights, "0.31", to: "0.32")
    try service.repository.commit("new weights", by: .erin)
    let status = try service.status(head: "next")
    #expect(status.standings.isEmpty && status.verdict == .violated)
    #expect(try service.explanation(head: "next").standing == nil)
  }
}
