import GitHistory
import Governance
import Rehearsal
import Testing

/// Attacks on a rejection, and with one. farid has approved; alice, who could, too, rejects.
struct ReplayAndStalenessVetoTests {
  private let file = Stage.approval(by: .alice)

  private func rejected(policy: (inout PolicyDraft) -> Void = { _ in }) throws -> Stage {
    let stage = try Stage(policy: policy)
    try stage.retrain()
    try stage.approve(by: .farid)
    try stage.check().expectSatisfied()
    try stage.approve(by: .alice) { $0.decision = "reject" }
    try stage.check().expectViolated(.gateVetoed)
    return stage
  }

  /// What somebody may try to be rid of a rejection.
  enum Attempt: String, CaseIterable {
    case removedByAnother, removedByReviewer, overwrittenByAnother, spoiltByAnother, olderApprovalPutBack
    case linkInItsPlace, directoryRemoved
  }

  @Test("nobody is rid of a rejection but who gave it, and not by deleting it", arguments: Attempt.allCases)
  func stands(_ attempt: Attempt) throws {
    let stage = try rejected()
    let repository = stage.repository
    switch attempt {
    case .removedByAnother, .removedByReviewer:
      try repository.remove(file)
      try repository.commit("tidy up", by: attempt == .removedByReviewer ? .alice : .erin)
    case .overwrittenByAnother: try stage.approve(by: .alice, signed: .by(.erin))
    case .spoiltByAnother:
      try repository.write(file, "decision: [")
      try repository.commit("mend the file", by: .erin)
    case .olderApprovalPutBack:
      let old = try Stage.text(of: .alice, at: try #require(repository.tip(of: "main")), in: repository)
      try repository.write(file, old)
      try repository.commit("put it back", by: .erin)
    case .linkInItsPlace:
      try repository.remove(file)
      try repository.link(file, to: "farid.yaml")
      try repository.commit("alice agrees with farid", by: .erin)
    case .directoryRemoved:
      try repository.remove("models/credit/approvals")
      try repository.commit("start anew", by: .erin)
      try stage.approve(by: .farid)
    }
    try stage.check().expectViolated(.gateVetoed)
  }

  @Test(
    "a rejection ends with a withdrawal, an approval, or another subject",
    arguments: ["withdraw", "approve", "change"])
  func ends(by what: String) throws {
    let stage = try rejected()
    if what == "change" {
      try stage.retrain("as alice asked")
      try stage.approve(by: .farid)
    } else {
      try stage.approve(by: .alice) { $0.decision = what }
    }
    try stage.check().expectSatisfied()
  }

  @Test("a rejection by a stranger, without the gate's role, or in another's name holds up nothing")
  func noVeto() throws {
    let stage = try Stage()
    try stage.retrain()
    try stage.approve(by: .farid)
    try stage.approve(by: .mallory) { $0.decision = "reject" }
    try stage.approve(by: .grace) { $0.decision = "reject" }
    try stage.approve(by: .alice, signed: .by(.erin)) { $0.decision = "reject" }
    try stage.check().expectSatisfied()
  }

  @Test("a rejection that stands at base is not removed by somebody else", arguments: [true, false])
  func removedFromBase(whole: Bool) throws {
    let stage = try Stage()
    try stage.repository.checkOut("main")
    try stage.approve(by: .farid)
    try stage.approve(by: .alice) { $0.decision = "reject" }
    try stage.repository.branch("removal")
    try stage.repository.remove(whole ? "models/credit/approvals" : file)
    try stage.repository.commit("tidy up", by: .erin)
    if whole { try stage.approve(by: .farid) }
    try stage.check().expectViolated(.gateVetoed)

    // Alice may take it back, and the model that stands on farid's approval stands.
    try stage.repository.checkOut("main")
    try stage.repository.branch("withdrawal")
    try stage.approve(by: .alice) { $0.decision = "withdraw" }
    #expect(try stage.check().verdict == .satisfied)
  }

  /// On `main` alice decides; on `change`, which parted before, she approves. The merge keeps the approval.
  private func parallel(_ decision: String) throws -> Stage {
    let stage = try Stage(policy: { $0.gates[0].scope = ["weights.bin"] })
    let repository = stage.repository
    // The same weights on both sides, so that both decisions are about what will land.
    try stage.retrain("a common change")
    try repository.checkOut("main")
    try repository.reset(to: try #require(repository.tip(of: "change")))
    try stage.approve(by: .alice) { $0.decision = decision }
    try repository.checkOut("change")
    try repository.write("models/credit/notes.md", "a change to be judged")
    try repository.commit("take notes", by: .erin)
    try stage.approve(by: .alice) { $0.rationale = "a look from another side" }
    return stage
  }

  @Test(
    "a merge does not choose between a decision on main and an approval that knew nothing of it",
    arguments: ["reject", "withdraw"])
  func mergedOver(_ decision: String) throws {
    let stage = try parallel(decision)
    let approval = try stage.repository.text(file)
    try stage.repository.merge("main", by: .erin) { repository throws(RehearsalError) in
      try repository.write(self.file, approval)
    }
    let report = try stage.check()
    #expect(report.verdict == .violated, Comment(rawValue: report.summary))
    // A rejection shuts the gate, whoever else approves.
    #expect(report.mentioned.contains(.gateVetoed) || report.counted() == [])
    // Once she has seen both, her word counts.
    try stage.approve(by: .alice) { $0.rationale = "I have thought it over, and stand by it" }
    try stage.check().expectSatisfied()
  }

  @Test("a rejection within a scope is not lost by a change elsewhere") func scoped() throws {
    let stage = try rejected(policy: {
      $0.gates.insert(
        GateDraft("fairness", roles: ["validator", "fairness-reviewer"]) { $0.scope = ["card.yaml"] }, at: 1)
      $0.gates[0].scope = ["card.yaml", "weights.bin"]
    })
    try stage.approve(gate: "fairness", by: .alice) { $0.decision = "reject" }
    try stage.retrain("elsewhere")
    try stage.approve(by: .farid)
    let report = try stage.check()
    report.expectViolated(.gateVetoed)
    #expect(report.gate("fairness")?.verdict == .violated && report.gate("technical")?.verdict == .satisfied)
  }
}
