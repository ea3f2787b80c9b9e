import Countersign
import Glibc
import Reports

/// A spool in a temporary file that has no name any more, so that nothing is ever left behind.
final class SpoolFile: Spool {
  private let descriptor: Int32

  /// Where temporary files lie.
  static var directory: String {
    ProcessEnvironment.current["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
  }

  init() throws {
    let directory = SpoolFile.directory
    var template = Array((directory + "/countersign.XXXXXX").utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else {
      throw SpoolFile.failure("write to \(directory); set TMPDIR to another place")
    }
    unlink(template)
  }

  deinit { close(descriptor) }

  func append(_ bytes: [UInt8]) throws {
    do {
      try FileDescriptor.write(bytes, to: descriptor)
    } catch {
      throw SpoolFile.failure("write a temporary file")
    }
  }

  func bytes(in range: Range<Int>) throws -> [UInt8] {
    let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      while count < range.count {
        let read = pread(
          descriptor, buffer.baseAddress! + count, range.count - count, off_t(range.lowerBound + count))
        if read < 0, errno == EINTR { continue }
        guard read > 0 else { return }
        count += read
      }
    }
    guard bytes.count == range.count else { throw SpoolFile.failure("read a temporary file") }
    return bytes
  }

  private static func failure(_ what: String) -> UsageError {
    UsageError("cannot \(what): \(String(cString: strerror(errno)))")
  }
}
