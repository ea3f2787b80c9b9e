import Governance

/// The last line: what it all comes to, and what the exit status means.
struct Summary {
  private let report: TransitionReport

  init(_ report: TransitionReport) { self.report = report }

  func write(on page: inout Page) {
    let verdict = report.verdict
    page.line(
      Phrase("\(verdict.rawValue) (exit status \(verdict.exitStatus))", Ink(verdict)) + ": " + sentence)
    guard let rule = report.findings.first(where: { $0.severity == .error })?.rule else { return }
    page.line("to read about a rule: " + Phrase("countersign explain \(rule.rawValue)", .command))
  }

  private var gates: [GateJudgement] {
    report.models.flatMap(\.gates) + [report.policyChange].compactMap(\.self)
  }

  /// What it comes to, in words that are all ours.
  var sentence: String {
    switch report.verdict {
    case .satisfied:
      if report.subject == nil { return "neither a model nor the policy changes" }
      if gates.isEmpty { return "no gate has to be passed" }
      return gates.count == 1 ? "the one gate is satisfied" : "all \(gates.count) gates are satisfied"
    case .violated: return violated
    case .undecided: return "what cannot be judged does not pass"
    }
  }

  private var violated: String {
    func part(_ verdicts: [Verdict], _ noun: String) -> String? {
      let red = verdicts.filter { $0 != .satisfied }.count
      if red == 0 { return nil }
      return "\(red) of \(verdicts.count) \(noun)\(verdicts.count == 1 ? "" : "s")"
    }
    func count(_ severity: Severity, _ noun: String) -> String? {
      let count = report.findings.filter { $0.severity == severity }.count
      return count == 0 ? nil : "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
    let parts = [part(report.models.map(\.verdict), "model"), part(gates.map(\.verdict), "gate")].compactMap(
      \.self)
    let counts = [count(.error, "error"), count(.warning, "warning")].compactMap(\.self)
    return [parts, counts].filter { !$0.isEmpty }.map { $0.joined(separator: ", ") }.joined(separator: "; ")
  }
}
