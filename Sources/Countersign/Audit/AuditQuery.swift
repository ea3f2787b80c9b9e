import GitHistory
import Governance

/// Replays a protected branch: every first-parent transition since the trust root, judged as `check` judges it.
package struct AuditQuery {
  package struct Request: Sendable {
    package var branch: String
    /// The commit that brought the first policy; nil looks for it.
    package var root: String?
    package var policy: AuditSummary.Policy
    /// Only transitions after this revision or date.
    package var since: String?
    /// Only transitions up to this revision or date.
    package var until: String?
    /// Only transitions that change this model.
    package var model: ModelID?
    /// Only transitions of which this person signed something.
    package var person: IdentityID?
    /// An entry that the record has to contain, by its commit's id or the beginning of it.
    package var logTip: String?
    /// Whether what earlier audits judged is believed, and what this one judges kept for later ones.
    package var usesCache: Bool

    package init(
      branch: String, root: String? = nil, policy: AuditSummary.Policy = .then, since: String? = nil,
      until: String? = nil, model: ModelID? = nil, person: IdentityID? = nil, logTip: String? = nil,
      usesCache: Bool = false
    ) {
      self.branch = branch
      self.root = root
      self.policy = policy
      self.since = since
      self.until = until
      self.model = model
      self.person = person
      self.logTip = logTip
      self.usesCache = usesCache
    }
  }

  private let request: Request
  private let clock: Instant

  /// - Parameter clock: the present. No transition is judged at a later moment, whatever date its commit claims.
  package init(_ request: Request, clock: Instant) {
    self.request = request
    self.clock = clock
  }

  /// Judges the transitions and hands them over, the oldest first, each as soon as it is judged.
  ///
  /// - Parameters:
  ///   - workers: how many threads judge at once, each with a repository handle of its own.
  ///   - progress: called with how many transitions are done, and of how many.
  ///   - waiting: called some times a second; what it throws ends the audit.
  /// - Returns: what concerns all of them.
  /// - Throws: `UsageError` where branch, root or bounds name nothing, `GitError` where the line of the branch itself
  ///   cannot be read. What cannot be judged of one transition is its own finding.
  package func audit(
    in repository: borrowing Repository, workers: Int, progress: (Int, Int) -> Void = { _, _ in },
    waiting: () throws -> Void = {},
    emit: (AuditedTransition) throws -> Void
  ) throws -> AuditSummary {
    let line = try AuditedLine(request, in: repository)
    let thresholds = AuditQuery.thresholds(of: line, repository)
    var summary = AuditSummary(
      branch: line.branch, tip: line.tip.commitID, root: line.root?.commitID, isPinned: request.root != nil,
      policy: request.policy, person: request.person, thresholds: thresholds?.values ?? TheatreThresholds(),
      thresholdsFrom: thresholds?.commit.commitID)
    summary.ungoverned = line.ungoverned
    summary.findings = line.findings
    summary.record = line.record
    let substitute = request.policy == .now ? line.tip : nil
    // What a person signed is not among what is kept.
    let cache =
      request.usesCache && request.person == nil
      ? AuditCache(for: line, substitute: substitute, in: repository) : nil
    let replay = Replay(
      line: line, substitute: substitute, clock: clock, person: request.person,
      repositoryPath: repository.gitDirectory, environment: repository.environment, cache: cache)
    var isKnown = request.model == nil || line.steps.isEmpty
    try replay.run(workers: workers, progress: progress, waiting: waiting) { transition in
      var transition = transition
      if let model = request.model {
        // What could not be judged may have changed it as well.
        let report = transition.report
        guard
          report.models.contains(where: { $0.id == model })
            || report.findings.contains(where: { $0.model == model })
            || report.verdict == .undecided
        else { return }
        isKnown = true
        transition = transition.narrowed(to: model)
      }
      // Whom somebody reviews with shows in what others did as well.
      summary.measure(transition)
      if request.person != nil, transition.acts.isEmpty { return }
      summary.add(transition)
      try emit(transition)
    }
    if let model = request.model, !isKnown {
      throw UsageError("no transition of \(line.branch) changes a model \(model)")
    }
    summary.close()
    return summary
  }

  /// From where on theatre is told: by the policy at the end of what is replayed. Nil where there is none that loads.
  private static func thresholds(
    of line: AuditedLine, _ repository: borrowing Repository
  ) -> (values: TheatreThresholds, commit: ObjectID)? {
    let end = line.steps.last?.head ?? line.tip
    do throws(GitError) {
      let outcome = try JudgingMemory().policy(of: repository.commit(end).tree, repository)
      if case .loaded(let loaded) = outcome { return (loaded.policy.theatre, end) }
    } catch {
      // That it cannot be read is said of the step that it belongs to.
    }
    return nil
  }
}
