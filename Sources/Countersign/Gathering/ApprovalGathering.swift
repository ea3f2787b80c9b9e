import Documents
import GitHistory
import Governance

/// Gathers the approvals of one directory: those in the tree that will land, those of base, and every
/// version that a commit under judgement brought or removed.
struct ApprovalGathering {
  /// The directory that holds `<gate>/<identity>.yaml`, or the identities' files of one gate directly.
  let directory: GitPath
  /// The gate where the directory is that of one gate.
  let gate: GateID?
  let model: ModelID?
  let transition: TransitionTrees
  let attribution: CommitAttribution
  /// Whether an approval that stands since base could still count, and so is worth finding its commit.
  let isWorthExamining: (Approval, GateID) -> Bool
  /// What lies in the directory, in the tree that will land and at base.
  private var landed: [GitPath: TreeEntry] = [:]
  private var base: [GitPath: TreeEntry] = [:]
  private var signatures: DetachedSignatures?
  /// What the commit looked at last shows.
  private var lastSight: (tree: ObjectID, sees: [String: String])?
  private(set) var records: [ApprovalRecord] = []
  private(set) var findings: [Finding] = []
  /// Whether there are more approvals than are looked at, so that none was.
  private(set) var isExcessive = false
  /// Records of which it has to be known whether they stood before. That is asked of all of history, and so of all
  /// approvals at once: see ``Doubt``.
  private(set) var doubts: [Doubt] = []

  /// The most files that the directory may hold, signatures included, and the most that one change may bring there or
  /// remove from there: the decisions of one reviewer are compared with each other.
  static let limit = 1_000

  /// Whether a record's file stood somewhere in history before, and was taken away.
  struct Doubt {
    /// The record's place among the records.
    let record: Int
    let question: PastEntry
  }

  init(
    directory: GitPath, gate: GateID? = nil, model: ModelID?, transition: TransitionTrees,
    attribution: CommitAttribution, isWorthExamining: @escaping (Approval, GateID) -> Bool
  ) {
    self.directory = directory
    self.gate = gate
    self.model = model
    self.transition = transition
    self.attribution = attribution
    self.isWorthExamining = isWorthExamining
  }

  private func slot(of path: GitPath) -> ApprovalPlace? {
    ApprovalPlace(GitPath(bytes: Array(path.bytes.dropFirst(directory.bytes.count + 1))), gate: gate)
  }

  mutating func gather(_ repository: borrowing Repository) throws(GitError) {
    landed = try FileEvents.files(below: directory, of: transition.landed, repository)
    if let tree = transition.base { base = try FileEvents.files(below: directory, of: tree, repository) }
    let events = try FileEvents(below: directory, in: transition.commits, repository).events
    if let excess = excess(events) {
      // Which of them are left out would be for whoever adds some to choose: none is read.
      findings.append(excess)
      isExcessive = true
      return
    }
    signatures = try DetachedSignatures(
      .approval, below: directory, landed: landed, base: base, events: events, attribution: attribution,
      repository)
    findings += signatures?.findings(model: model) ?? []
    let eventsByPath = Dictionary(grouping: events, by: \.path)
    for (path, entry) in landed.sorted(by: { $0.key < $1.key }) { checkPlace(path, entry) }
    for event in events {
      guard let slot = slot(of: event.path), event.entry?.mode.isFile ?? true else { continue }
      let stands = event.entry.map { landed[event.path]?.hasSameContent(as: $0) ?? false } ?? false
      let atBase = event.entry.map { base[event.path]?.hasSameContent(as: $0) ?? false } ?? false
      try add(
        slot, event.path, event.entry, from: event.commit, standsAtBase: atBase, stands: stands,
        reports: stands,
        repository)
    }
    for (path, entry) in landed.sorted(by: { $0.key < $1.key }) where entry.mode.isFile {
      guard let slot = slot(of: path) else { continue }
      let isAtBase = base[path]?.hasSameContent(as: entry) ?? false
      if isAtBase {
        try addFromBase(slot, path, entry, stands: true, repository)
      } else if !(eventsByPath[path] ?? []).contains(where: { $0.entry?.hasSameContent(as: entry) ?? false })
      {
        // In the tree that will land, in no commit under judgement, and not at base: dug out of history.
        for origin in try repository.origins(of: path, entry: (entry.mode, entry.id), from: transition.head) {
          try add(
            slot, path, entry, from: origin, standsAtBase: false, stands: true, reports: true, repository)
        }
      }
    }
    for (path, entry) in base.sorted(by: { $0.key < $1.key }) where entry.mode.isFile {
      guard !(landed[path]?.hasSameContent(as: entry) ?? false), let slot = slot(of: path) else { continue }
      try addFromBase(slot, path, entry, stands: false, repository)
    }
    try markUnknown(repository)
  }

  /// That there are more files, or more of them came and went, than are looked at.
  private func excess(_ events: [FileEvents.Event]) -> Finding? {
    func finding(_ message: String, _ help: String) -> Finding {
      Finding(.documentInvalid, message, help: help, model: model, path: directory.display)
    }
    if landed.count > ApprovalGathering.limit {
      return finding(
        "\(directory.display) holds more than \(ApprovalGathering.limit) files",
        "remove approvals of the past, which history keeps")
    }
    if events.count > ApprovalGathering.limit {
      return finding(
        "the change brings, rewrites or removes more than \(ApprovalGathering.limit) files below \(directory.display)",
        "land it in several steps, or squash the commits that rewrite approvals")
    }
    return nil
  }

  /// A rejection or withdrawal on base is overruled only by a decision that knew of it: else whoever merges could
  /// choose which of two words of one reviewer to keep.
  private mutating func markUnknown(_ repository: borrowing Repository) throws(GitError) {
    for index in records.indices where records[index].standsAtBase {
      let record = records[index]
      guard let document = record.document, !document.decision.approves, record.attribution != .unexamined,
        let origin = ObjectID(hex: record.commit.text)
      else { continue }
      for other in records
      where other.holder == record.holder && other.gate == record.gate && !other.standsAtBase {
        guard let later = ObjectID(hex: other.commit.text), later != origin,
          try !repository.isAncestor(origin, of: later)
        else { continue }
        records[index].unknownTo.insert(other.commit)
      }
    }
  }

  private mutating func checkPlace(_ path: GitPath, _ entry: TreeEntry) {
    if !entry.mode.isFile, model == nil {
      findings.append(
        Finding(
          .pathRefused, "\(path.display) is a \(entry.mode == .symlink ? "link" : "submodule")",
          help: "an approval is a file of its own", model: model, path: path.display))
    } else if slot(of: path) == nil, path.bytes.suffix(5) == Array(".yaml".utf8)[...] {
      findings.append(
        Finding(
          .documentInvalid, .warning, "\(path.display) is in no place for an approval",
          help: "approvals are \(directory.display)/\(gate == nil ? "<gate>/" : "")<identity>.yaml",
          model: model,
          path: path.display))
    }
  }

  /// Adds what stands since base. Its commit is looked for, along the path's history, only where it matters.
  private mutating func addFromBase(
    _ slot: ApprovalPlace, _ path: GitPath, _ entry: TreeEntry, stands: Bool,
    _ repository: borrowing Repository
  ) throws(GitError) {
    guard let base = transition.baseCommit else { return }
    guard let document = try read(path, entry, reports: stands, repository) else { return }
    let matters =
      document.approval.decision == .reject || document.approval.decision == .withdraw
      || (stands && document.approval.decision.approves && isWorthExamining(document.approval, slot.gate))
    guard matters else {
      records.append(
        ApprovalRecord(
          path: path.display, gate: slot.gate, holder: slot.holder, content: entry.id.hex,
          document: document.approval,
          positions: document.positions, commit: base.commitID, committed: Instant(seconds: 0),
          attribution: .unexamined,
          standsAtBase: true, stands: stands))
      return
    }
    for origin in try newest(
      repository.origins(of: path, entry: (entry.mode, entry.id), from: base), repository)
    {
      try add(slot, path, entry, from: origin, standsAtBase: true, stands: stands, reports: false, repository)
    }
  }

  /// Leaves out origins that come before another one: the entry was taken away and brought again.
  private func newest(
    _ origins: [ObjectID], _ repository: borrowing Repository
  ) throws(GitError) -> [ObjectID] {
    guard origins.count > 1 else { return origins }
    var result: [ObjectID] = []
    for origin in origins {
      var isOlder = false
      for other in origins where other != origin {
        if try repository.isAncestor(origin, of: other) { isOlder = true }
      }
      if !isOlder { result.append(origin) }
    }
    return result
  }

  private mutating func add(
    _ slot: ApprovalPlace, _ path: GitPath, _ entry: TreeEntry?, from origin: ObjectID, standsAtBase: Bool,
    stands: Bool,
    reports: Bool, _ repository: borrowing Repository
  ) throws(GitError) {
    var document: Approval.Located?
    if let entry {
      document = try read(path, entry, reports: reports, repository)
      if document == nil { return }
    }
    let (commit, signer) = try attribution.attribution(of: origin, in: repository)
    let sees = try sight(of: commit, repository)
    let committed = Instant(seconds: commit.committer.time)
    var detached: Attribution?
    if let entry {
      let found = try signatures?.attribution(
        of: path, entry, by: slot.holder, at: attribution.signingDate(in: commit, repository), repository)
      detached = found?.attribution
      // Who brings a file by a commit of their own says it anew.
      if let found, found.attribution.identity != nil, signer.identity != slot.holder,
        document?.approval.decision.approves ?? false
      {
        // Base may hold the file because it was put back, without its signature, for this very change.
        let ends =
          standsAtBase ? (found.isAtBase ? [] : commit.parents) : [transition.baseCommit].compactMap { $0 }
        if !ends.isEmpty {
          doubts.append(
            Doubt(
              record: records.count,
              question: PastEntry(path: path, mode: entry.mode, id: entry.id, ends: ends)))
        }
      }
    }
    records.append(
      ApprovalRecord(
        path: path.display, gate: slot.gate, holder: slot.holder, content: entry?.id.hex ?? "",
        document: document?.approval, positions: document?.positions ?? Positions(), commit: origin.commitID,
        committed: committed, attribution: signer,
        author: EmailAddress(bytes: commit.author.email), detached: detached, standsAtBase: standsAtBase,
        stands: stands, sees: sees))
  }

  /// What lies in the directory as the commit has it. Commits mostly bring one file after the other, or many at once.
  private mutating func sight(
    of commit: RawCommit, _ repository: borrowing Repository
  ) throws(GitError) -> [String: String] {
    if let lastSight, lastSight.tree == commit.tree { return lastSight.sees }
    var sees: [String: String] = [:]
    for (path, entry) in try FileEvents.files(below: directory, of: commit.tree, repository) {
      sees[path.display] = entry.id.hex
    }
    lastSight = (commit.tree, sees)
    return sees
  }

  /// Reads the document. An invalid one counts as absent and is reported where it stands in the tree.
  private mutating func read(
    _ path: GitPath, _ entry: TreeEntry, reports: Bool, _ repository: borrowing Repository
  ) throws(GitError) -> Approval.Located? {
    let content = try repository.document(entry.id)
    do {
      return try Approval.read(content, path: path.display, isForPolicy: model == nil)
    } catch {
      if reports {
        findings += error.findings(.documentInvalid, .warning, model: model, gate: slot(of: path)?.gate)
      }
      return nil
    }
  }
}
