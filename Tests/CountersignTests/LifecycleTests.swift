import Countersign
import GitHistory
import Governance
import Rehearsal
import Signatures
import Testing

/// One model from its approval to its retirement, as the registry tells it at each moment.
struct LifecycleTests {
  private static let day: Int64 = 86_400

  private struct Life {
    let stage: Stage
    var repository: RepositoryBuilder { stage.repository }

    init() throws {
      stage = try Stage(
        policy: {
          $0.stages.append("{id: retired}")
          $0.gates[0].stages = ["production"]
          $0.gates.append(GateDraft("farewell", roles: ["counsel"]) { $0.stages = ["retired"] })
          $0.sections += [
            ("monitoring", "{every: P30D, signed-by: [ci], reopens: [technical]}"),
            (
              "waivers",
              "{roles: [board, counsel], max-duration: P10D, ratify: {within: P5D, roles: [security-reviewer]}}"
            ),
          ]
        },
        card: { $0.more = [("kpis", .plain("[{name: approval_rate, min: 0.2, max: 0.6}]"))] })
      try repository.checkOut("main")
    }

    /// What the registry says of the model at the end of `main`, some days after its last commit.
    func state(after days: Int64 = 0) throws -> ModelStanding.State {
      let query = StandingQuery(
        .init(branch: "main"), clock: Instant(seconds: repository.clock + days * LifecycleTests.day))
      let registry = try query.registry(in: Repository(at: repository.gitDirectory), workers: 1)
      return try #require(registry.models.first { $0.id == "credit" }).state
    }

    func report(_ value: String) throws {
      let now = repository.clock
      let draft = MonitoringReportDraft(model: "credit", from: now - LifecycleTests.day, until: now) {
        $0.kpis = [("approval_rate", value)]
      }
      try repository.write(GitPath("models/credit/monitoring/\(now).yaml"), draft.yaml)
      try repository.commit("report", by: .ci)
    }

    func waive() throws {
      let now = repository.clock
      let path: GitPath = "models/credit/waivers/w.yaml"
      let draft = WaiverDraft(
        model: "credit", gate: "technical", subject: try repository.subjectDigest(of: "credit"), issued: now,
        expires: now + 10 * LifecycleTests.day, approvers: [.kim, .judy])
      try repository.write(path, draft.yaml)
      for person in [Person.kim, .judy] {
        try repository.write(
          GitPath("models/credit/waivers/w.yaml.\(person.id).sig"),
          bytes: person.key.sign(try repository.read(path), namespace: "countersign-approval@v1"))
      }
      try repository.commit("break the glass", by: .kim)
    }

    func ratify() throws {
      let bytes = try repository.read("models/credit/waivers/w.yaml")
      try repository.write(
        "models/credit/waivers/w.yaml.heidi.ratified.sig",
        bytes: Person.heidi.key.sign(bytes, namespace: "countersign-ratification@v1"))
      try repository.commit("confirm", by: .heidi)
    }
  }

  @Test func `a model lives, lapses and is retired, and the registry tells it at each moment`() throws {
    let life = try Life()
    #expect(try life.state() == .approved)
    // Nobody reports.
    #expect(try life.state(after: 29) == .approved)
    #expect(try life.state(after: 31) == .lapsed)
    life.repository.clock += 20 * Self.day
    try life.report("0.4")
    #expect(try life.state(after: 29) == .approved)
    // It drifts, and is looked at again.
    try life.report("0.7")
    #expect(try life.state() == .lapsed)
    let rationale = "looked at the breach: a change of season, which the model follows"
    let due = life.repository.clock + 3 * Self.day
    try life.stage.approve(by: .alice) {
      $0.rationale = rationale
      $0.decision = "approve-with-conditions"
      $0.more = [
        (
          "conditions",
          .plain("[{id: c1, text: add an alarm, owner: erin, due: \"\(Instant(seconds: due))\"}]")
        )
      ]
    }
    #expect(try life.state() == .approved)
    // The condition is not met; a waiver bridges the time, and has to be confirmed.
    #expect(try life.state(after: 4) == .lapsed)
    life.repository.clock += 4 * Self.day
    try life.waive()
    #expect(try life.state(after: 4) == .approved)
    #expect(try life.state(after: 6) == .lapsed)
    try life.ratify()
    #expect(try life.state(after: 6) == .approved)
    #expect(try life.state(after: 11) == .lapsed)
    // In the end it is taken out of service, and nobody asks for reports any more.
    try life.repository.edit(Stage.card, "stage: production", to: "stage: retired")
    try life.repository.commit("retire", by: .erin)
    #expect(try life.state() == .open)
    try life.stage.approve(gate: "farewell", by: .judy) { $0.stage = "retired" }
    #expect(try life.state(after: 400) == .retired)
    // Back as it was, it is not approved as it was.
    try life.repository.edit(Stage.card, "stage: retired", to: "stage: production")
    try life.repository.commit("bring it back", by: .erin)
    #expect(try life.state() != .approved)
    try life.stage.approve(by: .alice) { $0.rationale = "looked at it anew, as if it were a new model" }
    #expect(try life.state() == .approved)
  }
}
