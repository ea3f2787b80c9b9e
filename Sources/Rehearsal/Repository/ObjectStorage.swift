import GitHistory
import Signatures

/// The objects and references of the repository that is being built: what was written can be read at once.
final class ObjectStorage {
  private let writer: RepositoryWriter
  private let reader: Repository
  private var contentDigests: [ObjectID: [UInt8]] = [:]

  /// The repository's own directory, with a slash at its end.
  let gitDirectory: String

  init(creating path: String, bare: Bool) throws(RehearsalError) {
    let writer = try git { () throws(GitError) in
      try RepositoryWriter(creating: path, initialBranch: "main", bare: bare)
    }
    let reader = try git { () throws(GitError) in try Repository(at: path) }
    gitDirectory = writer.gitDirectory
    self.writer = writer
    self.reader = reader
  }

  func writeWorkingTree() throws(RehearsalError) {
    try git { () throws(GitError) in try writer.checkOutHead() }
  }

  func write(_ kind: ObjectKind, _ bytes: [UInt8]) throws(RehearsalError) -> ObjectID {
    try git { () throws(GitError) in try writer.writeRaw(kind, bytes) }
  }

  func writeTree(_ entries: [TreeEntry]) throws(RehearsalError) -> ObjectID {
    try git { () throws(GitError) in try writer.writeTree(entries) }
  }

  func tree(_ id: ObjectID) throws(RehearsalError) -> Tree {
    // Git knows the empty tree without storing it, and an empty repository has no other.
    if id == .emptyTree { return .empty }
    return try git { () throws(GitError) in try reader.tree(id) }
  }

  func blob(_ id: ObjectID) throws(RehearsalError) -> [UInt8] {
    try git { () throws(GitError) in try reader.blob(id, limit: 1 << 30) }
  }

  /// The SHA-256 of a blob's content, which has nothing to do with the blob's id.
  func contentDigest(_ id: ObjectID) throws(RehearsalError) -> [UInt8] {
    if let digest = contentDigests[id] { return digest }
    let digest = Signatures.Digest.sha256(try blob(id))
    contentDigests[id] = digest
    return digest
  }

  func tree(ofCommit id: ObjectID) throws(RehearsalError) -> ObjectID {
    try git { () throws(GitError) in try reader.commit(id).tree }
  }

  func mergeBase(_ first: ObjectID, _ second: ObjectID) throws(RehearsalError) -> ObjectID? {
    try git { () throws(GitError) in try reader.mergeBases(first, second).first }
  }

  func changes(from old: ObjectID?, to new: ObjectID) throws(RehearsalError) -> [Change] {
    try git { () throws(GitError) in try reader.changes(from: old, to: new) }
  }

  func updateRef(_ name: String, to id: ObjectID) throws(RehearsalError) {
    try git { () throws(GitError) in try writer.updateRef(name, to: id) }
  }

  func setHead(_ branch: String) throws(RehearsalError) {
    try git { () throws(GitError) in try writer.setSymbolicHead("refs/heads/\(branch)") }
  }
}
