import Governance
import Testing

@testable import Reports

/// How `status` and `explain` tell of a model that has landed and lapsed since.
struct StandingTextTests {
  private let breach = Finding(
    .kpiBreach, "approval_rate is 0.71, above its maximum 0.6", help: "find out why", model: "credit-scoring",
    path: "models/credit-scoring/monitoring/2026-12-01.yaml", position: Position(line: 6, column: 37),
    commit: "89abcdef0123456789abcdef0123456789abcdef")

  private var standing: ModelStanding {
    var standing = RegistrySample.model("credit-scoring", .lapsed)
    standing.findings = [breach]
    return standing
  }

  private var report: TransitionReport {
    Sample.report(models: [Sample.model(gates: [Sample.gate("technical", required: 1)])], findings: [breach])
  }

  private func explanation(_ gate: GateID? = nil) -> String {
    var explanation = Explanation(
      report: report, model: "credit-scoring", gate: gate, card: nil, origins: [:])
    explanation.standing = standing
    return ExplanationText().text(for: explanation)
  }

  @Test func `status says the state and why, instead of a range of commits`() {
    var status = StatusReport(transitions: [report], at: nil)
    let before = StatusText().text(for: status)
    #expect(!before.contains("as it stands") && !before.contains("lapsed"))
    status.standings = [standing]
    let text = StatusText().text(for: status)
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("as it stands on main since 89abcdef01 (2026-11-01)"))
    #expect(
      words.contains("lapsed: it was approved, and is not any more: a monitoring report shows a breach"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let json = String(decoding: StatusJSON().bytes(for: status), as: UTF8.self)
    #expect(json.contains("\"state\": \"lapsed\""))
  }

  @Test func `explain tells what was reported last, and of one gate what took its approval back`() {
    let whole = explanation()
    #expect(whole.contains("in service approval_rate 0.71 until 2026-12-01, 0.2 to 0.6 ratio"))
    let gate = explanation("technical")
    #expect(gate.contains("[kpi-breach] approval_rate is 0.71, above its maximum 0.6"))
    #expect(gate.contains("models/credit-scoring/monitoring/2026-12-01.yaml@89abcdef01"))
  }
}
