/// One mistake of a policy: which, how grave, what, where, and what to do about it.
package struct LintFinding: Sendable, Hashable {
  package let rule: LintRule
  /// `error`: something can never be satisfied; `warning`: something is hardly meant; `note`: worth knowing.
  package let severity: Severity
  /// What is the case: lower case, no full stop, names the thing.
  package let message: String
  /// The next step for the reader.
  package let help: String?
  /// The file it is about.
  package let path: String
  package let position: Position?

  package init(
    _ rule: LintRule, _ severity: Severity, _ message: String, help: String?, path: String,
    position: Position?
  ) {
    self.rule = rule
    self.severity = severity
    self.message = message
    self.help = help
    self.path = path
    self.position = position
  }
}
