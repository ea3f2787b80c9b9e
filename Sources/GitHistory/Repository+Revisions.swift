extension Repository {
  /// The commit that a revision names, annotated tags peeled.
  ///
  /// Understood (`git help gitrevisions`): 40 hexadecimal digits, which are always an id even where a
  /// branch is called so; `HEAD` and `@`; full and short reference names; an abbreviated id; then any
  /// number of `~n`, `^n`, `^{commit}` and `^{}`. Where git would warn and choose (a branch and a tag of
  /// one name, a branch called like an abbreviated id) and the two differ, nothing is chosen. What begins with
  /// `refs/` is a full name: where git would look for it below `refs/tags/` and `refs/heads/` too, it names
  /// nothing.
  ///
  /// - Throws: `unknownRevision`, `ambiguousRevision`, `missingObject`, `malformedCommit`.
  package func resolve(_ revision: String) throws(GitError) -> ObjectID {
    let bytes = Array(revision.utf8)
    let suffixStart = bytes.firstIndex { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "^") } ?? bytes.count
    let name = Array(bytes[..<suffixStart])
    guard let first = name.first, first != UInt8(ascii: "-"), !bytes.contains(0) else {
      throw unknown(revision)
    }
    var commit = try peeledCommit(try object(named: name, in: revision))
    var rest = bytes[suffixStart...]
    while let step = rest.popFirst() {
      if step == UInt8(ascii: "^"),
        let braced = ["{commit}", "{}"].first(where: { rest.starts(with: $0.utf8) })
      {
        rest = rest.dropFirst(braced.utf8.count)
        continue
      }
      let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      rest = rest[digits.endIndex...]
      guard let count = digits.isEmpty ? 1 : Int(String(decoding: digits, as: UTF8.self)),
        rest.isEmpty || rest.first == UInt8(ascii: "~") || rest.first == UInt8(ascii: "^")
      else { throw unknown(revision) }
      commit =
        step == UInt8(ascii: "~")
        ? try ancestor(of: commit, generations: count, in: revision)
        : try parent(of: commit, position: count, in: revision)
    }
    // What was named must be there, and be a commit.
    _ = try store.header(commit, as: .commit)
    return commit
  }

  /// Follows annotated tags from `id` to a commit.
  ///
  /// - Throws: `unknownRevision` where it ends at a tree or a blob, `missingObject`, `malformedCommit`
  /// for a
  ///   malformed tag.
  package func peeledCommit(_ id: ObjectID) throws(GitError) -> ObjectID {
    var current = id
    for _ in 0..<64 {
      let kind = try store.header(current).kind
      switch kind {
      case .commit: return current
      case .tag: current = try target(ofTag: current)
      default:
        throw GitError(
          .unknownRevision, "resolving a revision", "\(id) leads to a \(kind.rawValue), not to a commit")
      }
    }
    throw GitError(.tooLarge, "resolving a revision", "tag \(id) leads through more than 64 tags")
  }

  private func object(named name: [UInt8], in revision: String) throws(GitError) -> ObjectID {
    let isHex = name.allSatisfy { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
    }
    if isHex, name.count == 40 {
      let lower = name.map { (0x41...0x46).contains($0) ? $0 | 0x20 : $0 }
      if let id = ObjectID(hex: String(decoding: lower, as: UTF8.self)) { return id }
    }
    // These name one thing only, whatever branches are called.
    let isPseudo = name.allSatisfy { (0x41...0x5a).contains($0) || $0 == UInt8(ascii: "_") }
    if name == Array("@".utf8) || isPseudo || name.starts(with: "refs/".utf8) {
      let full = name == Array("@".utf8) ? Array("HEAD".utf8) : name
      if let id = try target(ofReference: full) { return id }
      // Git would go on, to a tag called `refs/remotes/origin/main` for one, which anybody may push.
      if name.starts(with: "refs/".utf8) { throw unknown(revision) }
    }
    var found: [ObjectID] = []
    for (before, after) in [
      ("refs/", ""), ("refs/tags/", ""), ("refs/heads/", ""), ("refs/remotes/", ""),
      ("refs/remotes/", "/HEAD"),
    ] {
      let full = Array(before.utf8) + name + Array(after.utf8)
      if let id = try target(ofReference: full), !found.contains(id) { found.append(id) }
    }
    if isHex, (4..<40).contains(name.count), let id = try store.expand(abbreviation: name),
      !found.contains(id)
    {
      found.append(id)
    }
    guard let id = found.first else { throw unknown(revision) }
    if found.count > 1 {
      throw GitError(
        .ambiguousRevision, "resolving a revision",
        "\(ParseProblem.quoted(name)) names several objects: \(found.map(\.hex).joined(separator: ", "))",
        mend: "give the full name (refs/heads/…, refs/tags/…) or all 40 digits")
    }
    return id
  }

  private func ancestor(
    of commit: ObjectID, generations: Int, in revision: String
  ) throws(GitError) -> ObjectID {
    var current = commit
    for _ in 0..<generations { current = try parent(of: current, position: 1, in: revision) }
    return current
  }

  private func parent(of commit: ObjectID, position: Int, in revision: String) throws(GitError) -> ObjectID {
    let parents = try store.links(commit).parents
    if position == 0 { return commit }
    guard position <= parents.count else { throw unknown(revision) }
    return parents[position - 1]
  }

  /// The object that a tag object names.
  ///
  ///     tag = "object " hex LF "type " kind LF …
  private func target(ofTag id: ObjectID) throws(GitError) -> ObjectID {
    try store.read(id, as: .tag, limit: ObjectStore.commitLimit) { (bytes) throws(GitError) in
      guard bytes.count > 48, bytes.starts(with: "object ".utf8), bytes[47] == UInt8(ascii: "\n"),
        let target = ObjectID(hexDigits: UnsafeRawBufferPointer(rebasing: bytes[7..<47])),
        bytes[48...].starts(with: "type ".utf8)
      else { throw GitError(.malformedCommit, "reading a tag", "tag \(id) is malformed") }
      return target
    }
  }

  private func unknown(_ revision: String) -> GitError {
    GitError(
      .unknownRevision, "resolving a revision", "\(ParseProblem.quoted(revision.utf8)) names no commit",
      mend: "git fetch it, or name a branch, a tag or a commit id")
  }
}
