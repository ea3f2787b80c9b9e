import Rehearsal
import Testing

/// Approvals that a forge squashes: it commits and signs, and names alice as the author.
@Suite(
  .enabled(
    if: Tool.present(.git, .sshKeygen), Tool.notTested("approvals through a forge", for: .git, .sshKeygen)))
struct ForgeApprovalTests {
  private let workspace: Workspace
  private let forge: Person

  init() throws {
    workspace = try Workspace()
    var forge = Person.test("forge", name: "Forge")
    forge.email = "noreply@forge.example"
    self.forge = forge
  }

  /// - Parameter certificate: what `policies/keys/forge.asc` holds; nil where the forge signs by SSH.
  private func governed(_ approvals: String, certificate: String? = nil) throws -> GovernedFolder {
    var entry = IdentitiesDraft.Entry(forge, kind: "forge")
    if certificate != nil { (entry.keys, entry.certificates) = ([], ["{openpgp: keys/forge.asc}"]) }
    return try GovernedFolder(
      in: workspace, approvals: approvals, files: certificate.map { ["keys/forge.asc": $0] } ?? [:]
    ) { $0.entries.append(entry) }
  }

  /// Alice's drafts on a branch of her own become one commit upon erin's, signed by the forge or by another.
  private func merge(
    into repository: GovernedFolder, author: Person = .alice, signer: Person? = nil,
    signing: GitSigning? = nil, trailer: String = ""
  ) throws {
    try repository.git("checkout", "-q", "-b", "review")
    let approval = try repository.read(GovernedFolder.approval)
    for text in [approval + "# to be continued\n", approval] {
      try repository.write(text, to: GovernedFolder.approval)
      try repository.git("add", "-A")
      try repository.git(as: .alice, "commit", "-q", "--no-gpg-sign", "-m", "wip")
    }
    try repository.git("checkout", "-q", "change")
    try repository.git("merge", "-q", "--squash", "review")
    try repository.commit(
      "approve (#13)\(trailer)", by: author, committer: forge,
      signing ?? repository.ownKey(of: signer ?? forge))
  }

  @Test(arguments: ["[forge]", "[commit, forge]"])
  func `an approval that the forge squashed is its author's, where the policy takes the forge's word`(
    _ approvals: String
  ) throws {
    let repository = try governed(approvals)
    try merge(into: repository)
    #expect(try repository.git("log", "-1", "--format=%an %cn") == "Alice Okafor Forge")
    #expect(try repository.row().identity == "forge")
    try repository.expectCounted()
  }

  @Test(arguments: [("[commit]", "approval-misattributed"), ("[detached]", "approval-unsigned")])
  func `it is nobody's where the policy does not`(_ approvals: String, _ reason: String) throws {
    let repository = try governed(approvals)
    try merge(into: repository)
    try repository.expectRefused(reason)
  }

  @Test func `another author's is not alice's, whoever else is named`() throws {
    let repository = try governed("[forge]")
    try merge(
      into: repository, author: .farid,
      trailer: "\n\nCo-authored-by: \(Person.alice.name) <\(Person.alice.email)>")
    try repository.expectRefused("approval-misattributed")
  }

  @Test func `whoever calls themselves the forge needs its key`() throws {
    let repository = try governed("[forge]")
    try merge(into: repository, signer: .mallory)
    try repository.expectRefused("signer-unknown")
    try repository.undo()
    try repository.commit("approve (#13)", by: .alice, committer: forge, repository.ownKey(of: .farid))
    try repository.expectRefused("approval-misattributed")
    try repository.undo()
    try repository.commit("approve (#13)", by: .alice, committer: forge, repository.ownKey(of: forge))
    try repository.expectCounted()
  }

  @Test(
    .enabled(
      if: Tool.present(.gpg, .gpgconf, .sh),
      Tool.notTested("approvals that a forge signs by gpg", for: .gpg, .gpgconf, .sh)))
  func `what a forge signs by gpg is that author's whom it signed for`() throws {
    let home = try GnuPGHome(in: workspace, named: "forge")
    let key = try home.makeKey(for: forge, "rsa3072")
    let signing = GitSigning.openPGP(home.program, key: key)
    let repository = try governed("[forge]", certificate: home.export(key))
    try merge(into: repository, signing: signing)
    #expect(try repository.gitVerifies(signing))
    try repository.expectCounted()

    try repository.undo()
    try repository.commit("approve (#13)", by: .farid, committer: forge, signing)
    try repository.expectRefused("approval-misattributed")
    // Only the author is changed afterwards, to the one who had to approve.
    let farids = try repository.git("cat-file", "commit", "HEAD")
    let forged = farids.replacing(
      "author \(Person.farid.name) <\(Person.farid.email)>",
      with: "author \(Person.alice.name) <\(Person.alice.email)>")
    #expect(forged != farids)
    let id = try workspace.expect(
      .git, "hash-object", "-t", "commit", "-w", "--stdin", in: repository.name,
      input: Array((forged + "\n").utf8))
    try repository.git("reset", "-q", "--soft", id)
    #expect(try !repository.gitVerifies(signing))
    try repository.expectRefused("signature-invalid")

    let other = try GnuPGHome(in: workspace, named: "mallory")
    try repository.undo()
    try repository.commit(
      "approve (#13)", by: .alice, committer: forge,
      .openPGP(other.program, key: other.makeKey(for: forge)))
    try repository.expectRefused("signer-unknown")
  }

  @Test func `a whole change that the forge squashed is its author's, and approves itself for nobody`() throws
  {
    let repository = try governed("[forge, detached]")
    let key = try repository.ownKey(of: forge)
    // Named as the author, alice is charged with the change.
    try repository.squash(by: .alice, committer: forge, key)
    try repository.expectRefused("approval-by-contributor")
    try repository.undo()
    try repository.commit("retrain (#12)", by: .erin, committer: forge, key)
    try repository.expectRefused("approval-misattributed")
    // What alice signed herself needs nobody's word.
    try repository.undo()
    _ = try repository.ownKey(of: .alice)
    try workspace.expect(
      .sshKeygen, "-q", "-Y", "sign", "-n", "countersign-approval@v1", "-f", "key-alice",
      repository.path(GovernedFolder.approval))
    try repository.commit("retrain (#12)", by: .erin, committer: forge, key)
    try repository.expectCounted()
  }
}
