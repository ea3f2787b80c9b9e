import Documents
import GitHistory
import Governance

/// One entry of the record: what it says, and whose signature vouches for it.
struct LogEntry: Sendable {
  let id: ObjectID
  let branch: String
  /// Nil where the branch began.
  let base: ObjectID?
  let head: ObjectID
  let tree: ObjectID?
  /// The moment that it was judged at, which is a claim of whoever signed it.
  let at: Instant
  let verdict: Verdict
  let version: String
  /// By the policy that judged the transition: base's, or the one that head brings where base has none. Nil where there
  /// is none that loads.
  let voucher: LogVoucher?

  /// An entry, or why it is none.
  enum Item: Sendable {
    case entry(LogEntry)
    /// It says nothing that could be used.
    case refused(Finding)
  }

  /// Reads the entry of a commit.
  ///
  /// - Throws: `GitError` where the record itself is broken. What the repository lacks of the branch is no error here:
  ///   it may have been taken off.
  static func read(
    _ id: ObjectID, _ signatures: LogSignatures, _ repository: borrowing Repository
  ) throws(GitError) -> Item {
    func refused(_ problem: String, help: String? = nil) -> Item {
      .refused(
        Finding(
          .documentInvalid, .warning, "entry \(id.commitID.short) of the record \(problem)",
          help: help
            ?? "it says nothing that counts; find out who put it there: git log \(CheckLog.reference)",
          commit: id.commitID))
    }
    let commit: RawCommit
    let tree: Tree
    do throws(GitError) {
      commit = try repository.commit(id)
      tree = try repository.tree(commit.tree)
    } catch {
      guard error.code == .malformedCommit || error.code == .malformedTree else { throw error }
      return refused("cannot be read: \(error.message)")
    }
    if commit.parents.count > 1 { return refused("is a merge, and the record is one line") }
    guard let file = tree.entries.first, tree.entries.count == 1, file.name == Array(CheckLog.file.utf8),
      file.mode == .file
    else { return refused("holds something else than one plain file \(CheckLog.file)") }
    guard try repository.blobSize(file.id) <= CheckLog.reportLimit else {
      return refused("has a report of more than \(CheckLog.reportLimit >> 20) MiB")
    }
    let bytes = try repository.blob(file.id, limit: CheckLog.reportLimit)
    let report: RecordedReport
    do throws(DocumentError) {
      report = try RecordedReport(bytes)
    } catch {
      return refused("has no report that can be read: line \(error.position.line): \(error.problem)")
    }
    return .entry(
      LogEntry(
        id: id, branch: report.branch, base: report.base, head: report.head, tree: report.tree, at: report.at,
        verdict: report.verdict, version: report.version,
        voucher: try signatures.voucher(of: commit, base: report.base, head: report.head, repository))
    )
  }
}
