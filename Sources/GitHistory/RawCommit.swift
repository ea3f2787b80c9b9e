/// A commit object, parsed strictly from its bytes.
///
///     commit  = "tree " hex LF *("parent " hex LF) "author " ident LF "committer " ident LF
///               *header [LF message]
///     header  = name SP *byte LF *(SP *byte LF)      ; a line that begins with a space continues the last
///
/// (`fsck_commit` in git's `fsck.c`, and `git help gitformat-signature`.) What is read here is what gets
/// judged, so nothing is guessed: a commit that two readers could read in two ways is refused.
package struct RawCommit: Hashable, Sendable {
  /// The commit's own id.
  package let id: ObjectID
  /// The id of its root tree.
  package let tree: ObjectID
  /// The ids of its parents, in order, each once.
  package let parents: [ObjectID]
  /// Who claims to have written the change.
  package let author: PersonStamp
  /// Who claims to have made the commit.
  package let committer: PersonStamp
  /// The value of the `gpgsig` header, unfolded: its lines without the leading spaces, each with its line
  /// feed, which is what git hands to the verifier. Nil when the commit is not signed.
  package let signature: [UInt8]?
  /// What a signature is over: the object's bytes without the `gpgsig` header, exactly.
  package let payload: [UInt8]
  /// Everything after the first empty line, exactly; empty when there is nothing.
  package let message: [UInt8]

  /// Parses the bytes of the commit object called `id`. That the bytes hash to `id` is the caller's
  /// business.
  ///
  /// Refused: a NUL anywhere; a carriage return in a header; a missing, repeated or misplaced `tree`,
  /// `author` or `committer`; a parent twice, or the tree as one; an id that is not 40 lower-case digits;
  /// a malformed ident line; a second `encoding` or `gpgsig`; any other header whose name begins with
  /// `gpgsig`, as git leaves those out of the payload; a last header line without a line feed.
  package init(parsing bytes: [UInt8], id: ObjectID) throws(ParseProblem) {
    let parsed = try bytes.withRawBytes { (buffer) throws(ParseProblem) in
      try CommitReader.read(buffer)
    }
    self.id = id
    tree = parsed.tree
    parents = parsed.parents
    author = parsed.author
    committer = parsed.committer
    message = Array(bytes[parsed.messageStart...])
    if let range = parsed.signatureHeader {
      signature = CommitReader.unfolded(bytes[range])
      payload = Array(bytes[..<range.lowerBound]) + bytes[range.upperBound...]
    } else {
      signature = nil
      payload = bytes
    }
  }
}
