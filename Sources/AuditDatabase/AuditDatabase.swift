import Glibc
import Governance
import Reports

/// An audit as an SQLite database, for whoever has questions of their own. Its tables are those of ``AuditSchema``.
///
/// SQLite writes to a place in a file, and not in a stream: it writes a temporary file, whose bytes are handed over at
/// the end. What a terminal would obey is escaped as in text, since the next to show it is a terminal.
package struct AuditDatabase: AuditFormat {
  private let file: TemporaryFile
  private let policy: AuditSummary.Policy
  private let scope: AuditScope
  private let rows: AuditRows
  private let connection: Connection

  /// - Parameters:
  ///   - policy: which policy judges.
  ///   - scope: what was asked for.
  ///   - directory: where the temporary file lies.
  /// - Throws: ``DatabaseError``.
  package init(policy: AuditSummary.Policy, scope: AuditScope = AuditScope(), directory: String) throws {
    self.policy = policy
    self.scope = scope
    file = try TemporaryFile(in: directory)
    connection = try Connection(file.path)
    try connection.execute(AuditSchema.tables)
    rows = try AuditRows(connection)
  }

  package func begin(_ emit: Sink) throws {
    try rows.addSchema()
    for page in Manual.groups.flatMap(\.pages) { try rows.add(page) }
  }

  package func add(_ transition: AuditedTransition, _ emit: Sink) throws {
    try rows.add(transition, bypasses: policy == .then ? transition.bypasses : [])
  }

  package func finish(_ summary: AuditSummary, _ emit: Sink) throws {
    try rows.add(summary, scope)
    try connection.execute(AuditSchema.views)
    try file.read(emit)
  }
}

/// A file that nobody else can read, and that is gone with its owner.
private final class TemporaryFile {
  let path: String
  private let descriptor: Int32
  private var isNamed = true

  init(in directory: String) throws(DatabaseError) {
    var template = Array((directory + "/countersign.XXXXXX").utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else {
      throw DatabaseError(
        code: 0, message: "\(directory): \(String(cString: strerror(errno))); set TMPDIR to another place")
    }
    path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
  }

  deinit {
    close(descriptor)
    if isNamed { unlink(path) }
  }

  /// Hands over all bytes, piece by piece. The file has no name any more then: who reads from a pipe may hang up, and
  /// take us along.
  func read(_ emit: AuditFormat.Sink) throws {
    isNamed = false
    unlink(path)
    var offset: off_t = 0
    while true {
      let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
        repeat {
          count = pread(descriptor, buffer.baseAddress, buffer.count, offset)
        } while count < 0 && errno == EINTR
        if count < 0 { count = 0 }
      }
      if bytes.isEmpty { break }
      try emit(bytes)
      offset += off_t(bytes.count)
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_size == offset else {
      throw DatabaseError(code: 0, message: "it could not be read again: \(String(cString: strerror(errno)))")
    }
  }
}
