import Documents
import GitHistory
import Governance
import Signatures

/// What the linters of one run share: the tree, the policy that lies in it, and what they found.
///
/// A class, because each adds to the same report.
final class Linting {
  let tree: LintedTree
  /// Nil where there is none that loads; then documents are held to their schemas alone.
  let policy: LoadedPolicy?
  let now: Instant
  let digests: ContentDigests
  let neighbours = Neighbours()
  static let digester = Digester(sha256: Signatures.Digest.sha256)
  private(set) var findings: [Finding] = []
  /// The documents that were read.
  private(set) var documents: [GitPath] = []

  init(_ tree: LintedTree, policy: LoadedPolicy?, now: Instant, digests: ContentDigests) {
    self.tree = tree
    self.policy = policy
    self.now = now
    self.digests = digests
  }

  func add(_ found: some Sequence<Finding>) { findings += found }
  func add(_ finding: Finding?) { if let finding { findings.append(finding) } }

  /// Remembers that a document was read.
  func count(_ document: GitPath) { documents.append(document) }

  /// Reads a document that is of one kind by where it lies. Nil after it has been said why it cannot be read.
  ///
  /// - Parameter schema: the kind.
  @discardableResult
  func read<Document>(
    _ path: GitPath, _ entry: TreeEntry, as schema: DocumentSchema, in model: ModelPlace?,
    gate: GateID? = nil,
    _ repository: borrowing Repository,
    _ read: ([UInt8], String) throws(DocumentErrors) -> Document
  ) throws(GitError) -> Document? {
    let content = try repository.document(entry.id)
    count(path)
    // One word on where it belongs says more than everything that keeps it from being something else.
    if let misplaced = StrayDocument.finding(about: content, at: path, insteadOf: schema, in: model) {
      add(misplaced)
      return nil
    }
    do throws(DocumentErrors) {
      return try read(content, path.display)
    } catch {
      add(error.findings(.documentInvalid, model: model?.id, gate: gate))
      return nil
    }
  }

  /// How much weighs that an approval will not count: of one that stands since HEAD it is news for its reviewer,
  /// and hardly for whoever is at work on the model.
  func severity(
    ofStale path: GitPath, _ entry: TreeEntry, _ repository: borrowing Repository
  ) throws(GitError) -> Severity {
    try tree.isNew(path, entry, repository) ? .warning : .note
  }
}

/// A model's directory.
struct ModelPlace {
  let directory: GitPath

  var id: ModelID { ModelID(GitPath(bytes: directory.lastComponent).display) }

  /// A path below the directory, relative to it.
  func relative(_ path: GitPath) -> GitPath {
    GitPath(bytes: Array(path.bytes.dropFirst(directory.bytes.count + 1)))
  }
}
