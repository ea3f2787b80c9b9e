import Rehearsal
import Testing

/// A governed repository on disk, for real tools to go on with. Its `main` holds a policy, the cast as its
/// roster and the model `credit`; `change` is checked out, where erin retrained the model. Alice's approval
/// of that change is written, and in nobody's commit yet.
final class GovernedFolder {
  static let approval = "models/credit/approvals/technical/alice.yaml"
  static let signature = "\(approval).sig"

  /// The name of the repository's folder in the workspace.
  let name: String
  /// The commit that brought the policy.
  let root: String
  /// When the next commit is made, in seconds since 1970-01-01T00:00:00Z.
  var clock: Int64
  private let workspace: Workspace

  /// - Parameters:
  ///   - start: when the story begins, in seconds since 1970-01-01T00:00:00Z.
  ///   - approvals: which signatures of approvals the policy accepts.
  ///   - files: files below `policies/`, by their names there.
  ///   - change: what is special about the roster.
  ///   - changePolicy: what is special about the policy.
  init(
    in workspace: Workspace, named name: String = "repository",
    start: Int64 = RepositoryBuilder.defaultStart, approvals: String = "[commit]",
    files: [String: String] = [:], roster change: (inout IdentitiesDraft) -> Void = { _ in },
    policy changePolicy: (inout PolicyDraft) -> Void = { _ in }
  ) throws {
    self.workspace = workspace
    self.name = name
    let builder = try RepositoryBuilder(creating: workspace.path(name), start: start)
    var roster = IdentitiesDraft(.test)
    change(&roster)
    let policy = PolicyDraft {
      $0.sections = [("signatures", "{contributions: required, approvals: \(approvals)}")]
      changePolicy(&$0)
    }
    try builder.write("policies/policy.yaml", policy.yaml)
    try builder.write("policies/identities.yaml", roster.yaml)
    for (file, text) in files { try builder.write(.init("policies/\(file)"), text) }
    root = "\(try builder.commit("bring the policy", by: .kim))"
    try builder.write("models/credit/card.yaml", CardDraft(id: "credit").yaml)
    try builder.write("models/credit/weights.bin", "0.31 0.42")
    try builder.commit("bring credit", by: .erin)
    try builder.branch("change")
    try builder.write("models/credit/weights.bin", "0.29 0.44")
    try builder.commit("retrain", by: .erin)
    try builder.setHead("change")
    try builder.writeWorkingTree()
    clock = builder.clock
    let draft = ApprovalDraft(
      model: "credit", subject: try builder.subjectDigest(of: "credit"), reviewer: .alice, date: clock)
    try write(draft.yaml, to: GovernedFolder.approval)
  }

  func path(_ file: String) -> String { "\(name)/\(file)" }

  func write(_ text: String, to file: String) throws { try workspace.write(text, to: path(file)) }

  func read(_ file: String) throws -> String { try workspace.read(path(file)) }

  /// How git signs with a person's own SSH key.
  func ownKey(of person: Person) throws -> GitSigning {
    try workspace.write(person.key.openSSHPrivateKey(comment: person.id), to: "key-\(person.id)")
    try workspace.write(person.key.publicKey.text + "\n", to: "key-\(person.id).pub")
    return .ssh(workspace.path("key-\(person.id)"))
  }

  /// Runs git, which must succeed, as a person and at the story's time.
  @discardableResult
  func git(
    as person: Person = .alice, committer: Person? = nil, signing: GitSigning? = nil,
    _ arguments: String...
  ) throws -> String {
    let outcome = try tryGit(as: person, committer: committer, signing, arguments)
    guard outcome.status == 0 else {
      throw Workspace.ToolFailed(
        description: "git \(arguments.joined(separator: " ")): \(outcome.text)\(outcome.errors)")
    }
    return outcome.line
  }

  private func tryGit(
    as person: Person, committer: Person?, _ signing: GitSigning?, _ arguments: [String]
  ) throws -> Workspace.Outcome {
    let committer = committer ?? person
    return try workspace.run(
      .git, (signing?.settings ?? []).flatMap { ["-c", $0] } + arguments, in: name,
      with: [
        "GIT_AUTHOR_NAME": person.name, "GIT_AUTHOR_EMAIL": person.email,
        "GIT_COMMITTER_NAME": committer.name, "GIT_COMMITTER_EMAIL": committer.email,
        "GIT_AUTHOR_DATE": "\(clock) +0000", "GIT_COMMITTER_DATE": "\(clock) +0000",
      ])
  }

  /// Lets the repository's own configuration say who commits, at the machine's time, and that git signs.
  func configure(_ signing: GitSigning, for person: Person) throws {
    let settings =
      signing.settings + [
        "commit.gpgSign=true", "user.name=\(person.name)", "user.email=\(person.email)",
      ]
    for setting in settings {
      let parts = setting.split(separator: "=", maxSplits: 1).map(String.init)
      try git("config", parts[0], parts[1])
    }
    // The environment would overrule it.
    for role in ["AUTHOR", "COMMITTER"] {
      for what in ["NAME", "EMAIL", "DATE"] { workspace.environment["GIT_\(role)_\(what)"] = nil }
    }
  }

  /// Commits all that lies there, a minute after the commit before.
  func commit(
    _ message: String, by person: Person, committer: Person? = nil, _ signing: GitSigning
  ) throws {
    try git("add", "-A")
    try git(as: person, committer: committer, signing: signing, "commit", "-q", "-S", "-m", message)
    clock += 60
  }

  /// Whether git itself calls the signature at HEAD good.
  func gitVerifies(_ signing: GitSigning) throws -> Bool {
    try tryGit(as: .alice, committer: nil, signing, ["verify-commit", "HEAD"]).status == 0
  }

  /// Forgets the last commit, and keeps what it brought.
  func undo() throws {
    try git("reset", "-q", "--soft", "HEAD~1")
  }

  /// Makes one commit on main of all that `change` holds and of what lies there besides, as a forge's button
  /// does.
  ///
  /// - Parameter committer: nil for the author.
  func squash(
    _ message: String = "retrain (#12)", by person: Person = .erin, committer: Person? = nil,
    _ signing: GitSigning
  ) throws {
    try git("add", "-A")
    try git(as: .alice, "commit", "-q", "--no-gpg-sign", "-m", "approve")
    try git("checkout", "-q", "-b", "squashed", "main")
    try git("merge", "-q", "--squash", "change")
    try commit(message, by: person, committer: committer, signing)
  }

  /// Puts the commits of `change` upon what kim did on `main` in the meantime, each signed anew by another.
  func rebase(by person: Person = .erin) throws {
    try git("checkout", "-q", "main")
    try write("how to begin\n", to: "README.md")
    try commit("say how to begin", by: .kim, ownKey(of: .kim))
    try git("checkout", "-q", "change")
    try git(as: person, signing: ownKey(of: person), "rebase", "-q", "-S", "main")
  }

  /// What `signatures` says of the commit at HEAD.
  func row() throws -> SignatureRow {
    try #require(try SignatureRow.rows(of: "HEAD~1..HEAD", in: name, workspace).last)
  }

  /// Judges HEAD as a change of `main`, an hour after its commit.
  func check() throws -> Workspace.Outcome {
    try workspace.run(
      .countersign,
      [
        "check", "--base", "main", "--branch", "main", "--root", root, "--at",
        Timestamp.text(clock + 3_600), "--format", "json",
      ], in: name)
  }

  /// Expects that the change may land, by alice's approval.
  func expectCounted(sourceLocation: SourceLocation = #_sourceLocation) throws {
    let outcome = try check()
    #expect(outcome.status == 0, "\(outcome.text)\(outcome.errors)", sourceLocation: sourceLocation)
    let gates = try outcome.report().models.flatMap(\.gates)
    #expect(gates.map(\.counted) == [["alice"]], sourceLocation: sourceLocation)
  }

  /// Expects that the change may not land, because alice's approval does not count, for this reason.
  func expectRefused(_ reason: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let outcome = try check()
    #expect(outcome.status == 1, "\(outcome.text)\(outcome.errors)", sourceLocation: sourceLocation)
    let report = try outcome.report()
    let approvals = report.models.flatMap(\.gates).flatMap(\.approvals)
    #expect(approvals.map(\.reviewer) == ["alice"], sourceLocation: sourceLocation)
    #expect(approvals.map(\.reason) == [reason], "\(outcome.text)", sourceLocation: sourceLocation)
    #expect(report.broken.contains("gate-unsatisfied"), sourceLocation: sourceLocation)
  }
}
