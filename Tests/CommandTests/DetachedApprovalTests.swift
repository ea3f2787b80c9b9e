import Foundation
import Rehearsal
import Testing

/// Approvals signed by a file beside them, made by `ssh-keygen` and by `gpg`, in a commit that erin squashed.
@Suite(
  .enabled(
    if: Tool.present(.git, .sshKeygen),
    Tool.notTested("detached signatures of approvals", for: .git, .sshKeygen)))
struct DetachedApprovalTests {
  private static let namespace = "countersign-approval@v1"

  private let workspace: Workspace

  init() throws { workspace = try Workspace() }

  private func squash(_ repository: GovernedFolder) throws {
    try repository.squash(by: .erin, repository.ownKey(of: .erin))
  }

  /// Replaces the squashed commit by one of what lies there now.
  private func squashAgain(_ repository: GovernedFolder) throws {
    try repository.undo()
    try repository.commit("retrain (#12)", by: .erin, repository.ownKey(of: .erin))
  }

  /// Changes one byte, which no reader of the document minds.
  private func edit(_ repository: GovernedFolder) throws {
    let text = try repository.read(GovernedFolder.approval)
    #expect(text.contains("read the change"))
    try repository.write(
      text.replacing("read the change", with: "Read the change"), to: GovernedFolder.approval)
  }

  // MARK: ssh-keygen

  /// A repository whose `allowed_signers` gives alice the key `alice` and what `authority` certifies for her,
  /// in the namespaces of commits, files and approvals.
  private func governed() throws -> GovernedFolder {
    let (alice, authority) = (try workspace.makeKey("alice"), try workspace.makeKey("authority"))
    let purposes = "namespaces=\"git,file,\(DetachedApprovalTests.namespace)\""
    let signers = """
      alice@example.com \(purposes) \(alice)
      alice@example.com cert-authority,\(purposes) \(authority)

      """
    return try GovernedFolder(
      in: workspace, approvals: "[commit, detached]", files: ["allowed_signers": signers]
    ) { $0.change(.alice) { $0.keys = [] } }
  }

  private func sign(_ repository: GovernedFolder, key: String = "alice", namespace: String = namespace) throws
  {
    try? FileManager.default.removeItem(atPath: workspace.path(repository.path(GovernedFolder.signature)))
    try workspace.expect(
      .sshKeygen, "-q", "-Y", "sign", "-n", namespace, "-f", key, repository.path(GovernedFolder.approval))
  }

  /// Whether `ssh-keygen` takes the signature for alice's, by the policy's own list.
  private func keygenVerifies(_ repository: GovernedFolder) throws -> Bool {
    try workspace.run(
      .sshKeygen,
      [
        "-Y", "verify", "-n", DetachedApprovalTests.namespace, "-f",
        repository.path("policies/allowed_signers"), "-I", "alice@example.com", "-s",
        repository.path(GovernedFolder.signature),
      ], input: Array(try repository.read(GovernedFolder.approval).utf8)
    ).status == 0
  }

  @Test func `what ssh-keygen signs survives a squash, where ssh-keygen verifies it`() throws {
    let repository = try governed()
    try sign(repository)
    try squash(repository)
    #expect(try repository.row().identity == "erin")
    #expect(try keygenVerifies(repository))
    try repository.expectCounted()

    try edit(repository)
    try squashAgain(repository)
    #expect(try !keygenVerifies(repository))
    try repository.expectRefused("signature-invalid")
    // Signed as it is now, it counts again.
    try sign(repository)
    try squashAgain(repository)
    #expect(try keygenVerifies(repository))
    try repository.expectCounted()
  }

  @Test(arguments: ["file", "git", "countersign-evidence@v1"])
  func `what was signed for another purpose is refused by both`(_ namespace: String) throws {
    let repository = try governed()
    try sign(repository, namespace: namespace)
    try squash(repository)
    #expect(try !keygenVerifies(repository))
    try repository.expectRefused("signature-invalid")
  }

  @Test func `a stranger's signature, and none at all, are refused`() throws {
    let repository = try governed()
    try workspace.makeKey("stranger")
    try sign(repository, key: "stranger")
    try squash(repository)
    #expect(try !keygenVerifies(repository))
    try repository.expectRefused("signer-unknown")
    try FileManager.default.removeItem(atPath: workspace.path(repository.path(GovernedFolder.signature)))
    try squashAgain(repository)
    try repository.expectRefused("approval-misattributed")
  }

  @Test func `a certificate signs for its principal, and another's does not`() throws {
    let repository = try governed()
    for (name, principal) in [("laptop", "alice@example.com"), ("other", "farid@example.com")] {
      _ = try workspace.certify(name, for: principal, by: "authority")
      try sign(repository, key: "\(name)-cert.pub")
      if name == "laptop" { try squash(repository) } else { try squashAgain(repository) }
      let isAlices = name == "laptop"
      #expect(try keygenVerifies(repository) == isAlices)
      if isAlices { try repository.expectCounted() } else { try repository.expectRefused("signer-unknown") }
    }
  }

  @Test(arguments: [("[detached]", true), ("[commit, detached]", true), ("[commit]", false)])
  func `a detached signature survives a rebase, and that of a commit does not`(
    _ approvals: String, _ survives: Bool
  ) throws {
    let repository = try GovernedFolder(in: workspace, approvals: approvals)
    let alice = try repository.ownKey(of: .alice)
    try sign(repository, key: "key-alice")
    try repository.commit("approve", by: .alice, alice)
    try repository.expectCounted()
    try repository.rebase(by: .erin)
    #expect(
      try repository.git("log", "-2", "--format=%ae %ce")
        == "alice@example.com erin@example.com\nerin@example.com erin@example.com")
    if survives {
      try repository.expectCounted()
    } else {
      try repository.expectRefused("approval-misattributed")
    }
    // As it was squashed, it is in no commit of hers at all.
    try repository.git("reset", "-q", "--soft", "main")
    try repository.commit("retrain (#12)", by: .erin, repository.ownKey(of: .erin))
    if survives {
      try repository.expectCounted()
    } else {
      try repository.expectRefused("approval-misattributed")
    }
  }

  // MARK: gpg

  @Test(
    .enabled(
      if: Tool.present(.gpg, .gpgconf, .sh),
      Tool.notTested("detached signatures made by gpg", for: .gpg, .gpgconf, .sh)))
  func `what gpg signs survives a squash, where gpg verifies it`() throws {
    let home = try GnuPGHome(in: workspace, named: "alice")
    let key = try home.makeKey(for: .alice)
    let repository = try GovernedFolder(
      in: workspace, approvals: "[detached]", files: ["keys/alice.asc": home.export(key)]
    ) {
      $0.change(.alice) {
        $0.keys = []
        $0.certificates = ["{openpgp: keys/alice.asc}"]
      }
    }
    let (file, signature) = (
      repository.path(GovernedFolder.approval), repository.path(GovernedFolder.signature)
    )
    func sign(_ home: GnuPGHome, _ form: String = "--armor") throws {
      let outcome = try home.gpg(
        "--batch", form, "--output", signature, "--detach-sign", file, at: repository.clock)
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    func isVerified() throws -> Bool {
      try home.gpg("--batch", "--verify", signature, file, at: repository.clock).status == 0
    }
    try sign(home)
    try squash(repository)
    #expect(try isVerified())
    try repository.expectCounted()

    try edit(repository)
    try squashAgain(repository)
    #expect(try !isVerified())
    try repository.expectRefused("signature-invalid")

    let other = try GnuPGHome(in: workspace, named: "mallory")
    _ = try other.makeKey(for: .alice)
    try sign(other)
    try squashAgain(repository)
    #expect(try !isVerified())
    try repository.expectRefused("signer-unknown")

    // gpg takes a binary signature as well; here it has to be text.
    try sign(home, "--no-armor")
    try squashAgain(repository)
    #expect(try isVerified())
    try repository.expectRefused("signature-malformed")

    try sign(home)
    try squashAgain(repository)
    #expect(try isVerified())
    try repository.expectCounted()
  }
}
