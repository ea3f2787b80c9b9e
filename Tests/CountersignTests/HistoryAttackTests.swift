import Countersign
import Foundation
import GitHistory
import Governance
import Rehearsal
import Testing

/// Git itself: the repository around the objects, and what base and head are to each other.
struct HistoryAttackTests {
  /// An honest change with its approval, checked out.
  private func honest() throws -> GovernedRepository {
    let repository = try GovernedRepository()
    try repository.change()
    try repository.approve(by: .alice)
    return repository
  }

  private func write(_ text: String, to file: String, in repository: GovernedRepository) throws {
    let path = repository.gitDirectory + file
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }

  @Test func `the honest twin of all that follows passes`() throws {
    expectSatisfied(try honest().check())
  }

  @Test(arguments: ["shallow", "info/grafts", "refs/replace/HEAD", "packed-refs"])
  func `cut, grafted or replaced history is refused, with the command that mends it`(_ file: String) throws {
    let repository = try honest()
    let root = repository.root.hex
    switch file {
    case "refs/replace/HEAD": try repository.builder.updateRef("refs/replace/\(root)", to: repository.root)
    case "packed-refs":
      try write(
        "# pack-refs with: peeled fully-peeled sorted \n\(root) refs/replace/\(root)\n", to: file,
        in: repository)
    default: try write("\(root)\n", to: file, in: repository)
    }
    let report = try repository.check()
    expectUndecided(report, .historyIncomplete)
    #expect(report.findings.first?.help != nil)
  }

  /// Paths whose object an attacker, or a broken disk, takes away or spoils.
  @Test(
    arguments: ["models/scorer/src/train.py", "models/scorer/card.yaml", "policies/policy.yaml"],
    [false, true])
  func `a missing or corrupt blob is no empty file`(_ path: String, _ isCorrupt: Bool) throws {
    let repository = try honest()
    let file = try #require(try repository.builder.staged(below: GitPath(path)).first)
    let loose = looseFile(of: file.id, in: repository)
    if isCorrupt {
      // Another object's bytes under this one's name: only its hash can tell.
      try FileManager.default.removeItem(atPath: loose)
      let other = try repository.builder.writeRaw(.blob, Array("fit(c=99)\n".utf8))
      try FileManager.default.copyItem(atPath: looseFile(of: other, in: repository), toPath: loose)
    } else {
      try FileManager.default.removeItem(atPath: loose)
    }
    expectUndecided(try repository.check(), .historyIncomplete)
  }

  @Test func `a missing commit is not the beginning of history`() throws {
    let repository = try honest()
    let base = try #require(repository.builder.tip(of: "main"))
    try FileManager.default.removeItem(atPath: looseFile(of: base, in: repository))
    expectNothing(of: repository, base: base.hex)
    expectUndecided(try repository.check(base: repository.root.hex), .historyIncomplete)
  }

  /// Where base or head itself is not there, there is not even a report.
  private func expectNothing(of repository: GovernedRepository, base: String = "main", head: String? = nil) {
    let error = #expect(throws: GitError.self) { try repository.check(base: base, head: head) }
    #expect(error?.finding.rule == .historyIncomplete)
    #expect(error?.finding.verdict == .undecided)
  }

  @Test func `objects that lie in an alternate are read, and judged alike`() throws {
    let repository = try honest()
    let report = try repository.check()
    let other = try RepositoryBuilder(creating: NSTemporaryDirectory() + "countersign-" + UUID().uuidString)
    defer { try? FileManager.default.removeItem(atPath: other.path) }
    try Data((repository.gitDirectory + "objects\n").utf8).write(
      to: URL(fileURLWithPath: other.gitDirectory + "objects/info/alternates"))
    let request = Check.Request(base: report.base?.text, head: report.head.text, branch: "main")
    let theirs = try Check(request, clock: repository.now).report(in: Repository(at: other.path))
    expectSatisfied(theirs)
    #expect(theirs.tree == report.tree)
  }

  // MARK: Names

  @Test(arguments: [
    "--upload-pack=touch x", "-h", "", "main^{tree}", "main:policies", "@{-1}", "nowhere", "../main",
  ])
  func `a name that names no commit is wrong usage`(_ name: String) throws {
    let repository = try honest()
    #expect(throws: UsageError.self) { try repository.check(base: name) }
    #expect(throws: UsageError.self) { try repository.check(head: name) }
  }

  @Test func `a tag pushed over a branch is not taken for it`() throws {
    let repository = try honest()
    let builder = repository.builder
    // As if everything had landed already: base would be head, and nothing to judge.
    try builder.tag("main", at: builder.head)
    #expect(throws: UsageError.self) { try repository.check(base: "main") }
    expectSatisfied(try repository.check(base: "refs/heads/main"))
  }

  @Test func `a branch named like a file or a commit is told apart`() throws {
    let repository = try honest()
    let builder = repository.builder
    let head = try #require(builder.head)
    try builder.updateRef("refs/heads/policies/policy.yaml", to: head)
    expectSatisfied(try repository.check(head: "policies/policy.yaml"))
    // Forty digits are an id, whatever a branch of that name holds.
    try builder.updateRef("refs/heads/\(head.hex)", to: repository.root)
    #expect(try repository.check(head: head.hex).head.text == head.hex)
  }

  // MARK: Base and head

  @Test func `a head that does not descend from base is judged as the merge of the two`() throws {
    let repository = try honest()
    let builder = repository.builder
    try builder.checkOut("main")
    try builder.write("NOTES.md", "meanwhile\n")
    try builder.commit("take notes", by: .farid)
    try builder.checkOut("change")
    let report = try repository.check()
    expectSatisfied(report)
    let base = try #require(builder.tip(of: "main"))
    #expect(report.base?.text == base.hex)
    #expect(report.tree != nil)
  }

  @Test func `an approval does not count for what a merge makes of the model`() throws {
    let repository = try honest()
    let builder = repository.builder
    try builder.checkOut("main")
    try builder.write("models/scorer/src/other.py", "more()\n")
    try builder.commit("add more", by: .farid)
    try repository.approve(by: .alice)
    try builder.checkOut("change")
    let report = try repository.check()
    #expect(report.verdict != .satisfied, Comment(rawValue: report.summary))
  }

  @Test func `a merge in conflict is undecided`() throws {
    let repository = try honest()
    let builder = repository.builder
    try builder.checkOut("main")
    try builder.edit("models/scorer/src/train.py", "c=0.3", to: "c=0.7")
    try builder.commit("tune otherwise", by: .farid)
    try builder.checkOut("change")
    expectUndecided(try repository.check(), .mergeConflict)
  }

  @Test func `unrelated histories are not judged`() throws {
    let repository = try honest()
    let builder = repository.builder
    try builder.commit("begin anew", by: .erin, parents: [])
    expectUndecided(try repository.check(base: "refs/heads/main"), .historyIncomplete)
  }

  @Test func `where base is head, or head lies behind base, there is nothing to judge`() throws {
    let repository = try honest()
    for head in ["main", repository.root.hex] {
      let report = try repository.check(head: head)
      expectSatisfied(report)
      #expect(report.models.isEmpty)
    }
  }

  @Test func `a deleted branch is no head`() throws {
    let repository = try honest()
    expectNothing(of: repository, head: String(repeating: "0", count: 40))
  }

  @Test func `a new branch is judged from its first commit`() throws {
    let repository = try honest()
    let report = try repository.check(base: nil)
    expectSatisfied(report)
    #expect(report.models.map(\.id) == ["scorer"])
    try repository.builder.edit("models/scorer/src/train.py", "c=0.4", to: "c=0.9")
    try repository.builder.commit("tune more", by: .erin)
    expectViolated(try repository.check(base: nil), .approvalStale)
  }
}
