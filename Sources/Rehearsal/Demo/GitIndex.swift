import GitHistory
import Glibc

/// An index file of version 2 (`git help gitformat-index`):
///
///     index = "DIRC" version=2 count *entry checksum
///     entry = ctime mtime dev ino mode uid gid size id flags path 1*8NUL
///
/// Numbers are of 32 bits, big-endian; times are two of them, flags are 16 bits. Entries stand in byte order
/// of their paths, and each is padded to a multiple of eight bytes. The checksum is the SHA-1 of all before.
struct GitIndex {
  private var count: UInt32 = 0
  private var entries: [UInt8] = []

  /// Adds a file, which must come after those before it.
  ///
  /// - Parameter status: what `lstat` says of the file on disk. Git truncates each number to 32 bits.
  mutating func add(_ file: StagedFile, _ status: stat) {
    count += 1
    let start = entries.count
    for number in [
      status.st_ctim.tv_sec, status.st_ctim.tv_nsec, status.st_mtim.tv_sec, status.st_mtim.tv_nsec,
    ] {
      append(UInt32(truncatingIfNeeded: number))
    }
    append(UInt32(truncatingIfNeeded: status.st_dev))
    append(UInt32(truncatingIfNeeded: status.st_ino))
    append(file.mode.rawValue)
    append(status.st_uid)
    append(status.st_gid)
    append(UInt32(truncatingIfNeeded: status.st_size))
    entries += file.id.bytes
    let length = UInt16(min(file.path.bytes.count, 0xFFF))
    entries += [UInt8(length >> 8), UInt8(length & 0xFF)]
    entries += file.path.bytes
    let padding = 8 - (entries.count - start) % 8
    entries += [UInt8](repeating: 0, count: padding)
  }

  /// The file.
  var bytes: [UInt8] {
    var file = Array("DIRC".utf8) + GitIndex.bigEndian(2) + GitIndex.bigEndian(count) + entries
    file += SHA1.hash(file)
    return file
  }

  private mutating func append(_ number: UInt32) { entries += GitIndex.bigEndian(number) }

  private static func bigEndian(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }
}
