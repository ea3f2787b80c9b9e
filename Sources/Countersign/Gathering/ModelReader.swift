import Documents
import GitHistory
import Governance

/// Reads one model's directory of one tree.
struct ModelReader {
  let directory: GitPath
  let digests: ContentDigests
  /// Nil where nobody asks for the model's reports.
  let reports: ReportReading?
  let digesting: Digesting
  /// What makes the directory unfit to be judged.
  private(set) var findings: [Finding] = []
  /// Whether there are more reports than are read.
  private(set) var hasTooManyReports = false
  /// Where the card lies, whether it can be read or not.
  private(set) var cardPath: String?

  /// Of which files the subject is put together.
  enum Digesting {
    /// Of all, as it has to be to be approved.
    case everything
    /// Of the card's artifacts: what has to be digested to tell whether the card is right.
    case artifacts
  }

  init(
    _ directory: GitPath, digests: ContentDigests, reports: ReportReading? = nil,
    digesting: Digesting = .everything
  ) {
    self.directory = directory
    self.digests = digests
    self.reports = reports
    self.digesting = digesting
  }

  private var model: ModelID { ModelID(GitPath(bytes: directory.lastComponent).display) }

  /// The model as it stands in the tree; nil where there is no such directory.
  ///
  /// - Parameter isLanding: whether the tree is under judgement, and so must keep to the limits. What base holds kept
  ///   to them when it landed, or was there before there was a policy.
  mutating func state(
    in tree: ObjectID, isLanding: Bool = false, _ repository: borrowing Repository
  ) throws(GitError) -> ModelState? {
    guard let entry = try repository.entry(at: directory, inTree: tree), entry.mode == .tree else {
      return nil
    }
    var files: [(path: String, mode: FileMode, id: ObjectID)] = []
    var paths = PathCheck()
    var cards = CardFile()
    var evidence: [(path: String, id: ObjectID)] = []
    for file in try repository.files(inTree: tree, below: directory) {
      let relative = GitPath(bytes: Array(file.path.bytes.dropFirst(directory.bytes.count + 1)))
      let target = file.mode == .symlink ? try repository.blob(file.id, limit: 1 << 16) : nil
      if let problem = paths.problem(with: relative, mode: file.mode, linkTarget: target) {
        findings.append(
          Finding(
            .pathRefused, "\(file.path.display) \(problem)", help: "rename or remove it", model: model,
            path: file.path.display))
        continue
      }
      guard let path = relative.text else { continue }
      if isLeftOut(relative) {
        if file.mode != .file { findings.append(refusal(of: file.path, mode: file.mode)) }
        continue
      }
      files.append((path, file.mode, file.id))
      cards.note(path, file.mode, at: file.path.display, file.id)
      if file.mode.isFile, relative.hasPrefix("evidence"), ReportReading.isReport(path) {
        evidence.append((file.path.display, file.id))
      }
    }
    let links = paths.chainedLinks()
    findings += links.map {
      Finding(
        .pathRefused, "\(directory.display)/\($0) is a link that passes through another link",
        help: "link directly",
        model: model, path: "\(directory.display)/\($0)")
    }
    if isLanding, reports != nil,
      let excess = try ReportReading.excess(
        of: evidence.map(\.id), below: directory, model: model, repository)
    {
      findings.append(excess)
      hasTooManyReports = true
      evidence = []
    }
    var read: [ModelState.Report] = []
    for file in evidence {
      // One that cannot be read counts as absent; in the tree that will land it is reported elsewhere.
      guard case .report(let report)? = try reports?.outcome(of: file.id, at: file.path, repository) else {
        continue
      }
      read.append(ModelState.Report(path: file.path, document: report))
    }
    var card: Card?
    if let entry = cards.entry { card = try readCard(entry, repository) }
    var state = ModelState(card: card, subject: Subject(files: []), reports: read)
    try digest(files, &state, repository)
    return state
  }

  private func digest(
    _ files: [(path: String, mode: FileMode, id: ObjectID)], _ state: inout ModelState,
    _ repository: borrowing Repository
  ) throws(GitError) {
    let artifacts = Set(state.card?.artifacts.compactMap(\.path).map { GitPath($0) } ?? [])
    var subject: [Subject.File] = []
    for file in files where digesting == .everything || artifacts.contains(GitPath(file.path)) {
      let digest = try digests.digest(of: file.id, in: repository)
      subject.append(Subject.File(path: file.path, mode: file.mode.text, sha256: digest.sha256))
      if let largeFile = digest.largeFile {
        state.largeFiles.append(Subject.File(path: file.path, mode: file.mode.text, sha256: largeFile))
      }
    }
    state.subject = Subject(files: subject)
  }

  /// Whether the path lies in a directory that is no part of the subject. A file of that name is part of it.
  private func isLeftOut(_ path: GitPath) -> Bool {
    Subject.excludedDirectories.map(GitPath.init(_:)).contains { path != $0 && path.hasPrefix($0) }
  }

  /// Beside the subject there are documents only: a program or a link there would be used unreviewed.
  private func refusal(of path: GitPath, mode: FileMode) -> Finding {
    Finding(
      .pathRefused,
      "\(path.display) is \(mode == .symlink ? "a link" : "executable") where only documents may be",
      help: mode == .symlink
        ? "what belongs to the model lies outside of \(Subject.excludedDirectories.joined(separator: ", "))"
        : "clear the bit: git update-index --chmod=-x \(path.display)",
      model: model, path: path.display)
  }

  private mutating func readCard(
    _ entry: CardFile.Entry, _ repository: borrowing Repository
  ) throws(GitError) -> Card? {
    let content = try document(entry.id, repository)
    do throws(DocumentErrors) {
      guard let card = try read(content, entry) else { return nil }
      cardPath = entry.path
      if card.id != model {
        findings.append(
          Finding(
            .documentInvalid, "the card's id is \(card.id), but its directory is \(model)",
            help: "make them the same",
            model: model, path: entry.path, position: card.positions["id"]))
      }
      return card
    } catch {
      cardPath = entry.path
      findings += error.findings(.documentInvalid, model: model)
      return nil
    }
  }

  /// The card; nil where a README has no front matter, and so is none.
  private mutating func read(_ content: [UInt8], _ entry: CardFile.Entry) throws(DocumentErrors) -> Card? {
    guard entry.isReadme else { return try Card.read(content, path: entry.path) }
    let readme = try Card.read(readme: content, path: entry.path)
    findings += (readme?.remarks ?? []).map { $0.finding(model: model) }
    return readme?.card
  }

  private func document(_ id: ObjectID, _ repository: borrowing Repository) throws(GitError) -> [UInt8] {
    try repository.document(id)
  }
}

extension Repository {
  /// A document's bytes. One that is too large comes as so many blanks that its reader refuses it in its
  /// own words, without being unpacked.
  borrowing func document(_ id: ObjectID) throws(GitError) -> [UInt8] {
    let limit = LoadedPolicy.documentLimit
    do throws(GitError) {
      return try blob(id, limit: limit)
    } catch {
      guard error.code == .tooLarge else { throw error }
      return [UInt8](repeating: 0x20, count: limit + 1)
    }
  }
}
