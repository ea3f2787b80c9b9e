import Foundation
import Rehearsal
import Testing

/// `countersign approve` signs as the user's git is configured to, by commit and beside the file.
@Suite(
  .enabled(
    if: Tool.present(.git, .sshKeygen, .sh),
    Tool.notTested("how approvals are signed", for: .git, .sshKeygen, .sh)))
struct ApproveSigningTests {
  private let workspace: Workspace

  init() throws { workspace = try Workspace() }

  /// Approves at the desk with a commit, then anew with a detached signature, and lets erin squash the latter.
  private func expectBothCount(at desk: ReviewDesk, format: String) throws {
    let byCommit = try desk.approveWell()
    #expect(byCommit.status == 0, "\(byCommit.errors)")
    #expect(byCommit.errors.contains("gate technical of credit is satisfied"), "\(byCommit.errors)")
    try desk.expectCounted()
    let row = try desk.repository.row()
    #expect([row.check, row.format, row.identity] == ["valid", format, "alice"])

    try desk.repository.git("reset", "-q", "--hard", "HEAD~1")
    let detached = try desk.approveWell("--detached")
    #expect(detached.status == 0, "\(detached.errors)")
    try desk.repository.git("reset", "-q", "--soft", "main")
    desk.repository.clock = Int64(Date().timeIntervalSince1970)
    try desk.repository.commit("retrain (#12)", by: .erin, desk.repository.ownKey(of: .erin))
    try desk.expectCounted()
    #expect(try desk.repository.git("status", "--porcelain").isEmpty)
  }

  @Test func `by the file of an SSH key`() throws {
    try expectBothCount(at: ReviewDesk(in: workspace), format: "ssh")
  }

  @Test(
    .enabled(if: Tool.present(.sshAgent), Tool.notTested("approvals signed by an agent", for: .sshAgent)),
    arguments: ["key::", ""])
  func `by an agent, where git knows the public half only`(_ prefix: String) throws {
    let desk = try ReviewDesk(in: workspace)
    let key = try workspace.read("key-alice.pub").trimmingCharacters(in: .whitespacesAndNewlines)
    let command = """
      export SSH_AUTH_SOCK='\(workspace.path("agent"))'
      ssh-agent -D -a "$SSH_AUTH_SOCK" > /dev/null & agent=$!; trap 'kill -9 $agent' EXIT
      until test -S "$SSH_AUTH_SOCK"; do sleep 0.1; done
      ssh-add -q '\(workspace.path("key-alice"))' && rm '\(workspace.path("key-alice"))'
      git config user.signingKey '\(prefix)\(key)'
      countersign approve credit --gate technical --rationale fine --detached
      """
    let outcome = try workspace.run(
      .sh, ["-c", command], in: desk.repository.name, with: ["TMPDIR": workspace.folder.path])
    #expect(outcome.status == 0, "\(outcome.errors)")
    try desk.expectCounted()
    #expect(desk.exists(GovernedFolder.signature))
    let left = try FileManager.default.contentsOfDirectory(atPath: workspace.folder.path)
    #expect(!left.contains { $0.hasPrefix("countersign-key") })
  }

  @Test func `by the key that a command names, and as whoever holds it`() throws {
    let desk = try ReviewDesk(in: workspace)
    try desk.repository.git("config", "--unset", "user.signingKey")
    try desk.repository.git("config", "user.email", "somebody@elsewhere.example")
    try desk.repository.git(
      "config", "gpg.ssh.defaultKeyCommand", "echo key::$(cat '\(workspace.path("key-alice.pub"))')")
    let outcome = try workspace.run(
      .countersign, ["approve", "credit", "--gate", "technical", "--rationale", "fine", "--dry-run"],
      in: desk.repository.name)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.text.contains("reviewer: alice\n"))
    #expect(!desk.exists("models/credit/approvals"))
  }

  @Test(.enabled(if: Tool.present(.cc), Tool.notTested("approvals signed by security keys", for: .cc)))
  func `by a security key that somebody touches, and not by one that nobody does`() throws {
    try workspace.expect(
      .cc, "-shared", "-fPIC", "-o", "soft-authenticator.so",
      Tool.package.appendingPathComponent("Tests/Fixtures/soft-authenticator.c").path, "-lcrypto")
    workspace.environment["SSH_SK_PROVIDER"] = workspace.path("soft-authenticator.so")
    try workspace.expect(.sshKeygen, "-q", "-N", "", "-C", "test", "-f", "token", "-t", "ed25519-sk")
    let key = try workspace.read("token.pub").split(separator: " ").prefix(2).joined(separator: " ")
    func desk() throws -> ReviewDesk {
      let desk = try ReviewDesk(
        in: workspace, files: ["allowed_signers": "alice@example.com \(key)\n"],
        roster: { $0.change(.alice) { $0.keys = [] } },
        policy: {
          $0.sections = [
            (
              "signatures",
              "{contributions: warn, approvals: [commit, detached], user-presence: required}"
            )
          ]
        })
      try desk.sit(.alice, .ssh(workspace.path("token")))
      return desk
    }
    try expectBothCount(at: desk(), format: "ssh")

    let untouched = try desk()
    workspace.environment["SOFT_AUTHENTICATOR_TOUCH"] = "0"
    let outcome = try untouched.approveWell()
    #expect(outcome.status == 1, "\(outcome.errors)")
    #expect(outcome.errors.contains("does not attest that somebody touched it"), "\(outcome.errors)")
  }

  @Test func `by a certificate`() throws {
    let authority = try workspace.makeKey("authority")
    let signing = try workspace.certify("laptop", for: "alice@example.com", by: "authority")
    let desk = try ReviewDesk(
      in: workspace, files: ["allowed_signers": "alice@example.com cert-authority \(authority)\n"],
      roster: { $0.change(.alice) { $0.keys = [] } })
    try desk.sit(.alice, signing)
    try expectBothCount(at: desk, format: "ssh")
  }

  @Test(
    .enabled(
      if: Tool.present(.gpg, .gpgconf), Tool.notTested("approvals signed by gpg", for: .gpg, .gpgconf)))
  func `by gpg`() throws {
    let home = try GnuPGHome(
      in: workspace, named: "alice", start: Int64(Date().timeIntervalSince1970) - 3_600)
    let key = try home.makeKey(for: .alice)
    let desk = try ReviewDesk(
      in: workspace, files: ["keys/alice.asc": home.export(key)],
      roster: {
        $0.change(.alice) {
          $0.keys = []
          $0.certificates = ["{openpgp: keys/alice.asc}"]
        }
      })
    try desk.sit(.alice, .openPGP(home.program, key: key))
    // Who signs is known by the key, too.
    try desk.repository.git("config", "user.email", "somebody@elsewhere.example")
    try expectBothCount(at: desk, format: "openpgp")
  }

  @Test(
    .enabled(
      if: Tool.present(.gpgsm, .gpgconf, .openssl),
      Tool.notTested("approvals signed by gpgsm", for: .gpgsm, .gpgconf, .openssl)))
  func `by gpgsm`() throws {
    let home = try GPGSMHome(in: workspace)
    let desk = try ReviewDesk(
      in: workspace, files: ["roots/ca.pem": workspace.read("root.pem")],
      roster: {
        $0.change(.alice) {
          $0.keys = []
          $0.certificates = [#"{x509: {issuer: 'CN=Test Root,O=Ex\, Inc', subject: alice@example.com}}"#]
        }
      })
    try desk.sit(.alice, .x509(home.program, user: "alice@example.com"))
    try expectBothCount(at: desk, format: "x509")
  }

  @Test func `a policy that counts no commits gets a detached signature unasked`() throws {
    let desk = try ReviewDesk(in: workspace, approvals: "[detached]")
    let outcome = try desk.approveWell()
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(desk.exists(GovernedFolder.signature))
    try desk.expectCounted()
  }

  @Test func `a key that nobody holds is refused, with the line to add`() throws {
    let desk = try ReviewDesk(in: workspace)
    let key = try workspace.makeKey("new")
    try desk.repository.git("config", "user.signingKey", workspace.path("new"))
    let before = try desk.state()
    try desk.expectUnchanged(
      since: before, desk.approveWell(), saying: "a key that no identity holds [signer-unknown]",
      "- {ssh: \"\(key)\"}")
    let anyway = try desk.approveWell("--anyway")
    #expect(anyway.status == 0, "\(anyway.errors)")
    #expect(anyway.errors.contains("it does not count"), "\(anyway.errors)")
    #expect(try desk.check().status == 1)
  }

  // MARK: Without a commit, and what is written already

  @Test func `files alone are written, and count once they are committed`() throws {
    let desk = try ReviewDesk(in: workspace)
    let unsigned = try desk.approveWell("--no-commit")
    #expect(unsigned.status == 0, "\(unsigned.errors)")
    #expect(unsigned.errors.contains("--sign-only"), "\(unsigned.errors)")
    #expect(
      try desk.repository.git("status", "--porcelain", "--untracked-files=all")
        == "?? \(GovernedFolder.approval)")
    let text = try desk.repository.read(GovernedFolder.approval)

    let both = try desk.approve("--sign-only", "--no-commit", "--detached")
    #expect(both.status == 0, "\(both.errors)")
    #expect(try desk.repository.read(GovernedFolder.approval) == text)
    try desk.repository.commit("approve", by: .erin, desk.repository.ownKey(of: .erin))
    try desk.expectCounted()
  }

  @Test func `what was pasted into the forge's editor is signed without changing a byte`() throws {
    let desk = try ReviewDesk(in: workspace)
    let pasted =
      try desk.approveWell("--dry-run").text.split(separator: "\n").dropFirst()
      .joined(separator: "\n") + "\n# as agreed  \n"
    try desk.repository.write(pasted, to: GovernedFolder.approval)
    try desk.repository.commit("approve", by: .erin, desk.repository.ownKey(of: .erin))
    #expect(try desk.check().status == 1)

    let outcome = try desk.approve("--sign-only")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try desk.repository.read(GovernedFolder.approval) == pasted)
    #expect(try desk.repository.git("diff", "--name-only", "HEAD~1", "HEAD") == GovernedFolder.signature)
    try desk.expectCounted()
  }

  @Test func `what is somebody else's word, stale, or no approval is not signed`() throws {
    let desk = try ReviewDesk(in: workspace)
    let absent = try desk.approve("--sign-only")
    #expect(absent.status == 64 && absent.errors.contains("there is no \(GovernedFolder.approval)"))
    let good =
      try desk.approveWell("--dry-run").text.split(separator: "\n").dropFirst()
      .joined(separator: "\n") + "\n"
    let subject = good.firstRange(of: "sha256:").map { good[$0.upperBound...].prefix(64) }
    for (text, words) in [
      (good.replacing("reviewer: alice", with: "reviewer: farid"), "is farid's word, not alice's"),
      (good.replacing(subject ?? "", with: String(repeating: "0", count: 64)), "approval-stale"),
      (good.replacing("repository: acme/models", with: "repository: other/models"), "approval-replayed"),
      ("decision: approve\n", "\(GovernedFolder.approval):1:1"),
    ] {
      try desk.repository.write(text, to: GovernedFolder.approval)
      let before = try desk.state()
      try desk.expectUnchanged(since: before, desk.approve("--sign-only"), saying: words)
    }
    // With line ends that git would take away, the signature would be over other bytes.
    try desk.repository.git("config", "core.autocrlf", "true")
    try desk.repository.write(good.replacing("\n", with: "\r\n"), to: GovernedFolder.approval)
    let before = try desk.state()
    try desk.expectUnchanged(
      since: before, desk.approve("--sign-only", "--detached"), saying: "**/approvals/** -text")
    try desk.repository.write(good, to: GovernedFolder.approval)
    #expect(try desk.approve("--sign-only", "--detached").status == 0)
    try desk.expectCounted()
  }

  @Test func `the reason may come from a file or a pipe`() throws {
    let desk = try ReviewDesk(in: workspace)
    try workspace.write("two\nlines \"quoted\"\n", to: "why")
    let outcome = try desk.approve("--rationale-file", workspace.path("why"), "--dry-run")
    #expect(outcome.text.contains(#"rationale: "two\nlines \"quoted\"""#), "\(outcome.text)\(outcome.errors)")
    let piped = try desk.approve("--rationale-file", "-", input: "piped \u{1F600}\n")
    #expect(piped.status == 0, "\(piped.errors)")
    #expect(try desk.repository.read(GovernedFolder.approval).contains("rationale: \"piped \u{1F600}\""))
    try desk.expectCounted()
  }

  @Test func `a change of the policy is approved alike`() throws {
    let desk = try ReviewDesk(in: workspace)
    let none = try workspace.run(.countersign, ["approve", "--gate", "policy"], in: desk.repository.name)
    #expect(none.status == 64 && none.errors.contains("nothing of the policy changes"), "\(none.errors)")
    let policy = try desk.repository.read("policies/policy.yaml")
    try desk.repository.write(
      policy.replacing("version: 1\n", with: "version: 2\n"), to: "policies/policy.yaml")
    try desk.repository.commit("raise the version", by: .erin, desk.repository.ownKey(of: .erin))
    for person in [Person.alice, .judy] {
      try desk.sit(person, desk.repository.ownKey(of: person))
      let outcome = try workspace.run(
        .countersign, ["approve", "--gate", "policy", "--detached"], in: desk.repository.name)
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    try desk.sit(.alice, desk.repository.ownKey(of: .alice))
    #expect(try desk.approveWell().status == 0)
    try desk.expectCounted()
  }
}
