import GitHistory
import Governance

/// A push to the record of checks, which only ever grows, by what is an entry. Who may sign one is asked in audits: by the
/// policy of the time.
struct LogPush {
  private let update: RefUpdate
  private let place: BranchPlace

  init(_ update: RefUpdate, at place: BranchPlace) {
    self.update = update
    self.place = place
  }

  /// Nil for a push to something else.
  ///
  /// - Parameter name: the reference that is changed.
  func answer(named name: GitPath, _ repository: borrowing Repository) throws(GitError) -> RefAnswer? {
    let named = CheckLog.isNamed(by: name)
    guard named.exactly else {
      guard named.folded, update.new != nil else { return nil }
      return refused(
        .pathRefused, "\(update.displayName) is taken for the record where case is not told apart",
        help: "give it another name")
    }
    guard let new = update.new else {
      return refused(
        .historyRewritten, "\(update.displayName) is the record of checks, and is never deleted",
        help: "push without deleting it")
    }
    guard try repository.peeledCommit(new) == new else { return .refused(.tagObject(update)) }
    if let old = update.old {
      if case .remote(let remote) = place, try !repository.holdsCommit(old) {
        return refused(
          .historyIncomplete, "\(update.displayName) stands at \(old.commitID.short), which is not here",
          help: "git fetch \(remote) \(CheckLog.reference):\(CheckLog.reference)", verdict: .undecided)
      }
      if try !repository.isAncestor(old, of: new) { return rewriting(old) }
    }
    return try refusal(of: new, repository).map { .refused($0) } ?? .passes
  }

  /// Why what comes upon the record is no line of entries; nil where it is.
  private func refusal(of new: ObjectID, _ repository: borrowing Repository) throws(GitError) -> Finding? {
    let signatures = LogSignatures()
    var next: ObjectID? = new
    while let id = next, id != update.old {
      // A merge is none: its other parent would be taken off the line.
      if case .refused(var finding) = try LogEntry.read(id, signatures, repository) {
        (finding.severity, finding.verdict) = (.error, .violated)
        finding.help = "push what countersign record wrote: it is never taken off again"
        return finding
      }
      next = try repository.commit(id).parents.first
    }
    return nil
  }

  private func rewriting(_ old: ObjectID) -> RefAnswer {
    refused(
      .historyRewritten,
      "\(update.displayName) is the record of checks and cannot be rewritten: what is pushed does not go on "
        + "from \(old.commitID.short), where it stands",
      help: "git fetch origin +\(CheckLog.reference):\(CheckLog.reference), and record upon what is there")
  }

  private func refused(
    _ rule: Rule, _ message: String, help: String, verdict: Verdict = .violated
  ) -> RefAnswer {
    .refused(Finding(rule, message, help: help, commit: update.new?.commitID, verdict: verdict))
  }
}
