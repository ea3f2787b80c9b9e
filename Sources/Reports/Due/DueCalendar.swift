import Governance

/// What comes due as a calendar to subscribe to: iCalendar (RFC 5545), an event for each date.
///
/// An event is known again by what it is about and not by its date: where the date moves, as after a new approval, a
/// subscription moves the event and has no second one. It is stamped with the date of the commit that was looked at, so
/// that equal commits give equal bytes.
package struct DueCalendar {
  /// What four digits of a year can say (section 3.3.4). What comes later, nobody of us will see.
  private static let writable = Int64(-62_167_219_200)...253_402_300_799

  package init() {}

  package func bytes(for report: DueReport) -> [UInt8] {
    var writer = CalendarWriter()
    writer.property("BEGIN", "VCALENDAR")
    writer.property("VERSION", "2.0")
    writer.property("PRODID", "-//countersign//due//EN")
    writer.property("CALSCALE", "GREGORIAN")
    writer.property("METHOD", "PUBLISH")
    let name = "models\(report.registry.repository.map { " of \($0)" } ?? "") on \(report.registry.branch)"
    writer.text("NAME", name)
    // As many clients know it.
    writer.text("X-WR-CALNAME", name)
    writer.property("REFRESH-INTERVAL;VALUE=DURATION", "P1D")
    let committed = report.registry.committed ?? Instant(seconds: 0)
    let stamp = isWritable(committed) ? committed : Instant(seconds: 0)
    let entries = report.entries.filter { isWritable($0.due.date) }
    if entries.isEmpty { writeZone(on: &writer) }
    var seen: [String: Int] = [:]
    for entry in entries {
      let key = key(of: entry, in: report.registry)
      let count = seen[key, default: 0]
      seen[key] = count + 1
      write(entry, uid: SHA256.hexadecimal(of: Array("\(count):\(key)".utf8)), stamp, report, on: &writer)
    }
    writer.property("END", "VCALENDAR")
    return writer.bytes
  }

  private func write(
    _ entry: DueReport.Entry, uid: String, _ stamp: Instant, _ report: DueReport,
    on writer: inout CalendarWriter
  ) {
    let due = entry.due
    writer.property("BEGIN", "VEVENT")
    writer.property("UID", "\(uid.prefix(40))@countersign")
    writer.property("DTSTAMP", basic(stamp.description))
    if due.date.seconds % 86_400 == 0 {
      writer.property("DTSTART;VALUE=DATE", basic(due.date.date))
    } else {
      writer.property("DTSTART", basic(due.date.description))
    }
    writer.text("SUMMARY", "\(due.model): \(due.sentence)")
    let about = [
      "model \(due.model) (\(entry.directory))", due.gate.map { "gate \($0)" },
      due.person.map { "person \($0)" },
      "branch \(report.registry.branch)",
    ]
    writer.text("DESCRIPTION", about.compactMap(\.self).joined(separator: ", "))
    writer.text("CATEGORIES", due.what.rawValue)
    // It takes nobody's time.
    writer.property("TRANSP", "TRANSPARENT")
    writer.property("END", "VEVENT")
  }

  /// A calendar has at least one component (section 3.6), also where nothing comes.
  private func writeZone(on writer: inout CalendarWriter) {
    writer.property("BEGIN", "VTIMEZONE")
    writer.property("TZID", "UTC")
    writer.property("BEGIN", "STANDARD")
    writer.property("DTSTART", "19700101T000000")
    writer.property("TZOFFSETFROM", "+0000")
    writer.property("TZOFFSETTO", "+0000")
    writer.property("END", "STANDARD")
    writer.property("END", "VTIMEZONE")
  }

  /// What an event is about, each part with its length: no name can hold what separates them.
  private func key(of entry: DueReport.Entry, in registry: RegistryReport) -> String {
    [
      registry.repository, registry.branch, entry.directory, entry.due.what.rawValue, entry.due.gate?.text,
      entry.due.person?.text, entry.due.text,
    ].map { part in part.map { "\($0.utf8.count):\($0)" } ?? "-" }.joined()
  }

  private func isWritable(_ instant: Instant) -> Bool { DueCalendar.writable.contains(instant.seconds) }

  /// The form without separators.
  private func basic(_ date: String) -> String { date.filter { $0 != "-" && $0 != ":" } }
}
