import AuditDatabase
import CSQLite
import Foundation
import Governance
import Reports
import Testing

@Suite struct AuditDatabaseTests {
  /// A database that was written, to be asked.
  private final class Asked {
    private let file: URL
    private var handle: OpaquePointer?

    init(_ sample: AuditSample) throws {
      file = FileManager.default.temporaryDirectory.appendingPathComponent("audit-\(UUID().uuidString).db")
      try Data(AuditDatabaseTests.bytes(sample)).write(to: file)
      try #require(sqlite3_open_v2(file.path, &handle, SQLITE_OPEN_READONLY, nil) == SQLITE_OK)
    }

    deinit {
      sqlite3_close(handle)
      try? FileManager.default.removeItem(at: file)
    }

    /// The rows, each with its columns' text.
    func rows(_ query: String) throws -> [[String?]] {
      var statement: OpaquePointer?
      let code = sqlite3_prepare_v2(handle, query, -1, &statement, nil)
      try #require(code == SQLITE_OK, "\(query): \(String(cString: sqlite3_errmsg(handle)))")
      defer { sqlite3_finalize(statement) }
      var rows: [[String?]] = []
      while sqlite3_step(statement) == SQLITE_ROW {
        rows.append(
          (0..<sqlite3_column_count(statement)).map { column in
            sqlite3_column_text(statement, column).map { String(cString: $0) }
          })
      }
      return rows
    }

    func value(_ query: String) throws -> String? { try rows(query).first?.first ?? nil }
  }

  private static func bytes(_ sample: AuditSample) throws -> [UInt8] {
    try sample.bytes(
      AuditDatabase(policy: sample.summary.policy, directory: FileManager.default.temporaryDirectory.path))
  }

  @Test(arguments: AuditSample.all.map(\.name))
  func `each sample is a sound database, and a second time the same bytes`(_ name: String) throws {
    let sample = try #require(AuditSample.all.first { $0.name == name })
    let database = try Asked(sample)
    #expect(try database.rows("PRAGMA integrity_check") == [["ok"]])
    #expect(try database.rows("PRAGMA foreign_key_check").isEmpty)
    #expect(try database.rows("SELECT * FROM schema") == [["countersign/audit", "1"]])
    #expect(try database.value("PRAGMA user_version") == "1")
    #expect(try database.value("SELECT count(*) FROM transitions") == "\(sample.transitions.count)")
    #expect(try database.value("SELECT verdict FROM audit") == sample.summary.verdict.rawValue)
    #expect(try AuditDatabaseTests.bytes(sample) == AuditDatabaseTests.bytes(sample))
  }

  @Test func `tables are strict, and every view and column answers`() throws {
    let database = try Asked(#require(AuditSample.all.first))
    let tables = try database.rows(
      "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
    )
    .filter { $0[0] != "sqlite_schema" }
    #expect(tables.count == 16)
    #expect(tables.allSatisfy { $0[1] == "1" }, "\(tables)")
    let views = try database.rows("SELECT name FROM sqlite_schema WHERE type = 'view'").compactMap { $0[0] }
    #expect(views.count == 7)
    for view in views { #expect(try database.rows("SELECT * FROM \(view)").first?.isEmpty != true) }
  }

  @Test func `an auditor's questions have answers`() throws {
    let database = try Asked(#require(AuditSample.all.first { $0.name == "audit" }))
    #expect(
      try database.rows(
        "SELECT DISTINCT gate, reviewer FROM approved_by WHERE model = 'credit-scoring' AND gate = 'technical'"
      )
        == [["technical", "alice"], ["technical", "kim"]])
    #expect(
      try database.rows("SELECT reviewer, reason FROM not_counted WHERE reason = 'approval-by-contributor'")
        == [["erin", "approval-by-contributor"]])
    #expect(try database.rows("SELECT verdict FROM violations") == [["violated"]])
    #expect(try database.value("SELECT count(*) FROM current_models") == "2")
    #expect(try database.value("SELECT approvals FROM reviewers WHERE person = 'kim'") == "4")
    #expect(try database.value("SELECT rejections FROM reviewers WHERE person = 'alice'") == "1")
    #expect(try database.value("SELECT median FROM velocity WHERE kind = 'landing'") == "72000")
    #expect(
      try database.value(
        "SELECT r.summary FROM findings f JOIN rules r USING (rule) WHERE f.rule = 'rubber-stamp-speed'")
        != nil)
    #expect(try database.value("SELECT count(*) FROM findings WHERE rule = 'bypass-unreviewed'") == "1")
    #expect(try database.value("SELECT sum(seconds) FROM passages WHERE gate = 'fairness'") == "180")
    #expect(try database.value("SELECT count(*) FROM decisions WHERE decision = 'reject'") == "1")
  }

  @Test func `hostile names are values, and nothing that a terminal would obey`() throws {
    let database = try Asked(#require(AuditSample.all.first { $0.name == "audit-hostile-person" }))
    let poison = Printable(Sample.poison).text
    #expect(try database.value("SELECT branch FROM audit") == poison)
    #expect(try database.value("SELECT person FROM audit") == poison)
    #expect(
      try database.rows("SELECT model FROM models").contains(["=HYPERLINK(\"http://example.com\",\"a\")"]))
    #expect(try database.value("SELECT count(*) FROM acts") == "8")
    for table in ["models", "approvals", "decisions", "acts", "findings"] {
      for row in try database.rows("SELECT * FROM \(table)") {
        for cell in row { #expect(cell?.unicodeScalars.allSatisfy(Printable.isVisible) ?? true) }
      }
    }
  }

  @Test func `nothing is left in the temporary folder, and one that is not there is told`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("audit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let sample = try #require(AuditSample.all.first)
    _ = try sample.bytes(AuditDatabase(policy: .then, directory: folder.path))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    #expect(throws: DatabaseError.self) { try AuditDatabase(policy: .then, directory: folder.path + "/none") }
  }
}
