/// A commit about to be made.
package struct CommitDraft: Hashable, Sendable {
  /// The id of the root tree.
  package var tree: ObjectID
  /// The ids of the parents, in order.
  package var parents: [ObjectID]
  /// Who wrote the change.
  package var author: PersonStamp
  /// Who makes the commit.
  package var committer: PersonStamp
  /// Everything after the empty line; written as it is.
  package var message: [UInt8]

  /// A draft with these parts.
  package init(
    tree: ObjectID, parents: [ObjectID], author: PersonStamp, committer: PersonStamp, message: [UInt8]
  ) {
    self.tree = tree
    self.parents = parents
    self.author = author
    self.committer = committer
    self.message = message
  }

  /// The object's bytes when it is not signed, which is what a signature is over.
  package var payload: [UInt8] { headers + [UInt8(ascii: "\n")] + message }

  /// The object's bytes with a `gpgsig` header where git puts it: last, each further line behind a space.
  ///
  /// - Parameter armored: the signature as the signing tool prints it.
  package func signed(with armored: [UInt8]) -> [UInt8] {
    var folded = Array("gpgsig ".utf8)
    for byte in armored.last == UInt8(ascii: "\n") ? armored.dropLast() : armored[...] {
      folded.append(byte)
      if byte == UInt8(ascii: "\n") { folded.append(UInt8(ascii: " ")) }
    }
    return headers + folded + Array("\n\n".utf8) + message
  }

  private var headers: [UInt8] {
    var bytes = Array("tree \(tree)\n".utf8)
    for parent in parents { bytes += Array("parent \(parent)\n".utf8) }
    bytes += Array("author ".utf8) + author.line + Array("\ncommitter ".utf8) + committer.line
    return bytes + [UInt8(ascii: "\n")]
  }
}
