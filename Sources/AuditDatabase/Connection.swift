import CSQLite

/// A database that is written once, from nothing, by us alone.
final class Connection {
  private let handle: OpaquePointer

  /// - Parameter path: of an empty file, or of none yet.
  init(_ path: String) throws(DatabaseError) {
    var handle: OpaquePointer?
    let code = sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nil)
    guard code == SQLITE_OK, let handle else {
      let error = DatabaseError(code: code, message: Connection.message(handle))
      sqlite3_close_v2(handle)
      throw error
    }
    self.handle = handle
  }

  deinit { sqlite3_close_v2(handle) }

  /// Carries out statements of ours that answer nothing.
  func execute(_ statements: StaticString) throws(DatabaseError) {
    let code = statements.withUTF8Buffer { buffer in
      // A static string ends in a NUL.
      sqlite3_exec(
        handle, UnsafeRawPointer(buffer.baseAddress!).assumingMemoryBound(to: CChar.self), nil, nil, nil)
    }
    try check(code)
  }

  /// Prepares what adds a row to a table, with a value for each of its columns.
  func insertion(into table: StaticString, columns: Int) throws(DatabaseError) -> Insertion {
    let values = [String](repeating: "?", count: columns).joined(separator: ", ")
    var statement: OpaquePointer?
    try check(
      sqlite3_prepare_v3(
        handle, "INSERT INTO \(table) VALUES (\(values))", -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement,
        nil))
    guard let statement else { throw DatabaseError(code: SQLITE_ERROR, message: "nothing was prepared") }
    return Insertion(statement, in: self)
  }

  /// The number of the row that was added last.
  var lastRow: Int { Int(sqlite3_last_insert_rowid(handle)) }

  func check(_ code: Int32) throws(DatabaseError) {
    guard code == SQLITE_OK || code == SQLITE_DONE else {
      throw DatabaseError(code: code, message: Connection.message(handle))
    }
  }

  private static func message(_ handle: OpaquePointer?) -> String {
    handle.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
  }
}

/// A prepared statement that adds a row to a table.
final class Insertion {
  private let statement: OpaquePointer
  private let connection: Connection

  fileprivate init(_ statement: OpaquePointer, in connection: Connection) {
    self.statement = statement
    self.connection = connection
  }

  deinit { sqlite3_finalize(statement) }

  /// - Returns: the number of the row.
  @discardableResult
  func add(_ values: Cell...) throws(DatabaseError) -> Int {
    for (offset, value) in values.enumerated() {
      let index = Int32(offset + 1)
      switch value {
      case .null: try connection.check(sqlite3_bind_null(statement, index))
      case .integer(let integer): try connection.check(sqlite3_bind_int64(statement, index, Int64(integer)))
      case .text(let text):
        var text = text
        let code = text.withUTF8 { buffer in
          buffer.withMemoryRebound(to: CChar.self) { characters in
            // No text is longer than what was read from git, far below two gigabytes.
            countersign_bind_text(
              statement, index, characters.baseAddress ?? Insertion.nothing, Int32(characters.count))
          }
        }
        try connection.check(code)
      }
    }
    try connection.check(sqlite3_step(statement))
    try connection.check(sqlite3_reset(statement))
    return connection.lastRow
  }

  /// Where empty text points to: a null pointer would be no text.
  nonisolated(unsafe) private static let nothing: UnsafePointer<CChar> = {
    let pointer = UnsafeMutablePointer<CChar>.allocate(capacity: 1)
    pointer.initialize(to: 0)
    return UnsafePointer(pointer)
  }()
}

/// The value of one column of one row.
enum Cell {
  case null
  case integer(Int)
  case text(String)
}

/// The database could not be written.
package struct DatabaseError: Error, CustomStringConvertible {
  /// SQLite's result code, or zero for what the system refused.
  package let code: Int32
  package let message: String

  package var description: String { "cannot write the database: \(message)" }
}
