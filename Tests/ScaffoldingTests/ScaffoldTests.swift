import Documents
import Governance
import PolicyTools
import Testing

@testable import Scaffolding

struct ScaffoldTests {
  @Test(arguments: Pack.all.map(\.name)) func `each pack with its people is without mistakes`(
    _ name: String
  ) throws {
    let scaffold = try Scaffold(Sample.request(name), at: Sample.now)
    #expect(scaffold.shortages.isEmpty, "\(scaffold.shortages)")
    #expect(scaffold.notes.isEmpty, "\(scaffold.notes)")
    let lint = PolicyLint(scaffold.policy, scaffold.roster, at: Sample.now)
    #expect(lint.findings.filter { $0.severity > .note }.isEmpty, "\(lint.findings)")
    #expect(scaffold.policy.repository == "acme/models")
    #expect(scaffold.policy.version == 1)
  }

  @Test(arguments: Pack.all.map(\.name))
  func `each pack's tests pass with nobody on the roster, whatever the branch`(
    _ name: String
  ) throws {
    let scaffold = try Scaffold(Sample.request(name, people: [], branch: "trunk"), at: Sample.now)
    let tests = scaffold.files.filter { $0.path.hasPrefix("policies/tests/") }
    #expect(tests.count == Pack.named(name)?.tests.count)
    #expect(scaffold.notes.isEmpty)
    func file(_ path: String, _ text: String) -> PolicyDirectory.File {
      PolicyDirectory.File(path: path, bytes: Array(text.utf8))
    }
    let directory = PolicyDirectory(
      path: "policies",
      policy: file("policies/policy.yaml", try #require(scaffold.text("policies/policy.yaml"))),
      identities: file("policies/identities.yaml", try #require(scaffold.text("policies/identities.yaml"))),
      tests: tests.map { file($0.path, $0.text) })
    let report = PolicyTestRun(directory).report()
    #expect(report.problems.isEmpty, "\(report.problems)")
    #expect(report.outcomes.count > 3)
    #expect(report.outcomes.allSatisfy { $0.mismatches.isEmpty })
  }

  @Test func `a roster that is too small is told in words, and the policy loads all the same`() throws {
    let scaffold = try Scaffold(Sample.request(people: []), at: Sample.now)
    #expect(
      scaffold.shortages == [
        "gate technical needs 2 more people with role ml-engineer",
        "gate fairness needs 1 more person with role fairness-reviewer",
        "gate security needs 1 more person with role security-reviewer",
        "gate business needs 1 more person with role business-owner",
        "gate policy needs 1 more person with role policy-maintainer",
      ])
  }

  @Test func `somebody with a role and without a key is a shortage too`() throws {
    let pack = try #require(Pack.named("baseline"))
    var people = try Sample.people(of: pack)
    let grace = try #require(people.firstIndex { $0.id == "grace" })
    people[grace].keys = []
    let scaffold = try Scaffold(Sample.request(people: people), at: Sample.now)
    #expect(scaffold.shortages.count == 1)
    #expect(scaffold.shortages[0].contains("nobody who holds it could ever sign: grace"))
    #expect(scaffold.keyless == ["grace"])
  }

  @Test func `the policy keeps the pack's comments, and names repository, branch and layout`() throws {
    let request = try Sample.request(branch: "release/2026") { $0.layout = "ml/*" }
    let scaffold = try Scaffold(request, at: Sample.now)
    let text = try #require(scaffold.text("policies/policy.yaml"))
    #expect(text.contains("repository: acme/models                 # named in every approval"))
    #expect(text.contains("layout: {models: \"ml/*\"}\n"))
    #expect(text.contains("  - {id: production, branch: release/2026}\n"))
    #expect(scaffold.policy.stages.compactMap(\.branch) == ["release/2026"])
    #expect(scaffold.policy.layout == Glob("ml/*"))
  }

  @Test(arguments: [
    "x\", y: [", "a: b # c", "\u{1B}[31mred", "null", "true", "1.0", "- a", "&anchor", "é\u{301}",
  ])
  func `a branch and a repository of any name are that name, or refused`(_ name: String) throws {
    for field in 0...1 {
      let request = try Sample.request(branch: field == 0 ? name : "main") {
        if field == 1 { $0.repository = name }
      }
      guard let scaffold = try? Scaffold(request, at: Sample.now) else { continue }
      let policy = scaffold.policy
      #expect((field == 0 ? policy.stages.last?.branch : policy.repository)?.isExactly(name) ?? false)
      #expect(scaffold.policy.gates.count == 4)
    }
  }

  @Test func `a policy that is there is kept, and roles are asked by it`() throws {
    let first = try Scaffold(Sample.request("commons"), at: Sample.now)
    let text = try #require(first.text("policies/policy.yaml"))
    let request = try Sample.request(people: []) {
      $0.pack = nil
      $0.policy = Array(text.utf8)
    }
    let scaffold = try Scaffold(request, at: Sample.now)
    #expect(scaffold.text("policies/policy.yaml") == text)
    #expect(scaffold.text("policies/identities.yaml")?.contains("#   maintainer") ?? false)
    #expect(scaffold.files.count == 2)
  }

  @Test func `a policy that is there and does not load stops everything`() throws {
    let request = try Sample.request { $0.policy = Array("kind: Policy\n".utf8) }
    let error = #expect(throws: ScaffoldError.self) { try Scaffold(request, at: Sample.now) }
    #expect(error?.description.contains("policies/policy.yaml is there and does not load:1:") ?? false)
  }

  @Test func `tests that do not pass with the policy that is there are left out, and that is said`() throws {
    let other = try Scaffold(Sample.request("commons"), at: Sample.now)
    let request = try Sample.request(people: []) {
      $0.policy = Array(other.text("policies/policy.yaml")?.utf8 ?? "".utf8)
    }
    let scaffold = try Scaffold(request, at: Sample.now)
    #expect(!scaffold.files.contains { $0.path.hasPrefix("policies/tests/") })
    #expect(scaffold.notes.contains { $0.contains("left out: high-risk.yaml") })
  }

  @Test func `the workflow is for the branch, and for none that would be a pattern`() throws {
    let plain = try Scaffold(Sample.request(branch: "trunk") { $0.forges = [.github] }, at: Sample.now)
    let text = try #require(plain.text(".github/workflows/countersign.yml"))
    #expect(text.contains("branches: [trunk]"))
    #expect(!text.contains("branches: [main]"))
    #expect(!text.contains("Copy it") && !text.contains("beside this file"))
    let gitlab = try Scaffold(Sample.request(branch: "trunk") { $0.forges = [.gitlab] }, at: Sample.now)
    let other = try #require(gitlab.text("countersign.gitlab-ci.yml"))
    #expect(other.contains("audit --branch trunk --root"))
    #expect(!other.contains("main") && !other.contains("beside this file"))
    #expect(gitlab.notes.contains { $0.contains("authors of changes cannot write to") })
    let odd = try Scaffold(Sample.request(branch: "we+ird") { $0.forges = [.github] }, at: Sample.now)
    #expect(odd.text(".github/workflows/countersign.yml") == nil)
    #expect(odd.notes.contains { $0.contains("no workflow for github and branch we+ird") })
  }
}
