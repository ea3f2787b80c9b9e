import Countersign
import Glibc

/// Reads a file that was named on the command line.
enum InputFile {
  /// More than what is usually asked for takes.
  private static let usualLimit = 1 << 22

  /// - Parameter limit: the most bytes that it may have.
  /// - Throws: `UsageError` where it cannot be read, or is too large.
  static func read(_ path: String, limit: Int = usualLimit) throws(UsageError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    return try read(descriptor, path, limit)
  }

  /// Reads standard input to its end.
  static func standardInput(limit: Int = usualLimit) throws(UsageError) -> [UInt8] {
    try read(STDIN_FILENO, "standard input", limit)
  }

  private static func read(_ descriptor: Int32, _ name: String, _ limit: Int) throws(UsageError) -> [UInt8] {
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= limit {
      let count = Glibc.read(descriptor, &part, part.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure(name) }
      if count == 0 { return bytes }
      bytes += part[..<count]
    }
    throw UsageError("\(name) is longer than \(limit) bytes")
  }

  private static func failure(_ name: String) -> UsageError {
    UsageError("cannot read \(name): \(String(cString: strerror(errno)))")
  }
}
