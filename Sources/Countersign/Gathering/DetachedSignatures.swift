import GitHistory
import Governance
import Signatures

/// The detached signatures beside the files of one directory: `<file>.sig`, over the file's exact bytes.
struct DetachedSignatures {
  /// What a signature is made for, so that none can be used as another.
  enum Namespace: String {
    case approval = "countersign-approval@v1"
    case evidence = "countersign-evidence@v1"
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

  private static let suffix = Array(".sig".utf8)
  /// The most bytes that a signature file may have.
  static let limit = 1 << 16
  /// The most signatures that are looked at for one version of a file.
  private static let signatureLimit = 64

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
    add(landed)
    add(base, isBase: true)
    var seen: Set<ObjectID> = []
    for event in events where event.entry != nil {
      // Only trees that have a signature tell something new.
      let isSignature = event.path.bytes.suffix(4).elementsEqual(DetachedSignatures.suffix)
      guard isSignature, seen.insert(event.commit).inserted else { continue }
      let tree = try repository.commit(event.commit).tree
      add(try FileEvents.files(below: directory, of: tree, repository))
    }
  }

  private mutating func add(_ files: [GitPath: TreeEntry], isBase: Bool = false) {
    for (path, signature) in files
    where signature.mode.isFile && path.bytes.suffix(4).elementsEqual(DetachedSignatures.suffix) {
      let signed = GitPath(bytes: path.bytes.dropLast(4))
      guard let entry = files[signed], entry.mode.isFile else { continue }
      let version = Version(path: signed, content: entry.id)
      if isBase { atBase[version] = signature.id }
      let known = signatures[version] ?? []
      if known.contains(signature.id) { continue }
      if known.count < DetachedSignatures.signatureLimit {
        signatures[version] = known + [signature.id]
      } else {
        crowded.insert(signed)
      }
    }
  }

  /// That a version of a file has too many signatures to look at them all.
  func findings(model: ModelID?) -> [Finding] {
    crowded.sorted().map { path in
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
