/// How a model does in use: which reports count, what of them is a breach, and whether one is missing.
///
/// A breach opens gates again. Their approvals count once more where their commits hold the report, so that whoever
/// decided could know of it; a later report within the limits takes nothing back. A missing report keeps the same
/// gates open until there is one.
struct MonitoringJudgement {
  /// A report that shows a breach.
  struct Breach {
    let record: MonitoringRecord
    let text: String
    let field: String?
  }

  private(set) var breaches: [Breach] = []
  /// Since when a report is missing, and what to say of it; nil where none is.
  private(set) var missing: String?
  /// By when the next report has to be there; nil where none is asked for.
  private(set) var due: Instant?
  /// Reports that do not count.
  private var remarks: [Finding] = []
  private let facts: ModelFacts
  private let policy: Policy

  /// Nil where nothing is watched: the policy asks for nothing, the model is retired or passes no gates, or nobody
  /// has looked for reports.
  init?(_ facts: ModelFacts, in transition: TransitionFacts, place: StageAndTier) {
    let policy = transition.policy
    guard let requirements = policy.monitoring, let records = facts.monitoring,
      policy.isGated(place.stage), place.stage != .retired
    else { return nil }
    self.facts = facts
    self.policy = policy
    let trust = MonitoringTrust(requirements, roster: transition.roster)
    let cards = facts.watched.compactMap(\.card)
    var counted: [MonitoringRecord] = []
    var rejected: [(MonitoringRecord, String)] = []
    for record in records where facts.isAbout(record.document) {
      if record.document.model != facts.id {
        rejected.append((record, "it is about model \(record.document.model)"))
      } else if record.attribution == .unexamined, record.detached == nil {
        continue
      } else if let objection = trust.objection(to: record) {
        rejected.append((record, objection))
      } else {
        counted.append(record)
        let found = record.document.breaches(of: cards)
        if let first = found.first {
          breaches.append(
            Breach(record: record, text: found.map(\.text).joined(separator: "; "), field: first.field))
        }
      }
    }
    let covering = counted.filter { $0.stands && !$0.document.until.isClearlyAfter(transition.now) }
    judgePresence(covering, requirements, place, transition)
    let newest = covering.map(\.document.until).max()
    remarks = rejected.filter { $0.0.stands }.map { record, message in
      let isNeeded = newest.map { record.document.until > $0 } ?? true
      return Finding(
        .monitoringMissing, isNeeded ? .warning : .note,
        "report \(record.path) does not count: \(message)",
        help: "let \(trust.reporters) commit it signed, or take it out", model: facts.id, path: record.path,
        position: record.document.positions[""], commit: record.commit)
    }
  }

  /// A report is owed by a model that is in use already: what comes to its stage for the first time owes none yet.
  private mutating func judgePresence(
    _ reports: [MonitoringRecord], _ requirements: MonitoringRequirements, _ place: StageAndTier,
    _ transition: TransitionFacts
  ) {
    let now = transition.now
    guard let state = facts.hasLanded ? facts.landed : facts.base, let card = state.card,
      let every = requirements.every?.value(for: place.tier), policy.isMonitored(place.stage),
      facts.hasLanded || place.baseStage.map(policy.isMonitored) ?? false
    else { return }
    // Without a report yet, the time counts from the oldest of the approvals by which the version came there. Where none
    // names it, as where no gate's scope has the card, it counts from when it landed, or from what it landed upon.
    let start =
      facts.approvals.filter { record in
        guard let document = record.document, facts.hasLanded ? record.stands : record.standsAtBase else {
          return false
        }
        return document.decision.approves && document.version.isExactly(card.version)
          && !document.date.isClearlyAfter(now)
      }.compactMap(\.document?.date).min() ?? transition.landed ?? transition.baseDate
    /// From when on an indicator is not reported, or anything where there are none.
    func covered(_ name: String?) -> Instant? {
      let own = reports.filter { report in
        guard let name else { return true }
        return report.document.kpis.contains { $0.name.isExactly(name) }
      }
      return own.map(\.document.until).max() ?? start
    }
    var names: [String?] = card.indicators.map(\.name)
    if names.isEmpty { names = [nil] }
    for name in names {
      let what = name.map { "of \($0) " } ?? ""
      guard let end = covered(name) else {
        if missing == nil { missing = "there is no monitoring report \(what)on version \(card.version)" }
        continue
      }
      let next = end.adding(every)
      due = due.map { min($0, next) } ?? next
      if now >= next, missing == nil {
        missing = "a monitoring report \(what)was due on \(next.date), \(every) after \(end.date)"
      }
    }
  }

  /// Why an approval of a gate that is open again does not count; nil if it does.
  ///
  /// - Parameter isAnchored: whether the reviewer's own commit brought it.
  func objection(to record: ApprovalRecord, isAnchored: Bool) -> String? {
    for breach in breaches where !hasSeen(breach.record, record, isAnchored) {
      return "it was given without knowing of a breach: \(breach.text) (\(breach.record.path))"
    }
    return missing.map { "nobody knows how the model does: \($0)" }
  }

  /// Whether whoever approved could know of the report: it is in the tree of the approval's commit. A file that counts
  /// by its detached signature alone may have been brought there by anybody: then its date says when it was decided.
  private func hasSeen(_ report: MonitoringRecord, _ record: ApprovalRecord, _ isAnchored: Bool) -> Bool {
    guard record.sees[report.path]?.isExactly(report.content) ?? false, let document = record.document else {
      return false
    }
    return isAnchored || document.date >= report.document.until
  }

  /// Whether a gate has had its answer to a breach: it holds, by approvals that knew of it or by a waiver, or what it
  /// lacks has nothing to do with it.
  private func isAnswered(_ breach: Breach, by gate: GateJudgement) -> Bool {
    if gate.verdict == .satisfied { return true }
    var isKnown = false
    for outcome in gate.approvals {
      let knew = outcome.record.sees[breach.record.path]?.isExactly(breach.record.content) ?? false
      switch outcome.standing {
      case .counted, .surplus: isKnown = true
      case .rejected(.approvalExpired, _):
        if !knew { return false }
        isKnown = true
      case .rejected: break
      }
    }
    return isKnown
  }

  /// What is to be told of it once the gates are judged. Where all that it opened holds all the same, it changes no
  /// verdict.
  func findings(after gates: [GateJudgement]) -> [Finding] {
    let reopened = policy.reopened(of: gates.map(\.id))
    let opened = gates.filter { reopened.contains($0.id) }
    var findings = breaches.map { breach in
      let open = opened.filter { !isAnswered(breach, by: $0) }.map(\.id.text).joined(separator: ", ")
      return Finding(
        .kpiBreach, open.isEmpty ? .note : .error,
        breach.text + (open.isEmpty ? "; the gates that it opened were decided anew" : ""),
        help: open.isEmpty
          ? nil : "find out why, then let people approve \(open) anew on top of \(breach.record.path)",
        model: facts.id, path: breach.record.path,
        position: breach.field.flatMap { breach.record.document.positions[$0] }
          ?? breach.record.document.positions[""],
        commit: breach.record.commit)
    }
    let open = opened.filter { $0.verdict != .satisfied }
    if let missing {
      findings.append(
        Finding(
          .monitoringMissing, open.isEmpty ? .warning : .error, missing,
          help: "add a signed report under \(facts.directory)/monitoring/", model: facts.id,
          path: "\(facts.directory)/monitoring"))
    }
    return findings + remarks
  }
}
