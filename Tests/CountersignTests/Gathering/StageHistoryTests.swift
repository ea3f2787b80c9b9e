import GitHistory
import Governance
import Rehearsal
import Testing

/// What has landed on the branch of an earlier stage.
struct StageHistoryTests {
  /// `main` is production's branch and comes after `staging`, where the model `other` was brought and changed twice.
  private func repository() throws -> GovernedRepository {
    let repository = try GovernedRepository(policy: {
      $0.stages = [
        "{id: development}", "{id: staging, branch: staging, after: development}",
        "{id: production, branch: main, after: staging}",
      ]
    })
    try repository.builder.branch("staging", from: "main")
    try repository.bring("other")
    try repository.builder.commit("bring other", by: .erin)
    for rate in ["0.5", "0.6"] {
      try repository.builder.write("models/other/src/train.py", "fit(c=\(rate))\n")
      // What no stage asks for is no part of the content.
      try repository.builder.write("models/other/approvals/technical/note.txt", rate)
      try repository.builder.commit("tune other", by: .erin)
    }
    return repository
  }

  @Test(
    "what stood on the earlier stage's branch, however long ago, may rise, and nothing else",
    arguments: [("0.3", true), ("0.5", true), ("0.6", true), ("0.4", false)])
  func landed(_ rate: String, _ hasLanded: Bool) throws {
    let repository = try repository()
    try repository.transition("bring other", by: .erin) { builder in
      try repository.bring("other")
      try builder.write("models/other/src/train.py", "fit(c=\(rate))\n")
    }
    try repository.approve("other", by: .alice)
    let report = try repository.check()
    if hasLanded { expectSatisfied(report) } else { expectViolated(report, .stageSkipped) }
  }

  @Test("what stood there in another model's place may not rise") func elsewhere() throws {
    let repository = try repository()
    try repository.transition("bring another", by: .erin) { _ in try repository.bring("another") }
    try repository.approve("another", by: .alice)
    expectViolated(try repository.check(), .stageSkipped)
  }

  // To walk the branch for each model took minutes.
  @Test("a long branch is walked once for many models", .timeLimit(.minutes(1))) func manyModels() throws {
    let stage = try Stage(policy: {
      $0.stages = [
        "{id: development}", "{id: staging, branch: staging, after: development}",
        "{id: production, branch: main, after: staging}",
      ]
    })
    try stage.repository.branch("staging", from: "main")
    for number in 0..<1_500 { try stage.retrain("\(number)") }
    try stage.repository.checkOut("change")
    for number in 0..<300 { try stage.repository.write(GitPath("models/m\(number)/weights"), "\(number)") }
    try stage.repository.commit("bring many", by: .erin)
    let report = try stage.check()
    #expect(report.models.count == 300)
    report.expectViolated(.cardMissing)
  }

  /// Brings `other` to main with Alice's approval and by a merge, perhaps with the content that staging has.
  private func bring(to repository: GovernedRepository, rate: String) throws -> CommitID {
    try repository.transition("bring other", by: .erin) { builder in
      try repository.bring("other")
      try builder.write("models/other/src/train.py", "fit(c=\(rate))\n")
    }
    try repository.approve("other", by: .alice)
    try repository.builder.checkOut("main")
    return CommitID(try repository.builder.merge("change", by: .kim).hex)
  }

  @Test("an audit takes what stood on the earlier stage's branch then for what it was") func landedThen()
    throws
  {
    let repository = try repository()
    let head = try bring(to: repository, rate: "0.5")
    expectSatisfied(try #require(repository.audited()[head]))
  }

  @Test("what came onto the earlier stage's branch afterwards does not mend a transition in an audit")
  func landedLater() throws {
    let repository = try repository()
    let head = try bring(to: repository, rate: "0.4")
    expectViolated(try #require(repository.audited()[head]), .stageSkipped)
    try repository.builder.checkOut("staging")
    try repository.builder.write("models/other/src/train.py", "fit(c=0.4)\n")
    try repository.builder.commit("tune other", by: .erin)
    expectViolated(try #require(repository.audited()[head]), .stageSkipped)
    // With a date of before, on top of commits that were made since.
    try repository.builder.commit("nothing", by: .erin)
    try repository.builder.write("models/other/src/train.py", "fit(c=0.5)\n")
    try repository.builder.commit("tune other", by: .erin, at: 1_700_000_000)
    expectViolated(try #require(repository.audited()[head]), .stageSkipped)
  }

  @Test("the earlier stage's branch that was set to the transition is no witness for it") func movedLater()
    throws
  {
    let repository = try repository()
    let head = try bring(to: repository, rate: "0.4")
    let tip = try #require(repository.builder.tip(of: "main"))
    try repository.builder.checkOut("staging")
    try repository.builder.reset(to: tip)
    expectViolated(try #require(repository.audited()[head]), .stageSkipped)
  }
}
