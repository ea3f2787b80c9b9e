import Foundation
import Rehearsal
import Testing

/// Pushes to a server that judges what was pushed, in `pre-receive` while it is in quarantine.
@Suite(
  .enabled(
    if: Tool.present(.git, .sh, .sshKeygen),
    Tool.notTested("signed approvals that are pushed to a server", for: .git, .sh, .sshKeygen)))
struct SignedPushTests {
  private static let hooks = ["pre-receive", "update"]

  private let workspace: Workspace
  /// The hook judges at the present.
  private let start = Int64(Date().timeIntervalSince1970) - 3_600

  init() throws { workspace = try Workspace() }

  @Test(
    .enabled(
      if: Tool.present(.gpg, .gpgconf),
      Tool.notTested("pushes of approvals signed by gpg", for: .gpg, .gpgconf)),
    arguments: hooks)
  func `an approval signed by gpg lands, and one by another key does not`(_ hook: String) throws {
    let home = try GnuPGHome(in: workspace, named: "alice", start: start)
    let key = try home.makeKey(for: .alice)
    let repository = try GovernedFolder(
      in: workspace, start: start, files: ["keys/alice.asc": home.export(key)]
    ) {
      $0.change(.alice) {
        $0.keys = []
        $0.certificates = ["{openpgp: keys/alice.asc}"]
      }
    }
    let server = try HookedServer(for: repository, hook: hook, in: workspace)
    let other = try GnuPGHome(in: workspace, named: "mallory", start: start)
    try repository.commit("approve", by: .alice, .openPGP(other.program, key: other.makeKey(for: .alice)))
    try server.expectRefused(for: "signer-unknown")
    try repository.undo()
    try repository.commit("approve", by: .alice, .openPGP(home.program, key: key))
    try server.expectLanded()
  }

  @Test(arguments: hooks)
  func `a detached approval lands in somebody else's squash, and an edited one does not`(
    _ hook: String
  ) throws {
    let repository = try GovernedFolder(in: workspace, start: start, approvals: "[detached]")
    let server = try HookedServer(for: repository, hook: hook, in: workspace)
    let key = try repository.ownKey(of: .erin)
    _ = try repository.ownKey(of: .alice)
    try workspace.expect(
      .sshKeygen, "-q", "-Y", "sign", "-n", "countersign-approval@v1", "-f", "key-alice",
      repository.path(GovernedFolder.approval))
    let approval = try repository.read(GovernedFolder.approval)
    try repository.write(approval + "# as agreed\n", to: GovernedFolder.approval)
    try repository.squash(by: .erin, key)
    try server.expectRefused(for: "signature-invalid")
    try repository.undo()
    try repository.write(approval, to: GovernedFolder.approval)
    try repository.commit("retrain (#12)", by: .erin, key)
    try server.expectLanded()
  }

  @Test func `the server's list of signers judges, not the one that is pushed`() throws {
    let (alice, authority) = (try workspace.makeKey("alice"), try workspace.makeKey("authority"))
    let signers = "alice@example.com cert-authority,namespaces=\"git\" \(authority)\n"
    let repository = try GovernedFolder(in: workspace, start: start, files: ["allowed_signers": signers]) {
      $0.change(.alice) { $0.keys = [] }
    }
    let server = try HookedServer(for: repository, hook: "pre-receive", in: workspace)
    try repository.write(signers + "alice@example.com \(alice)\n", to: "policies/allowed_signers")
    try repository.commit("approve", by: .alice, .ssh(workspace.path("alice")))
    try server.expectRefused(for: "signer-unknown")
    try repository.undo()
    try repository.write(signers, to: "policies/allowed_signers")
    try repository.commit(
      "approve", by: .alice, workspace.certify("laptop", for: "alice@example.com", by: "authority"))
    try server.expectLanded()
  }
}
