import Glibc

/// Directories and files on disk, as little of them as a demo needs.
enum DiskDirectory {
  /// Refuses what exists and is no empty directory: nothing of a user's is ever overwritten.
  static func requireEmpty(_ path: String) throws(RehearsalError) {
    if path.isEmpty || path.utf8.contains(0) {
      throw RehearsalError("making the demo", "no directory can be called '\(path)'", mend: "name a new one")
    }
    guard let directory = opendir(path) else {
      if errno == ENOENT { return }
      let reason =
        errno == ENOTDIR ? "is not a directory" : "cannot be read: \(String(cString: strerror(errno)))"
      throw RehearsalError("making the demo", "\(path) \(reason)", mend: "name a new directory")
    }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name == Array(".".utf8) || name == Array("..".utf8) { continue }
      throw RehearsalError("making the demo", "\(path) is not empty", mend: "name a new directory")
    }
  }

  /// Makes a directory and those above it.
  static func make(_ path: String, permissions: mode_t = 0o777) throws(RehearsalError) {
    if mkdir(path, permissions) == 0 || errno == EEXIST { return }
    let bytes = Array(path.utf8)
    guard errno == ENOENT, let slash = bytes.lastIndex(of: UInt8(ascii: "/")), slash > 0 else {
      throw failure("making the directory \(path)")
    }
    try make(String(decoding: bytes[..<slash], as: UTF8.self))
    if mkdir(path, permissions) != 0, errno != EEXIST { throw failure("making the directory \(path)") }
  }

  /// Writes a new file; one that exists is only added to when `appending`, and never followed or replaced.
  static func write(
    _ bytes: [UInt8], to path: String, permissions: mode_t = 0o666, appending: Bool = false
  ) throws(RehearsalError) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC | (appending ? O_APPEND : O_CREAT | O_EXCL), permissions)
    guard descriptor >= 0 else { throw failure("writing \(path)") }
    defer { close(descriptor) }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress! + written, $0.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure("writing \(path)") }
      written += count
    }
  }

  /// The path without links and relative parts, of something that exists.
  static func absolute(_ path: String) throws(RehearsalError) -> String {
    guard let resolved = realpath(path, nil) else { throw failure("finding \(path)") }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  static func failure(_ operation: String) -> RehearsalError {
    RehearsalError(operation, String(cString: strerror(errno)))
  }
}
