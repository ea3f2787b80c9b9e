import Governance

/// The findings of a whole that none of its parts tells.
///
/// Counted rather than guessed from a finding's fields: whatever no part shows is left over here, so that no
/// finding is ever lost on the way to the reader.
struct Remainder {
  let findings: [Finding]

  /// A model's findings that belong to none of its gates.
  init(of model: ModelJudgement) {
    self.init(of: model.findings, without: model.gates.map(\.findings))
  }

  /// A report's findings that belong to no model and not to the change of the policy.
  init(of report: TransitionReport) {
    self.init(
      of: report.findings, without: report.models.map(\.findings) + [report.policyChange?.findings ?? []])
  }

  private init(of all: [Finding], without parts: [[Finding]]) {
    // By their bytes in a report: `==` would take names for the same that differ in their normalisation.
    let writer = JSONWriter(layout: .line)
    func key(_ finding: Finding) -> [UInt8] { writer.bytes(of: JSONReport.finding(finding)) }
    var told: [[UInt8]: Int] = [:]
    for finding in parts.joined() { told[key(finding), default: 0] += 1 }
    findings = all.filter { finding in
      let key = key(finding)
      guard let count = told[key], count > 0 else { return true }
      told[key] = count - 1
      return false
    }
  }
}
