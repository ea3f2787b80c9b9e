import Foundation
import Testing

/// `countersign policy lint` and `countersign policy diff` as they are typed.
@Suite("countersign policy lint and diff")
struct PolicyReviewTests {
  private let workspace: Workspace

  init() throws { workspace = try Workspace() }

  private func run(
    _ arguments: String..., in directory: String = "."
  ) throws -> Workspace.Outcome {
    try workspace.run(.countersign, ["policy"] + arguments, in: directory)
  }

  private static var packs: URL { Tool.package.appendingPathComponent("policies") }

  /// Every pack that comes with Countersign.
  private static let shipped: [String] =
    (try? FileManager.default.contentsOfDirectory(atPath: packs.path).filter {
      FileManager.default.fileExists(atPath: packs.appendingPathComponent("\($0)/policy.yaml").path)
    }.sorted()) ?? []

  private func copyBaseline(to name: String) throws {
    let place = workspace.folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: PolicyReviewTests.packs.appendingPathComponent("baseline"), to: place)
  }

  private func change(_ file: String, _ old: String, _ new: String) throws {
    let text = try workspace.read(file)
    #expect(text.contains(old))
    try workspace.write(text.replacingOccurrences(of: old, with: new), to: file)
  }

  private struct Lint: Decodable {
    struct Finding: Decodable {
      let id: String?
      let rule: String?
      let severity: String
      let path: String
      let line: Int?
    }
    let schema: String
    let verdict: String
    let findings: [Finding]
    let problems: [Finding]
  }

  private func lint(_ outcome: Workspace.Outcome) throws -> Lint {
    try JSONDecoder().decode(Lint.self, from: Data(outcome.output))
  }

  @Test func `there are packs to look over`() {
    #expect(PolicyReviewTests.shipped.contains("baseline"))
  }

  @Test(arguments: shipped) func `each pack is without mistakes`(_ pack: String) throws {
    let outcome = try run("lint", PolicyReviewTests.packs.appendingPathComponent(pack).path)
    #expect(outcome.status == 0, "\(outcome.text)\(outcome.errors)")
    #expect(outcome.line.hasPrefix("no mistakes in "), "\(outcome.text)")
  }

  @Test func `a mistake ends with 1 and is told with its place and the next step`() throws {
    try copyBaseline(to: "policies")
    try change("policies/policy.yaml", "high-risk: 2}", "high-risk: 9}")
    let outcome = try run("lint")
    #expect(outcome.status == 1)
    #expect(outcome.text.contains("error[gate-unfillable]: gate technical asks for 9 approvals"))
    #expect(outcome.text.contains("--> policies/policy.yaml:"))
    #expect(outcome.text.contains("help: "))
    #expect(outcome.line.hasSuffix("1 error"))
    let json = try lint(run("lint", "--format", "json"))
    #expect(json.schema == "countersign/policy-lint/v1")
    #expect(json.verdict == "violated")
    #expect(json.findings.map(\.id) == ["gate-unfillable"])
    #expect(json.findings[0].line != nil)
    #expect(try run("lint", "--quiet").line == "1 error")
  }

  @Test func `notes do not fail, and show when asked for`() throws {
    try copyBaseline(to: "policies")
    try change("policies/identities.yaml", "[policy-maintainer]", "[policy-maintainer, clerk]")
    let outcome = try run("lint")
    #expect(outcome.status == 0)
    #expect(outcome.line == "1 note (--verbose shows notes)")
    #expect(try run("lint", "--verbose").text.contains("note[role-unused]: kim holds role clerk"))
  }

  @Test func `a policy that does not load ends with 2 and says where`() throws {
    try copyBaseline(to: "rules")
    try change("rules/policy.yaml", "gates:", "gate:")
    let outcome = try run("lint", "rules/")
    #expect(outcome.status == 2)
    #expect(outcome.text.contains("error[policy-invalid]"))
    #expect(outcome.text.contains("--> rules/policy.yaml:"))
    #expect(
      try lint(run("lint", "rules", "--format", "json")).problems.map(\.path).contains("rules/policy.yaml"))
    // Keys are read in earnest.
    try copyBaseline(to: "keys")
    try change("keys/identities.yaml", "ssh-ed25519 AAAA", "ssh-ed25519 BBBB")
    #expect(try run("lint", "keys").status == 2)
    #expect(try run("diff", "keys/", "rules/").status == 2)
  }

  @Test func `a link in a document's place is not followed`() throws {
    try copyBaseline(to: "policies")
    let file = workspace.folder.appendingPathComponent("policies/identities.yaml")
    try FileManager.default.moveItem(at: file, to: workspace.folder.appendingPathComponent("elsewhere.yaml"))
    try FileManager.default.createSymbolicLink(
      at: file, withDestinationURL: workspace.folder.appendingPathComponent("elsewhere.yaml"))
    let outcome = try run("lint")
    #expect(outcome.status == 2 && outcome.text.contains("is no regular file"))
  }

  @Test func `the moment to look at may be given`() throws {
    try copyBaseline(to: "policies")
    try change(
      "policies/identities.yaml", "w6+SVrOj\"}", "w6+SVrOj\", until: 2030-01-01}")
    #expect(try run("lint", "--at", "2029-01-01").status == 0)
    let outcome = try run("lint", "--at", "2031-01-01")
    #expect(outcome.text.contains("warning[keys-unusable]: kim holds role policy-maintainer"))
    #expect(outcome.text.contains("warning[policy-authors-excluded]"))
  }

  @Test func `wrong usage is 64`() throws {
    #expect(try run("lint").status == 64)
    #expect(try run("lint", "nowhere").status == 64)
    try copyBaseline(to: "policies")
    #expect(try run("lint", "--at", "tomorrow").status == 64)
    #expect(try run("diff", "./nowhere", "policies/").status == 64)
    #expect(try run("diff", "policies/").status == 64)
    #expect(try run("diff", "main", "policies/").status == 64)
  }

  @Test func `directories are compared without a repository`() throws {
    try copyBaseline(to: "old")
    try copyBaseline(to: "new")
    let same = try run("diff", "old", "new/", "--exit-code")
    #expect(same.status == 0)
    #expect(same.line == "nothing that is judged differs between old and new/")
    try change("new/policy.yaml", "high-risk: 2}", "high-risk: 1}")
    try change("new/identities.yaml", "roles: [business-owner]", "roles: [business-owner, fairness-reviewer]")
    let outcome = try run("diff", "old", "new", with: "LC_ALL", "C.UTF-8")
    #expect(outcome.status == 0)
    #expect(
      outcome.text.hasPrefix(
        """
        loosens   gate technical: approvals in tier high-risk 2 → 1
        loosens   dana gains role fairness-reviewer

        new: loosens 2

        """))
    #expect(try run("diff", "old", "new").text.contains("2 -> 1"))
    #expect(try run("diff", "old", "new", "--exit-code").status == 1)
    #expect(try run("diff", "new", "old", "--exit-code").status == 0)
    let json = try run("diff", "old", "new", "--format", "json")
    #expect(json.text.contains("\"schema\": \"countersign/policy-diff/v1\""))
    #expect(json.text.contains("\"direction\": \"loosens\""))
  }

  private func run(
    _ arguments: String..., with variable: String, _ value: String
  ) throws -> Workspace.Outcome {
    try workspace.run(.countersign, ["policy"] + arguments, with: [variable: value])
  }

  @Test func `revisions are compared with each other and with what is not committed`() throws {
    try copyBaseline(to: "repository/policies")
    try workspace.expect(.git, "init", "-q", "-b", "main", "repository")
    try workspace.expect(.git, "add", "-A", in: "repository")
    try workspace.expect(.git, "commit", "-q", "-m", "policy", in: "repository")
    try change("repository/policies/policy.yaml", "approvals: [commit]", "approvals: [commit, forge]")
    let loosened = "signatures of approvals may be by forge"
    #expect(try run("diff", "HEAD", "./policies", in: "repository").text.contains(loosened))
    #expect(try run("diff", "HEAD", "main", in: "repository").text.hasPrefix("nothing"))
    try workspace.expect(.git, "commit", "-q", "-a", "-m", "loosen", in: "repository")
    let outcome = try run("diff", "HEAD~1", "HEAD", "--exit-code", in: "repository")
    #expect(outcome.status == 1 && outcome.text.contains(loosened))
    #expect(try run("diff", "HEAD", "nowhere", in: "repository").status == 64)
    try workspace.expect(.git, "rm", "-q", "-r", "policies", in: "repository")
    try workspace.expect(.git, "commit", "-q", "-m", "none", in: "repository")
    #expect(try run("diff", "HEAD~1", "HEAD", in: "repository").status == 2)
  }

  @Test func `a directory of a branch's name is not read in its place`() throws {
    try copyBaseline(to: "repository/policies")
    try copyBaseline(to: "repository/origin/main")
    try workspace.expect(.git, "init", "-q", "-b", "main", "repository")
    try workspace.expect(.git, "add", "-A", in: "repository")
    try workspace.expect(.git, "commit", "-q", "-m", "policy", in: "repository")
    // Where there is no such revision, the directory is meant.
    #expect(try run("diff", "HEAD", "origin/main", in: "repository").status == 0)
    try workspace.expect(.git, "update-ref", "refs/remotes/origin/main", "HEAD", in: "repository")
    let outcome = try run("diff", "HEAD", "origin/main", in: "repository")
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("./origin/main"))
    #expect(try run("diff", "HEAD", "./origin/main", in: "repository").status == 0)
  }
}
