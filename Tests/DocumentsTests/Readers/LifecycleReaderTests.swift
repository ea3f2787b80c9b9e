import Governance
import Testing

@testable import Documents

/// Monitoring reports and waivers.
@Suite struct LifecycleReaderTests {
  private func report(_ old: String = "", _ new: String = "") throws -> MonitoringReport {
    let text = try #require(SchemaSample.whole["monitoring-report"])
    return try MonitoringReport.read(
      Array((old.isEmpty ? text : text.replacing(old, with: new)).utf8), path: "r.yaml")
  }

  private func waiver(_ old: String = "", _ new: String = "") throws -> Waiver {
    let text = try #require(SchemaSample.whole["waiver"])
    return try Waiver.read(Array((old.isEmpty ? text : text.replacing(old, with: new)).utf8), path: "w.yaml")
  }

  @Test func `a monitoring report is read with its places`() throws {
    let read = try report()
    #expect(read.model == "credit-scoring" && read.version == "2.1.0")
    #expect(read.from.date == "2026-10-01" && read.until.date == "2026-10-31")
    #expect(read.kpis == [Metric(name: "approval_rate", value: Number("0.41")!, field: "kpis[0]")])
    #expect(read.incidents == [MonitoringReport.Incident(id: "i7", severity: "low", text: "A feed was late")])
    #expect(read.positions["kpis[0].value"]?.line == 6)
    #expect(try report("version: 2.1.0", "version: 2.10").version == "2.10")
    #expect(try report("severity: low, ", "").incidents.first?.isGrave == true)
  }

  @Test func `a period that ends before it begins is none`() {
    #expect(throws: DocumentErrors.self) { try report("until: 2026-10-31", "until: 2026-09-30") }
    #expect(throws: DocumentErrors.self) { try report("value: 0.41", "value: .nan") }
  }

  @Test func `a waiver is read`() throws {
    let read = try waiver()
    #expect(read.gate == "security" && read.stage == "production" && read.approvers == ["kim", "lee"])
    #expect(read.issued.date == "2026-11-20" && read.expires.date == "2026-12-20")
    #expect(read.compensatingControls == ["Traffic is watched by hand"])
  }

  @Test(arguments: [
    ("[kim, lee]", "[kim, kim]"), ("[kim, lee]", "[]"), ("expires: 2026-12-20", "expires: 2026-11-20"),
    ("approvers: [kim, lee]", "approver: kim"), ("reason: The scanner is broken", "reason:"),
  ])
  func `a waiver that cannot be meant is refused`(_ old: String, _ new: String) {
    #expect(throws: DocumentErrors.self) { try waiver(old, new) }
  }
}
