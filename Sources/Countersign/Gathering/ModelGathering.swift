import GitHistory
import Governance
import Signatures

/// Gathers what the judgement needs to know about one model.
struct ModelGathering {
  let policy: LoadedPolicy
  let governed: GovernedPath
  let transition: TransitionTrees
  let attribution: CommitAttribution
  let digests: ContentDigests
  let branch: String?
  /// How many monitoring reports are wanted although no judgement needs them.
  var wantedReports = 0
  private let neighbours: Neighbours
  private let stageHistory: StageHistory
  private let monitoring: MonitoringReading

  init(
    policy: LoadedPolicy, governed: GovernedPath, transition: TransitionTrees, attribution: CommitAttribution,
    memory: JudgingMemory, branch: String?
  ) {
    self.policy = policy
    self.governed = governed
    self.transition = transition
    self.attribution = attribution
    digests = memory.digests
    neighbours = memory.neighbours
    self.branch = branch
    monitoring = memory.monitoring
    stageHistory = memory.stageHistory(of: policy, governed: governed)
  }

  /// - Parameter hasLanded: whether the model is judged as it stands, not as it comes.
  func facts(
    of directory: GitPath, contributions: [ObjectID], hasLanded: Bool = false,
    _ repository: borrowing Repository
  ) throws(GitError) -> (facts: ModelFacts, doubts: [ApprovalGathering.Doubt]) {
    let name = ModelID(GitPath(bytes: directory.lastComponent).display)
    let reports = ReportReading()
    var reader = ModelReader(directory, digests: digests, reports: reports)
    let landed = try reader.state(in: transition.landed, isLanding: true, repository)
    var baseReader = ModelReader(directory, digests: digests, reports: reports)
    let base =
      if let tree = transition.base { try baseReader.state(in: tree, repository) } else { nil as ModelState? }
    var facts = ModelFacts(
      id: name, directory: directory.display, base: base, landed: landed,
      contributions: contributions.map(\.commitID),
      findings: reader.findings)
    facts.hasLanded = hasLanded
    facts.findings += try neighbours.findings(about: directory, name, in: transition.landed, repository)
    if base == nil, let trusted = transition.trusted {
      // New on this branch, and yet the risk it was where the history is trusted up to.
      var trustedReader = ModelReader(directory, digests: digests, reports: reports)
      if let earlier = try trustedReader.state(in: trusted, repository) { facts.predecessors.append(earlier) }
    }
    guard let landed else { return (facts, []) }
    facts.findings += ModelGathering.moved(from: base?.card, to: landed.card, name)
    let doubts = try gatherApprovals(&facts, directory, landed, repository)
    if !reader.hasTooManyReports {
      let wanted = policy.policy.gates.flatMap { $0.evidence.map(\.name) }
      let evidence = try EvidenceGathering(
        directory: directory, model: name, card: landed.card, wanted: wanted, reports: reports,
        transition: transition, attribution: attribution, repository)
      facts.evidence = evidence.records
      facts.findings += evidence.findings
    }
    try MonitoringGathering(
      policy: policy, transition: transition, attribution: attribution, reading: monitoring,
      wantedReports: wantedReports
    ).gather(into: &facts, directory, repository)
    try WaiverGathering(policy: policy, transition: transition, attribution: attribution).gather(
      into: &facts, directory, repository)
    facts.reachedStages = try stageHistory.stages(
      reachedBy: directory, landed, transition, at: attribution.now, repository)
    return (facts, doubts)
  }

  /// That another file is the card from now on: whoever knows the one might not look at the other.
  private static func moved(from base: Card?, to landed: Card?, _ model: ModelID) -> [Finding] {
    guard let base, let landed, !base.file.isExactly(landed.file) else { return [] }
    return [
      Finding(
        .documentInvalid, .warning, "the card of \(model) is \(landed.file) now, and \(base.file) no more",
        help: "compare the two: what only the old one said is gone", model: model, path: landed.path,
        position: landed.positions[""])
    ]
  }

  private func gatherApprovals(
    _ facts: inout ModelFacts, _ directory: GitPath, _ landed: ModelState, _ repository: borrowing Repository
  ) throws(GitError) -> [ApprovalGathering.Doubt] {
    let digester = Digester(sha256: Signatures.Digest.sha256)
    var expected: [GateID: Governance.Digest] = [:]
    for gate in policy.policy.gates { expected[gate.id] = digester.digest(of: landed.subject, scope: gate) }
    var approvals = ApprovalGathering(
      directory: directory.appending(Array("approvals".utf8)), model: facts.id, transition: transition,
      attribution: attribution
    ) { approval, gate in expected[gate] == approval.subject }
    try approvals.gather(repository)
    facts.approvals = approvals.records
    facts.findings += approvals.findings
    return approvals.doubts
  }
}
