import CLibgit2

/// The objects of one repository, and those that merges made in memory. Not `Sendable`: libgit2's packs are
/// shared within, and each worker opens its own repository.
final class ObjectStore {
  /// The largest commit or tag read, in bytes.
  static let commitLimit = 16 << 20
  /// The largest tree read, in bytes.
  static let treeLimit = 64 << 20

  private let database: ObjectDatabaseHandle
  private var trees = ObjectCache<Tree>(limit: 16 << 20) { $0.bytes.count + 4 * $0.starts.count }
  /// A walk comes by a commit, and then several questions are asked of it.
  private var commits = ObjectCache<[UInt8]>(limit: 2 << 20) { $0.count }
  /// The last tree read that has many entries: the next one of that kind is most likely its neighbour in history.
  private var lastLargeTree: Tree?
  /// From how many entries on a tree is worth comparing with the one before.
  private static let largeTree = 64
  /// Trees and blobs that exist in memory only.
  var overlay = MergeOverlay()
  /// Files of the work tree that stand for blobs.
  private var workFiles: [ObjectID: WorkFile] = [:]

  init(_ database: consuming ObjectDatabaseHandle) { self.database = database }

  /// Hands the bytes of `id` to `body`.
  ///
  /// Size and kind are read from the object's header first, so a huge object is refused before it is
  /// unpacked.
  func read<Result>(
    _ id: ObjectID, as kind: ObjectKind, limit: Int,
    _ body: (UnsafeRawBufferPointer) throws(GitError) -> Result
  ) throws(GitError) -> Result {
    if let bytes = overlay.bytes(of: id, as: kind) {
      return try bytes.withRawBytes { (buffer) throws(GitError) in try body(buffer) }
    }
    if let file = workFiles[id] {
      var bytes: [UInt8] = []
      try file.read(limit: limit) { bytes += $0 }
      return try bytes.withRawBytes { (buffer) throws(GitError) in try body(buffer) }
    }
    let operation = "reading a \(kind.rawValue)"
    let size = try header(id, as: kind).size
    if size > limit {
      throw GitError(.tooLarge, operation, "\(kind.rawValue) \(id) has \(size) bytes, more than \(limit)")
    }
    var oid = id.oid
    var object: OpaquePointer?
    let code = git_odb_read(&object, database.pointer, &oid)
    guard code == 0, let object else { throw failure(code, id, kind, operation) }
    defer { git_odb_object_free(object) }
    guard ObjectKind(git_odb_object_type(object)) == kind, git_odb_object_size(object) == size else {
      throw GitError(
        .corruptObject, operation, "\(kind.rawValue) \(id) is not what its header says", mend: Mend.corrupt)
    }
    return try body(UnsafeRawBufferPointer(start: git_odb_object_data(object), count: size))
  }

  /// The size in bytes of `id`, which must be of this kind.
  func header(_ id: ObjectID, as kind: ObjectKind) throws(GitError) -> (kind: ObjectKind, size: Int) {
    if let bytes = overlay.bytes(of: id, as: kind) { return (kind, bytes.count) }
    if kind == .blob, let file = workFiles[id] { return (kind, file.size) }
    let found = try header(id)
    if found.kind != kind {
      let code: GitError.Code = kind == .tree ? .malformedTree : kind == .blob ? .io : .malformedCommit
      throw GitError(
        code, "reading a \(kind.rawValue)",
        "object \(id) is a \(found.kind.rawValue), not a \(kind.rawValue)",
        mend: Mend.corrupt)
    }
    return found
  }

  /// The kind and the size in bytes of `id`.
  func header(_ id: ObjectID) throws(GitError) -> (kind: ObjectKind, size: Int) {
    var oid = id.oid
    var size = 0
    var type = GIT_OBJECT_INVALID
    let code = git_odb_read_header(&size, &type, database.pointer, &oid)
    guard code == 0 else { throw failure(code, id, nil, "reading an object") }
    guard let kind = ObjectKind(type), size >= 0 else {
      throw GitError(
        .corruptObject, "reading an object", "object \(id) is of no known kind", mend: Mend.corrupt)
    }
    return (kind, size)
  }

  func bytes(_ id: ObjectID, as kind: ObjectKind, limit: Int) throws(GitError) -> [UInt8] {
    try read(id, as: kind, limit: limit) { (buffer) throws(GitError) in Array(buffer) }
  }

  /// Lets a file of the work tree stand for a blob.
  ///
  /// - Returns: an id by which it is read, which is no hash of its content.
  func add(_ file: WorkFile) -> ObjectID {
    let id = ObjectID(of: Array("a file of the work tree: ".utf8) + file.path.bytes, as: .blob)
    workFiles[id] = file
    return id
  }

  /// The file of the work tree that stands for a blob, if one does.
  func workFile(_ id: ObjectID) -> WorkFile? { workFiles[id] }

  /// Hands the content of a blob to `body`, a file of the work tree piece by piece.
  func readPieces(
    _ id: ObjectID, limit: Int, _ body: (UnsafeRawBufferPointer) throws(GitError) -> Void
  ) throws(GitError) {
    if let file = workFiles[id] { return try file.read(limit: limit, body) }
    try read(id, as: .blob, limit: limit, body)
  }

  func commit(_ id: ObjectID) throws(GitError) -> RawCommit {
    let bytes = try commitBytes(id)
    do throws(ParseProblem) { return try RawCommit(parsing: bytes, id: id) } catch {
      throw GitError(.malformedCommit, "reading a commit", "commit \(id) is malformed: \(error.message)")
    }
  }

  func links(_ id: ObjectID) throws(GitError) -> (tree: ObjectID, parents: [ObjectID], date: Int64) {
    try commitBytes(id).withRawBytes { (buffer) throws(GitError) in
      do throws(ParseProblem) { return try CommitReader.readGraphPart(buffer) } catch {
        throw GitError(.malformedCommit, "reading a commit", "commit \(id) is malformed: \(error.message)")
      }
    }
  }

  private func commitBytes(_ id: ObjectID) throws(GitError) -> [UInt8] {
    if let bytes = commits.find(id) { return bytes }
    let bytes = try bytes(id, as: .commit, limit: ObjectStore.commitLimit)
    commits.insert(bytes, for: id)
    return bytes
  }

  func tree(_ id: ObjectID) throws(GitError) -> Tree {
    if let tree = trees.find(id) { return tree }
    let bytes = try bytes(id, as: .tree, limit: ObjectStore.treeLimit)
    do throws(ParseProblem) {
      let tree =
        if let lastLargeTree {
          try Tree(parsing: bytes, like: lastLargeTree)
        } else {
          try Tree(parsing: bytes)
        }
      if tree.starts.count > ObjectStore.largeTree { lastLargeTree = tree }
      trees.insert(tree, for: id)
      return tree
    } catch {
      throw GitError(.malformedTree, "reading a tree", "tree \(id) is malformed: \(error.message)")
    }
  }

  /// The only object whose id begins with these digits; nil when there is none.
  func expand(abbreviation: [UInt8]) throws(GitError) -> ObjectID? {
    var short = git_oid()
    var digits = abbreviation.map { CChar(bitPattern: $0) }
    digits.append(0)
    guard git_oid_fromstrn(&short, digits, abbreviation.count) == 0 else { return nil }
    var full = git_oid()
    let code = git_odb_exists_prefix(&full, database.pointer, &short, abbreviation.count)
    let name = String(decoding: abbreviation, as: UTF8.self)
    switch code {
    case 0: return ObjectID(full)
    case GIT_ENOTFOUND.rawValue: return nil
    case GIT_EAMBIGUOUS.rawValue:
      throw GitError(
        .ambiguousRevision, "resolving a revision", "several objects begin with \(name)",
        mend: "give all 40 digits")
    default: throw LibGit2.failure(code, "resolving a revision")
    }
  }

  private func failure(_ code: CInt, _ id: ObjectID, _ kind: ObjectKind?, _ operation: String) -> GitError {
    let name = "\(kind?.rawValue ?? "object") \(id)"
    if code == GIT_ENOTFOUND.rawValue {
      return GitError(.missingObject, operation, "\(name) is missing", mend: Mend.missing)
    }
    return GitError(
      .corruptObject, operation, "\(name) is corrupt: \(LibGit2.lastMessage)", mend: Mend.corrupt)
  }
}
