import Governance
import Testing

@Suite struct InstantTests {
  @Test(arguments: [
    ("1970-01-01", Int64(0)), ("1970-01-01T00:00:01Z", 1), ("1969-12-31T23:59:59Z", -1),
    ("2026-11-20T10:00:00Z", 1_795_168_800), ("2026-11-20T12:00:00+02:00", 1_795_168_800),
    ("2026-11-20T04:30:00-05:30", 1_795_168_800), ("2026-11-20t10:00:00.999z", 1_795_168_800),
    ("2000-02-29", 951_782_400), ("0000-01-01", -62_167_219_200), ("9999-12-31T23:59:59Z", 253_402_300_799),
  ])
  func `reads RFC 3339`(_ text: String, _ seconds: Int64) {
    #expect(Instant(rfc3339: text)?.seconds == seconds)
  }

  @Test(arguments: [
    "", "2026", "2026-11", "2026-1-20", "2026-11-20 10:00:00Z", "2026-11-20T10:00:00", "2026-11-20T10:00Z",
    "2026-02-29", "1900-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00",
    "2026-11-20T24:00:00Z",
    "2026-11-20T10:60:00Z", "2026-11-20T10:00:60Z", "2026-11-20T10:00:00.Z", "2026-11-20T10:00:00+2:00",
    "2026-11-20T10:00:00+24:00", "2026-11-20T10:00:00+0200", "2026-11-20T10:00:00Zx", " 2026-11-20",
    "-2026-11-20",
    "+2026-11-20", "12026-11-20", "2026-11-20T", "2026-11-20Z", "\u{FF12}026-11-20",
  ])
  func `refuses everything else`(_ text: String) {
    #expect(Instant(rfc3339: text) == nil)
  }

  @Test func `what it prints it reads again, for moments of ten thousand years`() {
    var random = SplitMix64(state: 7)
    for _ in 0..<2000 {
      let instant = Instant(seconds: Int64.random(in: -62_167_219_200...253_402_300_799, using: &random))
      #expect(Instant(rfc3339: instant.description) == instant)
      #expect(instant.description.hasPrefix(instant.date))
    }
  }

  @Test func `days follow each other without a gap`() {
    for number in stride(from: Int64(-800_000), through: 800_000, by: 1777) {
      let day = CalendarDay(daysSinceEpoch: number)
      #expect(day.daysSinceEpoch == number)
      #expect((1...CalendarDay.daysIn(month: day.month, year: day.year)).contains(day.day))
    }
  }

  @Test func `moments out of all bounds are printed and compared without a trap`() {
    #expect(!Instant(seconds: .min).description.isEmpty)
    #expect(!Instant(seconds: .max).description.isEmpty)
    #expect(!Instant(seconds: .max).isClearlyAfter(Instant(seconds: .max)))
    #expect(Instant(seconds: .max).isClearlyAfter(Instant(seconds: 0)))
    #expect(!Instant(seconds: .min).isClearlyAfter(Instant(seconds: .min)))
  }
}
