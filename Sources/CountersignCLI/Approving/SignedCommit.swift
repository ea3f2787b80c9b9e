import Countersign
import GitHistory
import Glibc

/// Commits files upon HEAD, signed by the user's git, and nothing else that is staged or changed.
///
/// The commit is made from an index of its own, so that the user's stays as it is until the commit is made; then it
/// is looked at. What does not turn out as it should is taken back, files and all.
struct SignedCommit {
  let git: GitTool
  /// Where git keeps what belongs to this working tree, ending with a slash.
  let gitDirectory: String
  /// The id of the commit at HEAD.
  let head: String

  /// What stops git from committing a part of what is there.
  static let unfinished = [
    ("MERGE_HEAD", "merge"), ("CHERRY_PICK_HEAD", "cherry-pick"), ("REVERT_HEAD", "revert"),
    ("rebase-merge", "rebase"), ("rebase-apply", "rebase"),
  ]

  /// - Throws: `UsageError` where something else is going on in the working tree.
  func check() throws(UsageError) {
    for (name, what) in SignedCommit.unfinished where exists(gitDirectory + name) {
      throw UsageError("a \(what) is not finished here; finish it first, or stop it: git \(what) --abort")
    }
  }

  private func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// - Throws: `UsageError` where git would keep other bytes of the files than these.
  func checkFilters(_ files: [BroughtFile]) throws(UsageError) {
    for file in files {
      guard let bytes = file.bytes else { continue }
      let path = file.path
      let kept = try git.output(["hash-object", "--stdin", "--path=\(path)"], input: bytes)
      let exact = try git.output(["hash-object", "--stdin", "--no-filters"], input: bytes)
      guard let kept, let exact else { throw UsageError("git cannot read \(path)") }
      if kept != exact {
        throw UsageError(
          "git would change the bytes of \(path) (line ends, or a filter), and a signature is over exact bytes; "
            + "add this line to .gitattributes: **/approvals/** -text -filter -ident")
      }
    }
  }

  /// The id of the commit.
  ///
  /// - Parameter problem: what is wrong with a commit that git made; nil where nothing is.
  /// - Throws: `UsageError` where it was not made, and then nothing has changed.
  func make(
    _ files: WorkingFiles, message: String, help: String, problem: (String) throws -> String?
  ) throws -> String {
    let index = gitDirectory + "countersign-index.\(getpid())"
    defer {
      unlink(index)
      unlink(index + ".lock")
    }
    return try Interruption.watched {
      let id: String
      do {
        try stage(files.files, index: index)
        try files.write()
        if let signal = Interruption.signal { throw Interrupted(signal: signal) }
        let made = try commit(message, index: index) ?? unannounced(problem)
        guard let made else {
          throw UsageError(
            "git did not commit it, and says why above; nothing was changed\n  help: \(help)")
        }
        if let problem = try problem(made) { try takeBack(made, because: problem) }
        id = made
      } catch {
        files.restore()
        // What was stopped on the way has its own words for that.
        if let signal = Interruption.signal { throw Interrupted(signal: signal) }
        throw error
      }
      try update(files.files)
      return id
    }
  }

  /// The id of the commit as git tells it; nil where it tells none.
  private func commit(_ message: String, index: String) throws(UsageError) -> String? {
    let told = try staging(index).output([
      "-c", "core.abbrev=40", "commit", "--gpg-sign", "--cleanup=whitespace", "--message=\(message)",
    ])
    // "[main 8d90e1b7…] Approve …"; what follows may be anybody's words.
    let line = (told ?? "").utf8.prefix { $0 != 0x0A }
    for (start, end) in zip(line.indices, line.indices.dropFirst(40)) where line[end] == 0x5D {
      let id = line[start..<end]
      let isID = id.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
      if isID { return String(decoding: id, as: UTF8.self) }
    }
    return nil
  }

  /// The commit that git made all the same, though it was stopped or failed when all was done; nil where HEAD is what
  /// it was, or somebody else's.
  private func unannounced(_ problem: (String) throws -> String?) throws -> String? {
    guard let now = try git.output(["rev-parse", "--verify", "HEAD^{commit}"]), now != head else {
      return nil
    }
    return try problem(now) == nil ? now : nil
  }

  private func staging(_ index: String) -> GitTool {
    GitTool(directory: git.directory, environment: ["GIT_INDEX_FILE": index])
  }

  /// An index that is HEAD's tree with the files in it.
  private func stage(_ files: [BroughtFile], index: String) throws {
    // What it knows of the working tree's files spares git from reading them all.
    if let known = try? InputFile.read(gitDirectory + "index", limit: 1 << 30) {
      try WholeFile(path: index).write(known)
    }
    let staging = staging(index)
    guard try staging.succeeds(["read-tree", "--reset", head]) else {
      throw UsageError("git cannot read HEAD; nothing was changed")
    }
    for file in files {
      var isStaged = false
      if let bytes = file.bytes {
        if let blob = try git.output(["hash-object", "-w", "--stdin", "--no-filters"], input: bytes) {
          isStaged = try staging.succeeds([
            "update-index", "--add", "--cacheinfo", "100644,\(blob),\(file.path)",
          ])
        }
      } else {
        isStaged = try staging.succeeds(["update-index", "--force-remove", "--", file.path])
      }
      guard isStaged else { throw UsageError("git cannot stage \(file.path); nothing was changed") }
    }
  }

  /// Lets HEAD be what it was before, unless somebody has committed upon it since.
  private func takeBack(_ made: String, because problem: String) throws {
    let parent = try git.output(["rev-parse", "--verify", "\(made)^"])
    let isBack =
      try parent.map {
        try git.succeeds(["update-ref", "-m", "countersign approve: take back", "HEAD", $0, made])
      } ?? false
    throw UsageError(
      isBack
        ? "the commit was taken back, and nothing was changed: \(problem)"
        : "look at commit \(made), which is not as it should be: \(problem)")
  }

  /// Lets the user's own index know the files, as after any commit.
  private func update(_ files: [BroughtFile]) throws {
    let paths = files.map(\.path)
    let literal = GitTool(directory: git.directory, environment: ["GIT_LITERAL_PATHSPECS": "1"])
    // git reads the index before it locks it: of two at once, one could write what it read over what the other did.
    let turn = open(gitDirectory + "countersign-index.turn", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
    defer { if turn >= 0 { close(turn) } }
    if turn >= 0 { _ = flock(turn, LOCK_EX) }
    // Another git may be at work on the index for a moment.
    for _ in 0..<40 {
      if try literal.output(["reset", "--quiet", "--"] + paths) != nil { return }
      usleep(50_000)
    }
    StandardError.say("it is committed, but your index does not know yet: git reset -- \(paths[0])")
  }
}
