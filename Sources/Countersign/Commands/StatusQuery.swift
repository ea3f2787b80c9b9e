import Documents
import GitHistory
import Governance

/// Where models stand: those that a change touches, or those that are named.
package struct StatusQuery {
  package let models: [String]

  /// - Parameter models: names or directories; none for every model that the change touches.
  package init(models: [String]) { self.models = models }

  /// - Parameters:
  ///   - request: the transition; nil is what HEAD would bring to a protected branch, and for a named model that
  ///     has landed everywhere its last change.
  ///   - branch: the branch that is then asked about, if any.
  ///   - clock: the present, used where no moment is named.
  /// - Throws: `UsageError` where a model or revision names nothing, `GitError` where it cannot be read.
  package func status(
    of request: Check.Request?, head: String, branch: String? = nil, at: Instant?, clock: Instant,
    in repository: borrowing Repository
  ) throws -> StatusReport {
    try repository.requireCompleteHistory()
    let head = request?.head ?? head
    let query = DigestQuery(revision: head)
    let tree = try query.tree(repository)
    let policy = try policy(tree, repository)
    let likely = LikelyTransition(head: head, branch: branch, at: at, policy: policy)
    if models.isEmpty {
      guard let chosen = try request ?? likely.pending(in: repository) else {
        return StatusReport(transitions: [], at: at)
      }
      return StatusReport(
        transitions: [try Check(chosen, clock: clock).report(in: repository)], at: at)
    }
    // Models of one transition are judged together.
    var asked: [(request: Check.Request, models: Set<ModelID>)] = []
    for name in models {
      let directory = try query.directory(
        of: name, layout: policy?.layout ?? Glob("models/*"), tree, repository)
      let model = ModelID(GitPath(bytes: directory.lastComponent).display)
      let chosen = try request ?? likely.transition(of: directory, in: repository)
      if let index = asked.firstIndex(where: { $0.request == chosen }) {
        asked[index].models.insert(model)
      } else {
        asked.append((chosen, [model]))
      }
    }
    return StatusReport(
      transitions: try asked.map { chosen, models in
        try Check(chosen, clock: clock).report(in: repository).narrowed(to: models)
      }, at: at)
  }

  /// The policy at head; nil where it has none, or one that does not load: the judgement says so.
  private func policy(_ tree: ObjectID, _ repository: borrowing Repository) throws(GitError) -> Policy? {
    let outcome = try LoadedPolicy.load(from: tree, in: repository, digests: ContentDigests())
    if case .loaded(let loaded) = outcome { return loaded.policy }
    return nil
  }
}
