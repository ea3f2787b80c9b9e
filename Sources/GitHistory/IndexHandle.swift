import CLibgit2

/// Where the work tree differs from the index.
struct WorkTreeDelta {
  let path: GitPath
  /// What lies there now.
  let mode: FileMode
  let isDeletion: Bool
}

/// What an index lists.
struct IndexListing {
  /// In byte order of their paths.
  var files: [TreeFile] = []
  /// Those that are only intended to be added.
  var intended: Set<GitPath> = []
  /// Those that a sparse checkout leaves out of the work tree.
  var skipped: Set<GitPath> = []
  var conflicts: [GitPath] = []
}

/// Owns a `git_index *`, read from a file.
struct IndexHandle: ~Copyable {
  private let pointer: OpaquePointer

  /// - Throws: `io`. An index that is not there is an empty one.
  init(opening path: String) throws(GitError) {
    var pointer: OpaquePointer?
    let code = git_index_open(&pointer, path)
    guard code == 0, let pointer else {
      throw GitError(
        .io, "reading the index", "cannot read the index \(path): \(LibGit2.lastMessage)",
        mend: "it may be of a form that is not read here, such as a split or a sparse one; "
          + "git update-index --no-split-index, git sparse-checkout reapply --no-sparse-index")
    }
    self.pointer = pointer
  }

  deinit { git_index_free(pointer) }

  func listing() -> IndexListing {
    var listing = IndexListing()
    for position in 0..<git_index_entrycount(pointer) {
      guard let entry = git_index_get_byindex(pointer, position)?.pointee, let name = entry.path else {
        continue
      }
      let path = GitPath(bytes: [UInt8](ofCString: name))
      let stage = Int32(entry.flags) & GIT_INDEX_ENTRY_STAGEMASK
      if stage != 0 {
        if listing.conflicts.last != path { listing.conflicts.append(path) }
        continue
      }
      guard let mode = FileMode(rawValue: entry.mode) else { continue }
      listing.files.append(TreeFile(path: path, mode: mode, id: ObjectID(entry.id)))
      let flags = UInt32(entry.flags_extended)
      if flags & GIT_INDEX_ENTRY_INTENT_TO_ADD.rawValue != 0 { listing.intended.insert(path) }
      if flags & GIT_INDEX_ENTRY_SKIP_WORKTREE.rawValue != 0 { listing.skipped.insert(path) }
    }
    return listing
  }

  /// Where the work tree differs. Git's ignore files are honoured, its filters are not run, and the index is not
  /// written.
  ///
  /// - Throws: `io`.
  func deltas(toWorkTreeOf repository: borrowing RepositoryHandle) throws(GitError) -> [WorkTreeDelta] {
    let operation = "comparing the work tree with the index"
    var options = git_diff_options()
    var diff: OpaquePointer?
    var code = git_diff_options_init(&options, CUnsignedInt(GIT_DIFF_OPTIONS_VERSION))
    options.flags = [
      GIT_DIFF_INCLUDE_UNTRACKED, GIT_DIFF_RECURSE_UNTRACKED_DIRS, GIT_DIFF_INCLUDE_TYPECHANGE,
      GIT_DIFF_INCLUDE_UNREADABLE, GIT_DIFF_IGNORE_SUBMODULES, GIT_DIFF_SKIP_BINARY_CHECK,
    ].reduce(0) { $0 | $1.rawValue }
    if code == 0 { code = git_diff_index_to_workdir(&diff, repository.pointer, pointer, &options) }
    guard code == 0, let diff else { throw LibGit2.failure(code, operation) }
    defer { git_diff_free(diff) }
    var deltas: [WorkTreeDelta] = []
    for position in 0..<git_diff_num_deltas(diff) {
      guard let delta = git_diff_get_delta(diff, position)?.pointee else { continue }
      let isDeletion = delta.status == GIT_DELTA_DELETED
      guard let name = isDeletion ? delta.old_file.path : delta.new_file.path ?? delta.old_file.path else {
        continue
      }
      var path = [UInt8](ofCString: name)
      let isDirectory = path.last == UInt8(ascii: "/")
      if isDirectory { path.removeLast() }
      deltas.append(
        WorkTreeDelta(
          path: GitPath(bytes: path),
          mode: isDirectory ? .tree : FileMode(rawValue: UInt32(delta.new_file.mode)) ?? .file,
          isDeletion: isDeletion))
    }
    return deltas
  }
}
