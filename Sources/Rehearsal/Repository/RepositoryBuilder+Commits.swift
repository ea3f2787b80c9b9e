import GitHistory

extension RepositoryBuilder {
  /// Commits the working set, changed or not, and moves the checked-out branch on.
  ///
  /// - Parameters:
  ///   - message: gets a line feed at its end.
  ///   - person: author, committer and signer, as far as the next three do not say otherwise.
  ///   - date: when both author and committer say it was made, in seconds since 1970-01-01T00:00:00Z; nil
  ///     for ``clock``.
  ///   - coAuthors: named in `Co-authored-by` trailers.
  ///   - tree: commits this tree instead of the working set, such as a malformed one. The working set then
  ///     stays as it is.
  ///   - parents: what it follows; nil for ``head``.
  @discardableResult
  package func commit(
    _ message: String, by person: Person, author: Person? = nil, committer: Person? = nil,
    signed: Signing = .byAuthor, at date: Int64? = nil, coAuthors: [Person] = [], tree: ObjectID? = nil,
    parents: [ObjectID]? = nil
  ) throws(RehearsalError) -> ObjectID {
    let draft = try draft(
      message, by: person, author: author, committer: committer, at: date, coAuthors: coAuthors, tree: tree,
      parents: parents)
    let signature = signed.signature(over: draft.payload, author: person)
    return try commitRaw(signature.map { draft.signed(with: $0) } ?? draft.payload)
  }

  /// What ``commit(_:by:author:committer:signed:at:coAuthors:tree:parents:)`` would write, for a test to
  /// spoil before ``commitRaw(_:)``.
  package func draft(
    _ message: String, by person: Person, author: Person? = nil, committer: Person? = nil,
    at date: Int64? = nil, coAuthors: [Person] = [], tree: ObjectID? = nil, parents: [ObjectID]? = nil
  ) throws(RehearsalError) -> CommitDraft {
    var text = message + "\n"
    if !coAuthors.isEmpty { text += "\n" }
    for other in coAuthors { text += "Co-authored-by: \(other.name) <\(other.email)>\n" }
    let time = date ?? clock
    let committed: ObjectID
    if let tree { committed = tree } else { committed = try files.save() }
    return CommitDraft(
      tree: committed, parents: parents ?? head.map { [$0] } ?? [],
      author: (author ?? person).stamp(at: time), committer: (committer ?? person).stamp(at: time),
      message: Array(text.utf8))
  }

  /// Makes a commit with exactly these bytes, well-formed or not, and moves the checked-out branch on.
  @discardableResult
  package func commitRaw(_ bytes: [UInt8]) throws(RehearsalError) -> ObjectID {
    let id = try storage.write(.commit, bytes)
    try advance(to: id)
    return id
  }
}
