import Countersign
import GitHistory
import Governance
import Rehearsal
import Testing

/// Which branches a push may change only by a judged transition. Each repository is the server and holds what is
/// pushed already, as in quarantine.
struct ProtectedBranchTests {
  private let repository: GovernedRepository

  init() throws {
    repository = try GovernedRepository(policy: {
      $0.stages = [
        "{id: development}", "{id: staging, branch: staging}",
        "{id: production, branch: main}",
      ]
    })
  }

  private var main: ObjectID { get throws { try #require(repository.builder.tip(of: "main")) } }

  /// A change that nobody approved.
  private func unapproved() throws -> ObjectID {
    try repository.change()
    return try #require(repository.builder.head)
  }

  private func outcomes(
    _ updates: RefUpdate..., at place: BranchPlace = .here, root: String? = nil, branches: [String] = []
  ) throws -> [String] {
    try PushJudging(at: place, .init(root: root, branches: branches), clock: repository.now).answers(
      to: updates, in: Repository(at: repository.gitDirectory)
    ).map(\.outcome)
  }

  @Test func `a stage's branch changes by what is satisfied, and by nothing else`() throws {
    let bad = try unapproved()
    #expect(try outcomes(repository.update("refs/heads/main", to: bad)) == ["violated"])
    try repository.approve(by: .alice)
    #expect(try outcomes(repository.update("refs/heads/main", to: repository.builder.head)) == ["satisfied"])
  }

  @Test func `branches that no stage names, tags and notes pass unjudged`() throws {
    let bad = try unapproved()
    for name in [
      "refs/heads/feature", "refs/heads/main2", "refs/heads/x/main", "refs/tags/v1", "refs/notes/commits",
      "refs/heads/--upload-pack=touch", "refs/heads/HEAD", "refs/heads/refs/heads/main", "refs/pull/1/head",
    ] {
      #expect(try outcomes(repository.update(name, to: bad)) == ["passes"], "\(name)")
    }
    let odd = RefUpdate(name: GitPath(bytes: Array("refs/heads/".utf8) + [0xFF, 0xFE]), old: nil, new: bad)
    #expect(try outcomes(odd) == ["passes"])
  }

  @Test func `all references of a push are answered, each by what stands before it`() throws {
    let bad = try unapproved()
    let updates = try [
      repository.update("refs/heads/feature", to: bad), repository.update("refs/heads/main", to: bad),
      repository.update("refs/tags/v1", to: bad),
    ]
    #expect(try outcomes(updates[0], updates[1], updates[2]) == ["passes", "violated", "passes"])
  }

  @Test func `protected history is neither deleted nor rewritten`() throws {
    let base = try main
    try repository.change()
    try repository.approve(by: .alice)
    try repository.land()
    #expect(try outcomes(repository.update("refs/heads/main", to: nil)) == ["history-rewritten"])
    // Back to where it stood, be it all good.
    #expect(try outcomes(repository.update("refs/heads/main", to: base)) == ["history-rewritten"])
    #expect(try outcomes(repository.update("refs/heads/main", to: repository.root)) == ["history-rewritten"])
    // What is not there can be deleted.
    #expect(try outcomes(repository.update("refs/heads/staging", to: nil)) == ["passes"])
    try repository.builder.branch("feature")
    #expect(try outcomes(repository.update("refs/heads/feature", to: base)) == ["passes"])
    #expect(try outcomes(repository.update("refs/heads/feature", to: nil)) == ["passes"])
  }

  @Test func `a tag pushed over a branch is refused, and under its own name it passes`() throws {
    let tag = try repository.builder.tag("v1", message: "one", by: .erin)
    #expect(try outcomes(repository.update("refs/heads/main", to: tag)) == ["commit-malformed"])
    #expect(try outcomes(repository.update("refs/tags/v2", to: tag)) == ["passes"])
  }

  // MARK: New branches

  @Test func `a new protected branch needs the pinned root, and is judged from there`() throws {
    let good = try main
    #expect(try outcomes(repository.update("refs/heads/staging", to: good)) == ["root-unpinned"])
    try repository.builder.updateRef("refs/heads/old", to: good)
    try repository.forget("refs/heads/main")
    let update = try repository.update("refs/heads/main", to: good)
    #expect(try outcomes(update) == ["root-unpinned"])
    #expect(try outcomes(update, root: repository.root.hex) == ["satisfied"])
    let bad = try repository.update("refs/heads/main", to: unapproved())
    #expect(try outcomes(bad, root: repository.root.hex) == ["violated"])
  }

  @Test func `the first push of all is judged by the policy that it brings`() throws {
    let head = try main
    try repository.forget("refs/heads/main")
    #expect(try outcomes(repository.update("refs/heads/main", to: head)) == ["satisfied"])
    let bad = try unapproved()
    try repository.forget("refs/heads/change")
    #expect(try outcomes(repository.update("refs/heads/main", to: bad)) == ["violated"])
  }

  @Test func `on a branch from before, the first policy is judged by itself as well`() throws {
    let head = try main
    // HEAD's branch is there without a policy, and nobody's proposal on another one keeps it from getting one.
    try repository.builder.updateRef(
      "refs/heads/main",
      to: try repository.builder.writeRaw(
        .commit,
        Array(
          "tree \(ObjectID.emptyTree)\nauthor A <a@b.c> 0 +0000\ncommitter A <a@b.c> 0 +0000\n\nbefore\n".utf8
        )))
    #expect(try outcomes(repository.update("refs/heads/feature", to: head)) == ["passes"])
    // Another history than what stands there.
    #expect(try outcomes(repository.update("refs/heads/main", to: head)) == ["history-rewritten"])
  }

  @Test func `without a policy anywhere nothing is judged`() throws {
    let before = try repository.builder.writeRaw(
      .commit,
      Array("tree \(ObjectID.emptyTree)\nauthor A <a@b.c> 0 +0000\ncommitter A <a@b.c> 0 +0000\n\nno\n".utf8))
    try repository.forget("refs/heads/main")
    #expect(try outcomes(repository.update("refs/heads/main", to: before)) == ["passes"])
    #expect(
      try outcomes(repository.update("refs/heads/main", to: before), branches: ["main"]) == ["undecided"])
  }

  // MARK: Where the list of branches comes from

  @Test func `a policy on another branch takes no protection away`() throws {
    let bad = try unapproved()
    try repository.builder.branch("evil", from: "main")
    try repository.amendPolicy { $0.stages = ["{id: development}", "{id: production, branch: evil}"] }
    try repository.builder.commit("mine", by: .mallory)
    #expect(try outcomes(repository.update("refs/heads/main", to: bad)) == ["violated"])
    // Once there, it protects that branch and no other.
    #expect(try outcomes(repository.update("refs/heads/evil", to: nil)) == ["history-rewritten"])
    #expect(try outcomes(repository.update("refs/heads/change", to: nil)) == ["passes"])
  }

  @Test func `a server whose HEAD names nothing protects what policies on branches say of themselves`() throws
  {
    try repository.builder.setHead("master")
    let bad = try unapproved()
    #expect(try outcomes(repository.update("refs/heads/main", to: bad)) == ["violated"])
    #expect(try outcomes(repository.update("refs/heads/staging", to: bad)) == ["root-unpinned"])
    #expect(try outcomes(repository.update("refs/heads/change2", to: bad)) == ["passes"])
    // A branch that was renamed away leaves its policy behind, which the first one must not get around.
    try repository.builder.updateRef("refs/heads/old", to: try main)
    try repository.forget("refs/heads/main")
    #expect(try outcomes(repository.update("refs/heads/main", to: bad)) == ["root-unpinned"])
  }

  @Test func `a policy on an unprotected branch does not stand, be it the one that HEAD names`() throws {
    let bad = try unapproved()
    try repository.builder.branch("develop", from: "main")
    try repository.builder.setHead("develop")
    // As it is, it is in order, and names the other branches.
    #expect(try outcomes(repository.update("refs/heads/staging", to: bad)) == ["root-unpinned"])
    try repository.amendPolicy { $0.stages = ["{id: development}", "{id: production, branch: mine}"] }
    let mine = try repository.builder.commit("mine", by: .mallory)
    #expect(try outcomes(repository.update("refs/heads/develop", to: mine)) == ["passes"])
    #expect(try outcomes(repository.update("refs/heads/staging", to: bad)) == ["root-unpinned"])
    #expect(try outcomes(repository.update("refs/heads/main", to: bad)) == ["violated"])
    #expect(try outcomes(repository.update("refs/heads/mine", to: bad)) == ["passes"])
  }

  @Test func `a policy that does not load protects every branch, unless the pinned one says which`() throws {
    try repository.builder.write("policies/policy.yaml", "kind: Policy\nstages: what\n")
    let broken = try repository.builder.commit("break it", by: .kim)
    #expect(try outcomes(repository.update("refs/heads/feature", to: broken)) == ["policy-invalid"])
    #expect(try outcomes(repository.update("refs/heads/main", to: broken)) == ["undecided"])
    #expect(try outcomes(repository.update("refs/tags/v1", to: broken)) == ["passes"])
    let root = repository.root.hex
    #expect(try outcomes(repository.update("refs/heads/feature", to: broken), root: root) == ["passes"])
    #expect(try outcomes(repository.update("refs/heads/main", to: broken), root: root) == ["undecided"])
  }

  @Test func `settings protect more branches, never fewer`() throws {
    let bad = try unapproved()
    let update = try repository.update("refs/heads/change", to: nil)
    #expect(try outcomes(update, branches: ["change"]) == ["history-rewritten"])
    #expect(try outcomes(update, branches: ["refs/heads/change"]) == ["history-rewritten"])
    #expect(try outcomes(repository.update("refs/heads/main", to: bad), branches: ["change"]) == ["violated"])
    // The policy has no stage for it, so nothing could ever be judged.
    try repository.builder.commit("more", by: .erin)
    #expect(
      try outcomes(repository.update("refs/heads/x", to: bad), root: repository.root.hex, branches: ["x"])
        == [
          "policy-invalid"
        ])
  }

  @Test func `where stages have no branches, HEAD's is the one that changes land on`() throws {
    let repository = try GovernedRepository(policy: { $0.stages = ["{id: development}", "{id: production}"] })
    try repository.change()
    let bad = repository.builder.head
    let answers = try repository.push(
      repository.update("refs/heads/main", to: bad), repository.update("refs/heads/feature", to: bad))
    #expect(answers.map(\.outcome) == ["violated", "passes"])
  }

  @Test(arguments: ["main", "HEAD", "abc123", ""])
  func `the trust root is a full commit id, which no push can move`(_ root: String) throws {
    let update = try repository.update("refs/heads/main", to: main)
    #expect(throws: UsageError.self) { try repository.push(update, root: root) }
  }

  @Test func `another root than the one that was pinned is undecided`() throws {
    let other = try unapproved()
    try repository.approve(by: .alice)
    let update = try repository.update("refs/heads/main", to: repository.builder.head)
    #expect(try outcomes(update, root: other.hex) == ["undecided"])
    #expect(try outcomes(update, root: String(repeating: "1", count: 40)) == ["root-mismatch"])
    #expect(try outcomes(update, root: repository.root.hex) == ["satisfied"])
  }
}
