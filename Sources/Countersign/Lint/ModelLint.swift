import Documents
import GitHistory
import Governance

/// Looks over the documents of one model.
struct ModelLint {
  let linting: Linting
  let place: ModelPlace

  func run(_ repository: borrowing Repository) throws(GitError) {
    linting.add(
      try linting.neighbours.findings(about: place.directory, place.id, in: linting.tree.id, repository))
    let files = try FileEvents.files(below: place.directory, of: linting.tree.id, repository)
      .sorted { $0.key < $1.key }
    let approvals = files.filter { place.relative($0.key).hasPrefix("approvals") }
    let waivers = files.filter { place.relative($0.key).hasPrefix("waivers") }
    // Only approvals and waivers name the digest of everything, which may be long in coming.
    let reports = ReportReading()
    var reader = ModelReader(
      place.directory, digests: linting.digests, reports: reports,
      digesting: approvals.isEmpty && waivers.isEmpty ? .artifacts : .everything)
    guard let state = try reader.state(in: linting.tree.id, isLanding: true, repository) else { return }
    if let card = reader.cardPath { linting.count(GitPath(card)) }
    let judgement = judge(state, reader.findings)
    if !reader.hasTooManyReports { try lintReports(files, reports, repository) }
    try ApprovalLint(linting: linting, model: place, judgement: judgement).run(approvals, repository)
    try lintRecords(files, judgement, repository)
    for (path, entry) in files where isElsewhere(path) && entry.mode.isFile && StrayDocument.isCandidate(path)
    {
      if path.display.isExactly(reader.cardPath ?? "") { continue }
      linting.add(StrayDocument.finding(about: try repository.document(entry.id), at: path, in: place))
    }
  }

  /// Judges what needs no history. Without a policy, nobody has asked for anything.
  private func judge(_ state: ModelState, _ found: [Finding]) -> DocumentJudgement? {
    guard let policy = linting.policy else {
      linting.add(found)
      return nil
    }
    let facts = ModelFacts(
      id: place.id, directory: place.directory.display, landed: state, findings: found)
    let judgement = DocumentJudgement(
      facts, policy: policy.policy, roster: policy.roster, policyDigest: policy.digest,
      digester: Linting.digester, now: linting.now)
    linting.add(judgement.findings)
    return judgement
  }

  private func lintReports(
    _ files: [(key: GitPath, value: TreeEntry)], _ reports: ReportReading, _ repository: borrowing Repository
  ) throws(GitError) {
    for (path, entry) in files
    where place.relative(path).hasPrefix("evidence") && entry.mode.isFile && StrayDocument.isCandidate(path) {
      let content = try repository.document(entry.id)
      if let stray = StrayDocument.finding(about: content, at: path, insteadOf: .evidence, in: place) {
        linting.count(path)
        linting.add(stray)
        continue
      }
      switch try reports.outcome(of: entry.id, at: path.display, repository) {
      case .report: linting.count(path)
      case .data: break
      case .invalid(let errors):
        linting.count(path)
        // What does not say that it is a report may well be data.
        let isMeant = DocumentSchema.isMentioned(in: content)
        linting.add(errors.findings(.documentInvalid, isMeant ? .error : .warning, model: place.id))
      }
    }
  }

  /// Waivers and monitoring reports.
  private func lintRecords(
    _ files: [(key: GitPath, value: TreeEntry)], _ judgement: DocumentJudgement?,
    _ repository: borrowing Repository
  ) throws(GitError) {
    for (folder, pattern) in [
      ("waivers", "<name>.yaml and <name>.yaml.<identity>.sig"), ("monitoring", "<date>.yaml"),
    ] {
      for (path, entry) in files
      where place.relative(path).hasPrefix(GitPath(folder)) && place.relative(path) != GitPath(folder) {
        let components = place.relative(path).components
        guard entry.mode.isFile, let name = components.last, name.first != UInt8(ascii: ".") else { continue }
        if components.count == 2, name.suffix(5).elementsEqual(".yaml".utf8) {
          if folder == "monitoring" {
            let report = try linting.read(
              path, entry, as: .monitoringReport, in: place, repository, MonitoringReport.read)
            if let report, report.model != place.id { linting.add(strange(report.model, path)) }
          } else if let waiver = try linting.read(
            path, entry, as: .waiver, in: place, repository, Waiver.read)
          {
            let severity = try linting.severity(ofStale: path, entry, repository)
            if let finding = judgement?.finding(aboutWaiver: waiver, at: path.display, severity) {
              linting.add(finding)
            }
          }
        } else if components.count != 2 || !name.suffix(4).elementsEqual(".sig".utf8) {
          linting.add(
            StrayDocument.finding(
              aboutFileAt: path, among: "\(place.directory.display)/\(folder)", pattern: pattern, in: place))
        }
      }
    }
  }

  private func strange(_ model: ModelID, _ path: GitPath) -> Finding {
    Finding(
      .documentInvalid, .warning, "\(path.display) is about model \(model), and will not count here",
      help: "set `model: \(place.id)`, or move it to that model", model: place.id, path: path.display)
  }

  /// Whether the file lies in none of the directories that hold documents of one kind.
  private func isElsewhere(_ path: GitPath) -> Bool {
    let relative = place.relative(path)
    return !(Subject.excludedDirectories + ["evidence"]).contains { relative.hasPrefix(GitPath($0)) }
  }
}
