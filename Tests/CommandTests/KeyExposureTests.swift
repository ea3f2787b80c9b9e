import Foundation
import Rehearsal
import Testing

/// `signatures` with other keys than a policy's, and what rests on one key.
@Suite(.enabled(if: Tool.present(.git, .sshKeygen), "not run, for want of git or ssh-keygen"))
struct KeyExposureTests {
  private struct Item: Decodable, Equatable {
    let landed: String
    let commit: String
    let kind: String
    let path: String?
    let detached: Bool
  }

  private let workspace: Workspace
  private let demo: Demo

  init() throws {
    workspace = try Workspace()
    demo = try Demo.build(at: workspace.path("demo"), now: 1_790_000_000, cast: .test)
  }

  private func items(of key: String, in range: String = "main") throws -> [Item] {
    let text = try workspace.expect(
      .countersign, "signatures", range, "--format", "jsonl", "--compromised", key, in: "demo")
    return try text.split(separator: "\n").map { try JSONDecoder().decode(Item.self, from: Data($0.utf8)) }
  }

  @Test func `everything that a key signed is listed, with the merge that brought it`() throws {
    let items = try items(of: "alice")
    #expect(items.contains { $0.kind == "approval" && $0.path?.hasSuffix("technical/alice.yaml") ?? false })
    #expect(items.allSatisfy { !$0.detached && $0.kind == "approval" })
    let line = Set(
      try workspace.expect(.git, "rev-list", "--first-parent", "main", in: "demo").split(separator: "\n")
        .map(String.init))
    for item in items {
      #expect(line.contains(item.landed))
      try workspace.expect(.git, "merge-base", "--is-ancestor", item.commit, item.landed, in: "demo")
    }
    // Nothing is missing: real git knows which commits alice committed.
    let commits = try workspace.expect(
      .git, "log", "--format=%H", "--committer=alice@", "main", "--no-merges", in: "demo")
    #expect(Set(items.map(\.commit)) == Set(commits.split(separator: "\n").map(String.init)))
  }

  @Test func `changes of models are told from approvals, and another key has other items`() throws {
    let erin = try items(of: "erin")
    #expect(erin.contains { $0.kind == "contribution" && $0.path == "models/credit-scoring" })
    #expect(!erin.contains { $0.kind == "approval" })
    #expect(try items(of: "ci").contains { $0.kind == "evidence" })
    #expect(try items(of: "kim").contains { $0.kind == "policy" })
  }

  @Test func `a detached signature in somebody else's commit is found`() throws {
    let model = "demo/models/credit-scoring/approvals/technical"
    try workspace.expect(.git, "checkout", "-q", "-b", "squash", "main", in: "demo")
    try workspace.write("decision: approve\n", to: "\(model)/alice.yaml")
    let key = workspace.path("demo/.git/demo-keys/alice")
    try workspace.expect(
      .sshKeygen, "-Y", "sign", "-n", "countersign-approval@v1", "-f", key,
      workspace.path("\(model)/alice.yaml"))
    try workspace.expect(.git, "add", ".", in: "demo")
    try workspace.expect(.git, "as", "erin", "commit", "-q", "-m", "squashed", in: "demo")
    let head = try workspace.expect(.git, "rev-parse", "HEAD", in: "demo")
    #expect(
      try items(of: "alice", in: "main..squash") == [
        Item(
          landed: head, commit: head, kind: "approval",
          path: "models/credit-scoring/approvals/technical/alice.yaml.sig", detached: true)
      ])
  }

  @Test func `a key that nobody holds is wrong usage, and says what to name`() throws {
    let outcome = try workspace.run(
      .countersign, ["signatures", "main", "--compromised", "SHA256:nobody"], in: "demo")
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("no identity holds the key SHA256:nobody"))
  }

  @Test func `allowed signers from a file take the place of a policy`() throws {
    let keys = workspace.path("demo/.git/demo-keys/")
    let line = "alice@example.com \(try workspace.expect(.sshKeygen, "-y", "-f", keys + "/alice"))\n"
    try workspace.write(line, to: "signers")
    let outcome = try workspace.expect(
      .countersign, "signatures", "main", "--allowed-signers", workspace.path("signers"), in: "demo")
    let good = outcome.split(separator: "\n").filter { $0.contains("  valid  ") }
    #expect(!good.isEmpty)
    #expect(good.allSatisfy { $0.hasSuffix("alice@example.com") })
    #expect(outcome.contains("unknown-signer"))
    let mistaken = try workspace.run(
      .countersign, ["signatures", "main", "--openpgp", workspace.path("signers")], in: "demo")
    #expect(mistaken.status == 64)
  }
}
