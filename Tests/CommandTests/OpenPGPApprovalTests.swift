import Foundation
import Rehearsal
import Testing

/// Alice approves by commits that the real git signs with the real gpg; the policy holds her certificate.
@Suite(
  .enabled(
    if: Tool.present(.git, .gpg, .gpgconf, .sh),
    Tool.notTested("approvals in commits signed by gpg", for: .git, .gpg, .gpgconf, .sh)))
struct OpenPGPApprovalTests {
  private static let day: Int64 = 86_400
  private static let start = RepositoryBuilder.defaultStart

  private let workspace: Workspace
  private let home: GnuPGHome
  private let key: String
  private let signing: GitSigning

  init() throws {
    workspace = try Workspace()
    home = try GnuPGHome(in: workspace, named: "alice")
    key = try home.makeKey(for: .alice)
    signing = .openPGP(home.program, key: key)
  }

  /// - Parameters:
  ///   - certificate: what `policies/keys/alice.asc` holds; nil for what the home exports.
  ///   - more: what else the roster says about the key.
  private func governed(
    certificate: String? = nil, named name: String = "repository", more: String = ""
  ) throws -> GovernedFolder {
    try GovernedFolder(
      in: workspace, named: name, files: ["keys/alice.asc": try certificate ?? home.export(key)]
    ) {
      $0.change(.alice) {
        $0.keys = []
        $0.certificates = ["{openpgp: keys/alice.asc\(more)}"]
      }
    }
  }

  @Test func `an approval counts by the certificate in the policy, and by no other key`() throws {
    let repository = try governed()
    try repository.commit("approve", by: .alice, signing)
    try repository.expectCounted()
    #expect(try repository.gitVerifies(signing))
    let row = try repository.row()
    #expect([row.check, row.format, row.identity, row.state] == ["valid", "openpgp", "alice", "valid"])
    #expect(row.key == key)

    // Whoever likes can make a key that says it is alice's.
    let other = try GnuPGHome(in: workspace, named: "mallory")
    let forged = GitSigning.openPGP(other.program, key: try other.makeKey(for: .alice))
    try repository.undo()
    try repository.commit("approve", by: .alice, forged)
    #expect(try repository.gitVerifies(forged))
    try repository.expectRefused("signer-unknown")
    let unknown = try repository.row()
    #expect([unknown.check, unknown.identity] == ["unknown-signer", nil])
  }

  @Test func `an RSA key signs for whoever holds its certificate, and for nobody else`() throws {
    let other = try GnuPGHome(in: workspace, named: "rsa")
    let theirs = try other.makeKey(for: .farid, "rsa3072")
    let repository = try governed(certificate: other.export(theirs))
    let rsa = GitSigning.openPGP(other.program, key: theirs)
    try repository.commit("approve", by: .alice, rsa)
    #expect(try repository.gitVerifies(rsa))
    try repository.expectCounted()
    #expect(try repository.row().key == theirs)

    // What counts is whose certificate the roster says it is, not whose it says itself.
    let farids = try GovernedFolder(
      in: workspace, named: "farids", files: ["keys/farid.asc": other.export(theirs)]
    ) { $0.change(.farid) { $0.certificates = ["{openpgp: keys/farid.asc}"] } }
    try farids.commit("approve", by: .alice, rsa)
    #expect(try farids.gitVerifies(rsa))
    try farids.expectRefused("approval-misattributed")
    #expect(try farids.row().identity == "farid")
  }

  @Test func `countersign approve signs by gpg where git is told to`() throws {
    let hourAgo = Int64(Date().timeIntervalSince1970) - 3_600
    let home = try GnuPGHome(in: workspace, named: "present", start: hourAgo)
    let key = try home.makeKey(for: .alice)
    let repository = try GovernedFolder(
      in: workspace, start: hourAgo, files: ["keys/alice.asc": home.export(key)]
    ) {
      $0.change(.alice) {
        $0.keys = []
        $0.certificates = ["{openpgp: keys/alice.asc}"]
      }
    }
    try FileManager.default.removeItem(atPath: workspace.path(repository.path(GovernedFolder.approval)))
    try repository.configure(.openPGP(home.program, key: key), for: .alice)
    let approved = try workspace.run(
      .countersign, ["approve", "credit", "--gate", "technical", "--rationale", "I ran it."],
      in: repository.name)
    #expect(approved.status == 0, "\(approved.errors)")
    let row = try repository.row()
    #expect([row.format, row.identity, row.key] == ["openpgp", "alice", key])
    #expect(try repository.git("log", "-1", "--format=%ae %ce") == "alice@example.com alice@example.com")
    let check = try workspace.run(.countersign, ["check", "--base", "main"], in: repository.name)
    #expect(check.status == 0, "\(check.text)")
  }

  @Test func `a subkey signs for its certificate, once the policy holds it`() throws {
    let before = try home.export(key)
    try home.addSubkey(to: key)
    for (certificate, name) in [(before, "before"), (try home.export(key), "after")] {
      let repository = try governed(certificate: certificate, named: name)
      // gpg takes the newest key that may sign.
      try repository.commit("approve", by: .alice, signing)
      #expect(try repository.gitVerifies(signing))
      if certificate == before {
        try repository.expectRefused("signer-unknown")
      } else {
        try repository.expectCounted()
        #expect(try repository.row().key == key)
      }
    }
  }

  @Test func `an approval that was changed after it was signed is nobody's`() throws {
    let repository = try governed()
    try repository.commit("approve", by: .alice, signing)
    let signed = try repository.git("cat-file", "commit", "HEAD")
    for (text, isGood) in [("approve", true), ("approved", false)] {
      let lines =
        signed.split(separator: "\n", omittingEmptySubsequences: false).dropLast() + [Substring(text)]
      let id = try workspace.expect(
        .git, "hash-object", "-t", "commit", "-w", "--stdin", in: repository.name,
        input: Array((lines.joined(separator: "\n") + "\n").utf8))
      try repository.git("reset", "-q", "--soft", id)
      #expect(try repository.gitVerifies(signing) == isGood)
      if isGood { try repository.expectCounted() } else { try repository.expectRefused("signature-invalid") }
    }
  }

  @Test(arguments: [(1, "compromised"), (3, "retired")])
  func `an approval made after its key was revoked is refused, whatever the reason was`(
    _ reason: Int, _ state: String
  ) throws {
    let told = try home.revoked(key, reason: reason, at: OpenPGPApprovalTests.start)
    let repository = try governed(certificate: told.export(key))
    try repository.commit("approve", by: .alice, signing)
    #expect(try !repository.gitVerifies(.openPGP(told.program, key: key)))
    try repository.expectRefused("key-\(state)")
    let row = try repository.row()
    #expect([row.check, row.identity, row.state] == ["valid", "alice", state])
  }

  @Test(arguments: [(1, false), (3, true)])
  func `a key revoked afterwards was good before, unless it was stolen`(_ reason: Int, _ isGood: Bool) throws
  {
    let told = try home.revoked(key, reason: reason, at: OpenPGPApprovalTests.start + 1_000)
    let repository = try governed(certificate: told.export(key))
    try repository.commit("approve", by: .alice, signing)
    // gpg disowns all that a revoked key ever signed.
    #expect(try !repository.gitVerifies(.openPGP(told.program, key: key)))
    if isGood { try repository.expectCounted() } else { try repository.expectRefused("key-compromised") }
  }

  @Test func `an expired key signs nothing, until the policy holds its prolonged certificate`() throws {
    let other = try GnuPGHome(in: workspace, named: "short")
    let short = try other.makeKey(for: .alice, life: "10d")
    let (before, end) = (try other.export(short), OpenPGPApprovalTests.start + 9 * OpenPGPApprovalTests.day)
    let signing = GitSigning.openPGP(other.program, key: short)
    let repository = try governed(certificate: before)
    repository.clock = end - 120
    try repository.commit("approve", by: .alice, signing)
    #expect(try repository.gitVerifies(signing))
    try repository.expectCounted()

    // gpg would not sign any more; whoever sets its clock back can have it sign.
    try repository.undo()
    repository.clock = end + 60
    try repository.commit("approve", by: .alice, .openPGP(other.program(at: end - 120), key: short))
    #expect(try !repository.gitVerifies(signing))
    try repository.expectRefused("key-expired")
    #expect(try repository.row().state == "expired")

    try other.prolong(short, to: "60d", at: end - 120)
    for (certificate, name) in [(before, "before"), (try other.export(short), "after")] {
      let repository = try governed(certificate: certificate, named: name)
      repository.clock = end + 60
      try repository.commit("approve", by: .alice, signing)
      #expect(try repository.gitVerifies(signing))
      if name == "after" {
        try repository.expectCounted()
      } else {
        try repository.expectRefused("key-expired")
      }
    }
  }

  @Test func `a key that the roster retires signs nothing after that day, and has signed what it signed`()
    throws
  {
    let retired = OpenPGPApprovalTests.start + 10 * OpenPGPApprovalTests.day
    let repository = try governed(more: ", revoked: {at: \(Timestamp.text(retired)), reason: retired}")
    repository.clock = retired - 60
    try repository.commit("approve", by: .alice, signing)
    try repository.expectCounted()
    try repository.undo()
    repository.clock = retired + 60
    try repository.commit("approve", by: .alice, signing)
    try repository.expectRefused("key-retired")
    #expect(try repository.row().state == "retired")
  }

  @Test func `a certificate that the change itself brings lets nobody approve that change`() throws {
    let other = try GnuPGHome(in: workspace, named: "mallory")
    let theirs = try other.makeKey(for: .alice)
    let repository = try governed()
    try repository.write(other.export(theirs), to: "policies/keys/alice.asc")
    try repository.commit("approve", by: .alice, .openPGP(other.program, key: theirs))
    try repository.expectRefused("signer-unknown")
  }
}
