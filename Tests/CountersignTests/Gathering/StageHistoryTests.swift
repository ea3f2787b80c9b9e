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
}
