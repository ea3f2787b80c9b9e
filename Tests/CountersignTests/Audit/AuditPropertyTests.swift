import Countersign
import GitHistory
import Governance
import Rehearsal
import Reports
import Testing

/// An audit says of each transition what the check said when it was made.
struct AuditPropertyTests {
  @Test(
    "an audit and the checks made at the time say the same of every transition",
    arguments: 1...8 as ClosedRange<UInt64>)
  func sameReports(seed: UInt64) throws {
    let record = try RandomRecord(seed: seed, steps: 24)
    let audited = try record.repository.audited()
    var verdicts: Set<Verdict> = []
    for report in record.reports {
      let again = try #require(audited[report.head])
      verdicts.insert(report.verdict)
      #expect(
        text(of: again) == text(of: report),
        "seed \(seed), \(report.head.short): \(again.summary)\n\(report.summary)")
    }
    #expect(verdicts.contains(.violated))
  }

  @Test("the random histories hold transitions that pass") func somePass() throws {
    let verdicts = try (1...6).flatMap { try RandomRecord(seed: $0, steps: 24).reports.map(\.verdict) }
    #expect(verdicts.contains(.satisfied) && verdicts.contains(.violated))
  }

  private func text(of report: TransitionReport) -> String {
    var report = report
    report.findings.removeAll { $0.rule == .rootUnpinned }
    return String(decoding: JSONReport(layout: .line).bytes(for: report), as: UTF8.self)
  }
}

extension GovernedRepository {
  /// What an audit of `main` says of each transition, by its head.
  func audited(root: ObjectID? = nil) throws -> [CommitID: TransitionReport] {
    var reports: [CommitID: TransitionReport] = [:]
    _ = try AuditQuery(
      .init(branch: "main", root: (root ?? self.root).hex), clock: Instant(seconds: 4_000_000_000)
    )
    .audit(in: Repository(at: gitDirectory), workers: 1) { reports[$0.report.head] = $0.report }
    return reports
  }
}
