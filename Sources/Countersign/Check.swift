import Documents
import GitHistory
import Governance
import Signatures

/// Judges one transition: gathers the facts from the repository and hands them to the judgement.
package struct Check {
  /// What is to be judged.
  package struct Request: Sendable, Equatable {
    /// A revision; nil where the branch starts from nothing.
    package var base: String?
    package var head: String
    /// The branch that the change is to land on.
    package var branch: String?
    /// The commit that brought the first policy, where it is pinned.
    package var root: String?
    /// The moment to judge at; nil is the clock's.
    package var at: Instant?

    package init(base: String?, head: String, branch: String?, root: String? = nil, at: Instant? = nil) {
      self.base = base
      self.head = head
      self.branch = branch
      self.root = root
      self.at = at
    }
  }

  private let request: Request
  private let now: Instant
  private let memory: JudgingMemory
  /// The policy that judges in place of base's; nil in every check.
  private let substitute: LoadedPolicy?

  /// - Parameter clock: the present, used where the request names no moment.
  package init(_ request: Request, clock: Instant) {
    self.init(request, clock: clock, memory: JudgingMemory())
  }

  /// - Parameters:
  ///   - memory: what earlier judgements of the same history looked up.
  ///   - substitute: the policy to judge by in place of base's, where somebody asks what it would have said.
  init(_ request: Request, clock: Instant, memory: JudgingMemory, substitute: LoadedPolicy? = nil) {
    self.request = request
    self.memory = memory
    self.substitute = substitute
    now = request.at ?? clock
  }

  /// The report of the transition. What could not be decided is a finding with the verdict undecided.
  ///
  /// - Throws: `UsageError` for a revision or branch that names nothing.
  package func report(in repository: borrowing Repository) throws -> TransitionReport {
    try judged(explaining: nil, in: repository).report
  }

  /// What the report rests on.
  struct Judged {
    let loaded: LoadedPolicy
    let transition: TransitionTrees
    let facts: TransitionFacts
  }

  /// The report, and what it rests on if it came to a judgement.
  ///
  /// - Parameter explained: a model of which is also wanted who could fill the empty slots of its gates.
  func judged(
    explaining explained: ModelID?, in repository: borrowing Repository
  ) throws -> (report: TransitionReport, judged: Judged?) {
    let head: ObjectID
    let base: ObjectID?
    do {
      head = try repository.resolve(request.head)
      base = try request.base.map { try repository.resolve($0) }
    } catch let error as GitError {
      if error.isUsage { throw UsageError(error) }
      // That history was cut off says better what to do than that the object is not there.
      try memory.requireCompleteHistory(repository)
      throw error
    }
    let branch = request.branch.map(Check.branchName)
    var report = TransitionReport(
      branch: branch, base: base?.commitID, head: head.commitID, at: request.at)
    do {
      try memory.requireCompleteHistory(repository)
      let root = try request.root.map { try repository.resolve($0) }
      let judged = try judge(&report, base: base, head: head, root: root, explaining: explained, repository)
      return (report, judged)
    } catch let error as GitError {
      if error.isUsage { throw UsageError(error) }
      report.findings.append(error.finding)
    }
    return (report, nil)
  }

  /// `refs/heads/main` and `main` are the same branch.
  package static func branchName(_ text: String) -> String {
    let prefix = "refs/heads/"
    return text.utf8.starts(with: prefix.utf8) ? String(text.dropFirst(prefix.count)) : text
  }

  /// The branch that a base names when it is given by a branch's name, here or on a remote; else nil.
  package static func branch(named base: String) -> String? {
    let name = branchName(base)
    for remote in ["refs/remotes/origin/", "origin/"] where name.utf8.starts(with: remote.utf8) {
      return String(name.dropFirst(remote.count))
    }
    let isPlain = name.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "-_./".utf8.contains(byte)
    }
    // An object id or an expression such as HEAD~2 names no branch.
    return isPlain && name != "HEAD" && name != "none"
      && !(name.utf8.count == 40 && ObjectID(hex: name) != nil) ? name : nil
  }

  private func judge(
    _ report: inout TransitionReport, base: ObjectID?, head: ObjectID, root: ObjectID?,
    explaining explained: ModelID?, _ repository: borrowing Repository
  ) throws -> Judged? {
    // A branch that starts from nothing is judged by the policy that was pinned: that of its own head would be
    // the word of whoever pushes it.
    let trusted = try base ?? startingPoint(root: root, head: head, repository)
    // Read first: a malformed commit may hide its parents, and would then pass for an unrelated history.
    var commits: [RawCommit] = []
    for id in try repository.commitIDs(reachableFrom: head, excluding: trusted.map { [$0] } ?? []) {
      commits.append(try repository.commit(id))
    }
    var landed: ObjectID?
    var isAncient = false
    if let base {
      if try repository.isAncestor(base, of: head) {
        landed = try repository.commit(head).tree
      } else if try repository.isAncestor(head, of: base) {
        landed = try repository.commit(base).tree
        isAncient = true
      } else {
        switch try repository.mergedTree(base, head) {
        case .clean(let tree): landed = tree
        case .conflict(let paths):
          report.findings.append(Check.conflict(paths))
        }
      }
    } else {
      landed = try repository.commit(head).tree
    }
    report.tree = landed?.commitID
    guard let landed else { return nil }
    let transition = TransitionTrees(
      baseCommit: base, base: try base.map { try repository.commit($0).tree }, trustedCommit: trusted,
      trusted: try trusted.map { try repository.commit($0).tree }, head: head, landed: landed,
      commits: commits)
    guard let governing = try governingPolicy(&report, transition, repository) else { return nil }
    try checkBranch(report.branch, governing.loaded.policy)
    try pin(&report, root: root, transition, isFirst: governing.isFirst, repository)
    guard !isAncient, report.findings.verdict != .undecided else { return nil }
    report.findings += try SurroundingsCheck.findings(
      from: transition.base, to: landed, governed: GovernedPath(layout: governing.loaded.policy.layout),
      repository)
    let facts = try FactGathering(
      policy: governing.loaded, isFirstPolicy: governing.isFirst, transition: transition,
      branch: report.branch, now: now, memory: memory
    ).facts(repository)
    let judgement = Judge.judge(facts, explaining: explained)
    report.models = judgement.models
    report.policyChange = judgement.policyChange
    report.findings += judgement.findings
    return Judged(loaded: governing.loaded, transition: transition, facts: facts)
  }

  private static func conflict(_ paths: [GitPath]) -> Finding {
    let named = paths.prefix(3).map(\.display).joined(separator: ", ")
    return Finding(
      .mergeConflict,
      "base and head cannot be merged: both changed \(named)\(paths.count > 3 ? " and others" : "")",
      help: "merge base into the branch, or rebase it, and resolve the conflict", path: paths.first?.display,
      verdict: .undecided)
  }

  /// Where a new branch's history is trusted up to: the pinned root, if head goes on from it.
  private func startingPoint(
    root: ObjectID?, head: ObjectID, _ repository: borrowing Repository
  ) throws(GitError) -> ObjectID? {
    guard let root, root != head, try repository.isAncestor(root, of: head) else { return nil }
    return root
  }

  /// The policy that judges: base's, or the one that the transition itself brings where base has none.
  private func governingPolicy(
    _ report: inout TransitionReport, _ transition: TransitionTrees, _ repository: borrowing Repository
  ) throws -> (loaded: LoadedPolicy, isFirst: Bool)? {
    var outcome = LoadedPolicy.Outcome.missing
    if let trusted = transition.trusted { outcome = try memory.policy(of: trusted, repository) }
    var isFirst = false
    if case .missing = outcome {
      outcome = try memory.policy(of: transition.landed, repository)
      isFirst = true
    }
    if let substitute { outcome = .loaded(substitute) }
    switch outcome {
    case .missing:
      report.findings.append(
        Finding(
          .policyMissing, "there is no policies/policy.yaml, neither at base nor at head",
          help: "write a policy first: `countersign init`; `countersign demo` builds an example",
          path: "policies/policy.yaml",
          verdict: .undecided))
      return nil
    case .invalid(let findings):
      report.findings += findings.map { finding in
        var finding = finding
        if !isFirst {
          finding.verdict = .undecided
          finding.commit = transition.trustedCommit?.commitID
        }
        return finding
      }
      return nil
    case .loaded(let loaded):
      report.findings += loaded.warnings
      report.policy = TransitionReport.PolicySource(
        commit: (isFirst ? transition.head : transition.trustedCommit ?? transition.head).commitID,
        version: loaded.policy.version, digest: loaded.digest, root: nil, pinned: false)
      return (loaded, isFirst)
    }
  }

  /// A branch that no stage names, while others have one, is a mistake of whoever asks, never a pass.
  private func checkBranch(_ branch: String?, _ policy: Policy) throws {
    let branches = policy.stages.compactMap(\.branch)
    if branches.isEmpty { return }
    guard let branch else {
      throw UsageError(
        "name the branch that the change is to land on: --branch \(branches.joined(separator: " or "))")
    }
    if policy.stage(ofBranch: branch) == nil {
      throw UsageError(
        "no stage of the policy has branch \(branch); the branches are \(branches.joined(separator: ", "))")
    }
  }

  private func pin(
    _ report: inout TransitionReport, root: ObjectID?, _ transition: TransitionTrees, isFirst: Bool,
    _ repository: borrowing Repository
  ) throws(GitError) {
    guard let root else {
      report.findings.append(
        Finding(
          .rootUnpinned, .note,
          "the trust root is not pinned: whoever can rewrite base can replace the policy",
          help: "pin the commit that brought the first policy: --root <commit>"))
      return
    }
    report.policy?.root = root.commitID
    report.policy?.pinned = true
    let isTrusted =
      if let trusted = transition.trustedCommit {
        try memory.descends(trusted, from: root, repository)
      } else {
        false
      }
    if isFirst, isTrusted {
      let isRootItself = transition.baseCommit == nil
      report.findings.append(
        Finding(
          .rootMismatch,
          isRootItself
            ? "the pinned trust root \(root.commitID.short) holds no policy"
            : "base descends from the pinned trust root \(root.commitID.short), but holds no policy any more",
          help: isRootItself
            ? "pin the commit that brought the first policy"
            : "a policy is never deleted, and the next one is not the first: put it back",
          commit: transition.trustedCommit?.commitID, verdict: .undecided))
      return
    }
    // The root may be the first policy's own transition: in head, and not in what was there before.
    let holds = isFirst ? try repository.isAncestor(root, of: transition.head) : isTrusted
    if !holds {
      report.findings.append(
        Finding(
          .rootMismatch, "base does not descend from the pinned trust root \(root.commitID.short)",
          help: "this is another history than the one that was pinned; find out who replaced it",
          commit: root.commitID, verdict: .undecided))
    }
  }
}
