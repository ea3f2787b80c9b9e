import GitHistory
import Governance

/// Judges the steps of a line in parallel, and hands them over in their order.
struct Replay: Sendable {
  let line: AuditedLine
  /// The commit whose policy judges in place of each step's own; nil judges by the policy of the time.
  let substitute: ObjectID?
  /// No step is judged at a later moment.
  let clock: Instant
  /// Whose signatures are to be told of each step.
  let person: IdentityID?
  let repositoryPath: String
  let environment: [String: String]
  /// What earlier audits judged; nil judges all anew.
  let cache: AuditCache?

  /// How many neighbouring steps one worker takes at a time: enough that what they have in common is found once.
  private static let chunk = 128

  func run(
    workers: Int, progress: (Int, Int) -> Void, waiting: () throws -> Void,
    emit: (AuditedTransition) throws -> Void
  ) throws {
    let chunks = chunks
    var done = 0
    try OrderedWork(count: chunks.count, workers: workers).run(waiting: waiting) { isStopped in
      let memory = JudgingMemory(isReplay: true)
      return { try judge(chunks[$0], memory, isStopped) }
    } emit: { (transitions: [AuditedTransition]) in
      for transition in transitions { try emit(transition) }
      done += transitions.count
      progress(done, line.steps.count)
    }
    cache?.prune()
  }

  /// Cut at places of the line, not of what is asked of it, so that another question meets the same chunks.
  private var chunks: [ArraySlice<AuditedLine.Step>] {
    let first = line.firstPlace / Replay.chunk
    return stride(from: first * Replay.chunk, to: line.firstPlace + line.steps.count, by: Replay.chunk).map {
      let start = max(0, $0 - line.firstPlace)
      return line.steps[start..<min($0 + Replay.chunk - line.firstPlace, line.steps.count)]
    }
  }

  private func judge(
    _ steps: ArraySlice<AuditedLine.Step>, _ memory: JudgingMemory, _ isStopped: () -> Bool
  ) throws -> [AuditedTransition] {
    let repository = try Repository(at: repositoryPath, environment: environment)
    try memory.requireCompleteHistory(repository)
    if let known = try cache?.transitions(of: steps, clock: clock, memory.branchTips, repository) {
      return known
    }
    // Found out anew, it would cost a walk through all of history.
    if let root = line.root { memory.trust(line.rooted, toDescendFrom: root) }
    var policy: LoadedPolicy?
    if let substitute {
      guard case .loaded(let loaded) = try memory.policy(of: repository.commit(substitute).tree, repository)
      else {
        throw UsageError("the policy at the end of \(line.branch) does not load, so it cannot judge")
      }
      policy = loaded
    }
    var transitions: [AuditedTransition] = []
    for step in steps {
      if isStopped() { throw OrderedWork.Stopped() }
      transitions.append(try judge(step, memory, policy, repository))
    }
    try cache?.keep(transitions, of: steps, clock: clock, tips: memory.branchTips.known)
    memory.forgetSome()
    return transitions
  }

  /// One step. What cannot be read of it is its own finding, and spoils no other.
  private func judge(
    _ step: AuditedLine.Step, _ memory: JudgingMemory, _ policy: LoadedPolicy?,
    _ repository: borrowing Repository
  ) throws -> AuditedTransition {
    let date: Instant
    let parents: Int
    do throws(GitError) {
      let commit = try repository.commit(step.head)
      date = min(Instant(seconds: commit.committer.time), clock)
      parents = commit.parents.count
    } catch {
      var report = TransitionReport(
        branch: line.branch, base: step.base?.commitID, head: step.head.commitID)
      report.findings = [error.finding]
      return AuditedTransition(report: report, date: clock, landing: .direct, signer: nil)
    }
    let request = Check.Request(
      base: step.base?.hex, head: step.head.hex, branch: line.branch, root: line.root?.hex,
      at: date)
    var (report, judged): (TransitionReport, Check.Judged?)
    do {
      (report, judged) = try Check(request, clock: clock, memory: memory, substitute: policy)
        .judged(explaining: nil, in: repository)
    } catch let error as UsageError {
      // The policy of the time did not know the branch.
      report = TransitionReport(
        branch: line.branch, base: step.base?.commitID, head: step.head.commitID, at: date)
      report.findings = [
        Finding(
          .policyMissing, "the policy of the time did not protect \(line.branch): \(error.description)",
          help: "look at what changed by hand: nothing says which gates it had to pass",
          commit: step.head.commitID, verdict: .undecided)
      ]
      judged = nil
    }
    let recorded = try step.record.map { entry in
      entry.compared(with: try repeated(entry, request, report, memory, policy, repository))
    }
    // Said once of the whole record.
    report.findings.removeAll { $0.rule == .rootUnpinned }
    repository.forgetMergedObjects()
    let signer = judged.flatMap { judged in
      judged.facts.commits[step.head.commitID]?.attribution.identity
    }
    let landing: AuditedTransition.Landing =
      if step.head == line.root {
        .root
      } else if parents > 1 {
        .merge
      } else if let signer, judged?.loaded.roster[id: signer]?.kind == .forge {
        .forge
      } else {
        .direct
      }
    // The facts end here: what is kept of them is what the record as a whole is measured by.
    let record = judged.map { LandedRecord(of: $0.facts, judged: report, on: date) }
    var acts: [SignedAct] = []
    if let person, let judged, let record { acts = SignedAct.all(by: person, in: judged.facts, record) }
    return AuditedTransition(
      report: report, date: date, landing: landing, signer: signer, record: record, acts: acts,
      recorded: recorded)
  }

  /// The judgement that a recorded one is compared with. The moment in the record is a claim of whoever signed it, and
  /// so decides nothing but whether the record speaks true: a transition is judged by its commit's date.
  private func repeated(
    _ entry: LogEntry, _ request: Check.Request, _ report: TransitionReport, _ memory: JudgingMemory,
    _ policy: LoadedPolicy?, _ repository: borrowing Repository
  ) throws -> TransitionReport {
    if entry.verdict == report.verdict || entry.at == request.at { return report }
    var request = request
    request.at = min(entry.at, clock)
    do {
      return try Check(request, clock: clock, memory: memory, substitute: policy).report(in: repository)
    } catch is UsageError {
      return report
    }
  }
}
