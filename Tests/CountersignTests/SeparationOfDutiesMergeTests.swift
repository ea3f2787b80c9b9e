import GitHistory
import Governance
import Rehearsal
import Testing

/// Attacks on the separation of duties by way of merge commits.
struct SeparationOfDutiesMergeTests {
  private func sideBranches(_ stage: Stage, _ count: Int) throws {
    for number in 1...count {
      try stage.repository.checkOut("main")
      try stage.repository.branch("side\(number)")
      try stage.repository.write(GitPath("models/credit/layer\(number).bin"), "0.\(number)")
      try stage.repository.commit("add layer \(number)", by: .erin)
    }
    try stage.repository.checkOut("change")
    try stage.retrain()
  }

  private func merge(_ stage: Stage, _ count: Int, smuggling: Bool, signed: Signing = .byAuthor) throws {
    func resolve(_ repository: RepositoryBuilder) throws(RehearsalError) {
      if smuggling { try repository.write(Stage.weights, "0.99 0.99") }
    }
    if count == 1 {
      try stage.repository.merge("side1", by: .alice, signed: signed, resolving: resolve)
    } else {
      try stage.repository.merge("side1", "side2", "side3", by: .alice, signed: signed, resolving: resolve)
    }
  }

  @Test("content that a merge or an octopus brings from no parent is the merger's", arguments: [1, 3])
  func smuggled(branches: Int) throws {
    let stage = try Stage()
    try sideBranches(stage, branches)
    try merge(stage, branches, smuggling: true)
    try stage.approve(by: .alice)
    try stage.check().expectRejected(.approvalByContributor, of: "alice")
    try stage.approve(by: .farid)
    try stage.check().expectSatisfied()

    let twin = try Stage()
    try sideBranches(twin, branches)
    try merge(twin, branches, smuggling: false)
    try twin.approve(by: .alice)
    let report = try twin.check()
    report.expectSatisfied()
    #expect(report.models[0].contributors == ["erin"])
  }

  @Test("an unsigned merge that brings content from no parent does not land", arguments: [1, 3])
  func smuggledUnsigned(branches: Int) throws {
    let stage = try Stage()
    try sideBranches(stage, branches)
    try merge(stage, branches, smuggling: true, signed: .unsigned)
    try stage.approve(by: .farid)
    try stage.check().expectViolated(.signatureMissing)
  }

  @Test("whoever resolves a conflict has a part in the change") func conflict() throws {
    let stage = try Stage()
    try stage.repository.branch("side")
    try stage.retrain("one way")
    try stage.repository.checkOut("change")
    try stage.retrain("another way")
    try stage.repository.merge("side", by: .alice) { repository throws(RehearsalError) in
      try repository.write(Stage.weights, "a way of alice's")
    }
    try stage.approve(by: .alice)
    try stage.check().expectRejected(.approvalByContributor, of: "alice")
    try stage.approve(by: .farid)
    try stage.check().expectSatisfied()
  }

  @Test("a merge that takes back an older state of its own line is the merger's") func rollback() throws {
    let stage = try Stage()
    let old = try stage.retrain("first try")
    let safe = try stage.repository.text(Stage.weights)
    try stage.retrain("second try")
    try stage.repository.branch("old", from: "change")
    try stage.repository.reset(to: old)
    try stage.repository.checkOut("change")
    try stage.repository.merge("old", by: .alice) { repository throws(RehearsalError) in
      try repository.write(Stage.weights, safe)
    }
    try stage.approve(by: .alice)
    try stage.check().expectRejected(.approvalByContributor, of: "alice")
    try stage.approve(by: .farid)
    try stage.check().expectSatisfied()
  }

  @Test("a merge that takes back an older state is the merger's, whatever else the older line did since")
  func rollbackByDetour() throws {
    for takesBack in [true, false] {
      let stage = try Stage()
      let old = try stage.retrain("first try")
      let safe = try stage.repository.text(Stage.weights)
      try stage.retrain("second try")
      try stage.repository.branch("old", from: "change")
      try stage.repository.reset(to: old)
      try stage.repository.write("README.md", "news")
      try stage.repository.commit("news", by: .alice)
      try stage.repository.checkOut("change")
      try stage.repository.merge("old", by: .alice) { repository throws(RehearsalError) in
        if takesBack { try repository.write(Stage.weights, safe) }
      }
      try stage.approve(by: .alice)
      let report = try stage.check()
      if takesBack {
        report.expectRejected(.approvalByContributor, of: "alice")
      } else {
        report.expectSatisfied()
      }
    }
  }

  @Test("a rollback of main by such a merge is the merger's") func rollbackOfMain() throws {
    let stage = try Stage()
    try stage.repository.checkOut("main")
    let old = try #require(stage.repository.head)
    let safe = try stage.repository.text(Stage.weights)
    try stage.retrain("second try")
    try stage.approve(by: .farid)
    try stage.repository.branch("old", from: "main")
    try stage.repository.reset(to: old)
    try stage.repository.write("README.md", "news")
    try stage.repository.commit("news", by: .alice)
    try stage.repository.branch("rollback", from: "main")
    try stage.repository.merge("old", by: .alice) { repository throws(RehearsalError) in
      try repository.write(Stage.weights, safe)
    }
    try stage.approve(by: .alice)
    try stage.check().expectRejected(.approvalByContributor, of: "alice")
    try stage.approve(by: .farid)
    let report = try stage.check()
    report.expectSatisfied()
    #expect(report.models[0].contributors == ["alice"])
  }

  @Test("a merge of main into a branch that main's changes do not touch is nobody's") func update() throws {
    let stage = try Stage()
    try stage.retrain()
    try stage.repository.checkOut("main")
    try stage.writeModel("other")
    try stage.repository.commit("bring model other", by: .farid)
    try stage.repository.checkOut("change")
    try stage.repository.merge("main", by: .alice)
    try stage.approve(by: .alice)
    let report = try stage.check()
    report.expectSatisfied()
    #expect(report.models[0].contributors == ["erin"])
  }

  @Test("a merge of an older state that changes nothing is nobody's") func emptyRollback() throws {
    let stage = try Stage()
    let old = try stage.retrain("first try")
    try stage.retrain("second try")
    try stage.repository.branch("old", from: "change")
    try stage.repository.reset(to: old)
    try stage.repository.checkOut("change")
    try stage.repository.merge("old", by: .alice)
    try stage.approve(by: .alice)
    try stage.check().expectSatisfied()
  }

  /// Two lines that merged each other before, with a last merge by alice on top.
  private func crissCross(_ stage: Stage, smuggling: Bool) throws {
    let repository = stage.repository
    try repository.branch("left")
    try repository.write("models/credit/left.bin", "0.1")
    let left = try repository.commit("left", by: .erin)
    try repository.checkOut("change")
    try repository.branch("right")
    try repository.write("models/credit/right.bin", "0.2")
    let right = try repository.commit("right", by: .erin)
    try repository.branch("left2", from: "left")
    try repository.merge("right", by: .erin)
    try repository.write("models/credit/left.bin", "0.11")
    try repository.commit("more left", by: .erin)
    try repository.branch("right2", from: "right")
    try repository.merge("left", by: .erin)
    try repository.write("models/credit/right.bin", "0.22")
    try repository.commit("more right", by: .erin)
    #expect(left != right)
    try repository.branch("both", from: "left2")
    try repository.merge("right2", by: .alice) { repository throws(RehearsalError) in
      // The builder takes one of the two bases; what each side has is what a clean merge takes.
      try repository.write("models/credit/left.bin", "0.11")
      try repository.write("models/credit/right.bin", "0.22")
      if smuggling { try repository.write(Stage.weights, "0.99 0.99") }
    }
  }

  @Test("content that the last merge of a criss-cross brings from no parent is the merger's")
  func crissCrossed() throws {
    let stage = try Stage()
    try crissCross(stage, smuggling: true)
    try stage.approve(by: .alice)
    try stage.check().expectRejected(.approvalByContributor, of: "alice")

    let twin = try Stage()
    try crissCross(twin, smuggling: false)
    try twin.approve(by: .alice)
    try twin.check().expectSatisfied()
  }

  /// What alice does on another branch after she approved.
  enum SecondThought: String, CaseIterable {
    case withdraws, deletes, rejects
  }

  @Test("a merge that quietly keeps the older approval keeps nothing", arguments: SecondThought.allCases)
  func keepsOlderApproval(_ thought: SecondThought) throws {
    let stage = try Stage()
    try stage.retrain()
    try stage.approve(by: .alice)
    let file = Stage.approval(by: .alice)
    let approval = try stage.repository.text(file)
    try stage.check().expectSatisfied()
    try stage.repository.branch("doubts")
    switch thought {
    case .withdraws: try stage.approve(by: .alice) { $0.decision = "withdraw" }
    case .rejects: try stage.approve(by: .alice) { $0.decision = "reject" }
    case .deletes:
      try stage.repository.remove(file)
      try stage.repository.commit("I take it back", by: .alice)
    }
    try stage.repository.checkOut("change")
    try stage.repository.write("README.md", "meanwhile")
    try stage.repository.commit("meanwhile", by: .erin)
    try stage.repository.merge("doubts", by: .erin) { repository throws(RehearsalError) in
      try repository.write(file, approval)
    }
    let report = try stage.check()
    report.expectViolated(thought == .rejects ? .gateVetoed : .approvalWithdrawn)
    #expect(report.counted() == [])

    // Only alice can change her mind again.
    try stage.approve(by: .alice) { $0.rationale = "convinced after all" }
    try stage.check().expectSatisfied()
  }

  @Test("a merge of two decisions, neither newer than the other, counts no approval beside a rejection")
  func decisionsSideBySide() throws {
    let stage = try Stage()
    try stage.retrain()
    try stage.repository.branch("doubts")
    try stage.approve(by: .alice) { $0.decision = "reject" }
    try stage.repository.checkOut("change")
    try stage.approve(by: .alice)
    let approval = try stage.repository.text(Stage.approval(by: .alice))
    try stage.repository.merge("doubts", by: .erin) { repository throws(RehearsalError) in
      try repository.write(Stage.approval(by: .alice), approval)
    }
    try stage.check().expectViolated(.gateVetoed)
  }
}
