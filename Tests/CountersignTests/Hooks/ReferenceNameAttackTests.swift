import Countersign
import GitHistory
import Governance
import Rehearsal
import Testing

/// References whose names pass for a protected branch.
struct ReferenceNameAttackTests {
  private let repository: GovernedRepository
  private let bad: ObjectID

  init() throws {
    repository = try GovernedRepository(policy: {
      $0.stages = [
        "{id: development}", "{id: staging, branch: staging}",
        "{id: production, branch: main, after: staging}",
      ]
    })
    try repository.change()
    bad = try #require(repository.builder.head)
  }

  private func outcome(_ name: String, to new: ObjectID?) throws -> String? {
    try repository.push(repository.update(name, to: new)).first?.outcome
  }

  @Test(arguments: ["refs/replace/abc", "refs/Replace/abc", "refs/replace/x/y"])
  func `a replace ref, which would blind every later judgement, is refused`(_ name: String) throws {
    #expect(try outcome(name, to: bad) == "history-incomplete")
    #expect(try outcome(name, to: nil) == "passes")
  }

  @Test(arguments: ["refs/heads/Main", "refs/heads/MAIN", "refs/Heads/main", "refs/heads/ma\u{200D}in"])
  func `a name that some file systems take for a protected branch is refused`(_ name: String) throws {
    #expect(try outcome(name, to: bad) == "path-refused")
    #expect(try outcome(name, to: nil) == "path-refused")
  }

  @Test func `one that is there beside it goes on as before`() throws {
    try repository.builder.updateRef("refs/heads/Main", to: bad)
    #expect(try outcome("refs/heads/Main", to: bad) == "passes")
    #expect(try outcome("refs/heads/Main", to: nil) == "passes")
    #expect(try outcome("refs/heads/main", to: bad) == "violated")
  }

  @Test(arguments: ["refs/tags/main", "refs/tags/Main", "refs/main"])
  func `what git would find before a protected branch is refused`(_ name: String) throws {
    #expect(try outcome(name, to: bad) == "path-refused")
    #expect(try outcome(name, to: nil) == "passes")
  }

  @Test func `a push to a symbolic reference is one to the branch that it names`() throws {
    try repository.link("refs/heads/trunk", to: "refs/heads/main")
    try repository.link("refs/heads/latest", to: "refs/heads/trunk")
    #expect(try outcome("refs/heads/latest", to: bad) == "violated")
    #expect(try outcome("refs/heads/trunk", to: nil) == "history-rewritten")
    try repository.approve(by: .alice)
    #expect(try outcome("refs/heads/latest", to: repository.builder.head) == "satisfied")
    try repository.link("refs/heads/round", to: "refs/heads/about")
    try repository.link("refs/heads/about", to: "refs/heads/round")
    let round = RefUpdate(name: "refs/heads/round", old: nil, new: bad)
    #expect(try repository.push(round).map(\.outcome) == ["history-incomplete"])
  }

  @Test func `nobody says by a remote's branch what landed on a stage`() throws {
    #expect(try outcome("refs/remotes/evil/staging", to: bad) == "path-refused")
    #expect(try outcome("refs/remotes/evil/other", to: bad) == "passes")
    // A mirror brings along what did land.
    let main = try #require(repository.builder.tip(of: "main"))
    #expect(try outcome("refs/remotes/origin/main", to: main) == "passes")
    #expect(try outcome("refs/remotes/origin/main", to: repository.root) == "passes")
    #expect(try outcome("refs/remotes/origin/main", to: nil) == "passes")
  }
}
