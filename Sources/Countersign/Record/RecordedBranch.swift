import GitHistory
import Governance

/// A branch, all its steps from its first commit on, and what the record has to say of it.
struct RecordedBranch {
  let steps: [AuditedLine.Step]
  let findings: [Finding]
  /// Nil where there is no record.
  let record: AuditedRecord?

  /// - Parameter logTip: an entry that the record has to contain.
  /// - Throws: `UsageError` for an entry that is no id, `GitError` where the branch or the record cannot be read.
  init(_ branch: String, tip: ObjectID, logTip: String?, _ repository: borrowing Repository) throws {
    let line = try BranchLine(tip, repository)
    guard let end = try CheckLog.tip(repository) else {
      steps = try line.steps(from: nil, to: tip, repository).steps
      findings = try logTip.map { [try RecordedBranch.cut(after: $0, at: nil)] } ?? []
      record = nil
      return
    }
    let log: LogReading
    let recorded: RecordedLine
    do throws(GitError) {
      log = try LogReading(from: end, repository)
      recorded = try RecordedLine(branch, line, items: log.items, repository)
    } catch {
      // The branch is there all the same.
      var finding = error.finding
      finding.message = "the record cannot be read: \(finding.message)"
      steps = try line.steps(from: nil, to: tip, repository).steps
      findings = [finding]
      record = nil
      return
    }
    steps = recorded.steps
    var findings = recorded.findings
    if let logTip {
      let digits = try RecordedBranch.digits(logTip)
      if !log.commits.contains(where: { $0.hex.utf8.starts(with: digits.utf8) }) {
        findings.append(try RecordedBranch.cut(after: logTip, at: end))
      }
    }
    self.findings = findings
    record = AuditedRecord(
      tip: end.commitID, entries: log.items.count, delimited: recorded.steps.count { $0.record != nil },
      unrecorded: recorded.unrecorded.map(\.commitID))
  }

  /// The beginning of an id. The commit of a record that was cut off need not be here, so that nothing else is taken.
  private static func digits(_ text: String) throws(UsageError) -> String {
    let isHexadecimal = text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    guard isHexadecimal, (7...40).contains(text.utf8.count) else {
      throw UsageError("--log-tip \(text) is no id of an entry, nor the beginning of one: 7 digits or more")
    }
    return text
  }

  private static func cut(after entry: String, at end: ObjectID?) throws(UsageError) -> Finding {
    let entry = try digits(entry)
    return Finding(
      .historyRewritten,
      end.map {
        "the record was cut off or replaced: it ends at \($0.commitID.short), without entry \(entry)"
      }
        ?? "there is no record here, and it should contain entry \(entry)",
      help: "fetch it where it is kept: git fetch origin \(CheckLog.reference):\(CheckLog.reference)",
      commit: end?.commitID)
  }
}

extension LogEntry {
  /// What the entry says beside what was found.
  func compared(with report: TransitionReport) -> RecordedVerdict {
    RecordedVerdict(
      entry: id.commitID, verdict: verdict, tree: tree?.commitID, version: version, of: report)
  }
}
