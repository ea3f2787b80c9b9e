import GitHistory
import Governance

/// Looks over the documents of one state of a repository by themselves, without history: whether they can be read,
/// whether cards say what the policy beside them wants to know, whether artifacts are what cards say, and whether
/// approvals are for what lies there.
package struct Lint {
  private let source: LintSource
  private let names: [String]
  private let directory: String?
  private let now: Instant

  /// - Parameters:
  ///   - names: files, directories and models to look at, paths as seen from `directory`; none for everything or, of the
  ///     index, for what a commit of it would change and what rests on that.
  ///   - directory: the working directory, absolute.
  package init(
    _ source: LintSource, only names: [String] = [], from directory: String? = nil, at now: Instant
  ) {
    self.source = source
    self.names = names
    self.directory = directory
    self.now = now
  }

  /// - Throws: `UsageError` for a name or a revision that is not there, `GitError` for what cannot be read.
  package func report(in repository: borrowing Repository) throws -> DocumentReport {
    let digests = ContentDigests()
    let tree = try LintedTree(source, repository)
    let outcome = try LoadedPolicy.load(from: tree.id, in: repository, digests: digests)
    var policy: LoadedPolicy?
    if case .loaded(let loaded) = outcome { policy = loaded }
    let governed = GovernedPath(layout: policy?.policy.layout ?? GovernedPath.usualLayout)
    let models = try models(in: tree.id, governed, repository)
    let selection = try selection(of: models, in: tree, governed, repository)
    let linting = Linting(tree, policy: policy, now: now, digests: digests)
    if selection.includesPolicy {
      try PolicyFolderLint(linting: linting, outcome: outcome).run(repository)
    }
    let twins = Kinship.twins(among: models.map { (ModelPlace(directory: $0).id, $0.display) })
    for directory in selection.models {
      linting.add(twins[directory])
      try lint(ModelPlace(directory: directory), linting, repository)
    }
    if policy == nil, !linting.documents.isEmpty { linting.add(Lint.unjudged(outcome)) }
    linting.add(
      try SurroundingsCheck.findings(
        from: selection.isOfChanges ? tree.head : nil, to: tree.id, governed: governed, repository))
    linting.add(troubles(of: tree, governed))
    let found = linting.findings.filter { selection.includes($0) }
    return DocumentReport(
      documents: linting.documents.count { selection.includes($0) }, findings: Lint.ordered(found))
  }

  private func lint(
    _ place: ModelPlace, _ linting: Linting, _ repository: borrowing Repository
  ) throws(GitError) {
    do throws(GitError) {
      try ModelLint(linting: linting, place: place).run(repository)
    } catch {
      // What is too large of one model says nothing about the others.
      guard error.code == .tooLarge else { throw error }
      var finding = error.finding
      finding.model = place.id
      finding.path = place.directory.display
      linting.add(finding)
    }
  }

  /// The directories of models, in byte order, and what is refused in their places. Plain files beside the models are
  /// nobody's business.
  private func models(
    in tree: ObjectID, _ governed: GovernedPath, _ repository: borrowing Repository
  ) throws(GitError) -> [GitPath] {
    var models: [GitPath] = []
    let others = try repository.changes(from: nil, to: tree) { directory in
      let place = governed.place(of: directory)
      if place == .model { models.append(directory) }
      return place == .above
    }
    for other in others where other.new.map({ $0.mode == .symlink || $0.mode == .submodule }) ?? false {
      if governed.place(of: other.path) == .model { models.append(other.path) }
    }
    return models.filter { $0 != GovernedPath.policies }.sorted()
  }

  private func selection(
    of models: [GitPath], in tree: LintedTree, _ governed: GovernedPath, _ repository: borrowing Repository
  ) throws -> LintSelection {
    if !names.isEmpty {
      let naming = PathNaming(root: repository.workingDirectory, directory: directory)
      return try LintSelection(names, of: models, naming, in: tree, repository)
    }
    if case .index = source {
      return try LintSelection(changesOf: models, in: tree, governed, repository)
    }
    return LintSelection(everythingOf: models)
  }

  /// What keeps files from being looked at.
  private func troubles(of tree: LintedTree, _ governed: GovernedPath) -> [Finding] {
    let conflicts = tree.conflicts.filter(governed.contains).map { path in
      Finding(
        .mergeConflict, "\(path.display) is in conflict", help: "resolve it, and git add it",
        path: path.display, verdict: .undecided)
    }
    return conflicts
      + tree.unreadable.filter { governed.contains($0.path) }.map { path, reason in
        Finding(
          .documentInvalid, reason, help: "let it be read, or take it away", path: path.display,
          verdict: .undecided)
      }
  }

  /// That nothing was held to a policy.
  private static func unjudged(_ outcome: LoadedPolicy.Outcome) -> Finding {
    if case .invalid = outcome {
      return Finding(
        .policyInvalid, .note, "the policy does not load: cards and approvals are held to their formats only",
        help: "countersign lint policies", path: "policies/policy.yaml")
    }
    return Finding(
      .policyMissing, .note,
      "there is no policies/policy.yaml: documents are held to their formats only",
      help: "write a policy; `countersign demo` builds an example", path: "policies/policy.yaml")
  }

  /// By file and place, each once.
  private static func ordered(_ findings: [Finding]) -> [Finding] {
    var seen: Set<Finding> = []
    return findings.filter { seen.insert($0).inserted }.enumerated().sorted { one, other in
      let (left, right) = (one.element, other.element)
      if !(left.path ?? "").isExactly(right.path ?? "") {
        return (left.path ?? "").utf8.lexicographicallyPrecedes((right.path ?? "").utf8)
      }
      return (left.position?.line ?? 0, left.position?.column ?? 0, one.offset)
        < (right.position?.line ?? 0, right.position?.column ?? 0, other.offset)
    }.map(\.element)
  }
}
