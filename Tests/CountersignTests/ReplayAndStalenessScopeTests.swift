import GitHistory
import Governance
import Rehearsal
import Testing

/// Games with what an approval binds.
struct ReplayAndStalenessScopeTests {
  /// Fairness binds the card and the reports on fairness; the technical gate binds everything.
  private func governed(_ scope: [String] = ["card.yaml", "evidence/fairness*"]) throws -> Stage {
    try Stage(policy: { $0.gates.insert(GateDraft.fairness.with { $0.scope = scope }, at: 1) })
  }

  @Test("a change outside one gate's scope does not hide from the gate without a scope") func outside() throws
  {
    let stage = try governed()
    try stage.retrain()
    let report = try stage.check()
    report.expectRejected(.approvalStale, of: "alice")
    #expect(report.counted("fairness") == ["grace"])
    try stage.approve(by: .farid)
    try stage.check().expectSatisfied()
  }

  @Test("a change within a gate's scope does not keep that gate's approval") func inside() throws {
    let stage = try governed()
    try stage.repository.write("models/credit/evidence/fairness-2.txt", "all is well")
    try stage.repository.commit("measure again", by: .erin)
    try stage.approve(by: .alice)
    try stage.check().expectRejected(.approvalStale, of: "grace", at: "fairness")
    try stage.approve(gate: "fairness", by: .grace)
    try stage.check().expectSatisfied()
  }

  @Test("a scope narrowed in the transition does not keep the approval that it would leave standing")
  func narrowed() throws {
    let stage = try governed(["card.yaml", "weights.bin"])
    stage.policy.version = 2
    stage.policy.gates[1].scope = ["card.yaml"]
    try stage.writePolicy()
    try stage.repository.commit("fairness is about the card", by: .kim)
    try stage.approvePolicy(by: .alice)
    try stage.approvePolicy(by: .judy)
    try stage.check().expectSatisfied()
    try stage.repository.branch("narrowed")
    try stage.retrain()
    try stage.approve(by: .alice)
    // Even given anew, over the narrowed scope, which `policy` holds by now.
    try stage.approve(gate: "fairness", by: .grace)
    try stage.check().expectRejected(.approvalStale, of: "grace", at: "fairness")
    // Once the policy has landed by itself, it is what judges.
    try stage.check(base: "change").expectSatisfied()
  }

  @Test("a scope that matches no file binds nothing and satisfies nothing") func emptyScope() throws {
    let stage = try governed(["fairness/**"])
    try stage.retrain()
    try stage.approve(by: .alice)
    try stage.approve(gate: "fairness", by: .grace)
    let report = try stage.check()
    report.expectViolated(.gateUnsatisfied)
    #expect(report.gate("fairness")?.verdict == .violated)
  }

  @Test(
    "an approval of the whole subject does not stand for one of a scope, or the reverse",
    arguments: [true, false])
  func mixedUp(whole: Bool) throws {
    let stage = try governed()
    try stage.retrain()
    try stage.repository.edit(Stage.card, "0.87", to: "0.88")
    try stage.repository.commit("measure again", by: .erin)
    let (subject, scope) = (
      try stage.repository.subjectDigest(of: "credit"),
      try stage.repository.subjectDigest(of: "credit", scope: stage.policy.gates[1].scope)
    )
    try stage.approve(by: .alice) { $0.subject = whole ? subject : scope }
    try stage.approve(gate: "fairness", by: .grace) { $0.subject = whole ? subject : scope }
    if whole {
      try stage.check().expectRejected(.approvalStale, of: "grace", at: "fairness")
      try stage.approve(gate: "fairness", by: .grace)
    } else {
      try stage.check().expectRejected(.approvalStale, of: "alice")
      try stage.approve(by: .alice)
    }
    try stage.check().expectSatisfied()
  }

  @Test("an approval whose scope leaves the card out stands for the next version, no other does")
  func version() throws {
    for (scope, stands) in [(["weights.bin"], true), (["weights.bin", "card.yaml"], false)] {
      let stage = try governed(scope)
      try stage.repository.edit(Stage.card, "1.0.0", to: "1.1.0")
      try stage.repository.commit("1.1.0", by: .erin)
      try stage.approve(by: .alice) { $0.version = "1.1.0" }
      let report = try stage.check()
      if stands {
        report.expectSatisfied()
      } else {
        report.expectRejected(.approvalReplayed, of: "grace", at: "fairness")
      }
    }
  }
}
