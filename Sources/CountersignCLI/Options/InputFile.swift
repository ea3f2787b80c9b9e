import Countersign
import Glibc

/// Reads a file that was named on the command line.
enum InputFile {
  /// More than anything that is asked for takes.
  private static let limit = 1 << 22

  /// - Throws: `UsageError` where it cannot be read, or is too large.
  static func read(_ path: String) throws(UsageError) -> [UInt8] {
    guard let file = fopen(path, "rb") else {
      throw UsageError("cannot read \(path): \(String(cString: strerror(errno)))")
    }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: limit + 1)
    let count = fread(&bytes, 1, bytes.count, file)
    guard ferror(file) == 0 else {
      throw UsageError("cannot read \(path): \(String(cString: strerror(errno)))")
    }
    guard count <= limit else { throw UsageError("\(path) is longer than \(limit) bytes") }
    return Array(bytes[..<count])
  }
}
