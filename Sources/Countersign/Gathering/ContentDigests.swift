import GitHistory
import Signatures

/// SHA-256 of blobs, each read once.
final class ContentDigests {
  /// The largest file a subject may hold, in bytes. Larger ones belong into Git LFS.
  static let fileLimit = 1 << 30

  private var byBlob: [ObjectID: (sha256: String, largeFile: String?)] = [:]

  /// The content's digest in lower-case hexadecimal and, for a Git LFS pointer, that of what it points to.
  func digest(
    of blob: ObjectID, in repository: borrowing Repository
  ) throws(GitError) -> (sha256: String, largeFile: String?) {
    if let known = byBlob[blob] { return known }
    let content = try repository.blob(blob, limit: ContentDigests.fileLimit)
    let result = (
      Hexadecimal.encode(Signatures.Digest.sha256(content)), LargeFilePointer(parsing: content)?.sha256
    )
    byBlob[blob] = result
    return result
  }
}

/// A Git LFS pointer (git-lfs `docs/spec.md`): the few lines that git keeps in place of a large file.
struct LargeFilePointer {
  let sha256: String

  init?(parsing content: [UInt8]) {
    guard content.count < 1024, content.starts(with: "version https://git-lfs.github.com/spec/v1\n".utf8)
    else {
      return nil
    }
    let marker = Array("oid sha256:".utf8)
    for line in content.split(separator: 0x0A) where line.starts(with: marker) {
      let digits = line.dropFirst(marker.count)
      guard Hexadecimal.decode(String(decoding: digits, as: UTF8.self))?.count == 32 else { return nil }
      sha256 = String(decoding: digits, as: UTF8.self)
      return
    }
    return nil
  }
}
