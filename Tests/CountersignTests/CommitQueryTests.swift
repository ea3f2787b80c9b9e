import Countersign
import GitHistory
import Governance
import Rehearsal
import Testing

/// What a commit is to Countersign.
struct CommitQueryTests {
  private func explain(_ commit: ObjectID?, in repository: GovernedRepository) throws -> CommitExplanation {
    try CommitQuery(try #require(commit).hex, clock: repository.now).explanation(
      in: Repository(at: repository.gitDirectory))
  }

  @Test("a change is charged to its signer, author and co-authors, and lands with the merge")
  func contribution() throws {
    let repository = try GovernedRepository()
    try repository.builder.branch("change", from: "main")
    try repository.builder.edit("models/scorer/src/train.py", "c=0.3", to: "c=0.4")
    let change = try repository.builder.commit(
      "tune scorer", by: .farid, author: .dana, committer: .farid, coAuthors: [.erin])
    try repository.approve(by: .alice)
    let approval = try #require(repository.builder.head)
    try repository.builder.checkOut("main")
    let merge = try repository.builder.merge("change", by: .kim)

    let first = try explain(change, in: repository)
    #expect(first.attribution.identity == "farid")
    #expect(first.charged == ["dana", "erin", "farid"])
    #expect(first.parts.map(\.model) == ["scorer"] && first.parts[0].isContribution)
    #expect(first.landings.map(\.branch) == ["main"])
    #expect(first.landings.first?.report.head == CommitID(merge.hex))
    #expect(first.landings.first?.report.verdict == .satisfied)

    let second = try explain(approval, in: repository)
    #expect(second.parts.map(\.isContribution) == [false])
    #expect(second.parts.first?.files.map { $0.approval?.reviewer } == ["alice"])
    // A clean merge has done nothing by itself.
    #expect(try explain(merge, in: repository).parts.isEmpty)
  }

  @Test("a commit that no protected branch has is told so, whatever its signature") func absent() throws {
    let repository = try GovernedRepository()
    try repository.builder.branch("change", from: "main")
    try repository.builder.remove("models/scorer/approvals/technical/alice.yaml")
    let commit = try repository.builder.commit("tidy up", by: .erin, signed: .unsigned)
    let explanation = try explain(commit, in: repository)
    #expect(explanation.attribution == .unsigned)
    #expect(explanation.landings.isEmpty && explanation.absent == ["main"])
    #expect(explanation.parts.first?.files.map(\.isRemoved) == [true])
  }

  @Test("a change of the policy is told as one, and what landed unreviewed with its verdict") func policy()
    throws
  {
    let repository = try GovernedRepository()
    try repository.amendPolicy()
    let commit = try repository.builder.commit("amend the policy", by: .kim)
    let explanation = try explain(commit, in: repository)
    #expect(explanation.parts.map(\.model) == [nil] && explanation.parts[0].isContribution)
    #expect(explanation.landings.first?.report.verdict == .violated)
    let root = try explain(repository.root, in: repository)
    #expect(root.attribution.identity == "kim" && root.landings.first?.report.verdict == .satisfied)
  }

  @Test("what names no commit is wrong usage") func unknown() throws {
    let repository = try GovernedRepository()
    #expect(throws: UsageError.self) {
      try CommitQuery("nothing", clock: repository.now).explanation(
        in: Repository(at: repository.gitDirectory))
    }
  }
}
