import Countersign
import Glibc
import Reports

/// A file while it is written: beside the place that it is for, and put there when it is whole, so that nobody ever
/// reads half a report. What is no plain file, such as a pipe or a device, is written to as it is.
final class FileDraft {
  private let path: String
  private let descriptor: Int32
  /// The name beside the place; nil where there is none, and when the file is where it belongs.
  private var temporary: String?

  /// - Throws: `UsageError` where it cannot be written.
  init(_ path: String) throws {
    self.path = path
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      descriptor = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC)
      guard descriptor >= 0 else { throw FileDraft.failure(path) }
      return
    }
    // A name that nobody can foresee, and that is not there: a link in its place would lead anywhere.
    var template = Array((path + ".XXXXXX").utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw FileDraft.failure(path) }
    temporary = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    let mask = umask(0)
    umask(mask)
    guard fchmod(descriptor, 0o666 & ~mask) == 0 else { throw FileDraft.failure(path) }
  }

  deinit {
    close(descriptor)
    if let temporary { unlink(temporary) }
  }

  func write(_ bytes: [UInt8]) throws {
    do {
      try FileDescriptor.write(bytes, to: descriptor)
    } catch {
      throw FileDraft.failure(path)
    }
  }

  /// Puts the file where it belongs.
  func finish() throws {
    guard let name = temporary else { return }
    guard rename(name, path) == 0 else { throw FileDraft.failure(path) }
    temporary = nil
  }

  private static func failure(_ path: String) -> UsageError {
    UsageError("cannot write \(path): \(String(cString: strerror(errno)))")
  }
}
