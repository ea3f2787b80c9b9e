import GitHistory
import Governance
import Signatures

/// The subject digest of a model at a revision, or of a gate's scope, or the policy's.
package struct DigestQuery {
  package let revision: String

  package init(revision: String) { self.revision = revision }

  /// - Throws: `UsageError` where the model or gate is not there, `GitError` where it cannot be read.
  package func digest(ofModel name: String, gate: String?, in repository: borrowing Repository) throws
    -> String
  {
    let tree = try self.tree(repository)
    let loaded = try policy(tree, repository)
    let layout = loaded?.policy.layout ?? GovernedPath.usualLayout
    let directory = try directory(of: name, layout: layout, tree, repository)
    var scope: Gate?
    if let gate {
      guard let found = loaded?.policy.gates.first(where: { $0.id == GateID(gate) }) else {
        let known = loaded?.policy.gates.map(\.id.text).joined(separator: ", ") ?? "none"
        throw UsageError("the policy at \(revision) has no gate \(gate) for models; its gates are \(known)")
      }
      scope = found
    }
    var reader = ModelReader(directory, digests: ContentDigests())
    guard let state = try reader.state(in: tree, repository) else {
      throw UsageError("\(directory.display) is no directory at \(revision)")
    }
    return Digester(sha256: Signatures.Digest.sha256).digest(of: state.subject, scope: scope).text
  }

  /// The digest of `policies/`, which approvals of a policy change name as their subject.
  package func policyDigest(in repository: borrowing Repository) throws -> String {
    var findings: [Finding] = []
    let subject = try LoadedPolicy.subject(
      of: tree(repository), in: repository, digests: ContentDigests(), findings: &findings)
    if subject.files.isEmpty { throw UsageError("there is no policy at \(revision)") }
    return Digester(sha256: Signatures.Digest.sha256).digest(ofPolicy: subject).text
  }

  func tree(_ repository: borrowing Repository) throws -> ObjectID {
    try repository.commit(DigestQuery.commit(revision, repository)).tree
  }

  static func commit(_ revision: String, _ repository: borrowing Repository) throws -> ObjectID {
    do throws(GitError) {
      return try repository.resolve(revision)
    } catch  where error.isUsage {
      throw UsageError(error)
    }
  }

  func policy(_ tree: ObjectID, _ repository: borrowing Repository) throws -> LoadedPolicy? {
    switch try LoadedPolicy.load(from: tree, in: repository, digests: ContentDigests()) {
    case .loaded(let loaded): loaded
    case .missing: nil
    case .invalid(let findings):
      throw UsageError("the policy at \(revision) does not load: \(findings.first?.message ?? "")")
    }
  }

  /// The policy at the revision; nil where it has none, or one that does not load: the judgement says so.
  func loadablePolicy(_ tree: ObjectID, _ repository: borrowing Repository) throws(GitError) -> LoadedPolicy?
  {
    let outcome = try LoadedPolicy.load(from: tree, in: repository, digests: ContentDigests())
    if case .loaded(let loaded) = outcome { return loaded }
    return nil
  }

  func directory(
    of name: String, layout: Glob, _ tree: ObjectID, _ repository: borrowing Repository
  ) throws -> GitPath {
    let governed = GovernedPath(layout: layout)
    // Given as a path, it is that; given as a name, it is looked for.
    let given = GitPath(name.hasSuffix("/") ? String(name.dropLast()) : name)
    if governed.place(of: given) == .model { return given }
    let models = try ContributionGathering.directories(
      changedFrom: nil, to: tree, governed: governed, repository
    )
    .filter { $0 != GovernedPath.policies }
    let found = models.filter { $0.lastComponent.elementsEqual(name.utf8) }
    guard let directory = found.first else {
      throw UsageError(
        "there is no model \(name) at \(revision); the models are \(models.map { GitPath(bytes: $0.lastComponent).display }.sorted().joined(separator: ", "))"
      )
    }
    return directory
  }
}
