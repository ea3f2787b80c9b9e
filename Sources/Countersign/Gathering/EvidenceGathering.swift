import Documents
import GitHistory
import Governance

/// Gathers a model's reports and who brought each.
struct EvidenceGathering {
  private(set) var records: [EvidenceRecord] = []
  private(set) var findings: [Finding] = []

  /// - Parameters:
  ///   - wanted: the names of reports that gates ask for; of others the producer is not looked for.
  ///   - reports: what reads them.
  init(
    directory: GitPath, model: ModelID, card: Card?, wanted: [String], reports: ReportReading,
    transition: TransitionTrees, attribution: CommitAttribution, _ repository: borrowing Repository
  ) throws(GitError) {
    let evidence = directory.appending(Array("evidence".utf8))
    let files = try FileEvents.files(below: evidence, of: transition.landed, repository)
    let events = try FileEvents(below: evidence, in: transition.commits, repository).events
    let base =
      if let tree = transition.base { try FileEvents.files(below: evidence, of: tree, repository) } else {
        [GitPath: TreeEntry]()
      }
    let signatures = try DetachedSignatures(
      .evidence, below: evidence, landed: files, base: base, events: events, attribution: attribution,
      repository)
    findings += signatures.findings(model: model)
    let eventsByPath = Dictionary(grouping: events, by: \.path)
    for (path, entry) in files.sorted(by: { $0.key < $1.key })
    where entry.mode.isFile && ReportReading.isReport(path.display) {
      let document: Evidence
      switch try reports.outcome(of: entry.id, at: path.display, repository) {
      case .report(let report): document = report
      case .data: continue
      case .invalid(let errors):
        findings += errors.findings(.documentInvalid, .warning, model: model)
        continue
      }
      let isStale = card.map { card in
        !card.artifacts.isEmpty
          && !card.artifacts.contains { $0.sha256.isExactly(document.artifact ?? "") }
      }
      let events = eventsByPath[path] ?? []
      let position = events.lastIndex { $0.entry?.hasSameContent(as: entry) ?? false }
      // What comes new is looked at in any case: who signed it must be known before it is in base.
      guard position != nil || (wanted.contains(where: { $0.isExactly(document.name) }) && isStale != true)
      else {
        records.append(
          EvidenceRecord(
            path: path.display, document: document, commit: transition.head.commitID, attribution: .unexamined
          ))
        continue
      }
      let origin =
        if let position { events[position].commit } else {
          try repository.origins(of: path, entry: (entry.mode, entry.id), from: transition.head).first
        }
      guard let origin else { continue }
      let (commit, producer) = try attribution.attribution(of: origin, in: repository)
      var record = EvidenceRecord(
        path: path.display, document: document, commit: origin.commitID, attribution: producer,
        detached: try signatures.attribution(
          of: path, entry, at: attribution.signingDate(in: commit, repository), repository)?.attribution)
      for event in events[(position.map { $0 + 1 } ?? 0)...] {
        if try repository.isAncestor(origin, of: event.commit) { record.newer = event.commit.commitID }
      }
      if record.newer == nil, let base = transition.baseCommit,
        try EvidenceGathering.isNewer(
          at: path, than: document, entry, in: transition.base, reports, repository)
      {
        record.newer = base.commitID
      }
      records.append(record)
    }
  }

  /// Whether base holds, in the same place, a later report on the same artifact. One on another artifact is no
  /// reason against going back to a model that was measured before.
  private static func isNewer(
    at path: GitPath, than document: Evidence, _ entry: TreeEntry, in base: ObjectID?,
    _ reports: ReportReading, _ repository: borrowing Repository
  ) throws(GitError) -> Bool {
    guard let base, let standing = try repository.entry(at: path, inTree: base), standing.mode.isFile,
      !standing.hasSameContent(as: entry)
    else { return false }
    // What could not be read at base never counted there either.
    guard case .report(let report) = try reports.outcome(of: standing.id, at: path.display, repository) else {
      return false
    }
    return report.name.isExactly(document.name)
      && (report.artifact ?? "").isExactly(document.artifact ?? "")
      && document.produced < report.produced
  }
}
