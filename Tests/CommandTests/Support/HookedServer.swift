import Testing

/// A bare repository that has a governed one's `main`, and judges what is pushed there.
struct HookedServer {
  private let workspace: Workspace
  private let repository: GovernedFolder
  private let hook: String
  private let folder: String

  /// - Parameter hook: `update` or `pre-receive`.
  init(for repository: GovernedFolder, hook: String, in workspace: Workspace) throws {
    self.workspace = workspace
    self.repository = repository
    self.hook = hook
    folder = "\(repository.name).git"
    try workspace.expect(.git, "init", "-q", "--bare", "-b", "main", folder)
    try repository.git("push", "-q", "../\(folder)", "main")
    try workspace.installHook(as: hook, in: folder)
    workspace.environment["COUNTERSIGN_ROOT"] = repository.root
  }

  private func push() throws -> Workspace.Outcome {
    try workspace.run(.git, ["push", "../\(folder)", "HEAD:main"], in: repository.name)
  }

  private var landed: String {
    get throws { try workspace.expect(.git, "rev-parse", "main", in: folder) }
  }

  /// Expects that HEAD may not land.
  ///
  /// - Parameter reason: what the server tells whoever pushes.
  func expectRefused(for reason: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let before = try landed
    let outcome = try push()
    #expect(outcome.status != 0, sourceLocation: sourceLocation)
    #expect(outcome.errors.contains(reason), "\(outcome.errors)", sourceLocation: sourceLocation)
    #expect(try landed == before, sourceLocation: sourceLocation)
    // What `pre-receive` refuses never leaves quarantine.
    let head = try repository.git("rev-parse", "HEAD")
    let isKept = try workspace.run(.git, ["cat-file", "-e", head], in: folder).status == 0
    #expect(isKept == (hook == "update"), sourceLocation: sourceLocation)
  }

  /// Expects that HEAD lands.
  func expectLanded(sourceLocation: SourceLocation = #_sourceLocation) throws {
    let outcome = try push()
    #expect(outcome.status == 0, "\(outcome.errors)", sourceLocation: sourceLocation)
    let head = try repository.git("rev-parse", "HEAD")
    #expect(try landed == head, sourceLocation: sourceLocation)
  }
}
