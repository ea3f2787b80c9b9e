/// What looking a policy over came to, as every output format tells it.
package struct PolicyLintReport: Sendable {
  /// The directory that was looked at, as it was named.
  package var folder: String
  /// The gravest first.
  package var findings: [LintFinding]
  /// Why the policy does not load; empty where it does.
  package var problems: [Finding]
  /// What was said while it was loaded.
  package var warnings: [Finding]

  package init(
    folder: String, findings: [LintFinding] = [], problems: [Finding] = [], warnings: [Finding] = []
  ) {
    self.folder = folder
    self.findings = findings
    self.problems = problems
    self.warnings = warnings
  }

  /// How many findings are this grave, with what was said while the policy was loaded.
  package func count(_ severity: Severity) -> Int {
    findings.count { $0.severity == severity } + warnings.count { $0.severity == severity }
  }

  /// Satisfied if there is nothing graver than a note, undecided if the policy does not load.
  package var verdict: Verdict {
    if !problems.isEmpty { return .undecided }
    return count(.error) + count(.warning) == 0 ? .satisfied : .violated
  }
}
