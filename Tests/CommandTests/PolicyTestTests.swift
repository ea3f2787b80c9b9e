import Foundation
import Testing

/// `countersign policy test` as it is typed.
@Suite("countersign policy test")
struct PolicyTestTests {
  private let workspace: Workspace

  init() throws { workspace = try Workspace() }

  private func run(_ arguments: String..., in directory: String = ".") throws -> Workspace.Outcome {
    try workspace.run(.countersign, ["policy", "test"] + arguments, in: directory)
  }

  private static var packs: URL { Tool.package.appendingPathComponent("policies") }

  /// A policy to change, in a folder that is no repository.
  private func copyBaseline(to name: String = "policies") throws {
    try FileManager.default.copyItem(
      at: PolicyTestTests.packs.appendingPathComponent("baseline"),
      to: workspace.folder.appendingPathComponent(name))
  }

  /// Every pack that comes with Countersign.
  private static let shipped: [String] =
    (try? FileManager.default.contentsOfDirectory(atPath: packs.path).filter {
      FileManager.default.fileExists(atPath: packs.appendingPathComponent("\($0)/policy.yaml").path)
    }.sorted()) ?? []

  @Test func `there are packs to test`() { #expect(PolicyTestTests.shipped.contains("baseline")) }

  @Test(arguments: shipped) func `each pack passes its tests, which leave nothing out`(_ pack: String) throws
  {
    let path = PolicyTestTests.packs.appendingPathComponent(pack).path
    let outcome = try run(path, "--require-coverage", "100")
    #expect(outcome.status == 0, "\(outcome.text)\(outcome.errors)")
    #expect(outcome.text.contains("(100%)"))
    #expect(outcome.line.hasSuffix(" passed, 0 failed"))
  }

  @Test func `the policy around the working directory is tested, without a repository`() throws {
    try copyBaseline()
    try workspace.write("", to: "models/credit/here")
    let outcome = try run("--verbose", in: "models/credit")
    #expect(outcome.status == 0 && outcome.text.contains("../../policies/tests/models.yaml:"))
  }

  @Test func `a loosened policy fails the case that it breaks`() throws {
    try copyBaseline()
    let policy = try workspace.read("policies/policy.yaml")
    try workspace.write(
      policy.replacingOccurrences(
        of: "approver-is-not-contributor: true", with: "approver-is-not-contributor: false"),
      to: "policies/policy.yaml")
    let outcome = try run()
    #expect(outcome.status == 1)
    #expect(outcome.text.contains("policies/tests/models.yaml:") && outcome.text.contains("who wrote it"))
    #expect(outcome.text.contains("expected violated, came satisfied"))
    #expect(outcome.line.hasSuffix("1 failed"))
    let one = try run("--run", "who wrote it", "--format", "json")
    let json = try #require(try JSONSerialization.jsonObject(with: Data(one.output)) as? [String: Any])
    #expect(json["schema"] as? String == "countersign/policy-test/v1")
    #expect(json["failed"] as? Int == 1 && json["passed"] as? Int == 0 && one.status == 1)
    #expect(try run("--run", "who wrote them").status == 64)
  }

  @Test func `what does not load is undecided, and says where`() throws {
    try copyBaseline()
    try workspace.write(
      "apiVersion: countersign/v1\nkind: PolicyTest\ncases:\n  - {nmae: x}\n", to: "policies/tests/a.yaml")
    let outcome = try run("policies/")
    #expect(outcome.status == 2)
    #expect(outcome.text.contains("policies/tests/a.yaml:4:6: unknown key nmae"))
    #expect(outcome.text.contains("did you mean name?"))
    try FileManager.default.removeItem(at: workspace.folder.appendingPathComponent("policies/policy.yaml"))
    let missing = try run("policies")
    #expect(missing.status == 2 && missing.errors.contains("policies/policy.yaml cannot be read"))
  }

  @Test func `a policy without tests does not pass, and is shown one that loads`() throws {
    try copyBaseline()
    try FileManager.default.removeItem(at: workspace.folder.appendingPathComponent("policies/tests"))
    let outcome = try run()
    #expect(outcome.status == 1 && outcome.text.contains("no tests in policies/tests"))
    let example = outcome.text.split(separator: "\n", omittingEmptySubsequences: false)
      .drop { !$0.hasPrefix("  #") }.prefix { $0.hasPrefix("  ") }
    try workspace.write(example.map { $0.dropFirst(2) + "\n" }.joined(), to: "policies/tests/gates.yaml")
    let again = try run()
    #expect(again.status == 1 && again.line.hasSuffix("2 failed"), "it loads: \(again.text)")
  }

  @Test func `coverage that is asked for and not there fails`() throws {
    try copyBaseline()
    try FileManager.default.removeItem(
      at: workspace.folder.appendingPathComponent("policies/tests/policy.yaml"))
    #expect(try run().status == 0)
    let shown = try run("--coverage")
    #expect(shown.status == 0 && shown.text.contains("- gate policy: violated"))
    #expect(try run("--require-coverage", "80").status == 0)
    let asked = try run("--require-coverage", "90", "--format", "tap")
    #expect(asked.status == 1 && asked.text.contains("; 90% are asked for"))
    #expect(try run("--require-coverage", "101").status == 64)
  }

  @Test func `where there is no policy is wrong usage`() throws {
    #expect(try run().status == 64)
    #expect(try run("nowhere").status == 64)
    #expect(try run("--repo", "nowhere").status == 64)
  }
}
