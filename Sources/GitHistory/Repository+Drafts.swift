import CLibgit2
import Glibc

extension Repository {
  /// What is staged: the tree that a commit of the index would hold. `GIT_INDEX_FILE` is honoured, which git sets for
  /// hooks where a commit takes files past the index.
  ///
  /// What is only intended to be added (`git add -N`) is left out, as in a commit.
  ///
  /// - Throws: `io` for an index that cannot be read, `tooLarge`.
  package func stagedTree() throws(GitError) -> DraftTree {
    let index = try IndexHandle(opening: indexPath)
    let listing = index.listing()
    let staged = listing.files.filter { !listing.intended.contains($0.path) }
    return DraftTree(
      id: try TreeAssembly(store: store).tree(of: staged[...]), conflicts: listing.conflicts, unreadable: [])
  }

  /// What lies in the work tree, untracked files too, as a commit of all of it would hold it: what git ignores is left
  /// out unless it is tracked, and so is what it cannot hold, such as pipes.
  ///
  /// A file that is the same as in the index is taken from there; any other is read when its content is asked for,
  /// and has an id of its own that is no hash. What a sparse checkout leaves out is taken from the index.
  ///
  /// - Throws: `io` also where the repository is bare; `tooLarge`.
  package func workTree() throws(GitError) -> DraftTree {
    guard let root = workingDirectory else {
      throw GitError(
        .io, "reading the work tree", "\(gitDirectory) is bare, and has no work tree", mend: "name a revision"
      )
    }
    let index = try IndexHandle(opening: indexPath)
    let listing = index.listing()
    var files: [GitPath: TreeFile] = [:]
    files.reserveCapacity(listing.files.count)
    for file in listing.files { files[file.path] = file }
    var unreadable: [(path: GitPath, reason: String)] = []
    for delta in try index.deltas(toWorkTreeOf: handle) {
      if delta.isDeletion {
        if !listing.skipped.contains(delta.path) { files[delta.path] = nil }
        continue
      }
      files[delta.path] = nil
      do throws(GitError) {
        files[delta.path] = try file(delta, below: root)
      } catch {
        unreadable.append((delta.path, error.message))
      }
    }
    let sorted = files.values.sorted { $0.path < $1.path }
    return DraftTree(
      id: try TreeAssembly(store: store).tree(of: sorted[...]), conflicts: listing.conflicts,
      unreadable: unreadable)
  }

  private var indexPath: String {
    if let named = environment["GIT_INDEX_FILE"], !named.isEmpty { return named }
    return gitDirectory + "index"
  }

  private func file(_ delta: WorkTreeDelta, below root: String) throws(GitError) -> TreeFile {
    switch delta.mode {
    case .submodule, .tree:
      // A repository of its own: nothing of it is looked at.
      return TreeFile(path: delta.path, mode: .submodule, id: ObjectID(of: delta.path.bytes, as: .commit))
    case .symlink:
      let target = try WorkFile.target(ofLink: delta.path, below: root)
      return TreeFile(path: delta.path, mode: .symlink, id: try store.overlay.insert(target, as: .blob))
    case .file, .executable:
      let id = store.add(
        try WorkFile(at: delta.path, below: root, isLarge: try isKeptElsewhere(delta.path)))
      return TreeFile(path: delta.path, mode: delta.mode, id: id)
    }
  }

  /// Whether attributes give the file to Git LFS.
  private func isKeptElsewhere(_ path: GitPath) throws(GitError) -> Bool {
    var value: UnsafePointer<CChar>?
    let name = path.bytes.map { CChar(bitPattern: $0) } + [0]
    let flags = UInt32(GIT_ATTR_CHECK_FILE_THEN_INDEX | GIT_ATTR_CHECK_NO_SYSTEM)
    let code = git_attr_get(&value, handle.pointer, flags, name, "filter")
    guard code == 0 else { throw LibGit2.failure(code, "reading attributes") }
    guard git_attr_value(value) == GIT_ATTR_VALUE_STRING, let value else { return false }
    return strcmp(value, "lfs") == 0
  }

  /// Whether a blob stands for a file of the work tree in whose place git would put a Git LFS pointer as it is added.
  package func isLargeFile(_ id: ObjectID) -> Bool { store.workFile(id)?.isLarge ?? false }
}
