import Foundation
import Testing

/// Every pack, scaffolded with as many people as its example roster has.
@Suite(
  .enabled(
    if: Tool.present(.git, .sshKeygen),
    Tool.notTested("that every pack is without mistakes once it is scaffolded", for: .git, .sshKeygen)))
struct InitPackTests {
  private static let packs: [String] = {
    let folder = Tool.package.appendingPathComponent("policies")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter {
      FileManager.default.fileExists(atPath: folder.appendingPathComponent("\($0)/policy.yaml").path)
    }
    .sorted()
  }()

  /// The options that name a pack's example people, each with a key.
  private func options(_ pack: String, _ workspace: Workspace) throws -> [String] {
    let file = Tool.package.appendingPathComponent("policies/\(pack)/identities.yaml")
    var options: [String] = []
    var id = ""
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      let words = line.split(whereSeparator: { " [],".contains($0) }).map(String.init)
      switch words.dropFirst(words.first == "-" ? 1 : 0).first {
      case "id:":
        id = words[words.count - 1]
        options += [
          "--person", "\(id)=\(id.capitalized) <\(id)@example.com>", "--key",
          "\(id)=\(try workspace.makeKey("k-\(id)"))",
        ]
      case "kind:" where words[1] == "bot": options[options.count - 4] = "--bot"
      case "roles:": for role in words.dropFirst() { options += ["--role", "\(role)=\(id)"] }
      case "teams:": for team in words.dropFirst() { options += ["--team", "\(team)=\(id)"] }
      default: break
      }
    }
    return options
  }

  @Test(arguments: packs) func `is without mistakes, and its tests pass`(_ pack: String) throws {
    let workspace = try Workspace()
    let options = try options(pack, workspace)
    #expect(options.count > 20)
    try workspace.expect(.git, "init", "-q", "-b", "main", "here")
    let outcome = try workspace.run(.countersign, ["init", "--pack", pack] + options, in: "here")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(!outcome.text.contains("before any model can pass"), "\(outcome.text)")
    let lint = try workspace.run(.countersign, ["policy", "lint"], in: "here")
    #expect(lint.status == 0, "\(lint.text)\(lint.errors)")
    let tests = try workspace.run(.countersign, ["policy", "test"], in: "here")
    #expect(tests.status == 0, "\(tests.text)\(tests.errors)")
  }
}
