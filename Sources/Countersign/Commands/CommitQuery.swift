import Documents
import GitHistory
import Governance

/// What one commit is: who signed and made it, what it did to models and to the policy, and with which step it landed on
/// each protected branch.
package struct CommitQuery {
  private let revision: String
  private let head: String
  private let clock: Instant

  /// - Parameters:
  ///   - head: whose policy names the protected branches.
  ///   - clock: no transition is judged at a later moment.
  package init(_ revision: String, head: String = "HEAD", clock: Instant) {
    self.revision = revision
    self.head = head
    self.clock = clock
  }

  /// - Throws: `UsageError` where the revision names nothing, `GitError` where it cannot be read.
  package func explanation(in repository: borrowing Repository) throws -> CommitExplanation {
    try repository.requireCompleteHistory()
    let id = try DigestQuery.commit(revision, repository)
    let commit = try repository.commit(id)
    let query = DigestQuery(revision: head)
    let today = try query.loadablePolicy(query.tree(repository), repository)
    var landings: [CommitExplanation.Landing] = []
    var absent: [String] = []
    var policy: (loaded: LoadedPolicy, commit: ObjectID)?
    let tied = (today?.policy.stages ?? []).compactMap(\.branch)
    for branch in tied.isEmpty ? ["main", "master"] : tied {
      guard let tip = try LikelyTransition.tip(of: branch, repository) else { continue }
      guard let step = try CommitQuery.step(that: id, cameBy: tip, repository) else {
        absent.append(branch)
        continue
      }
      let (landing, judged) = try judge(step, on: branch, repository)
      landings.append(landing)
      // As it was when it landed first, by the order of the stages.
      if policy == nil, let judged { policy = (judged.loaded, judged.transition.trustedCommit ?? step.head) }
    }
    if policy == nil, let today { policy = (today, try DigestQuery.commit(head, repository)) }
    let governed = GovernedPath(layout: policy?.loaded.policy.layout ?? GovernedPath.usualLayout)
    let parts = try parts(of: commit, governed, repository)
    guard let (loaded, source) = policy else {
      return explanation(of: commit, nil, nil, parts, landings, absent)
    }
    // What is under judgement is this commit: a key that is compromised now is told as such.
    let attribution = CommitAttribution(loaded, range: [id], now: clock)
    let facts = try attribution.facts(of: id, in: repository)
    return explanation(of: commit, facts, (loaded, source), parts, landings, absent)
  }

  private func explanation(
    of commit: RawCommit, _ facts: CommitFacts?, _ policy: (loaded: LoadedPolicy, commit: ObjectID)?,
    _ parts: [CommitExplanation.Part], _ landings: [CommitExplanation.Landing], _ absent: [String]
  ) -> CommitExplanation {
    let roster = policy?.loaded.roster
    func person(_ part: CommitExplanation.Person.Part, _ name: [UInt8], _ email: [UInt8])
      -> CommitExplanation.Person
    {
      CommitExplanation.Person(
        part: part, name: String(decoding: name, as: UTF8.self),
        email: String(decoding: email, as: UTF8.self),
        identity: roster?[email: EmailAddress(bytes: email)]?.id)
    }
    var people = [
      person(.author, commit.author.name, commit.author.email),
      person(.committer, commit.committer.name, commit.committer.email),
    ]
    people += commit.coAuthors.map { person(.coAuthor, [], $0) }
    var charged: [IdentityID] = []
    if let facts, let roster {
      charged =
        Contributors(
          of: [facts.id], commits: CommitGraph([facts]), roster: roster, severity: .note, what: "it"
        ).identities
    }
    let title = commit.message.prefix { $0 != 0x0A }
    return CommitExplanation(
      commit: commit.id.commitID, parents: commit.parents.map(\.commitID),
      title: String(decoding: title.prefix(500), as: UTF8.self),
      date: Instant(seconds: commit.committer.time),
      attribution: facts?.attribution ?? (commit.signature == nil ? .unsigned : .unexamined),
      isForged: facts?.attribution.identity.flatMap { roster?[id: $0] }?.kind == .forge, people: people,
      charged: charged, policy: policy?.commit.commitID, parts: parts, landings: landings, absent: absent)
  }

  /// The step of a first-parent line that brought a commit; nil where the line does not have it.
  private static func step(
    that id: ObjectID, cameBy tip: ObjectID, _ repository: borrowing Repository
  ) throws(GitError) -> AuditedLine.Step? {
    guard try repository.isAncestor(id, of: tip) else { return nil }
    let line = try repository.firstParents(from: tip)
    // The newest first: those that have it come before those that do not.
    var (low, high) = (0, line.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if try repository.isAncestor(id, of: line[middle]) { low = middle } else { high = middle - 1 }
    }
    return AuditedLine.Step(base: low + 1 < line.count ? line[low + 1] : nil, head: line[low])
  }

  /// The step, judged as an audit does.
  private func judge(
    _ step: AuditedLine.Step, on branch: String, _ repository: borrowing Repository
  ) throws -> (CommitExplanation.Landing, Check.Judged?) {
    let date = min(Instant(seconds: try repository.commit(step.head).committer.time), clock)
    let request = Check.Request(base: step.base?.hex, head: step.head.hex, branch: branch, at: date)
    var (report, judged): (TransitionReport, Check.Judged?)
    do {
      (report, judged) = try Check(request, clock: clock, memory: JudgingMemory(isReplay: true))
        .judged(explaining: nil, in: repository)
    } catch let error as UsageError {
      // The policy of the time did not know the branch.
      report = TransitionReport(branch: branch, base: step.base?.commitID, head: step.head.commitID, at: date)
      report.findings = [
        Finding(
          .policyMissing, "the policy of the time did not protect \(branch): \(error.description)",
          help: "look at what changed by hand: nothing says which gates it had to pass",
          commit: step.head.commitID, verdict: .undecided)
      ]
      judged = nil
    }
    report.findings.removeAll { $0.rule == .rootUnpinned }
    return (CommitExplanation.Landing(branch: branch, report: report, date: date), judged)
  }

  /// What the commit did, model by model and then to the policy.
  private func parts(
    of commit: RawCommit, _ governed: GovernedPath, _ repository: borrowing Repository
  ) throws(GitError) -> [CommitExplanation.Part] {
    let contributions = try ContributionGathering(in: [commit], governed: governed, repository)
    var touched: Set<GitPath> = []
    var parents: [ObjectID?] = []
    for parent in commit.parents { parents.append(try repository.commit(parent).tree) }
    for tree in parents.isEmpty ? [nil] : parents {
      touched.formUnion(
        try ContributionGathering.directories(
          changedFrom: tree, to: commit.tree, governed: governed, repository))
    }
    var parts: [CommitExplanation.Part] = []
    for directory in touched.sorted() {
      let isPolicy = directory == GovernedPath.policies
      let isContribution = isPolicy ? !contributions.policy.isEmpty : contributions.byModel[directory] != nil
      var files = try self.files(.approval, below: directory, "approvals", of: commit, repository)
      if !isPolicy {
        files += try self.files(.evidence, below: directory, "evidence", of: commit, repository)
      }
      // A merge differs from one of its parents without having done anything.
      if !isContribution, files.isEmpty { continue }
      parts.append(
        CommitExplanation.Part(
          model: isPolicy ? nil : StandingJudging.name(of: directory), directory: directory.display,
          isContribution: isContribution, files: files))
    }
    return parts
  }

  private func files(
    _ kind: CommitExplanation.File.Kind, below directory: GitPath, _ name: String, of commit: RawCommit,
    _ repository: borrowing Repository
  ) throws(GitError) -> [CommitExplanation.File] {
    let events = try FileEvents(
      below: directory.appending(Array(name.utf8)), in: [commit], repository
    ).events
    var files: [CommitExplanation.File] = []
    for event in events.sorted(by: { $0.path < $1.path }) {
      let path = event.path.display
      var approval: Approval?
      var report: String?
      if let entry = event.entry, entry.mode.isFile {
        if kind == .approval, path.hasSuffix(".yaml") {
          let content = try repository.document(entry.id)
          do throws(DocumentErrors) {
            approval = try Approval.read(content, path: path, isForPolicy: directory == GovernedPath.policies)
              .approval
          } catch {
            // One that cannot be read is told as a file.
          }
        } else if kind == .evidence, ReportReading.isReport(path),
          case .report(let document) = try ReportReading().outcome(of: entry.id, at: path, repository)
        {
          report = document.name
        }
      }
      files.append(
        CommitExplanation.File(
          kind: kind, path: path, isRemoved: event.entry == nil, approval: approval, report: report))
    }
    return files
  }
}
