/// Everything a judgement rests on, gathered from git beforehand. The judgement itself reads nothing.
package struct TransitionFacts: Sendable {
  package var branch: String?
  /// Nil where the branch is new and starts from nothing.
  package var base: CommitID?
  package var head: CommitID
  /// The tree that will land.
  package var tree: CommitID
  /// The moment that expiry and the age of evidence are judged at.
  package var now: Instant
  /// The policy, and the roster, that judge: those of base, or of the first policy's own transition.
  package var policy: Policy
  package var roster: Roster
  package var policyDigest: Digest
  package var commits: CommitGraph
  package var models: [ModelFacts]
  package var policyChange: PolicyChangeFacts?
  /// The policy's approvals where nothing of the policy changes but them.
  package var policyApprovals: [ApprovalRecord] = []
  /// When reports had to be fresh, for what landed in the past; nil is `now`.
  package var landed: Instant?
  /// The date that base's commit claims; nil where there is no base.
  package var baseDate: Instant?
  /// What was found wrong that concerns neither a model nor a change of the policy.
  package var findings: [Finding] = []
  package var digester: Digester

  package init(
    branch: String? = nil, base: CommitID?, head: CommitID, tree: CommitID, now: Instant, policy: Policy,
    roster: Roster, policyDigest: Digest, commits: CommitGraph = CommitGraph(), models: [ModelFacts] = [],
    policyChange: PolicyChangeFacts? = nil, digester: Digester
  ) {
    self.branch = branch
    self.base = base
    self.head = head
    self.tree = tree
    self.now = now
    self.policy = policy
    self.roster = roster
    self.policyDigest = policyDigest
    self.commits = commits
    self.models = models
    self.policyChange = policyChange
    self.digester = digester
  }
}

/// What happened to one model between base and the tree that will land.
package struct ModelFacts: Sendable {
  package var id: ModelID
  /// The model's directory, relative to the repository.
  package var directory: String
  package var base: ModelState?
  package var landed: ModelState?
  /// The other models, as they stood at base, that lost files to this one: what it was renamed from, or was
  /// split off.
  package var predecessors: [ModelState] = []
  /// What the model was: at base, or under the names that it had there.
  package var earlier: [ModelState] { (base.map { [$0] } ?? []) + predecessors }
  /// The commits in which the subject, evidence left out, differs from that of every parent.
  package var contributions: [CommitID]
  package var approvals: [ApprovalRecord]
  package var evidence: [EvidenceRecord]
  /// The reports on how it does in use, those that somebody took away among them; nil where nobody looked for any,
  /// and so none can be missing.
  package var monitoring: [MonitoringRecord]?
  /// Older reports, which no judgement looks at; empty unless somebody wants to see how it did over time.
  package var pastReports: [MonitoringRecord] = []
  /// The waivers in the tree that will land.
  package var waivers: [WaiverRecord] = []
  /// Whether a waiver that had not expired, or a signature of one, was taken away.
  package var lostWaiver = false
  /// Whether what is judged stands already, as it stands, and so is watched although base may not have had it.
  package var hasLanded = false
  /// The stages on whose branches the same subject has landed.
  package var reachedStages: [StageID]
  /// What was found wrong while the documents were read.
  package var findings: [Finding]

  package init(
    id: ModelID, directory: String, base: ModelState? = nil, landed: ModelState? = nil,
    contributions: [CommitID] = [], approvals: [ApprovalRecord] = [], evidence: [EvidenceRecord] = [],
    reachedStages: [StageID] = [], findings: [Finding] = []
  ) {
    self.id = id
    self.directory = directory
    self.base = base
    self.landed = landed
    self.contributions = contributions
    self.approvals = approvals
    self.evidence = evidence
    self.reachedStages = reachedStages
    self.findings = findings
  }
}

/// A model as it stands in one tree.
package struct ModelState: Sendable {
  /// Nil where there is none or it could not be read.
  package var card: Card?
  package var subject: Subject
  /// Its reports, whoever brought them; at base, for comparison.
  package var reports: [Report]
  /// SHA-256 of what the Git LFS pointers among the files stand for.
  package var largeFiles: [Subject.File]

  package init(
    card: Card?, subject: Subject, reports: [Report] = [], largeFiles: [Subject.File] = []
  ) {
    self.card = card
    self.subject = subject
    self.reports = reports
    self.largeFiles = largeFiles
  }

  /// A report and the file that it stands in.
  package struct Report: Sendable {
    package let path: String
    package let document: Evidence
    package init(path: String, document: Evidence) {
      self.path = path
      self.document = document
    }
  }

  /// SHA-256 of an artifact kept in the directory; a Git LFS pointer stands for what it names.
  package func artifactDigest(_ path: String) -> String? {
    (largeFiles.first { $0.path.isExactly(path) } ?? subject[path])?.sha256
  }
}

/// An approval file as one commit brought it, or its removal.
package struct ApprovalRecord: Sendable, Codable {
  package var path: String
  /// The gate whose directory it lies in.
  package var gate: GateID
  /// The identity that the file is named after.
  package var holder: IdentityID
  /// The content's object id; empty for a removal.
  package var content: String
  /// Nil where the commit removed the file.
  package var document: Approval?
  package var positions = Positions()
  package var commit: CommitID
  /// The committer date of that commit, which is a claim. A detached signature carries no date that could be
  /// relied on, so its key is judged on this one as well.
  package var committed: Instant
  package var attribution: Attribution
  /// The commit's author, for whom a forge that signed it vouches; nil is looked up among the commits under
  /// judgement.
  package var author: EmailAddress?
  /// Who signed exactly these bytes by a detached signature (`.sig`), nil where there is none. Whoever can
  /// take the `.sig` away could silence a rejection: where several stood beside these bytes, at base, in the
  /// commits under judgement or in the tree that will land, this is the best of them.
  package var detached: Attribution?
  package var standsAtBase: Bool
  /// Whether exactly these bytes stood at this path in base's history and were taken away, and either they or their
  /// signature came back only now. What counts by its detached signature alone could be brought back by anybody.
  package var stoodBefore: Bool
  /// Whether exactly this content is in the tree that will land.
  package var stands: Bool
  /// What approvals the commit's own tree already holds, as `path` and content id.
  package var sees: [String: String] = [:]
  /// For a decision of base: the same reviewer's decisions under judgement whose commits do not descend from its
  /// commit, so that they were made without knowing of it.
  package var unknownTo: Set<CommitID> = []

  package init(
    path: String, gate: GateID, holder: IdentityID, content: String, document: Approval?,
    positions: Positions = Positions(), commit: CommitID, committed: Instant, attribution: Attribution,
    author: EmailAddress? = nil, detached: Attribution? = nil, standsAtBase: Bool = false,
    stoodBefore: Bool = false, stands: Bool = true,
    sees: [String: String] = [:]
  ) {
    self.path = path
    self.gate = gate
    self.holder = holder
    self.content = content
    self.document = document
    self.positions = positions
    self.commit = commit
    self.committed = committed
    self.attribution = attribution
    self.author = author
    self.detached = detached
    self.standsAtBase = standsAtBase
    self.stoodBefore = stoodBefore
    self.stands = stands
    self.sees = sees
  }

  /// What a record keeps: what it was compared with while it was judged is not among it.
  private enum CodingKeys: CodingKey {
    case path, gate, holder, content, document, commit, committed, attribution, author, detached, standsAtBase
    case stoodBefore, stands
  }
}

/// A report in the tree that will land, and who brought it.
package struct EvidenceRecord: Sendable {
  package var path: String
  package var document: Evidence
  package var commit: CommitID
  package var attribution: Attribution
  /// The commit that holds a newer report in its place: this one was put back by a merge.
  package var newer: CommitID?
  /// Who signed exactly these bytes by a detached signature (`.sig`), nil where there is none.
  package var detached: Attribution?

  package init(
    path: String, document: Evidence, commit: CommitID, attribution: Attribution,
    detached: Attribution? = nil
  ) {
    self.path = path
    self.document = document
    self.commit = commit
    self.attribution = attribution
    self.detached = detached
  }
}

/// A change of the policy itself.
package struct PolicyChangeFacts: Sendable {
  /// The digest of `policies/` in the tree that will land.
  package var digest: Digest
  /// The version there; nil where the policy there does not load or is gone.
  package var version: Int?
  /// The commits that changed `policies/`, approvals left out, against every parent.
  package var contributions: [CommitID]
  package var approvals: [ApprovalRecord]
  /// Why the new files do not load.
  package var findings: [Finding]

  package init(
    digest: Digest, version: Int?, contributions: [CommitID] = [], approvals: [ApprovalRecord] = [],
    findings: [Finding] = []
  ) {
    self.digest = digest
    self.version = version
    self.contributions = contributions
    self.approvals = approvals
    self.findings = findings
  }
}
