import Countersign
import Governance
import Reports

/// Asks a reviewer at a terminal for what the command's options do not say.
struct ApprovalDialogue {
  let plan: ApprovalPlan
  /// Whether the options say what is decided.
  let isDecided: Bool
  /// Whether nothing is to be asked that has an answer.
  let assumesYes: Bool
  /// What is done in the end, such as `sign and commit`.
  let deed: String

  /// - Throws: `UsageError` where the reviewer stops.
  func answers(from given: ApprovalAnswers) throws(UsageError) -> ApprovalAnswers {
    var answers = given
    if answers.decision.approves { try askChecklist(&answers) }
    if answers.decision.approves, !isDecided, !assumesYes { try askDecision(&answers) }
    if answers.decision == .approveWithConditions, answers.conditions.isEmpty { try askConditions(&answers) }
    try askRationale(&answers)
    if assumesYes { return answers }
    guard try Prompt.confirm("\(words(for: answers.decision)): \(deed) as \(plan.briefing.reviewer)?") else {
      throw stopped
    }
    return answers
  }

  private var stopped: UsageError { UsageError("stopped; nothing was written") }

  private func words(for decision: Approval.Decision) -> String {
    switch decision {
    case .approve: "approve"
    case .approveWithConditions: "approve with conditions"
    case .reject: "reject"
    case .withdraw: "withdraw"
    }
  }

  private func askChecklist(_ answers: inout ApprovalAnswers) throws(UsageError) {
    if answers.checklist.contains("all") { return }
    let gate = plan.briefing.gate
    let open = gate.checklist.filter { item in !answers.checklist.contains { $0.isExactly(item.id) } }
    if open.isEmpty { return }
    StandardError.say("The checklist: do you vouch for it?")
    for item in open {
      if try Prompt.confirm("  \(item.id): \(item.text)") {
        answers.checklist.append(item.id)
        continue
      }
      StandardError.say(
        Printable("Without \(item.id) an approval would not count [checklist-incomplete].").text)
      guard try Prompt.confirm("Reject instead?", default: false) else { throw stopped }
      answers.decision = .reject
      answers.checklist = []
      return
    }
  }

  private func askDecision(_ answers: inout ApprovalAnswers) throws(UsageError) {
    while true {
      switch try Prompt.line("approve, approve with conditions, reject, or stop? [a/c/r/s]").lowercased() {
      case "a", "approve":
        answers.decision = .approve
        return
      case "c":
        answers.decision = .approveWithConditions
        return
      case "r", "reject":
        answers.decision = .reject
        return
      case "s", "stop": throw stopped
      default: StandardError.say("please answer a, c, r or s")
      }
    }
  }

  private func askConditions(_ answers: inout ApprovalAnswers) throws(UsageError) {
    StandardError.say("The conditions, each as OWNER by DATE: TEXT; an empty line ends them.")
    while true {
      let text = try Prompt.line("  condition \(answers.conditions.count + 1):")
      if text.isEmpty, !answers.conditions.isEmpty { return }
      if let problem = plan.problem(withCondition: text) {
        StandardError.say(Printable(problem).text)
      } else {
        answers.conditions.append(text)
      }
    }
  }

  private func askRationale(_ answers: inout ApprovalAnswers) throws(UsageError) {
    let least = plan.least(answers.decision)
    func missing() -> Int { least - (answers.rationale.map(Approval.length(ofRationale:)) ?? 0) }
    if missing() <= 0 { return }
    StandardError.say(
      answers.decision == .reject
        ? "What do you object to? An empty line ends it."
        : "Why? At least \(least) characters; an empty line ends it.")
    var lines = answers.rationale.map { [$0] } ?? []
    while true {
      let line = try Prompt.line(" ")
      if !line.isEmpty {
        lines.append(line)
        continue
      }
      answers.rationale = lines.isEmpty ? nil : lines.joined(separator: "\n")
      if missing() <= 0 { return }
      StandardError.say("\(missing()) more \(missing() == 1 ? "character" : "characters"), please")
    }
  }
}
