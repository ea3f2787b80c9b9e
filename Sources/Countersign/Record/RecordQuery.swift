import GitHistory
import Governance

/// What `record` appends: the transition of a branch to what landed, judged, or why there is nothing to append.
package struct RecordQuery {
  package struct Request: Sendable {
    /// The transition as it was named, with its branch.
    package var transition: Check.Request
    /// Whether a base stands there because somebody named it, rather than that the record is asked for it.
    package var isBaseNamed: Bool

    package init(transition: Check.Request, isBaseNamed: Bool) {
      self.transition = transition
      self.isBaseNamed = isBaseNamed
    }
  }

  package enum Plan: Sendable {
    /// To be appended: the report, upon this end of the record.
    case append(TransitionReport, upon: CommitID?)
    /// It is in the record already, as this entry, and came to this verdict.
    case recorded(entry: CommitID, Verdict)
    /// The record has what comes later, by this entry, and the branch goes on from there.
    case passed(entry: CommitID, head: CommitID)
    /// The branch does not go on from what was recorded of it.
    case refused(Finding)
  }

  private let request: Request
  private let clock: Instant

  /// - Parameter clock: the present, judged at where the request names no moment.
  package init(_ request: Request, clock: Instant) {
    self.request = request
    self.clock = clock
  }

  /// - Throws: `UsageError` for what names nothing, a head that has not landed, and a base that the record lies beyond;
  ///   `GitError` where the branch or the record cannot be read.
  package func plan(in repository: borrowing Repository) throws -> Plan {
    guard let branch = request.transition.branch.map(Check.branchName) else {
      throw UsageError("name the branch whose record it is: --branch main")
    }
    try repository.requireCompleteHistory()
    let head = try DigestQuery.commit(request.transition.head, repository)
    guard let tip = try LikelyTransition.tip(of: branch, repository) else {
      throw UsageError("there is no branch \(branch) here, nor on origin; fetch it")
    }
    let log = try CheckLog.tip(repository)
    let line = try BranchLine(tip, repository)
    let last = try log.flatMap { try RecordQuery.last(of: branch, line, upTo: $0, repository) }
    if let last, last.head == head { return .recorded(entry: last.id.commitID, last.verdict) }
    if let last, try !line.descends(head, from: last.head, repository) {
      // A job that comes late finds what came after recorded, and the branch where it should be.
      let isLate = try line.descends(last.head, from: head, repository)
      if isLate, try line.contains(last.head, repository) {
        return .passed(entry: last.id.commitID, head: last.head.commitID)
      }
      return .refused(RecordQuery.rewriting(branch, last, head, isRollback: isLate))
    }
    guard try line.contains(head, repository) else {
      throw UsageError(
        "\(request.transition.head) has not landed on \(branch), which ends at \(tip.commitID.short); "
          + "record what landed, after it did")
    }
    var transition = request.transition
    transition.branch = branch
    transition.head = head.hex
    transition.at = transition.at ?? clock
    if let last {
      transition.base = try base(upon: last, of: head, line, repository).hex
    } else if !request.isBaseNamed, transition.base == nil {
      throw UsageError(
        "nothing of \(branch) is recorded yet, so name what it held before: --base REV; or fetch the record: "
          + "git fetch origin \(CheckLog.reference):\(CheckLog.reference)")
    }
    return .append(
      try Check(transition, clock: clock).report(in: repository), upon: log?.commitID)
  }

  /// What the branch held before: what was named, if that comes after what was recorded last, else what was recorded
  /// last, if it is one step from there. What landed in several pushes, none of them recorded, is no transition.
  private func base(
    upon last: LogEntry, of head: ObjectID, _ line: BranchLine, _ repository: borrowing Repository
  ) throws -> ObjectID {
    guard request.isBaseNamed else {
      let count = try line.steps(from: last.head, to: head, repository).steps.count
      if count <= 1 { return last.head }
      throw UsageError(
        "\(count) steps landed since \(last.head.commitID.short), which was recorded last; name what the push "
          + "began at: --base REV"
          + "\n  help: git log --first-parent \(last.head.commitID.short)..\(head.commitID.short) lists them")
    }
    let named = try request.transition.base.map { try DigestQuery.commit($0, repository) }
    if let named, try line.descends(named, from: last.head, repository) { return named }
    throw UsageError(
      "--base \(request.transition.base ?? "none") comes before \(last.head.commitID.short), up to which "
        + "the record goes; leave it out to go on from there")
  }

  /// Whose signature the commit carries that is to be an entry.
  ///
  /// - Throws: `UsageError` where an audit would not count it.
  package func signer(
    of commit: String, recording report: TransitionReport, in repository: borrowing Repository
  ) throws -> IdentityID {
    guard let id = ObjectID(hex: commit), let head = ObjectID(hex: report.head.text) else {
      throw UsageError("git made no commit")
    }
    let base = report.base.flatMap { ObjectID(hex: $0.text) }
    let attribution = try LogSignatures().voucher(
      of: repository.commit(id), base: base, head: head, repository)?.attribution
    if let identity = attribution?.identity { return identity }
    throw UsageError(
      "the entry would not count: it \(attribution?.problem?.message ?? "rests on no policy that loads")"
        + "\n  help: list the runner's key in policies/identities.yaml, as that of a bot")
  }

  // MARK: The newest entry

  /// The newest entry of the branch that somebody vouches for: the policy at its base, if the branch was there, or that
  /// at the end of the branch.
  private static func last(
    of branch: String, _ line: BranchLine, upTo tip: ObjectID, _ repository: borrowing Repository
  ) throws(GitError) -> LogEntry? {
    let signatures = LogSignatures()
    var next: ObjectID? = try repository.peeledCommit(tip)
    while let id = next {
      let commit = try repository.commit(id)
      next = commit.parents.first
      guard case .entry(let entry) = try LogEntry.read(id, signatures, repository),
        entry.branch.isExactly(branch)
      else { continue }
      let isOnLine =
        line.holds(entry.base ?? entry.head) ? try line.contains(entry.head, repository) : false
      let voucher =
        isOnLine ? entry.voucher : try signatures.voucher(of: commit, byPolicyAt: line.tip, repository)
      if voucher?.attribution.identity != nil { return entry }
    }
    return nil
  }

  private static func rewriting(
    _ branch: String, _ last: LogEntry, _ head: ObjectID, isRollback: Bool
  ) -> Finding {
    Finding(
      .historyRewritten,
      "\(branch) was \(isRollback ? "rolled back" : "rewritten"): it was recorded at \(last.head.commitID.short) "
        + "(entry \(last.id.commitID.short), \(last.at.date)), and \(head.commitID.short) "
        + (isRollback ? "comes before that" : "does not go on from there"),
      help: "find out who pushed by force, and put back what was recorded; the record is not changed",
      commit: last.head.commitID)
  }
}
