import GitHistory
import Governance
import Signatures

/// The detached signatures beside the files of one directory: `<file>.sig`, over the file's exact bytes.
struct DetachedSignatures {
  /// What a signature is made for, so that none can be used as another.
  enum Namespace: String {
    case approval = "countersign-approval@v1"
    case evidence = "countersign-evidence@v1"
    case monitoring = "countersign-monitoring@v1"
  }

  /// A file as some tree had it.
  private struct Version: Hashable {
    let path: GitPath
    let content: ObjectID
  }

  /// Who signed a version, and whether base holds that very signature beside it.
  struct Found {
    let attribution: Attribution
    let isAtBase: Bool
  }

  private let namespace: Namespace
  private let attribution: CommitAttribution
  /// What lay beside each version, in the tree that will land, at base, and in the commits under judgement. Whoever
  /// takes a signature away, or puts a bad one in its place, does not make it unsaid.
  private var signatures: [Version: [ObjectID]] = [:]
  private var atBase: [Version: ObjectID] = [:]
  /// Files of which a version has more signatures than are looked at. Which of them are left out would be for
  /// whoever adds some to choose, and so a rejection among them could be drowned.
  private var crowded: Set<GitPath> = []
  private let directory: GitPath
  private var count = 0

  private static let suffix = Array(".sig".utf8)
  /// The most bytes that a signature file may have.
  static let limit = 1 << 16
  /// The most signatures that are looked at for one version of a file.
  private static let signatureLimit = 64
  /// The most signatures that are looked at below one directory.
  static let countLimit = 2_000

  /// - Parameters:
  ///   - directory: whose files, below it, are signed.
  ///   - landed: those files in the tree that will land.
  ///   - base: those files at base.
  ///   - events: what the commits under judgement brought there.
  init(
    _ namespace: Namespace, below directory: GitPath, landed: [GitPath: TreeEntry],
    base: [GitPath: TreeEntry],
    events: [FileEvents.Event], attribution: CommitAttribution, _ repository: borrowing Repository
  ) throws(GitError) {
    self.namespace = namespace
    self.attribution = attribution
    self.directory = directory
    // Of evidence, only what is in the tree that will land is looked at.
    func isAsked(_ path: GitPath, _ content: ObjectID) -> Bool {
      namespace != .evidence || (landed[path]?.id == content && ReportReading.isReport(path.display))
    }
    for (files, isBase) in [(landed, false), (base, true)] {
      for (path, signature) in files {
        guard let signed = DetachedSignatures.signed(by: path), let entry = files[signed],
          isAsked(signed, entry.id)
        else { continue }
        add(signature, of: signed, entry, isBase: isBase)
      }
    }
    // Only a commit that brings a signature tells something new.
    for event in events {
      guard let signature = event.entry, let signed = DetachedSignatures.signed(by: event.path),
        let entry = try repository.entry(at: signed, inTree: repository.commit(event.commit).tree),
        isAsked(signed, entry.id)
      else { continue }
      add(signature, of: signed, entry)
    }
  }

  /// The file that a signature file signs; nil where it is none.
  private static func signed(by path: GitPath) -> GitPath? {
    path.bytes.suffix(4).elementsEqual(suffix) ? GitPath(bytes: path.bytes.dropLast(4)) : nil
  }

  private mutating func add(
    _ signature: TreeEntry, of path: GitPath, _ entry: TreeEntry, isBase: Bool = false
  ) {
    guard signature.mode.isFile, entry.mode.isFile else { return }
    let version = Version(path: path, content: entry.id)
    if isBase { atBase[version] = signature.id }
    if signatures[version]?.contains(signature.id) ?? false { return }
    guard signatures[version, default: []].count < DetachedSignatures.signatureLimit else {
      crowded.insert(path)
      return
    }
    count += 1
    if count <= DetachedSignatures.countLimit { signatures[version, default: []].append(signature.id) }
  }

  /// That a version of a file, or all of them, have too many signatures to look at them all.
  func findings(model: ModelID?) -> [Finding] {
    var findings: [Finding] = []
    if count > DetachedSignatures.countLimit {
      findings.append(
        Finding(
          .documentInvalid,
          "more than \(DetachedSignatures.countLimit) signatures of files below \(directory.display) were brought",
          help: "land the change in several steps, or squash the commits that bring signatures", model: model,
          path: directory.display))
    }
    return findings
      + crowded.sorted().map { path in
        Finding(
          .documentInvalid,
          "more than \(DetachedSignatures.signatureLimit) signatures of the same bytes of \(path.display) were brought",
          help: "squash the commits that change \(path.display).sig", model: model, path: path.display)
      }
  }

  /// Who signed these bytes in this place; nil where no signature lies beside them. Of several the best: one by
  /// `holder`, else any that is good, else the one in the tree that will land.
  ///
  /// - Parameter date: when the commit that brought the file says it was made. It is judged whether the key was
  ///   good then.
  func attribution(
    of path: GitPath, _ entry: TreeEntry, by holder: IdentityID? = nil, at date: Instant,
    _ repository: borrowing Repository
  ) throws(GitError) -> Found? {
    var best: Found?
    let version = Version(path: path, content: entry.id)
    for signature in signatures[version] ?? [] {
      let found = Found(
        attribution: try attribution(of: version, signature, at: date, repository),
        isAtBase: atBase[version] == signature)
      guard let identity = found.attribution.identity else {
        best = best ?? found
        continue
      }
      if holder.map({ $0 == identity }) ?? true { return found }
      if best?.attribution.identity == nil { best = found }
    }
    return best
  }

  private func attribution(
    of version: Version, _ signature: ObjectID, at date: Instant, _ repository: borrowing Repository
  ) throws(GitError) -> Attribution {
    guard try repository.blobSize(signature) <= DetachedSignatures.limit else {
      return .malformed(
        reason:
          "\(version.path.display).sig is longer than \(DetachedSignatures.limit) bytes; sign the file again")
    }
    return attribution.attribution(
      ofDetached: try repository.blob(signature, limit: DetachedSignatures.limit),
      over: try repository.document(version.content), namespace: namespace.rawValue, at: date,
      inTrustedBase: atBase[version] == signature)
  }
}
