import GitHistory
import Governance

/// Whether the policy by which models stand was itself approved, as far as its last change on the line shows. What came
/// before that is for an audit to replay.
struct PolicyStanding {
  private(set) var findings: [Finding] = []

  /// - Parameters:
  ///   - landing: of `policies/`.
  ///   - line: the newest first.
  init(
    _ landing: LastLandings.Landing, on line: [ObjectID], branch: String, clock: Instant,
    _ repository: borrowing Repository
  ) throws {
    guard landing.isFound, let step = landing.subjects.first else { return }
    let head = line[step]
    let date = min(Instant(seconds: try repository.commit(head).committer.time), clock)
    let base = step + 1 < line.count ? line[step + 1].hex : nil
    let request = Check.Request(base: base, head: head.hex, branch: branch, at: date)
    do {
      let report = try Check(request, clock: clock, memory: JudgingMemory(isReplay: true)).report(
        in: repository)
      // A model that landed in the same step answers for itself.
      let verdict = report.policyChange?.verdict ?? (report.verdict == .undecided ? .undecided : .satisfied)
      if verdict == .satisfied { return }
      add(
        .error,
        "\(head.commitID.short) changed the policy that judges, although that was \(verdict.rawValue)",
        head)
    } catch let error as UsageError {
      add(
        .warning,
        "whether \(head.commitID.short) was allowed to change the policy cannot be told: \(error.description)",
        head)
    }
  }

  private mutating func add(_ severity: Severity, _ message: String, _ commit: ObjectID) {
    findings.append(
      Finding(
        .policyChangeUnapproved, severity, message,
        help: "see countersign explain \(commit.commitID.short), and have the policy approved",
        path: "policies/policy.yaml", commit: commit.commitID))
  }
}
