import GitHistory
import Governance

/// Where models stand: those that a change touches, or those that are named.
package struct StatusQuery {
  package let models: [String]

  /// - Parameter models: names or directories; none for every model that the change touches.
  package init(models: [String]) { self.models = models }

  /// A transition, and the models of it that are asked after; nil is all.
  struct Asked {
    let request: Check.Request
    var models: Set<ModelID>?
    /// Those of which nothing is on its way.
    var landed: [LikelyTransition.Meant] = []
  }

  /// - Parameters:
  ///   - request: the transition; nil is what HEAD would bring to a protected branch, and for a named model that
  ///     has landed everywhere how it stands.
  ///   - branch: the branch that is then asked about, if any.
  ///   - clock: the present, used where no moment is named.
  /// - Throws: `UsageError` where a model or revision names nothing, `GitError` where it cannot be read.
  package func status(
    of request: Check.Request?, head: String, branch: String? = nil, at: Instant?, clock: Instant,
    in repository: borrowing Repository
  ) throws -> StatusReport {
    let asked = try transitions(of: request, head: head, branch: branch, at: at, in: repository)
    var status = StatusReport(transitions: [], at: at)
    for var asked in asked {
      for meant in asked.landed {
        guard let told = try meant.standing(clock: clock, in: repository) else { continue }
        status.transitions.append(told.report)
        status.standings.append(told.standing)
        asked.models?.remove(meant.name)
      }
      if let models = asked.models, models.isEmpty { continue }
      let report = try Check(asked.request, clock: clock).report(in: repository)
      status.transitions.append(asked.models.map { report.narrowed(to: $0) } ?? report)
    }
    return status
  }

  /// The transitions in which the models are judged: those of one transition together.
  func transitions(
    of request: Check.Request?, head: String, branch: String?, at: Instant?,
    in repository: borrowing Repository
  ) throws -> [Asked] {
    try repository.requireCompleteHistory()
    let head = request?.head ?? head
    let query = DigestQuery(revision: head)
    let policy = try query.loadablePolicy(query.tree(repository), repository)?.policy
    let likely = LikelyTransition(head: head, branch: branch, at: at, policy: policy)
    if models.isEmpty {
      if request == nil, policy == nil {
        // There is no branch to be on the way to: the judgement says what is missing.
        return [Asked(request: Check.Request(base: nil, head: head, branch: branch, at: at))]
      }
      return try [request ?? likely.pending(in: repository)].compactMap { $0 }.map { Asked(request: $0) }
    }
    var asked: [Asked] = []
    for name in models {
      let meant = try likely.meant(by: name, given: request, in: repository)
      if let index = asked.firstIndex(where: { $0.request == meant.request }) {
        if asked[index].models?.insert(meant.name).inserted ?? false, meant.hasLanded {
          asked[index].landed.append(meant)
        }
      } else {
        asked.append(
          Asked(request: meant.request, models: [meant.name], landed: meant.hasLanded ? [meant] : []))
      }
    }
    return asked
  }
}
