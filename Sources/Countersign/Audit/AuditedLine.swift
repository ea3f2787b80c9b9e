import GitHistory
import Governance

/// The line of a branch from the trust root on: what an audit replays. Recorded heads delimit its steps, first parents
/// where nothing was recorded.
struct AuditedLine: Sendable {
  /// One step of the branch.
  struct Step: Sendable {
    /// Nil where the branch begins.
    let base: ObjectID?
    let head: ObjectID
    /// What the record says of it; nil where that does not delimit it.
    var record: LogEntry?
  }

  let branch: String
  let tip: ObjectID
  /// Nil where no commit of the line has a policy.
  let root: ObjectID?
  /// The commits of the line from the trust root on: all of them descend from it.
  let rooted: Set<ObjectID>
  /// The oldest first.
  let steps: [Step]
  /// How many steps since the trust root come before the first of these.
  let firstPlace: Int
  /// How many steps came before there was a policy.
  let ungoverned: Int
  let findings: [Finding]
  /// Nil where there is no record.
  let record: AuditedRecord?

  init(_ request: AuditQuery.Request, in repository: borrowing Repository) throws {
    try repository.requireCompleteHistory()
    branch = Check.branchName(request.branch)
    guard let tip = try LikelyTransition.tip(of: branch, repository) else {
      throw UsageError(
        "there is no branch \(branch) here, nor on origin; fetch it, or name another with --branch")
    }
    self.tip = tip
    let recorded = try RecordedBranch(branch, tip: tip, logTip: request.logTip, repository)
    let (all, line) = (recorded.steps, recorded.steps.map(\.head))
    record = recorded.record
    var findings: [Finding] = []
    let first = try AuditedLine.firstGoverned(line, repository)
    var start = first
    if let named = request.root {
      let id = try DigestQuery.commit(named, repository)
      // A policy that came by a merge stands on the line from that merge on.
      let landing = try line.firstIndex(of: id) ?? AuditedLine.landing(of: id, on: line, repository)
      if let index = landing {
        start = index
        if index > (first ?? index) {
          findings.append(
            Finding(
              .rootMismatch, .note,
              "\(branch) had a policy before the pinned trust root \(id.commitID.short); what came before it is not judged",
              commit: id.commitID))
        }
      } else {
        findings.append(
          Finding(
            .rootMismatch,
            "\(branch), which ends at \(tip.commitID.short), does not come by way of the pinned trust root \(id.commitID.short)",
            help: "this is another history than the one that was pinned; find out who replaced it",
            commit: id.commitID, verdict: .undecided))
      }
    } else {
      findings.append(
        Finding(
          .rootUnpinned, .note,
          "the trust root is not pinned: whoever can rewrite \(branch) can replace the policy",
          help: "pin the commit that brought the first policy: --root <commit>"))
    }
    guard let start else {
      throw UsageError(
        "\(branch) never had a policies/policy.yaml: there is nothing to audit; countersign init begins with one"
      )
    }
    try AuditedLine.requireProtection(of: branch, at: tip, repository)
    root = line[start]
    rooted = Set(line[start...])
    ungoverned = start
    var indices = start..<line.count
    if let since = request.since {
      indices = try max(start, AuditedLine.index(after: since, line, repository))..<line.count
    }
    if let until = request.until {
      let end = try AuditedLine.index(upTo: until, line, repository)
      if end < indices.lowerBound, let since = request.since {
        throw UsageError("--until \(until) comes before --since \(since)")
      }
      indices = indices.lowerBound..<max(indices.lowerBound, end)
    }
    firstPlace = indices.lowerBound - start
    steps = Array(all[indices])
    self.findings = findings + recorded.findings
  }

  /// The first commit of the line that has another one in its history; nil where none has.
  private static func landing(
    of id: ObjectID, on line: [ObjectID], _ repository: borrowing Repository
  ) throws(GitError) -> Int? {
    guard let tip = line.last, try repository.isAncestor(id, of: tip) else { return nil }
    var (low, high) = (0, line.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if try repository.isAncestor(id, of: line[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The first commit of the line that has a policy.
  private static func firstGoverned(
    _ line: [ObjectID], _ repository: borrowing Repository
  ) throws(GitError) -> Int? {
    for (index, id) in line.enumerated()
    where try repository.entry(at: GovernedPath.policyFile, inTree: repository.commit(id).tree) != nil {
      return index
    }
    return nil
  }

  /// A branch that the policy at its end does not know is a mistake of whoever asks, never a pass.
  private static func requireProtection(
    of branch: String, at tip: ObjectID, _ repository: borrowing Repository
  ) throws {
    let outcome = try JudgingMemory().policy(of: repository.commit(tip).tree, repository)
    guard case .loaded(let loaded) = outcome else { return }
    let branches = loaded.policy.stages.compactMap(\.branch)
    if branches.isEmpty || branches.contains(where: { $0.isExactly(branch) }) { return }
    throw UsageError(
      "no stage of the policy has branch \(branch); the branches are \(branches.joined(separator: ", "))")
  }

  /// The place behind a revision's commit, or behind all that is dated before a moment.
  private static func index(
    after bound: String, _ line: [ObjectID], _ repository: borrowing Repository
  ) throws -> Int {
    if let date = Instant(rfc3339: bound) {
      for (index, id) in line.enumerated()
      where try repository.commit(id).committer.time >= date.seconds {
        return index
      }
      return line.count
    }
    return try place(of: bound, line, repository) + 1
  }

  /// The place behind a revision's commit, or behind all that is not dated after a moment.
  private static func index(
    upTo bound: String, _ line: [ObjectID], _ repository: borrowing Repository
  ) throws -> Int {
    if let date = Instant(rfc3339: bound) {
      for index in line.indices.reversed()
      where try repository.commit(line[index]).committer.time <= date.seconds {
        return index + 1
      }
      return 0
    }
    return try place(of: bound, line, repository) + 1
  }

  private static func place(
    of revision: String, _ line: [ObjectID], _ repository: borrowing Repository
  ) throws -> Int {
    let id = try DigestQuery.commit(revision, repository)
    guard let place = line.firstIndex(of: id) else {
      throw UsageError(
        "\(revision) is not on the first-parent line of the branch; git log --first-parent lists it")
    }
    return place
  }
}
