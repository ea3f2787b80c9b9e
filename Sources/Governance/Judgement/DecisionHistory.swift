/// Which of a reviewer's decisions on a gate stands.
///
/// A reviewer's newest signed decision by ancestry stands, even if somebody else removed the file or put an
/// older one back: the tree alone would let whoever writes it choose among a reviewer's past words.
struct DecisionHistory {
  private let records: [ApprovalRecord]
  private let commits: CommitGraph
  private let isAuthentic: (ApprovalRecord) -> Bool

  /// - Parameter isAuthentic: whether the record is the decision of the one its file is named after.
  init(_ records: [ApprovalRecord], commits: CommitGraph, isAuthentic: @escaping (ApprovalRecord) -> Bool) {
    self.records = records
    self.commits = commits
    self.isAuthentic = isAuthentic
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
        commits.precedes(record.commit, later.commit), later.commit != record.commit,
        !record.unknownTo.contains(later.commit)
      else { return false }
      // Deleting one's rejection does not withdraw it.
      return later.document != nil || record.document?.decision != .reject
    }
  }

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
