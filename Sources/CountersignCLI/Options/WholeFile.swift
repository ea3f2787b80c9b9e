import ArgumentParser
import Glibc
import Reports

/// A file that is written whole or not at all.
struct WholeFile {
  let path: String

  /// A file by the directory that it lies in, however the way there is written.
  struct Place: Hashable {
    let device: UInt
    let directory: UInt
    let name: [CChar]
  }

  /// Where the file is or will be; nil for what is no plain file, such as a device or a pipe, which may be written
  /// to more than once.
  ///
  /// - Throws: `ValidationError` where it is known already that it cannot be written.
  func place() throws -> Place? {
    if path == "-" {
      throw ValidationError("--output takes a file; on standard output the report is shown as --format says")
    }
    var status = stat()
    if stat(path, &status) == 0 {
      if status.st_mode & S_IFMT == S_IFDIR { throw problem("it is a directory") }
      if status.st_mode & S_IFMT != S_IFREG {
        if access(path, W_OK) != 0 { throw problem(String(cString: strerror(errno))) }
        return nil
      }
    }
    // A plain file is replaced as a whole, which is done in its directory.
    let slash = path.utf8.lastIndex(of: 0x2F)
    let name = slash.map { String(path[path.utf8.index(after: $0)...]) } ?? path
    let directory = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    if name.isEmpty { throw problem("it is a directory") }
    guard stat(directory, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw problem("there is no directory \(Printable(directory).text); make it first")
    }
    if access(directory, W_OK | X_OK) != 0 {
      throw problem("\(Printable(directory).text): \(String(cString: strerror(errno)))")
    }
    return Place(
      device: UInt(status.st_dev), directory: UInt(status.st_ino), name: Array(name.utf8CString))
  }

  private func problem(_ reason: String) -> ValidationError {
    ValidationError("cannot write \(Printable(path).text): \(reason)")
  }

  /// Writes the file as a whole.
  func write(_ bytes: [UInt8]) throws {
    let draft = try draft()
    try draft.write(bytes)
    try draft.finish()
  }

  /// The file, to be written piece by piece.
  func draft() throws -> FileDraft { try FileDraft(path) }
}
