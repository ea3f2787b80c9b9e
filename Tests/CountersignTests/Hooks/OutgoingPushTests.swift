import Countersign
import GitHistory
import Governance
import Rehearsal
import Testing

/// What `pre-push` says where the push comes from: it knows the other side as far as the last fetch.
struct OutgoingPushTests {
  private let repository: GovernedRepository
  private let main: ObjectID

  init() throws {
    repository = try GovernedRepository(policy: {
      $0.stages = [
        "{id: development}", "{id: staging, branch: staging}",
        "{id: production, branch: main}",
      ]
    })
    main = try #require(repository.builder.tip(of: "main"))
  }

  private func outcome(_ branch: String, _ old: ObjectID?, to new: ObjectID?, root: String? = nil) throws
    -> String?
  {
    try repository.push(
      RefUpdate(name: GitPath("refs/heads/\(branch)"), old: old, new: new), at: .remote("origin"), root: root
    ).first?.outcome
  }

  @Test func `it is what the server would say`() throws {
    try repository.builder.updateRef("refs/remotes/origin/main", to: main)
    try repository.change()
    let bad = repository.builder.head
    #expect(try outcome("main", main, to: bad) == "violated")
    #expect(try outcome("feature", nil, to: bad) == "passes")
    #expect(try outcome("main", main, to: nil) == "history-rewritten")
    #expect(try outcome("main", main, to: repository.root) == "history-rewritten")
    #expect(try outcome("staging", nil, to: bad) == "root-unpinned")
    #expect(try outcome("staging", nil, to: bad, root: repository.root.hex) == "violated")
    try repository.approve(by: .alice)
    #expect(try outcome("main", main, to: repository.builder.head) == "satisfied")
  }

  @Test func `what the remote has and this clone does not is to be fetched`() throws {
    try repository.builder.updateRef("refs/remotes/origin/main", to: main)
    let unknown = ObjectID(hex: String(repeating: "1", count: 40))
    let answers = try repository.push(
      RefUpdate(name: "refs/heads/main", old: unknown, new: main), at: .remote("origin"))
    guard case .refused(let finding)? = answers.first else {
      Issue.record("\(answers)")
      return
    }
    #expect(finding.help == "git fetch origin")
    #expect(finding.verdict == .undecided)
    // Nobody's feature has to be fetched for that.
    #expect(try outcome("feature", unknown, to: main) == "passes")
    #expect(try outcome("feature", unknown, to: nil) == "passes")
  }

  @Test func `without anything fetched, the branch's own policy says whether it is protected`() throws {
    try repository.change()
    #expect(try outcome("main", main, to: repository.builder.head) == "violated")
    // The first push of all.
    #expect(try outcome("main", nil, to: main) == "satisfied")
    #expect(try outcome("main", nil, to: repository.builder.head) == "violated")
    #expect(try outcome("feature", nil, to: repository.builder.head) == "passes")
  }

  @Test(arguments: ["https://example.com/models.git", "../server.git", "-o", ""])
  func `a remote without a name is one of which nothing is known`(_ remote: String) throws {
    try repository.change()
    let update = RefUpdate(name: "refs/heads/main", old: main, new: repository.builder.head)
    #expect(try repository.push(update, at: .remote(remote)).map(\.outcome) == ["violated"])
  }
}
