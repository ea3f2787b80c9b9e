import Foundation
import Governance
import Reports
import Testing

@Suite struct AuditFormatTests {
  private func text(_ sample: AuditSample, _ style: Style = Style()) throws -> String {
    String(decoding: try sample.bytes(AuditText(style: style)), as: UTF8.self)
  }

  private func json(_ sample: AuditSample) throws -> [UInt8] { try sample.bytes(AuditJSON(isLines: false)) }

  private func csv(_ sample: AuditSample) throws -> [UInt8] { try sample.bytes(AuditCSV()) }

  @Test(arguments: AuditSample.all.map(\.name))
  func `each sample reads as its golden`(_ name: String) throws {
    let sample = try #require(AuditSample.all.first { $0.name == name })
    try Golden.expect(Array(try text(sample).utf8), is: "\(name).txt")
    try Golden.expect(try json(sample), is: "\(name).json")
    try Golden.expect(try csv(sample), is: "\(name).csv")
  }

  @Test func `text keeps to 80 columns, and to 40`() throws {
    let sample = try #require(AuditSample.all.first)
    for width in [80, 40] {
      for line in try text(sample, Style(width: width)).split(separator: "\n") {
        #expect(Printable.columns(of: line) <= width, "\(line)")
      }
    }
  }

  @Test(arguments: AuditSample.all.map(\.name))
  func `nothing that commands a terminal gets through`(_ name: String) throws {
    let sample = try #require(AuditSample.all.first { $0.name == name })
    for bytes in [Array(try text(sample).utf8), try json(sample)] {
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || Printable.isVisible($0) })
    }
    let rows = String(decoding: try csv(sample), as: UTF8.self)
    #expect(rows.unicodeScalars.allSatisfy { $0 == "\r" || $0 == "\n" || Printable.isVisible($0) })
  }

  @Test func `measures stand in the tail, with keys that do not depend on the record`() throws {
    for sample in AuditSample.all {
      let document = try #require(
        try JSONSerialization.jsonObject(with: Data(json(sample))) as? [String: Any])
      #expect(document["schema"] as? String == "countersign/audit/v1")
      let measures = try #require(document["measures"] as? [String: [String: Any]])
      func keys(_ name: String) -> Set<String> { Set((measures[name] ?? [:]).keys) }
      #expect(Set(measures.keys) == ["basis", "velocity", "reviews"])
      #expect(
        keys("basis") == [
          "transitions", "unjudged", "decisions", "implausible-dates", "left-out", "thresholds",
        ])
      #expect(keys("velocity").isSuperset(of: ["landing", "tiers", "gates", "teams"]))
      #expect(
        keys("reviews") == [
          "approvals", "conditions", "stale", "rejections", "withdrawals", "waivers", "half", "people",
        ])
      #expect(document["person"] as? String == sample.summary.person?.text)
    }
  }

  @Test func `each row of the csv has every column, and none is a formula`() throws {
    for sample in AuditSample.all {
      let text = String(decoding: try csv(sample), as: UTF8.self)
      #expect(text.hasSuffix("\r\n"))
      for row in text.components(separatedBy: "\r\n").dropLast() {
        let cells = AuditFormatTests.cells(of: row)
        #expect(cells.count == AuditCSV.columns.count, "\(row)")
        for cell in cells {
          #expect(!["=", "+", "-", "@", "\t", "\r"].contains(cell.first.map(String.init) ?? ""), "\(cell)")
        }
      }
    }
    let hostile = try #require(AuditSample.all.first { $0.name == "audit-hostile" })
    let cells = String(decoding: try csv(hostile), as: UTF8.self).components(separatedBy: "\r\n").dropLast()
      .flatMap(
        AuditFormatTests.cells)
    #expect(cells.contains("'=HYPERLINK(\"http://example.com\",\"a\")"))
    #expect(cells.contains("'-main") && cells.contains("'+erin -farid") && cells.contains("'\\t=1"))
  }

  /// Reads a record as RFC 4180 writes it.
  private static func cells(of row: String) -> [String] {
    var cells = [""]
    var isQuoted = false
    var rest = row.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if scalar == "\"" {
        if isQuoted, rest.first == "\"" {
          rest.removeFirst()
          cells[cells.count - 1].unicodeScalars.append("\"")
        } else {
          isQuoted.toggle()
        }
      } else if scalar == ",", !isQuoted {
        cells.append("")
      } else {
        cells[cells.count - 1].unicodeScalars.append(scalar)
      }
    }
    return cells
  }

  @Test func `many findings of one rule are few lines, unless all are asked for`() {
    let transition = AuditedTransition(
      report: Sample.satisfied, date: AuditSample.start, landing: .merge, signer: nil,
      record: LandedRecord(
        decisions: (0..<40).map {
          AuditSample.decision(
            IdentityID("p\($0)"), "m", "1", "g", at: AuditSample.start, change: AuditSample.start)
        }))
    let summary = AuditSample("many", [transition]).summary
    let brief = AuditText().text(for: summary)
    #expect(brief.contains("and 35 more; --verbose lists all"))
    #expect(brief.contains("and 32 more; --verbose lists all"))
    let all = AuditText(detail: .verbose).text(for: summary)
    #expect(!all.contains("more; --verbose"))
    #expect(all.components(separatedBy: "rubber-stamp-speed").count == 41)
    #expect(!AuditText(detail: .quiet).text(for: summary).contains("rubber-stamp"))
  }
}
