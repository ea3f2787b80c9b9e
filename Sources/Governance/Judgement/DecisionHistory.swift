/// Which of a reviewer's decisions on a gate stands.
///
/// A reviewer's newest signed decision by ancestry stands, even if somebody else removed the file or put an
/// older one back: the tree alone would let whoever writes it choose among a reviewer's past words.
///
/// A decision that counts by its detached signature alone may stand anywhere in history, because anybody can
/// bring it there, again and again. Its place says nothing, but for one thing: what the reviewer's own commit
/// was built on is older than that commit. Otherwise the dates that the reviewer signed say which is newer.
struct DecisionHistory {
  private let records: [ApprovalRecord]
  private let commits: CommitGraph
  private let isAuthentic: (ApprovalRecord) -> Bool
  private let isAnchored: (ApprovalRecord) -> Bool

  /// - Parameters:
  ///   - isAuthentic: whether the record is the decision of the one its file is named after.
  ///   - isAnchored: whether that one brought it where it stands in history.
  init(
    _ records: [ApprovalRecord], commits: CommitGraph, isAuthentic: @escaping (ApprovalRecord) -> Bool,
    isAnchored: @escaping (ApprovalRecord) -> Bool
  ) {
    self.records = records
    self.commits = commits
    self.isAuthentic = isAuthentic
    self.isAnchored = isAnchored
  }

  /// The records worth judging: what is in the tree that will land, and each decision that stands though
  /// the tree does not show it.
  var effective: [ApprovalRecord] {
    records.filter { record in
      guard record.document != nil else { return false }
      if record.stands { return true }
      return isAuthentic(record) && successor(of: record) == nil
        && (commits.index(of: record.commit) != nil || record.document?.decision == .reject)
    }
  }

  /// The same reviewer's later decision that this one gave way to.
  func successor(of record: ApprovalRecord) -> ApprovalRecord? {
    records.first { later in
      guard later.holder == record.holder, later.gate == record.gate, isAuthentic(later),
        supersedes(later, record)
      else { return false }
      // Deleting one's rejection does not withdraw it.
      return later.document != nil || record.document?.decision != .reject
    }
  }

  private func supersedes(_ later: ApprovalRecord, _ record: ApprovalRecord) -> Bool {
    switch (isAnchored(later), isAnchored(record)) {
    case (true, true):
      return commits.precedes(record.commit, later.commit) && !record.unknownTo.contains(later.commit)
    case (true, false) where isBuilt(later, on: record): return true
    case (false, true) where isBuilt(record, on: later): return false
    default: break
    }
    let (first, second) = (DecisionHistory.date(of: record), DecisionHistory.date(of: later))
    if first != second { return first < second }
    // Said in the same second: the no stands.
    return record.document?.decision.approves ?? false && !(later.document?.decision.approves ?? false)
  }

  /// Whether the commit of the one record has these very bytes of the other in its history.
  private func isBuilt(_ record: ApprovalRecord, on other: ApprovalRecord) -> Bool {
    records.contains { same in
      same.path.isExactly(other.path) && same.content.isExactly(other.content)
        && commits.precedes(same.commit, record.commit) && !same.unknownTo.contains(record.commit)
    }
  }

  /// When the reviewer says to have decided; of a removal, when it was committed.
  private static func date(of record: ApprovalRecord) -> Instant { record.document?.date ?? record.committed }

  /// The same reviewer's withdrawal of the same content on another branch, which neither came before the
  /// decision nor after it. Which of the two was meant is not for whoever merges the branches to choose.
  func parallelWithdrawal(of record: ApprovalRecord) -> ApprovalRecord? {
    records.first { other in
      guard let withdrawal = other.document, withdrawal.decision == .withdraw, let document = record.document,
        other.holder == record.holder, other.gate == record.gate, withdrawal.subject == document.subject
      else { return false }
      let isParallel =
        commits.index(of: other.commit) == nil
        ? other.unknownTo.contains(record.commit) : !commits.precedes(other.commit, record.commit)
      return isParallel && other.commit != record.commit && isAuthentic(other) && successor(of: other) == nil
    }
  }
}
