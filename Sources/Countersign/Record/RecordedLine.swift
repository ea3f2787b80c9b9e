import GitHistory
import Governance

/// The line of a branch as the record delimits it, and by first parents where nothing was recorded.
///
/// An entry delimits a transition if somebody of the roster signed it and it goes on from the one before. What counts
/// for nothing is a warning, since else whoever may add to the record could spoil every audit to come; that the branch
/// does not hold what was recorded of it is an error.
struct RecordedLine {
  private(set) var steps: [AuditedLine.Step] = []
  private(set) var findings: [Finding] = []
  /// The heads of the steps between recorded ones that nobody recorded.
  private(set) var unrecorded: [ObjectID] = []

  private let branch: String
  private let line: BranchLine
  /// What the steps have come to.
  private var end: ObjectID?
  /// The newest entry that somebody vouches for.
  private var last: LogEntry?
  private var forks = 0
  /// How many warnings were left out.
  private var untold = 0

  /// What is told of a record at most, and how often a branch may be forked: nobody reads more.
  private static let findingLimit = 20
  private static let forkLimit = 50

  init(
    _ branch: String, _ line: BranchLine, items: [LogEntry.Item], _ repository: borrowing Repository
  ) throws(GitError) {
    self.branch = branch
    self.line = line
    let signatures = LogSignatures()
    for item in items {
      switch item {
      case .refused(let finding): tell(finding)
      case .entry(let entry):
        if entry.branch.isExactly(branch) { try take(entry, signatures, repository) }
      }
      if forks == RecordedLine.forkLimit { break }
    }
    if let last, !(try line.contains(last.head, repository)) { tell(try rewritten(since: last, repository)) }
    let gap = try line.steps(from: end, to: line.tip, repository)
    try add(gap, upTo: line.tip, repository)
    if untold > 0 {
      findings.append(
        Finding(
          .documentInvalid, .warning, "\(untold) more entries of the record are worth a warning each",
          help: "look at the first of them: somebody fills the record"))
    }
  }

  private mutating func tell(_ finding: Finding) {
    if findings.count < RecordedLine.findingLimit || finding.severity == .error {
      findings.append(finding)
    } else {
      untold += 1
    }
  }

  private mutating func take(
    _ entry: LogEntry, _ signatures: LogSignatures, _ repository: borrowing Repository
  ) throws(GitError) {
    if let problem = try problem(of: entry, signatures, repository) {
      return tell(
        Finding(
          problem.rule, .warning,
          "entry \(entry.id.commitID.short) of the record, that \(branch) went on to "
            + "\(entry.head.commitID.short), \(problem.message)",
          help: "it counts for nothing; find out who put it there", commit: entry.id.commitID))
    }
    // Of a head that is not here nothing is known but that the branch does not contain it.
    if let last, try repository.holdsCommit(entry.head),
      try !line.descends(entry.head, from: last.head, repository)
    {
      forks += 1
      tell(
        Finding(
          .historyRewritten,
          "\(branch) was rewritten: it was recorded at \(last.head.commitID.short) (entry "
            + "\(last.id.commitID.short)), and later at \(entry.head.commitID.short) (entry "
            + "\(entry.id.commitID.short)), which does not go on from there",
          help: "find out who rewrote it, and compare both ends", commit: entry.head.commitID))
    }
    last = entry
    guard try line.contains(entry.head, repository) else { return }
    try delimit(entry, repository)
  }

  /// Takes the entry's transition into the line.
  private mutating func delimit(_ entry: LogEntry, _ repository: borrowing Repository) throws(GitError) {
    guard let base = entry.base else {
      // Where the branch has a history, whoever names no base would have all of it judged as one.
      let gap = try line.steps(from: end, to: entry.head, repository)
      if var only = gap.steps.first, gap.steps.count == 1, only.base == nil {
        only.record = entry
        steps.append(only)
        end = entry.head
      } else {
        try add(gap, upTo: entry.head, repository)
      }
      return
    }
    guard base != entry.head, entry.head != end else { return }
    guard try line.descends(entry.head, from: base, repository),
      try end.map({ (end) throws(GitError) in try line.descends(base, from: end, repository) }) ?? true
    else {
      return tell(
        Finding(
          .documentInvalid, .warning,
          "entry \(entry.id.commitID.short) of the record says that \(branch) went from "
            + "\(base.commitID.short) to \(entry.head.commitID.short), and \(branch) did not",
          help: "it delimits nothing; find out who recorded it", commit: entry.id.commitID))
    }
    try add(line.steps(from: end, to: base, repository), upTo: base, repository)
    try add(entry, from: base, repository)
    end = entry.head
  }

  /// Goes on by what was recorded as one transition. A person's word does not make one of several steps: what landed
  /// unseen and was reverted would be in none. A bot or a forge tells of pushes.
  private mutating func add(
    _ entry: LogEntry, from base: ObjectID, _ repository: borrowing Repository
  ) throws(GitError) {
    if entry.voucher?.isPerson ?? true {
      let inner = try line.steps(from: base, to: entry.head, repository).steps
      if inner.count > 1 {
        steps += inner
        return tell(
          Finding(
            .documentInvalid, .note,
            "entry \(entry.id.commitID.short) of the record makes one transition of \(inner.count) steps, which "
              + "are judged one by one: it is signed by a person",
            help: "let a bot or a forge record pushes", commit: entry.id.commitID))
      }
    }
    steps.append(AuditedLine.Step(base: base, head: entry.head, record: entry))
  }

  /// Goes on by steps that nobody recorded.
  private mutating func add(
    _ gap: BranchLine.Gap, upTo end: ObjectID, _ repository: borrowing Repository
  ) throws(GitError) {
    if let left = gap.leftBy {
      tell(
        Finding(
          .historyRewritten, .warning,
          "\(branch) was recorded at \(gap.steps.first?.base?.commitID.short ?? "its beginning"), which "
            + "first-parent history passes by since merge \(left.commitID.short): its parents are swapped",
          help: "git log --first-parent shows another line now; look at what the merge brought",
          commit: left.commitID))
    }
    // What came before the first entry, or has come since the last, is no gap in the record.
    if self.end != nil, end != line.tip { unrecorded += gap.steps.map(\.head) }
    steps += gap.steps
    self.end = end
  }

  // MARK: Who vouches for an entry

  /// What is wrong with the signature; nil where somebody of the roster vouches for the entry.
  private func problem(
    of entry: LogEntry, _ signatures: LogSignatures, _ repository: borrowing Repository
  ) throws(GitError) -> (rule: Rule, message: String)? {
    let nobody = (Rule.signerUnknown, "is signed by nobody whom a policy of the branch knows")
    if try goesOn(entry, repository) {
      return entry.voucher.map(\.attribution.problem) ?? nobody
    }
    // A base that the branch never ended at may hold any roster, and an old one people who left. Such an entry is told
    // by whoever was known at the last recorded head, or is at the end of the branch.
    let commit = try repository.commit(entry.id)
    var told: (rule: Rule, message: String)?
    for known in [last?.head, line.tip].compactMap(\.self) {
      guard let voucher = try signatures.voucher(of: commit, byPolicyAt: known, repository) else { continue }
      guard let problem = voucher.attribution.problem else { return nil }
      told = told ?? problem
    }
    return told ?? nobody
  }

  /// Whether the entry's base is where the branch was after what was recorded before, and its head is on the branch.
  private func goesOn(_ entry: LogEntry, _ repository: borrowing Repository) throws(GitError) -> Bool {
    guard try line.contains(entry.head, repository) else { return false }
    let base = entry.base ?? entry.head
    guard let last else { return line.holds(base) }
    if base == last.head { return true }
    return line.holds(base) ? try line.descends(base, from: last.head, repository) : false
  }

  // MARK: Both ends of what was rewritten

  private func rewritten(
    since last: LogEntry, _ repository: borrowing Repository
  ) throws(GitError) -> Finding {
    let (tip, head) = (line.tip.commitID.short, last.head.commitID.short)
    let entry = "entry \(last.id.commitID.short), \(last.at.date)"
    var help = "find out who pushed by force; where this clone is only behind, fetch the branch"
    let what: String
    if try !repository.holdsCommit(last.head) {
      what = "was rewritten: it ends at \(tip) and was recorded at \(head) (\(entry)), which is not even here"
    } else if try repository.isAncestor(line.tip, of: last.head) {
      what = "was rolled back: it ends at \(tip) and was recorded at \(head) (\(entry))"
      help += "; git log \(tip)..\(head) shows what was taken off"
    } else {
      let parting = try repository.mergeBases(line.tip, last.head).first
      what =
        "was rewritten: it ends at \(tip) and was recorded at \(head) (\(entry)); "
        + (parting.map { "they part at \($0.commitID.short)" } ?? "they have nothing in common")
      help += "; git log \(tip)..\(head) shows what was taken off"
    }
    return Finding(.historyRewritten, "\(branch) \(what)", help: help, commit: last.head.commitID)
  }
}
