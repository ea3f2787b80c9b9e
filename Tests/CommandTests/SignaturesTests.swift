import Foundation
import Rehearsal
import Testing

/// `signatures`, commit by commit against `git verify-commit`, on commits that the real git signed.
@Suite(.enabled(if: Tool.present(.git, .sshKeygen), "not run, for want of git or ssh-keygen"))
struct SignaturesCommandTests {
  /// A kind of key as `ssh-keygen -t` wants it.
  private struct Kind {
    let id: String
    let arguments: [String]
  }

  private static let kinds = [
    Kind(id: "ed", arguments: ["ed25519"]), Kind(id: "p256", arguments: ["ecdsa", "-b", "256"]),
    Kind(id: "p384", arguments: ["ecdsa", "-b", "384"]), Kind(id: "p521", arguments: ["ecdsa", "-b", "521"]),
    Kind(id: "rsa2048", arguments: ["rsa", "-b", "2048"]),
    Kind(id: "rsa3072", arguments: ["rsa", "-b", "3072"]),
  ]
  private static let fido = [
    Kind(id: "fido-ed", arguments: ["ed25519-sk"]), Kind(id: "fido-p256", arguments: ["ecdsa-sk"]),
  ]

  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    try workspace.expect(.git, "init", "-q", "-b", "main", "repository")
  }

  /// Makes a key called `id`, and answers its public half.
  private func makeKey(_ kind: Kind) throws -> String {
    let outcome = try workspace.run(
      .sshKeygen, ["-q", "-N", "", "-C", kind.id, "-f", "key-\(kind.id)", "-t"] + kind.arguments)
    guard outcome.status == 0 else { throw Workspace.ToolFailed(description: outcome.errors) }
    return try workspace.read("key-\(kind.id).pub").split(separator: " ").prefix(2).joined(separator: " ")
  }

  private func git(_ arguments: String..., input: [UInt8] = [], key: String? = nil) throws
    -> Workspace.Outcome
  {
    let settings = [
      "-c", "gpg.format=ssh", "-c", "gpg.ssh.allowedSignersFile=\(workspace.path("allowed_signers"))",
    ]
    return try workspace.run(
      .git,
      settings + (key.map { ["-c", "user.signingKey=\(workspace.path("key-\($0)"))"] } ?? []) + arguments,
      in: "repository", input: input)
  }

  private func commit(_ message: String, key: String?) throws {
    let outcome = try git(
      "commit", "-q", "--allow-empty", key == nil ? "--no-gpg-sign" : "-S", "-m", message, key: key)
    guard outcome.status == 0 else { throw Workspace.ToolFailed(description: outcome.errors) }
  }

  /// Replaces the commit at HEAD by one with other bytes.
  private func tamper(_ old: String, _ new: String) throws {
    let bytes = try git("cat-file", "commit", "HEAD").text.replacing(old, with: new)
    let id = try git("hash-object", "-t", "commit", "-w", "--stdin", input: Array(bytes.utf8)).line
    #expect(try git("update-ref", "HEAD", id).status == 0)
  }

  private func rows(_ range: String = "HEAD") throws -> [SignatureRow] {
    try SignatureRow.rows(of: range, in: "repository", workspace)
  }

  @Test func `what git signs with any key is valid exactly where git says so`() throws {
    var kinds = SignaturesCommandTests.kinds
    if Tool.present(.cc) {
      try workspace.expect(
        .cc, "-shared", "-fPIC", "-o", "soft-authenticator.so",
        Tool.package.appendingPathComponent("Tests/Fixtures/soft-authenticator.c").path, "-lcrypto")
      workspace.environment["SSH_SK_PROVIDER"] = workspace.path("soft-authenticator.so")
      kinds += SignaturesCommandTests.fido
    }
    var signers = ""
    var roster = "apiVersion: countersign/v1\nkind: Identities\nidentities:\n"
    for kind in kinds {
      let key = try makeKey(kind)
      signers += "\(kind.id)@example.com namespaces=\"git\" \(key)\n"
      roster += "  - {id: \(kind.id), emails: [\(kind.id)@example.com], keys: [{ssh: \"\(key)\"}]}\n"
    }
    _ = try makeKey(Kind(id: "stranger", arguments: ["ed25519"]))
    try workspace.write(signers, to: "allowed_signers")
    try workspace.write(roster, to: "repository/policies/identities.yaml")
    try workspace.write(PolicyDraft().yaml, to: "repository/policies/policy.yaml")
    #expect(try git("add", "-A").status == 0)

    var expected: [(check: String, identity: String?)] = [("unsigned", nil)]
    try commit("bring the policy", key: nil)
    for kind in kinds {
      try commit("signed with \(kind.id)", key: kind.id)
      expected.append(("valid", kind.id))
      try commit("as signed with \(kind.id)", key: kind.id)
      try tamper("as signed", "as forged")
      expected.append(("invalid", nil))
    }
    try commit("by a stranger", key: "stranger")
    expected.append(("unknown-signer", nil))
    try commit("moved into the message", key: "ed")
    try tamper("gpgsig ", "x-gpgsig ")
    expected.append(("unsigned", nil))
    try commit("another date", key: "ed")
    try tamper("committer Erin", "committer Farid")
    expected.append(("invalid", nil))

    let rows = try rows()
    let commits = try git("rev-list", "--reverse", "HEAD").text.split(separator: "\n").map(String.init)
    #expect(rows.map(\.commit) == commits)
    #expect(rows.map(\.check) == expected.map(\.check))
    #expect(rows.map(\.identity) == expected.map(\.identity))
    for row in rows {
      let theirs = try git("verify-commit", row.commit).status == 0
      #expect((row.check == "valid") == theirs, "\(row.commit): \(row.check)")
      #expect((row.check == "valid") == (row.state == "valid"))
    }
    // The fingerprints are OpenSSH's.
    for row in rows where row.check == "valid" {
      let fingerprint = try workspace.expect(.sshKeygen, "-l", "-f", "key-\(try #require(row.identity)).pub")
      #expect(fingerprint.split(separator: " ").contains { $0 == row.key ?? "" })
      #expect(row.format == "ssh")
    }
    #expect(try self.rows("HEAD~2..HEAD").map(\.commit) == Array(commits.suffix(2)))
  }

  @Test func `the text shows a line per commit and nothing that a terminal obeys`() throws {
    try workspace.write(
      "apiVersion: countersign/v1\nkind: Identities\nidentities: []\n",
      to: "repository/policies/identities.yaml")
    try workspace.write(PolicyDraft().yaml, to: "repository/policies/policy.yaml")
    #expect(try git("add", "-A").status == 0)
    try commit("\u{1B}[2Jbring the policy", key: nil)
    let text = try workspace.expect(.countersign, "signatures", in: "repository")
    let id = try git("rev-parse", "HEAD").line
    #expect(text == "\(id.prefix(10))  unsigned")
  }
}
