/// How one model stands on a branch at a moment: what its last change had to pass, judged by what came since.
package struct ModelStanding: Sendable {
  /// What it all comes to.
  package enum State: String, Sendable, CaseIterable {
    /// Every gate of its stage and tier holds.
    case approved
    /// A gate is missing something, or something else is wrong with it.
    case open
    /// It was approved, and is not any more: time, a measured value or an overdue duty took it back.
    case lapsed
    /// It could not be judged.
    case undecided
    /// It stands at a stage that asks for no gate.
    case ungated
    /// It is out of service.
    case retired
  }

  /// Somebody whose approval fills a slot.
  package struct Signer: Sendable {
    package let identity: IdentityID
    /// In whose place, where that is not their own.
    package let delegator: IdentityID?
    /// When they say they decided, which is a claim.
    package let date: Instant?
    /// From when on it counts no more; nil where it never expires.
    package let expires: Instant?
    package let path: String
    package let commit: CommitID

    package init(
      identity: IdentityID, delegator: IdentityID? = nil, date: Instant?, expires: Instant?, path: String,
      commit: CommitID
    ) {
      self.identity = identity
      self.delegator = delegator
      self.date = date
      self.expires = expires
      self.path = path
      self.commit = commit
    }
  }

  /// One gate that the model has to pass.
  package struct Gate: Sendable {
    package let id: GateID
    package let title: String?
    package let verdict: Verdict
    /// How many approvals it takes.
    package let required: Int
    package let signers: [Signer]
    /// From when on too few approvals hold, if nobody approves anew, or the waiver does not; nil where they never expire,
    /// or are too few now.
    package let expires: Instant?
    /// Whether it stands by a waiver.
    package let isWaived: Bool

    package init(
      id: GateID, title: String?, verdict: Verdict, required: Int, signers: [Signer], expires: Instant?,
      isWaived: Bool = false
    ) {
      self.id = id
      self.title = title
      self.verdict = verdict
      self.required = required
      self.signers = signers
      self.expires = expires
      self.isWaived = isWaived
    }
  }

  /// A report that the model brings, and who vouches for it.
  package struct Evidence: Sendable {
    package let name: String
    package let path: String
    package let produced: Instant
    /// Nil where no gate asks for it, or nobody of the roster signed it.
    package let producer: IdentityID?
    package let metrics: [Metric]

    package init(_ record: EvidenceRecord) {
      name = record.document.name
      path = record.path
      produced = record.document.produced
      producer = record.attribution.identity ?? record.detached?.identity
      metrics = record.document.metrics
    }
  }

  /// What the model was with one step of the branch.
  package struct Version: Sendable {
    /// Nil where the card could not be read.
    package let version: String?
    package let stage: StageID?
    package let landing: Landing
    package init(version: String?, stage: StageID?, landing: Landing) {
      self.version = version
      self.stage = stage
      self.landing = landing
    }
  }

  /// A commit of the branch, and the date that it claims.
  package struct Landing: Sendable {
    package let commit: CommitID
    package let date: Instant
    package init(commit: CommitID, date: Instant) {
      self.commit = commit
      self.date = date
    }
  }

  package var id: ModelID
  /// The directory, relative to the repository.
  package var directory: String
  package var state: State
  package var name: String?
  package var version: String?
  package var owner: IdentityID?
  package var tier: TierID?
  package var stage: StageID?
  package var subject: Digest?
  /// In the order of the policy.
  package var gates: [Gate] = []
  package var kpis: [KPI] = []
  package var evidence: [Evidence] = []
  /// The steps that changed it, the newest first and not all of a long history; empty where nobody asked.
  package var versions: [Version] = []
  /// The step of the branch that brought the model as it is.
  package var since: Landing?
  /// The step that changed anything in its directory last, an approval perhaps.
  package var newest: Landing?
  package var findings: [Finding] = []
  /// What comes of itself as time goes by, the earliest first.
  package var due: [DueDate] = []
  /// The judgement itself; nil where nobody asked, or it could not be made.
  package var judgement: ModelJudgement?

  /// A model of which nothing is known yet.
  package init(id: ModelID, directory: String, state: State = .undecided) {
    self.id = id
    self.directory = directory
    self.state = state
  }

  /// The first moment at which a gate that holds now holds no more; nil where none expires.
  package var expires: Instant? { gates.compactMap(\.expires).min() }

  /// The gate that ``expires`` first.
  package var nextToExpire: Gate? { gates.first { $0.expires != nil && $0.expires == expires } }
}

extension ModelStanding {
  /// The rules by which a model that was approved lapses.
  package static let lapses: Set<Rule> = [
    .approvalExpired, .kpiBreach, .monitoringMissing, .revalidationDue, .conditionOverdue, .waiverExpired,
  ]

  /// Takes over what the judgement says.
  ///
  /// - Parameters:
  ///   - expiry: how long an approval holds for the model's tier; nil for ever.
  ///   - findings: all that was found in the judgement of this model alone.
  package mutating func take(_ judgement: ModelJudgement, expiry: (TierID) -> Period?, findings: [Finding]) {
    stage = judgement.stage
    tier = judgement.tier
    version = judgement.version
    subject = judgement.subject
    gates = judgement.gates.map { ModelStanding.Gate($0, expiry: expiry(judgement.tier)) }
    self.findings = findings
    due = judgement.due
    state = ModelStanding.state(of: findings, isGated: !gates.isEmpty, stage: judgement.stage)
  }

  private static func state(of findings: [Finding], isGated: Bool, stage: StageID) -> State {
    switch findings.verdict {
    case .satisfied: stage == "retired" ? .retired : isGated ? .approved : .ungated
    case .undecided: .undecided
    case .violated:
      findings.contains { $0.severity == .error && lapses.contains($0.rule) } ? .lapsed : .open
    }
  }
}

extension ModelStanding.Gate {
  fileprivate init(_ gate: GateJudgement, expiry: Period?) {
    func end(of outcome: ApprovalOutcome) -> Instant? {
      guard let expiry, let date = outcome.record.document?.date else { return nil }
      return date.adding(expiry)
    }
    let counted = gate.approvals.filter { $0.standing == .counted }
    let signers = counted.map { outcome in
      ModelStanding.Signer(
        identity: outcome.reviewer, delegator: outcome.delegator, date: outcome.record.document?.date,
        expires: end(of: outcome), path: outcome.record.path, commit: outcome.record.commit)
    }
    // One that no slot needs takes the place of one that expires before it.
    let spare = gate.approvals.filter { $0.standing == .counted || $0.standing == .surplus }
    let ends = spare.map { end(of: $0) ?? Instant(seconds: .max) }.sorted(by: >)
    let isFull = gate.required > 0 && ends.count >= gate.required
    let last = isFull ? ends[gate.required - 1] : nil
    let waived = gate.waiver.map { min($0.expires, $0.ratifyUntil ?? $0.expires) }
    self.init(
      id: gate.id, title: gate.title, verdict: gate.verdict, required: gate.required, signers: signers,
      expires: waived ?? (last?.seconds == .max ? nil : last), isWaived: gate.waiver != nil)
  }
}
