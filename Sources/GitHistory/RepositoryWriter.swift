import CLibgit2

/// A repository, opened for writing objects and references. It checks nothing that it is told to write;
/// neither the system's nor the user's git configuration is read, and no hook runs.
package struct RepositoryWriter: ~Copyable {
  private let handle: RepositoryHandle
  private let database: ObjectDatabaseHandle

  /// The repository's own directory.
  package let gitDirectory: String

  /// Makes a repository, or opens the one that is there.
  ///
  /// - Parameters:
  ///   - path: the working tree's root, or the repository itself when it is to be bare. Made when missing.
  ///   - initialBranch: what `HEAD` names at first, without `refs/heads/`.
  /// - Throws: `io`.
  package init(creating path: String, initialBranch: String = "main", bare: Bool = false) throws(GitError) {
    try LibGit2.started.get()
    var options = git_repository_init_options()
    var code = git_repository_init_options_init(&options, CUnsignedInt(GIT_REPOSITORY_INIT_OPTIONS_VERSION))
    options.flags = GIT_REPOSITORY_INIT_MKPATH.rawValue | (bare ? GIT_REPOSITORY_INIT_BARE.rawValue : 0)
    var pointer: OpaquePointer?
    if code == 0 {
      code = initialBranch.withCString { branch in
        options.initial_head = branch
        return git_repository_init_ext(&pointer, path, &options)
      }
    }
    guard code == 0, let pointer else { throw LibGit2.failure(code, "making the repository \(path)") }
    try self.init(owning: pointer)
  }

  /// Opens the repository at `path` or above it.
  ///
  /// - Throws: `io`.
  package init(at path: String) throws(GitError) {
    try LibGit2.started.get()
    var pointer: OpaquePointer?
    let code = git_repository_open_ext(&pointer, path, 0, nil)
    guard code == 0, let pointer else { throw LibGit2.failure(code, "opening the repository \(path)") }
    try self.init(owning: pointer)
  }

  private init(owning pointer: OpaquePointer) throws(GitError) {
    handle = RepositoryHandle(owning: pointer)
    database = try ObjectDatabaseHandle(of: handle)
    gitDirectory = String(cString: git_repository_path(pointer))
  }

  /// Writes an object with exactly these bytes, well-formed or not.
  package func writeRaw(_ kind: ObjectKind, _ bytes: [UInt8]) throws(GitError) -> ObjectID {
    var oid = git_oid()
    let code = bytes.withUnsafeBytes {
      git_odb_write(&oid, database.pointer, $0.baseAddress, $0.count, kind.type)
    }
    if code != 0 { throw LibGit2.failure(code, "writing a \(kind.rawValue)") }
    return ObjectID(oid)
  }

  /// Writes a file's content.
  package func writeBlob(_ bytes: [UInt8]) throws(GitError) -> ObjectID { try writeRaw(.blob, bytes) }

  /// Writes a directory; the entries are brought into git's order.
  package func writeTree(_ entries: [TreeEntry]) throws(GitError) -> ObjectID {
    try writeRaw(.tree, Tree.serialized(entries.sorted(by: TreeEntry.precedesInTree)))
  }

  /// Writes a commit.
  ///
  /// - Parameter sign: given the payload, returns the armoured signature over it. Nil leaves it unsigned.
  /// - Throws: `GitError`, or what `sign` throws.
  package func writeCommit(
    tree: ObjectID, parents: [ObjectID], author: PersonStamp, committer: PersonStamp, message: [UInt8],
    sign: (([UInt8]) throws -> [UInt8])? = nil
  ) throws -> ObjectID {
    let draft = CommitDraft(
      tree: tree, parents: parents, author: author, committer: committer, message: message)
    let bytes = try sign.map { draft.signed(with: try $0(draft.payload)) } ?? draft.payload
    return try writeRaw(.commit, bytes)
  }

  /// Lets the reference `name`, in full, name `id`, whatever it named before.
  package func updateRef(_ name: String, to id: ObjectID) throws(GitError) {
    var reference: OpaquePointer?
    var oid = id.oid
    let code = git_reference_create(&reference, handle.pointer, name, &oid, 1, nil)
    guard code == 0, let reference else { throw LibGit2.failure(code, "updating \(name)") }
    _ = ReferenceHandle(owning: reference)
  }

  /// Lets `HEAD` name a branch, given in full, which need not exist yet.
  package func setSymbolicHead(_ branch: String) throws(GitError) {
    var reference: OpaquePointer?
    let code = git_reference_symbolic_create(&reference, handle.pointer, "HEAD", branch, 1, nil)
    guard code == 0, let reference else { throw LibGit2.failure(code, "updating HEAD") }
    _ = ReferenceHandle(owning: reference)
  }

  /// Writes the commit that `HEAD` names into the working tree and the index, over whatever is there.
  ///
  /// - Throws: `io`.
  package func checkOutHead() throws(GitError) {
    var options = git_checkout_options()
    var code = git_checkout_options_init(&options, CUnsignedInt(GIT_CHECKOUT_OPTIONS_VERSION))
    options.checkout_strategy = GIT_CHECKOUT_FORCE.rawValue
    if code == 0 { code = git_checkout_head(handle.pointer, &options) }
    if code != 0 { throw LibGit2.failure(code, "checking out HEAD") }
  }
}
