import Rehearsal
import Testing

/// One `policies/allowed_signers`, read by git and by countersign, for commits that git signed.
@Suite(
  .enabled(
    if: Tool.present(.git, .sshKeygen),
    Tool.notTested("the policy's allowed_signers against git's reading of it", for: .git, .sshKeygen)))
struct AllowedSignersTests {
  private let workspace: Workspace
  private let repository: GovernedFolder

  init() throws {
    workspace = try Workspace()
    let (alice, authority) = (try workspace.makeKey("alice"), try workspace.makeKey("authority"))
    let (former, filer) = (try workspace.makeKey("former"), try workspace.makeKey("filer"))
    let signers = """
      # people, and who may certify them
      alice@example.com namespaces="git" \(alice)
      alice@example.com,farid@example.com cert-authority,namespaces="git" \(authority)
      alice@example.com valid-before="20260110Z" \(former)
      alice@example.com namespaces="file,countersign-approval@v1" \(filer)

      """
    repository = try GovernedFolder(in: workspace, files: ["allowed_signers": signers]) {
      $0.change(.alice) { $0.keys = [] }
    }
  }

  /// git's verdict by the policy's file: the principal, or nil.
  private func principal() throws -> String? {
    let file = workspace.path(repository.path("policies/allowed_signers"))
    let reading = GitSigning(settings: ["gpg.format=ssh", "gpg.ssh.allowedSignersFile=\(file)"])
    guard try repository.gitVerifies(reading) else { return nil }
    return try repository.git(signing: reading, "log", "-1", "--format=%GS")
  }

  private func approve(_ signing: GitSigning) throws {
    try repository.commit("approve", by: .alice, signing)
  }

  @Test func `a listed key signs for its principal, and no other key does`() throws {
    try approve(.ssh(workspace.path("alice")))
    #expect(try principal() == "alice@example.com")
    #expect(try repository.row().identity == "alice")
    try repository.expectCounted()

    try workspace.makeKey("stranger")
    try repository.undo()
    try approve(.ssh(workspace.path("stranger")))
    #expect(try principal() == nil)
    #expect(try repository.row().check == "unknown-signer")
    try repository.expectRefused("signer-unknown")
  }

  @Test func `a key is good until the day that its line says, and for the purposes that it lists`() throws {
    let day: Int64 = 86_400
    // 2026-01-09, and 2026-01-10, when the line is over.
    let last = RepositoryBuilder.defaultStart + 4 * day
    for (key, date, refusal) in [
      ("former", last, nil), ("former", last + day, "key-expired"), ("filer", last, "signer-unknown"),
    ] {
      repository.clock = date
      try approve(.ssh(workspace.path(key)))
      #expect((try principal() != nil) == (refusal == nil), "\(key) at \(date)")
      if let refusal {
        try repository.expectRefused(refusal)
      } else {
        try repository.expectCounted()
      }
      try repository.undo()
    }
  }

  @Test func `a certificate by the listed authority signs for its principal`() throws {
    try approve(workspace.certify("laptop", for: "alice@example.com", by: "authority"))
    #expect(try principal() == "alice@example.com")
    let row = try repository.row()
    #expect([row.check, row.format, row.identity, row.state] == ["valid", "ssh", "alice", "valid"])
    try repository.expectCounted()

    // It is good, and farid's: git does not know who had to sign.
    try repository.undo()
    try approve(workspace.certify("other", for: "farid@example.com", by: "authority"))
    #expect(try principal() == "farid@example.com")
    #expect(try repository.row().identity == "farid")
    try repository.expectRefused("approval-misattributed")
  }

  @Test func `a certificate of another principal or by another authority is refused by both`() throws {
    try workspace.makeKey("impostor")
    for (index, (principal, authority)) in [
      ("mallory@example.com", "authority"), ("alice", "authority"), ("alice@example.com", "impostor"),
      // An authority is no signer, nor is a signer an authority.
      ("alice@example.com", "alice"),
    ].enumerated() {
      try approve(workspace.certify("key-\(index)", for: principal, by: authority))
      #expect(try self.principal() == nil, "\(principal) by \(authority)")
      #expect(try repository.row().check == "unknown-signer", "\(principal) by \(authority)")
      try repository.expectRefused("signer-unknown")
      try repository.undo()
    }
    try approve(.ssh(workspace.path("authority")))
    #expect(try principal() == nil)
    try repository.expectRefused("signer-unknown")
  }

  @Test func `a certificate that was over when the commit was made is refused by both`() throws {
    let old = "20200101Z:20210101Z"
    try approve(workspace.certify("old", for: "alice@example.com", by: "authority", validity: old))
    #expect(try principal() == nil)
    #expect(try repository.row().state == "expired")
    try repository.expectRefused("key-expired")
  }
}
