import GitHistory
import Governance
import Rehearsal
import Testing

/// Rules of a policy that would take for ever, and cards that make them: judged within bounded time, and what has no
/// value does not pass.
///
/// Exponential time would be years here, and polynomial time hours: a minute tells them from linear.
@Suite(.timeLimit(.minutes(1))) struct ExpressionCostTests {
  private static let long = String(repeating: "a", count: 5_000)

  /// The gate `technical` with a condition, as the policy and the card at base have it.
  private func stage(condition: String, purpose: String = long, license: String = "Apache-2.0") throws
    -> Stage
  {
    try Stage(
      policy: {
        $0.gates[0].more.append(("conditions", .items([.map([("rule", .text(condition))])])))
      },
      card: {
        $0.purpose = purpose
        $0.license = license
      })
  }

  /// The report on a change that is approved, but for what its conditions say.
  private func judged(_ stage: Stage) throws -> TransitionReport {
    try stage.retrain()
    try stage.approve(by: .alice)
    return try stage.check()
  }

  private static let nested =
    String(repeating: "[1,2,3,4,5,6,7,8,9,10].exists(x, ", count: 9) + "false"
    + String(repeating: ")", count: 9)

  @Test(arguments: [
    #"card.purpose.matches("^(a+)+$")"#, #"!card.purpose.matches("^(a|a)*(a|aa)+$b")"#,
    #"!card.purpose.matches("(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)[^a]")"#,
  ])
  func `a pattern that other engines try for years is matched in linear time`(_ rule: String) throws {
    try judged(try stage(condition: rule)).expectSatisfied()
  }

  @Test func `a pattern that is not matched does not pass`() throws {
    try judged(try stage(condition: #"card.purpose.matches("^(a+)+b$")"#)).expectViolated(.conditionUnmet)
  }

  @Test(arguments: [
    "((a{100}){100}){100}", "(a?){1000}(a?){1000}", "((((((((a*)*)*)*)*)*)*)*)*b", "(", "(?=a)",
  ])
  func `a pattern that the card brings costs no more, and none that is refused passes`(_ pattern: String)
    throws
  {
    // Whoever writes the card writes the pattern and the text.
    let stage = try stage(
      condition: #"!card.purpose.matches(card.license) && card.purpose.matches("^a")"#, license: pattern)
    let report = try judged(stage)
    #expect(
      report.verdict == (pattern.hasSuffix("*b") ? .satisfied : .violated), Comment(rawValue: report.summary))
  }

  @Test func `a rule of many rounds ends, and has no value`() throws {
    let report = try judged(try stage(condition: "!\(ExpressionCostTests.nested)"))
    report.expectViolated(.conditionUnmet)
    #expect(report.summary.contains("steps"), Comment(rawValue: report.summary))
    // Nothing absorbs that.
    try judged(try stage(condition: "\(ExpressionCostTests.nested) || true")).expectViolated(.conditionUnmet)
  }

  @Test func `a rule nested as deep as allowed is judged`() throws {
    let rule = String(repeating: "(", count: 80) + "!!true" + String(repeating: ")", count: 80)
    try judged(try stage(condition: rule)).expectSatisfied()
  }

  @Test(arguments: ["(", "!", "[", "-", "{1: ", "true ? true : ", "card.purpose.contains("])
  func `a rule nested deeper is refused with its policy, whatever it is nested in`(_ open: String) throws {
    let rule = String(repeating: open, count: 8_000 / open.utf8.count) + "true"
    try judged(try stage(condition: rule)).expectUndecided(.policyInvalid)
  }
}
