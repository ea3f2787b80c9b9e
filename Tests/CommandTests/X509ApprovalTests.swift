import Foundation
import Rehearsal
import Testing

/// Alice approves by commits that the real git signs with the real gpgsm; the policy holds the root of the
/// authority that certified her.
@Suite(
  .enabled(
    if: Tool.present(.git, .gpgsm, .gpgconf, .openssl, .sh),
    Tool.notTested("approvals in commits signed by gpgsm", for: .git, .gpgsm, .gpgconf, .openssl, .sh)))
struct X509ApprovalTests {
  private let workspace: Workspace
  private let home: GPGSMHome
  private let signing: GitSigning

  init() throws {
    workspace = try Workspace()
    home = try GPGSMHome(in: workspace)
    signing = .x509(home.program, user: "alice@example.com")
  }

  /// - Parameters:
  ///   - root: what `policies/roots/ca.pem` holds.
  ///   - subject: whom the roster takes for alice.
  private func governed(
    root: String = "root.pem", issuer: String = #"CN=Test Root,O=Ex\, Inc"#,
    subject: String = "alice@example.com", approvals: String = "[commit]"
  ) throws -> GovernedFolder {
    // Certificates are good from the moment when they are made.
    try GovernedFolder(
      in: workspace, named: "repository-\(UUID().uuidString.prefix(8))",
      start: Int64(Date().timeIntervalSince1970), approvals: approvals,
      files: ["roots/ca.pem": workspace.read(root)]
    ) {
      $0.change(.alice) {
        $0.emails.append("alice.okafor@example.com")
        $0.keys = []
        $0.certificates = ["{x509: {issuer: '\(issuer)', subject: \(subject)}}"]
      }
    }
  }

  @Test func `an approval counts by a root in the policy, for the subject that the roster names`() throws {
    let repository = try governed()
    try repository.commit("approve", by: .alice, signing)
    try repository.expectCounted()
    #expect(try repository.gitVerifies(signing))
    let row = try repository.row()
    #expect([row.check, row.format, row.identity, row.state] == ["valid", "x509", "alice", "valid"])

    // The authority certifies others, too, of whom the roster does not know.
    let others = try governed(subject: "alice.okafor@example.com")
    try others.commit("approve", by: .alice, signing)
    try others.expectRefused("signer-unknown")
    #expect(try others.row().identity == nil)
  }

  @Test func `another authority, whatever it calls itself, certifies nobody`() throws {
    try home.makeRoot("other")
    let repository = try governed(root: "other.pem")
    try repository.commit("approve", by: .alice, signing)
    // gpgsm asks its own list of roots, not the policy's, where a namesake's stands.
    #expect(try repository.gitVerifies(signing))
    try repository.expectRefused("signer-unknown")

    let named = try governed(issuer: #"CN=Other Root,O=Ex\, Inc"#)
    try named.commit("approve", by: .alice, signing)
    try named.expectRefused("signer-unknown")
  }

  @Test func `a signature moved to another commit is refused by both`() throws {
    let repository = try governed()
    try repository.commit("approve", by: .alice, signing)
    let signed = try repository.git("cat-file", "commit", "HEAD")
    let moved = try workspace.expect(
      .git, "hash-object", "-t", "commit", "-w", "--stdin", in: repository.name,
      input: Array((signed + " all of it\n").utf8))
    #expect(try repository.gitVerifies(signing))
    try repository.git("reset", "-q", "--soft", moved)
    #expect(try !repository.gitVerifies(signing))
    try repository.expectRefused("signature-invalid")
  }

  @Test func `what gpgsm signs beside the approval survives a squash, and an edit does not`() throws {
    let repository = try governed(approvals: "[detached]")
    let approval = try repository.read(GovernedFolder.approval)
    let signed = try workspace.expect(
      .sh, "gpgsm-alice", "-bsa", "-u", "alice@example.com", repository.path(GovernedFolder.approval))
    try repository.write(signed + "\n", to: GovernedFolder.signature)
    try repository.write(approval + "# as agreed\n", to: GovernedFolder.approval)
    let erin = try repository.ownKey(of: .erin)
    try repository.squash(by: .erin, erin)
    try repository.expectRefused("signature-invalid")
    try repository.undo()
    try repository.write(approval, to: GovernedFolder.approval)
    try repository.commit("retrain (#12)", by: .erin, erin)
    try repository.expectCounted()
  }

  @Test func `a commit dated outside of the certificate's validity is refused`() throws {
    let repository = try governed()
    let now = repository.clock
    // gpgsm looks at the machine's clock, where the certificate is good.
    for (date, isGood) in [(now, true), (now + 366 * 86_400, false)] {
      repository.clock = date
      try repository.commit("approve", by: .alice, signing)
      #expect(try repository.gitVerifies(signing))
      #expect(try repository.row().state == (isGood ? "valid" : "expired"))
      if isGood { try repository.expectCounted() } else { try repository.expectRefused("key-expired") }
      try repository.undo()
    }
  }

  @Test func `it lands from a server's quarantine, and by another authority's root it does not`() throws {
    try home.makeRoot("other")
    for root in ["other.pem", "root.pem"] {
      let repository = try governed(root: root)
      let server = try HookedServer(for: repository, hook: "pre-receive", in: workspace)
      try repository.commit("approve", by: .alice, signing)
      if root == "root.pem" {
        try server.expectLanded()
      } else {
        try server.expectRefused(for: "signer-unknown")
      }
    }
  }
}
