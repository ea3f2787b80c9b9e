import Governance

/// The facts of a case, made from nothing but its values: what `check` gathers from git, as if it had happened.
///
/// First come the commits that change the model or the policy, then those that bring evidence, then the
/// decisions in the order of the list, each of which sees the ones before it.
struct CaseFacts {
  private let policy: Policy
  private let roster: Roster
  private let now: Instant
  private let signing: DecisionSigning
  private var chain: CommitChain

  init(policy: Policy, roster: Roster, now: Instant) {
    self.policy = policy
    self.now = now
    signing = DecisionSigning(policy: policy, roster: roster)
    self.roster = signing.roster
    chain = CommitChain(roster: signing.roster)
  }

  /// The facts of an event.
  func facts(of event: PolicyTest.Case.Event) -> TransitionFacts {
    var copy = self
    switch event {
    case .model(let event): return copy.modelFacts(event)
    case .policy(let event): return copy.policyFacts(event)
    }
  }

  private var transition: TransitionFacts {
    TransitionFacts(
      base: CommitChain.base, head: chain.head, tree: "tree", now: now, policy: policy, roster: roster,
      policyDigest: Digester.quick.digest(ofPolicy: Subject(files: [])), commits: chain.graph,
      digester: .quick)
  }

  private mutating func contributions(by contributors: [IdentityID]) -> [CommitID] {
    contributors.map { person in
      chain.add(
        "change", by: person, signedBy: CommitChain.signature(of: person),
        at: Instant(seconds: now.seconds - 10_800))
    }
  }

  private mutating func modelFacts(_ event: PolicyTest.ModelEvent) -> TransitionFacts {
    let subject = TestSubject(event)
    var model = ModelFacts(
      id: event.card.id, directory: subject.directory,
      base: event.base.map { ModelState(card: subject.placed($0), subject: subject.base) },
      landed: ModelState(card: subject.placed(event.card), subject: subject.landed),
      contributions: contributions(by: event.contributors), reachedStages: event.reached)
    for (report, path) in zip(event.evidence, subject.reports) {
      let attribution = report.isSigned ? CommitChain.signature(of: report.by) : .unsigned
      let commit = chain.add(
        "report", by: report.by, signedBy: attribution, at: Instant(seconds: now.seconds - 7200))
      model.evidence.append(
        EvidenceRecord(
          path: "\(subject.directory)/\(path)", document: report.document, commit: commit,
          attribution: attribution))
    }
    var facts = transition
    facts.branch = event.branch
    facts.models = [model]
    if event.decisions.isEmpty { return facts }
    // What an approval has to name, and how long its rationale has to be, follows from the stage and the tier
    // that the judgement itself finds.
    guard let judged = Judge.judge(facts).models.first else { return facts }
    var records = DecisionRecords(below: "\(subject.directory)/approvals", now: now)
    for decision in event.decisions {
      let gate = policy.gates.first { $0.id == decision.gate }
      let digest = Digester.quick.digest(of: decision.isStale ? .earlier : subject.landed, scope: gate)
      var approval = Approval(
        repository: policy.repository, model: event.card.id, version: event.card.version,
        gate: decision.gate, stage: judged.stage, subject: digest, policy: facts.policyDigest,
        reviewer: decision.by, date: now)
      approval.checklist = decision.checklist ?? gate?.checklist.map(\.id) ?? []
      approval.rationale = decision.rationale ?? rationale(in: judged.tier)
      records.add(decision, approval, signing, &chain)
    }
    facts.models[0].approvals = records.records
    facts.commits = chain.graph
    facts.head = chain.head
    return facts
  }

  private mutating func policyFacts(_ event: PolicyTest.PolicyEvent) -> TransitionFacts {
    let digest = Digester.quick.digest(ofPolicy: .landed)
    var change = PolicyChangeFacts(
      digest: digest, version: event.version, contributions: contributions(by: event.contributors))
    var records = DecisionRecords(below: "policies/approvals", now: now)
    for decision in event.decisions {
      var approval = Approval(
        repository: policy.repository, model: nil, version: String(event.version), gate: .policy, stage: nil,
        subject: decision.isStale ? Digester.quick.digest(ofPolicy: .earlier) : digest,
        reviewer: decision.by, date: now)
      approval.rationale = decision.rationale
      records.add(decision, approval, signing, &chain)
    }
    change.approvals = records.records
    var facts = transition
    facts.policyChange = change
    return facts
  }

  /// A rationale as long as the policy asks for.
  private func rationale(in tier: TierID) -> String {
    let words = "as the case of the policy test says"
    let wanted = policy.approvals.minRationale?.value(for: tier) ?? 0
    return words + String(repeating: ".", count: max(0, wanted - words.count))
  }
}
