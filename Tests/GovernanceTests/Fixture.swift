import Governance

/// The facts of a transition that passes; each test changes one thing.
///
/// Dana owns the model, Erin changed it in commit `change`, and Alice, a validator, approved it in a commit
/// of its own. Branch `main` is that of stage production, the only gated one.
struct Fixture {
  static let modelID: ModelID = "credit-scoring"
  static let directory = "models/credit-scoring"
  static let now = Instant(rfc3339: "2026-11-20T12:00:00Z")!

  /// FNV-1a, repeated to 32 bytes: what digests are made of does not matter here.
  static let digester = Digester { bytes in
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return (0..<32).map { UInt8(truncatingIfNeeded: hash >> UInt64(8 * ($0 % 8))) }
  }

  static let people: [Identity] = [
    person("alice", roles: ["validator"], teams: ["risk"]),
    person("bob", roles: ["validator", "counsel"], teams: ["risk"]),
    person("carol", roles: ["counsel"], teams: ["law"]),
    person("dana", roles: ["validator"], teams: ["retail"]),
    person("erin", roles: ["ml-engineer", "validator"], teams: ["retail"]),
    person("farid", roles: ["validator"], teams: ["retail"]),
    person("grace", roles: ["policy-maintainer"]),
    person("heidi", roles: ["policy-maintainer"]),
    person("mallory", roles: []),
    Identity(
      id: "ci", kind: .bot, emails: ["ci@example.com"], roles: ["ci-validator"],
      keys: [IdentityKey(fingerprint: "SHA256:ci")]),
    Identity(
      id: "forge", kind: .forge, emails: ["noreply@forge.example"],
      keys: [IdentityKey(fingerprint: "SHA256:forge")]),
  ]

  static func person(_ id: IdentityID, roles: [Role], teams: [Team] = []) -> Identity {
    Identity(
      id: id, emails: [EmailAddress("\(id)@example.com")], teams: teams, roles: roles,
      keys: [IdentityKey(fingerprint: KeyFingerprint("SHA256:\(id)"))])
  }

  static let files = [
    Subject.File(path: "card.yaml", mode: "100644", sha256: hash("card")),
    Subject.File(path: "weights/model.onnx", mode: "100644", sha256: hash("weights")),
  ]

  /// 64 hexadecimal digits that stand for a content.
  static func hash(_ text: String) -> String {
    let digits = String(text.utf8.reduce(7) { ($0 &* 31 &+ UInt64($1)) & 0xFFFF }, radix: 16)
    return String(repeating: String(repeating: "0", count: 4 - digits.count) + digits, count: 16)
  }

  var policy = Policy(
    version: 7, repository: "acme/models",
    stages: [Stage(id: "development"), Stage(id: "production", branch: "main")],
    gates: [Gate(id: "technical", roles: ["validator"])],
    policyGate: Gate(id: "policy", roles: ["policy-maintainer"], approvals: .all(2)))
  var people = Fixture.people
  var branch: String? = "main"
  var now = Fixture.now
  var card: Card? = Card(
    id: Fixture.modelID, version: "2.1.0", stage: "production", owner: "dana",
    path: "\(Fixture.directory)/card.yaml")
  var files = Fixture.files
  var base: ModelState? = ModelState(
    card: Card(id: Fixture.modelID, version: "2.0.0", stage: "production", owner: "dana"),
    subject: Subject(files: [
      Subject.File(path: "card.yaml", mode: "100644", sha256: Fixture.hash("old card"))
    ]))
  var evidence: [EvidenceRecord] = []
  var monitoring: [MonitoringRecord]?
  var waivers: [WaiverRecord] = []
  var largeFiles: [Subject.File] = []
  var reachedStages: [StageID] = []
  var findings: [Finding] = []
  var contributions: [CommitID] = ["change"]
  var approvals: [ApprovalRecord] = []
  private(set) var commits: [CommitFacts] = []
  var policyChange: PolicyChangeFacts?

  /// - Parameter approvers: who approves the gate `technical`.
  init(approvedBy approvers: [IdentityID] = ["alice"]) {
    commit("change", by: "erin", parents: ["base"])
    for approver in approvers { approve(by: approver) }
  }

  /// Signed, by the key that is named after the identity.
  static func signed(_ identity: IdentityID, _ state: KeyState = .valid) -> Attribution {
    .signed(by: identity, key: KeyFingerprint("SHA256:\(identity)"), state: state)
  }

  var subject: Subject { Subject(files: files) }
  func digest(_ gate: GateID = "technical") -> Digest {
    Fixture.digester.digest(of: subject, scope: policy.gates.first { $0.id == gate })
  }

  /// Adds a commit on top of the last one, dated a minute after it.
  mutating func commit(
    _ id: CommitID, by author: IdentityID, parents: [CommitID]? = nil, signed: Attribution? = nil,
    author authorEmail: EmailAddress? = nil, committer: EmailAddress? = nil, coAuthors: [EmailAddress] = [],
    committed: Instant? = nil, plausibleAttribution: Attribution? = nil
  ) {
    let email = EmailAddress("\(author)@example.com")
    let date = Instant(seconds: Fixture.now.seconds - 86_400 + Int64(commits.count) * 60)
    commits.append(
      CommitFacts(
        id: id, parents: parents ?? [commits.last?.id ?? "base"], author: authorEmail ?? email,
        committer: committer ?? email, coAuthors: coAuthors, committed: committed ?? date,
        attribution: signed ?? Fixture.signed(author), plausibleAttribution: plausibleAttribution))
  }

  /// Changes how the commit `change` was made.
  mutating func change(
    by author: IdentityID, signed: Attribution? = nil, author authorEmail: EmailAddress? = nil,
    committer: EmailAddress? = nil, coAuthors: [EmailAddress] = []
  ) {
    let others = commits.dropFirst()
    commits = []
    commit(
      "change", by: author, parents: ["base"], signed: signed, author: authorEmail, committer: committer,
      coAuthors: coAuthors)
    commits += others
  }

  func approval(_ reviewer: IdentityID, gate: GateID = "technical") -> Approval {
    Approval(
      repository: "acme/models", model: Fixture.modelID, version: "2.1.0", gate: gate, stage: "production",
      subject: digest(gate), reviewer: reviewer, date: Instant(rfc3339: "2026-11-20T10:00:00Z")!)
  }

  /// Adds a decision in a commit of its own on top of the last one. Only the newest content of a path
  /// stands in the tree that will land.
  @discardableResult
  mutating func approve(
    _ gate: GateID = "technical", by reviewer: IdentityID, holder: IdentityID? = nil, in id: CommitID? = nil,
    parents: [CommitID]? = nil, signed: Attribution? = nil, detached: Attribution? = nil,
    content: String? = nil, stands: Bool = true, _ edit: (inout Approval) -> Void = { _ in }
  ) -> CommitID {
    var document = approval(reviewer, gate: gate)
    edit(&document)
    let name = holder ?? reviewer
    let commitID = id ?? CommitID("\(gate)-\(name)-\(commits.count)")
    if !commits.contains(where: { $0.id == commitID }) {
      commit(commitID, by: reviewer, parents: parents, signed: signed)
    }
    add(document, gate, name, commitID, signed ?? Fixture.signed(reviewer), content ?? commitID.text, stands)
    approvals[approvals.count - 1].detached = detached
    return commitID
  }

  /// Removes a file in a commit of its own.
  mutating func remove(_ gate: GateID = "technical", of holder: IdentityID, by remover: IdentityID) {
    let id = CommitID("remove-\(commits.count)")
    commit(id, by: remover)
    add(nil, gate, holder, id, Fixture.signed(remover), "", false)
  }

  /// An approval that stands since base: its commit is not under judgement.
  mutating func standing(
    _ gate: GateID = "technical", by reviewer: IdentityID, stands: Bool = true,
    _ edit: (inout Approval) -> Void = { _ in }
  ) {
    var document = approval(reviewer, gate: gate)
    edit(&document)
    add(document, gate, reviewer, "older", Fixture.signed(reviewer), "base", stands)
    approvals[approvals.count - 1].standsAtBase = true
  }

  private mutating func add(
    _ document: Approval?, _ gate: GateID, _ holder: IdentityID, _ commit: CommitID,
    _ attribution: Attribution,
    _ content: String, _ stands: Bool
  ) {
    let path = "\(Fixture.directory)/approvals/\(gate)/\(holder).yaml"
    if stands || document == nil {
      for index in approvals.indices
      where approvals[index].path == path && approvals[index].content != content {
        approvals[index].stands = false
      }
    }
    var sees: [String: String] = [:]
    for record in approvals where record.stands { sees[record.path] = record.content }
    for report in monitoring ?? [] where report.stands { sees[report.path] = report.content }
    sees[path] = content
    approvals.append(
      ApprovalRecord(
        path: path, gate: gate, holder: holder, content: content, document: document, commit: commit,
        committed: Fixture.now, attribution: attribution, stands: stands, sees: sees))
  }

  var facts: TransitionFacts {
    var model = ModelFacts(
      id: Fixture.modelID, directory: Fixture.directory, base: base,
      landed: ModelState(card: card, subject: subject, largeFiles: largeFiles), contributions: contributions,
      approvals: approvals, evidence: evidence, reachedStages: reachedStages, findings: findings)
    model.monitoring = monitoring
    model.waivers = waivers
    return TransitionFacts(
      branch: branch, base: "base", head: commits.last?.id ?? "base", tree: "tree", now: now, policy: policy,
      roster: Roster(people), policyDigest: Digest("sha256:policy"), commits: CommitGraph(commits),
      models: [model],
      policyChange: policyChange, digester: Fixture.digester)
  }

  var judgement: TransitionJudgement { Judge.judge(facts) }
  var verdict: Verdict { judgement.verdict }
  var model: ModelJudgement? { judgement.models.first }

  func gate(_ id: GateID = "technical") -> GateJudgement? { model?.gates.first { $0.id == id } }

  /// The rules of all errors, once each.
  var errors: Set<Rule> { Set(judgement.findings.filter { $0.severity == .error }.map(\.rule)) }
  var notes: Set<Rule> { Set(judgement.findings.filter { $0.severity == .note }.map(\.rule)) }
  var warnings: Set<Rule> { Set(judgement.findings.filter { $0.severity == .warning }.map(\.rule)) }

  /// Why the reviewer's approvals do not count.
  func reasons(_ reviewer: IdentityID = "alice", gate id: GateID = "technical") -> [Rule] {
    (gate(id)?.approvals ?? []).filter { $0.reviewer == reviewer }.compactMap {
      if case .rejected(let rule, _) = $0.standing { rule } else { nil }
    }
  }
}

/// The fixture with one thing changed.
func fixture(approvedBy approvers: [IdentityID] = ["alice"], _ edit: (inout Fixture) -> Void = { _ in })
  -> Fixture
{
  var fixture = Fixture(approvedBy: approvers)
  edit(&fixture)
  return fixture
}
