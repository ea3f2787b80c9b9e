import Governance
import Testing

extension TransitionReport {
  /// The rules that are broken, as opposed to noted.
  var broken: Set<Rule> { Set(findings.filter { $0.severity == .error }.map(\.rule)) }

  /// Every rule that the report mentions.
  var mentioned: Set<Rule> { Set(findings.map(\.rule)) }

  /// What the report says, for a test that fails.
  var summary: String {
    "\(verdict): "
      + findings.map { "[\($0.severity) \($0.rule.rawValue)] \($0.message)" }.joined(separator: "; ")
  }
}

/// The attack is refused: violated, by these rules among others.
func expectViolated(
  _ report: TransitionReport, _ rules: Rule..., at location: SourceLocation = #_sourceLocation
) {
  #expect(report.verdict == .violated, Comment(rawValue: report.summary), sourceLocation: location)
  for rule in rules {
    #expect(
      report.broken.contains(rule), Comment(rawValue: "\(rule) in \(report.summary)"),
      sourceLocation: location)
  }
}

/// It could not be decided, for this reason, and so does not pass.
func expectUndecided(_ report: TransitionReport, _ rule: Rule, at location: SourceLocation = #_sourceLocation)
{
  #expect(report.verdict == .undecided, Comment(rawValue: report.summary), sourceLocation: location)
  #expect(
    report.broken.contains(rule), Comment(rawValue: "\(rule) in \(report.summary)"), sourceLocation: location)
}

/// The honest twin passes.
func expectSatisfied(_ report: TransitionReport, at location: SourceLocation = #_sourceLocation) {
  #expect(report.verdict == .satisfied, Comment(rawValue: report.summary), sourceLocation: location)
}
