import GitHistory
import Signatures

/// SHA-256 of blobs, each read once.
final class ContentDigests {
  /// The largest file a subject may hold, in bytes. Larger ones belong into Git LFS.
  static let fileLimit = 1 << 30

  private var byBlob: [ObjectID: (sha256: String, largeFile: String?)] = [:]

  /// How many are remembered, about 200 bytes each.
  private static let limit = 50_000

  func forgetSome() {
    if byBlob.count > ContentDigests.limit { byBlob = [:] }
  }

  /// The content's digest in lower-case hexadecimal and, for a Git LFS pointer, that of what it points to.
  func digest(
    of blob: ObjectID, in repository: borrowing Repository
  ) throws(GitError) -> (sha256: String, largeFile: String?) {
    if let known = byBlob[blob] { return known }
    let isLarge = repository.isLargeFile(blob)
    var hasher = SHA256Hasher()
    var size = 0
    var start: [UInt8] = []
    try repository.readBlob(blob, limit: isLarge ? .max : ContentDigests.fileLimit) { piece in
      hasher.update(piece)
      size += piece.count
      if start.count < LargeFilePointer.limit { start += piece.prefix(LargeFilePointer.limit - start.count) }
    }
    var sha256 = Hexadecimal.encode(hasher.finalize())
    var pointer = LargeFilePointer(parsing: start)
    if isLarge, pointer == nil, size > 0 {
      // What would be committed in the file's place.
      let made = LargeFilePointer(sha256: sha256, size: size)
      sha256 = Hexadecimal.encode(Signatures.Digest.sha256(made.bytes))
      pointer = made
    }
    let result = (sha256: sha256, largeFile: pointer?.sha256)
    byBlob[blob] = result
    return result
  }
}

/// A Git LFS pointer (git-lfs `docs/spec.md`): the few lines that git keeps in place of a large file.
struct LargeFilePointer {
  let sha256: String
  /// The pointer itself.
  let bytes: [UInt8]

  /// A pointer has fewer bytes.
  static let limit = 1024

  /// The pointer to a file of this digest and size in bytes.
  init(sha256: String, size: Int) {
    self.sha256 = sha256
    bytes = Array("version https://git-lfs.github.com/spec/v1\noid sha256:\(sha256)\nsize \(size)\n".utf8)
  }

  /// - Parameter content: all of it, or what it begins with where it is longer than a pointer may be.
  init?(parsing content: [UInt8]) {
    guard content.count < LargeFilePointer.limit,
      content.starts(with: "version https://git-lfs.github.com/spec/v1\n".utf8)
    else {
      return nil
    }
    let marker = Array("oid sha256:".utf8)
    for line in content.split(separator: 0x0A) where line.starts(with: marker) {
      let digits = line.dropFirst(marker.count)
      guard Hexadecimal.decode(String(decoding: digits, as: UTF8.self))?.count == 32 else { return nil }
      sha256 = String(decoding: digits, as: UTF8.self)
      bytes = content
      return
    }
    return nil
  }
}
