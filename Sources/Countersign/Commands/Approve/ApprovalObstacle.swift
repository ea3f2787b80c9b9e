import Governance

/// Why an approval would not count, or did not.
package struct ApprovalObstacle: Sendable {
  /// Nil where no rule is broken by it, as when the gate is not asked for.
  package let rule: Rule?
  package let message: String
  /// The next step.
  package let help: String?

  init(rule: Rule?, _ message: String, help: String?) {
    self.rule = rule
    self.message = message
    self.help = help
  }

  /// What stands in the way of a decision; nil where it is heard.
  init?(_ outcome: ApprovalRehearsal.Outcome, of decision: Approval.Decision, briefing: ApprovalBriefing) {
    let gate = briefing.gate.id
    guard let judgement = outcome.gate, let approval = outcome.approval else {
      let state = outcome.model.map { " of stage \($0.stage) and tier \($0.tier)" } ?? ""
      self.init(
        rule: nil, "gate \(gate) is not asked of \(briefing.model?.text ?? "the policy")\(state)",
        help: outcome.model.map { "its gates are \($0.gates.map(\.id.text).joined(separator: ", "))" })
      return
    }
    if case .rejected(let rule, let message) = approval.standing {
      // A no does what it says by not counting as a yes.
      if decision == .reject, rule == .gateVetoed { return nil }
      if decision == .withdraw, rule == .approvalWithdrawn { return nil }
      let finding = judgement.findings.first {
        $0.rule == rule && $0.commit == approval.record.commit
      }
      self.init(
        rule: rule, message,
        help: rule == .approvalStale
          ? "bring the branch up to date with what it is to land on, and review the outcome" : finding?.help)
      return
    }
    // That somebody else approved too early is not this approval's fault.
    let order = judgement.findings.first {
      $0.rule == .gateOrder && ($0.commit.map { $0 == approval.record.commit } ?? true)
    }
    guard let order, decision.approves else { return nil }
    self.init(rule: .gateOrder, order.message, help: order.help)
  }
}
