import Governance
import Reports
import Testing

@Suite struct StatusFormatTests {
  private static let samples: [(name: String, status: StatusReport)] = [
    ("status-none", StatusReport(transitions: [], at: nil)),
    ("status-satisfied", StatusReport(transitions: [Sample.satisfied], at: nil)),
    (
      "status-violated",
      StatusReport(transitions: [Sample.violated, Sample.policyChange], at: Instant(rfc3339: "2026-11-20"))
    ),
    ("status-undecided", StatusReport(transitions: [Sample.undecided], at: nil)),
    ("status-hostile", StatusReport(transitions: [Sample.hostile], at: nil)),
  ]

  @Test(arguments: samples.map(\.name))
  func `each sample reads as its golden`(_ name: String) throws {
    let status = try #require(StatusFormatTests.samples.first { $0.name == name }).status
    try Golden.expect(Array(StatusText().text(for: status).utf8), is: "\(name).txt")
    try Golden.expect(StatusJSON().bytes(for: status), is: "\(name).json")
  }

  @Test func `nothing that commands a terminal gets through`() throws {
    let status = try #require(StatusFormatTests.samples.last).status
    for text in [
      StatusText().text(for: status), String(decoding: StatusJSON().bytes(for: status), as: UTF8.self),
    ] {
      #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0.value != 0x7F })
    }
  }
}
