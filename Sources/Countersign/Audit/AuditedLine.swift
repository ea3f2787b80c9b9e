import GitHistory
import Governance

/// The first-parent line of a branch from the trust root on: what an audit replays.
struct AuditedLine: Sendable {
  /// One step of the branch.
  struct Step: Sendable {
    /// Nil where the branch begins.
    let base: ObjectID?
    let head: ObjectID
  }

  let branch: String
  let tip: ObjectID
  /// Nil where no commit of the line has a policy.
  let root: ObjectID?
  /// The oldest first.
  let steps: [Step]
  /// How many steps came before there was a policy.
  let ungoverned: Int
  let findings: [Finding]

  init(_ request: AuditQuery.Request, in repository: borrowing Repository) throws {
    try repository.requireCompleteHistory()
    branch = Check.branchName(request.branch)
    guard let tip = try LikelyTransition.tip(of: branch, repository) else {
      throw UsageError(
        "there is no branch \(branch) here, nor on origin; fetch it, or name another with --branch")
    }
    self.tip = tip
    let line = Array(try repository.firstParents(from: tip).reversed())
    var findings: [Finding] = []
    let first = try AuditedLine.firstGoverned(line, repository)
    var start = first
    if let named = request.root {
      let id = try DigestQuery.commit(named, repository)
      if let index = line.firstIndex(of: id) {
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
      throw UsageError("\(branch) never had a policies/policy.yaml: there is nothing to audit")
    }
    root = line[start]
    ungoverned = start
    var indices = start..<line.count
    if let since = request.since {
      indices = try max(start, AuditedLine.index(after: since, line, repository))..<line.count
    }
    if let until = request.until {
      indices =
        indices
        .lowerBound..<max(
          indices.lowerBound, try AuditedLine.index(upTo: until, line, repository))
    }
    steps = indices.map { Step(base: $0 == 0 ? nil : line[$0 - 1], head: line[$0]) }
    self.findings = findings
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
