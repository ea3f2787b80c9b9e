import Documents
import GitHistory
import Governance

/// Gathers a model's monitoring reports: those in the tree that will land, those of base, and what the commits under
/// judgement brought, whether it is there still or not.
///
/// Who brought a report that stands since base is looked for only where it matters: of those that show a breach, and of
/// the newest by which the model is reported on at all.
struct MonitoringGathering {
  /// The most files that `monitoring/` may hold, signatures included, and the most that one change may bring there or
  /// remove from there.
  static let limit = 2_000

  let policy: LoadedPolicy
  let transition: TransitionTrees
  let attribution: CommitAttribution
  let reading: MonitoringReading
  /// How many of the newest reports are wanted although no judgement needs them.
  var wantedReports = 0
  private var now: Instant { attribution.now }

  /// A report as one commit brought it.
  private struct Version {
    let path: GitPath
    let entry: TreeEntry
    let document: MonitoringReport
    /// The commit under judgement that brought it; nil where base has it.
    let commit: ObjectID?
    let stands: Bool
    let isKept: Bool
  }

  /// Looks only where the policy asks for it, and so costs nothing elsewhere.
  func gather(
    into facts: inout ModelFacts, _ directory: GitPath, _ repository: borrowing Repository
  ) throws(GitError) {
    guard let requirements = policy.policy.monitoring else { return }
    facts.monitoring = []
    let folder = directory.appending(Array("monitoring".utf8))
    let landed = try FileEvents.files(below: folder, of: transition.landed, repository)
    let base =
      if let tree = transition.base { try FileEvents.files(below: folder, of: tree, repository) } else {
        [GitPath: TreeEntry]()
      }
    let events = try FileEvents(below: folder, in: transition.commits, repository).events
    if landed.count > MonitoringGathering.limit || events.count > MonitoringGathering.limit {
      facts.findings.append(excess(folder, facts.id))
      return
    }
    let signatures = try DetachedSignatures(
      .monitoring, below: folder, landed: landed, base: base, events: events, attribution: attribution,
      repository)
    facts.findings += signatures.findings(model: facts.id)
    let versions = try versions(landed, base, events, below: folder, &facts, repository)
    let trust = MonitoringTrust(requirements, roster: policy.roster)
    let cards = facts.watched.compactMap(\.card)
    // The newest first: once every indicator is reported on, older reports tell nothing new.
    var wanted = Set(cards.flatMap(\.indicators).map { Array($0.name.utf8) })
    var isReported = false
    var standing = 0
    for version in versions.sorted(by: { ($0.document.until, $0.path) > ($1.document.until, $1.path) }) {
      let document = version.document
      let isNews = !isReported || document.kpis.contains { wanted.contains(Array($0.name.utf8)) }
      let isFuture = document.until.isClearlyAfter(now)
      let isBreach = !document.breaches(of: cards).isEmpty
      guard facts.isAbout(document) else { continue }
      if version.stands { standing += 1 }
      guard version.commit != nil || isNews || isFuture || isBreach else {
        if standing <= wantedReports {
          facts.pastReports.append(
            try record(of: version, isBreach: false, trust, signatures, repository))
        }
        continue
      }
      let record = try record(of: version, isBreach: isBreach, trust, signatures, repository)
      facts.monitoring?.append(record)
      guard !isFuture, version.stands, document.model == facts.id, trust.objection(to: record) == nil else {
        continue
      }
      isReported = true
      wanted.subtract(document.kpis.map { Array($0.name.utf8) })
    }
    try markSeen(&facts, cards, repository)
  }

  private func excess(_ folder: GitPath, _ model: ModelID) -> Finding {
    Finding(
      .documentInvalid,
      "\(folder.display) holds more than \(MonitoringGathering.limit) files, or the change touches more",
      help: "remove reports of the past, which history keeps", model: model, path: folder.display)
  }

  /// What base has and what each commit brought, the same bytes brought twice among it: whoever takes a report away and
  /// puts it back would make it theirs, and so a breach be forgotten. What cannot be read is told where it stands, and
  /// counts as absent.
  private func versions(
    _ landed: [GitPath: TreeEntry], _ base: [GitPath: TreeEntry], _ events: [FileEvents.Event],
    below folder: GitPath, _ facts: inout ModelFacts, _ repository: borrowing Repository
  ) throws(GitError) -> [Version] {
    var found: [Version] = []
    var last: [GitPath: Int] = [:]
    for (index, event) in events.enumerated() { last[event.path] = index }
    func isReport(_ path: GitPath, _ entry: TreeEntry) -> Bool {
      entry.mode.isFile && path.components.count == folder.components.count + 1 && path.text != nil
        && path.bytes.suffix(5).elementsEqual(".yaml".utf8)
    }
    func stands(_ path: GitPath, _ entry: TreeEntry) -> Bool {
      landed[path]?.hasSameContent(as: entry) ?? false
    }
    /// Whether all signatures that were ever beside it are the one that is there.
    func isSigned(_ path: GitPath) -> Bool {
      let signature = GitPath(bytes: path.bytes + Array(".sig".utf8))
      let known = [base[signature]] + events.filter { $0.path == signature }.map(\.entry)
      return known.compactMap(\.self).allSatisfy { stands(signature, $0) }
    }
    for (index, event) in events.enumerated() {
      guard let entry = event.entry, isReport(event.path, entry) else { continue }
      let stands = stands(event.path, entry)
      guard let document = try read(event.path, entry, reports: stands, &facts, repository) else { continue }
      found.append(
        Version(
          path: event.path, entry: entry, document: document, commit: event.commit, stands: stands,
          isKept: stands && last[event.path] == index && isSigned(event.path)))
    }
    for (path, entry) in base.sorted(by: { $0.key < $1.key }) where isReport(path, entry) {
      let stands = stands(path, entry)
      guard let document = try read(path, entry, reports: stands, &facts, repository) else { continue }
      found.append(
        Version(
          path: path, entry: entry, document: document, commit: nil, stands: stands,
          isKept: stands && last[path] == nil && isSigned(path)))
    }
    return found
  }

  private func read(
    _ path: GitPath, _ entry: TreeEntry, reports: Bool, _ facts: inout ModelFacts,
    _ repository: borrowing Repository
  ) throws(GitError) -> MonitoringReport? {
    switch try reading.outcome(of: entry.id, at: path, repository) {
    case .report(let report): return report
    case .invalid(let errors):
      let told = errors.findings(.documentInvalid, .warning, model: facts.id)
      if reports, !facts.findings.contains(where: { told.contains($0) }) { facts.findings += told }
      return nil
    }
  }

  /// The report with who brought it: of several commits that did, one that may report.
  private func record(
    of version: Version, isBreach: Bool, _ trust: MonitoringTrust, _ signatures: DetachedSignatures,
    _ repository: borrowing Repository
  ) throws(GitError) -> MonitoringRecord {
    let (path, entry) = (version.path, version.entry)
    var record = MonitoringRecord(
      path: path.display, content: entry.id.hex, document: version.document,
      commit: transition.head.commitID, attribution: .unsigned, stands: version.stands, isKept: version.isKept
    )
    guard let start = version.commit ?? transition.baseCommit else { return record }
    var origins =
      if let commit = version.commit { [commit] } else {
        try repository.origins(of: path, entry: (entry.mode, entry.id), from: start)
      }
    var past = PastOrigins(path: path, entry: entry)
    while !origins.isEmpty {
      for origin in origins {
        let (commit, reporter) = try attribution.attribution(of: origin, in: repository)
        var found = record
        found.commit = origin.commitID
        found.attribution = reporter
        found.detached = try signatures.attribution(
          of: path, entry, at: attribution.signingDate(in: commit, repository), repository)?.attribution
        let isTrusted = trust.objection(to: found) == nil
        // The newest that brought it is told, unless an older one counts.
        if isTrusted || record.attribution == .unsigned { record = found }
        if isTrusted { return record }
      }
      // Whoever took a breach away and put it back in one change would have made it theirs.
      origins = isBreach && version.commit == nil ? try past.origins(before: origins, repository) : []
    }
    return record
  }

  /// Notes in each approval that could count which reports of breaches its commit's tree holds.
  private func markSeen(
    _ facts: inout ModelFacts, _ cards: [Card], _ repository: borrowing Repository
  ) throws(GitError) {
    let breaching = (facts.monitoring ?? []).filter { !$0.document.breaches(of: cards).isEmpty }
    if breaching.isEmpty { return }
    for index in facts.approvals.indices {
      let approval = facts.approvals[index]
      guard approval.attribution != .unexamined, approval.document?.decision.approves ?? false,
        let commit = ObjectID(hex: approval.commit.text)
      else { continue }
      let tree = try repository.commit(commit).tree
      for report in breaching {
        guard let entry = try repository.entry(at: GitPath(report.path), inTree: tree) else { continue }
        facts.approvals[index].sees[report.path] = entry.id.hex
      }
    }
  }
}
