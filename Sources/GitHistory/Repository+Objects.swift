extension Repository {
  /// The commit `id`, parsed strictly; at most 16 MiB.
  ///
  /// - Throws: `missingObject`, `corruptObject`, `malformedCommit` (also for an object of another kind),
  ///   `tooLarge`.
  package func commit(_ id: ObjectID) throws(GitError) -> RawCommit { try store.commit(id) }

  /// The tree `id`, parsed strictly; at most 64 MiB. Trees from ``mergedTree(_:_:)`` are found too.
  ///
  /// - Throws: `missingObject`, `corruptObject`, `malformedTree` (also for an object of another kind),
  ///   `tooLarge`.
  package func tree(_ id: ObjectID) throws(GitError) -> Tree { try store.tree(id) }

  /// The content of the blob `id`. Blobs from ``mergedTree(_:_:)`` are found too.
  ///
  /// - Parameter limit: in bytes. A larger blob is refused before it is unpacked.
  /// - Throws: `missingObject`, `corruptObject`, `tooLarge`, `io` for an object of another kind.
  package func blob(_ id: ObjectID, limit: Int) throws(GitError) -> [UInt8] {
    try store.bytes(id, as: .blob, limit: limit)
  }

  /// Hands the content of the blob `id` to `body`, a large file of the work tree piece by piece.
  ///
  /// - Parameter limit: in bytes. A larger blob is refused before it is unpacked.
  /// - Throws: what ``blob(_:limit:)`` throws.
  package func readBlob(
    _ id: ObjectID, limit: Int, _ body: (UnsafeRawBufferPointer) throws(GitError) -> Void
  ) throws(GitError) {
    try store.readPieces(id, limit: limit, body)
  }

  /// The size of the blob `id` in bytes, from its header; the content is not verified.
  package func blobSize(_ id: ObjectID) throws(GitError) -> Int { try store.header(id, as: .blob).size }
}
