import Governance
import Testing

@testable import Reports

/// How what comes due is told.
struct DueFormatTests {
  @Test("each format reads as its golden, hostile names and all") func goldens() throws {
    let report = DueSample.report()
    try Golden.expect(Array(DueText().text(for: report).utf8), is: "due.txt")
    try Golden.expect(DueJSON().bytes(for: report), is: "due.json")
    try Golden.expect(DueCalendar().bytes(for: report), is: "due.ics")
  }

  @Test("a calendar reads strictly, and each date that it can hold is one event") func calendar() throws {
    let report = DueSample.report()
    let calendar = try CalendarReader(DueCalendar().bytes(for: report))
    #expect(calendar.events.count == report.entries.count - 1)
    for event in calendar.events {
      let names = event.map(\.name)
      for name in ["UID", "DTSTAMP", "SUMMARY"] { #expect(names.filter { $0 == name }.count == 1) }
      #expect(names.filter { $0.hasPrefix("DTSTART") }.count == 1)
      for property in event where ["SUMMARY", "DESCRIPTION"].contains(property.name) {
        #expect(throws: Never.self) { try CalendarReader.text(property.value) }
      }
      #expect(event.first { $0.name == "DTSTAMP" }?.value == "20261130T083000Z")
    }
    let dates = calendar.events.flatMap { $0.filter { $0.name.hasPrefix("DTSTART") }.map { "\($0)=\($1)" } }
    #expect(dates.contains("DTSTART;VALUE=DATE=20261130") && dates.contains("DTSTART=20270201T093015Z"))
    let name = try #require(calendar.calendar.first { $0.name == "NAME" })
    #expect(try CalendarReader.text(name.value) == "models of acme/models, all; of \\\\them on main")
  }

  @Test("an event is the same one when its date moves, and no two are one") func identity() throws {
    func identities(_ report: DueReport) throws -> [String] {
      try CalendarReader(DueCalendar().bytes(for: report)).events.map { $0.first { $0.name == "UID" }!.value }
    }
    let before = try identities(DueSample.report())
    #expect(Set(before).count == before.count)
    #expect(try Set(identities(DueSample.report(moving: "2027-06-15"))) == Set(before))
    // Two models of one name lie in different places.
    var twin = RegistrySample.model("churn", .approved)
    twin.directory = "others/churn"
    twin.due = DueSample.report().registry.models[0].due
    let twins = try identities(DueSample.report(more: [twin]))
    #expect(Set(twins).count == before.count + 2 && Set(twins).isSuperset(of: before))
    // What is said twice is two events.
    twin.due += twin.due
    let doubled = try identities(DueSample.report(more: [twin]))
    #expect(Set(doubled).count == before.count + 4)
  }

  @Test("a calendar of nothing, or of a commit that claims an impossible date, is one all the same")
  func empty() throws {
    let none = DueReport(
      RegistryReport(branch: "main", revision: "0123", at: nil), within: nil, now: DueSample.now)
    let calendar = try CalendarReader(DueCalendar().bytes(for: none))
    #expect(calendar.events.isEmpty && calendar.zones == 1)
    #expect(DueText().text(for: none) == "nothing comes due on main at 0123\n")
    var registry = DueSample.report().registry
    for seconds in [Int64.max / 2, -Int64.max / 2] {
      registry.committed = Instant(seconds: seconds)
      let bytes = DueCalendar().bytes(for: DueReport(registry, within: nil, now: DueSample.now))
      let stamps = try CalendarReader(bytes).events.map { $0.first { $0.name == "DTSTAMP" }?.value }
      #expect(stamps.allSatisfy { $0 == "19700101T000000Z" })
    }
  }

  @Test("what is overdue comes first, and what lies beyond the period is left out") func within() throws {
    let report = DueSample.report(within: Period(iso8601: "P14D"))
    #expect(report.entries.prefix(3).map(\.due.date.date) == ["2026-11-30", "2026-12-01", "2026-12-15"])
    #expect(report.entries.filter(report.isOverdue).count == 2)
    let text = DueText().text(for: report)
    #expect(text.contains("1 day ago") && text.contains("today") && text.contains("in 14 days"))
    #expect(text.contains("; erin owes it") || text.contains("erin owes"))
    #expect(text.hasSuffix("3 dates within P14D on main at 0123456789, 2 overdue\n"))
    // A moment before midnight is the day before.
    let early = DueSample.report(now: try #require(Instant(rfc3339: "2026-11-29T23:59:59Z")))
    #expect(DueText().text(for: early).contains("2026-11-30  in 1 day"))
    #expect(early.entries.filter(early.isOverdue).isEmpty)
  }

  @Test("lines keep to the terminal, but for words that no line can hold", arguments: [60, 80, 120])
  func width(columns: Int) throws {
    let report = DueSample.report(within: Period(iso8601: "P14D"))
    let text = DueText(style: Style(width: columns)).text(for: report)
    for line in text.split(separator: "\n") where !line.contains("models/") {
      #expect(Printable.columns(of: line) <= columns, "\(line)")
    }
  }
}
