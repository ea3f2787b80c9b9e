import Foundation
import Testing

@testable import CEL

private typealias SystemZone = Foundation.TimeZone

struct TimeTests {
  @Test(arguments: [
    "timestamp('2024-02-29T13:14:15.678Z').getFullYear() == 2024",
    "timestamp('2024-02-29T13:14:15Z').getMonth() == 1",
    "timestamp('2024-02-29T00:00:00Z').getDate() == 29 && timestamp('2024-02-29T00:00:00Z').getDayOfMonth() == 28",
    "timestamp('2024-12-31T00:00:00Z').getDayOfYear() == 365",
    "timestamp('2024-02-29T00:00:00Z').getDayOfWeek() == 4",
    "timestamp('2024-02-29T13:14:15.678Z').getMilliseconds() == 678",
    "timestamp('2024-02-29T23:30:00Z').getHours('+01:30') == 1",
    "timestamp('2024-01-01T00:00:00Z').getFullYear('-00:01') == 2023",
    "timestamp('0001-01-01T00:00:00Z').getFullYear() == 1",
    "timestamp('2024-01-01T00:00:00+02:00') == timestamp('2023-12-31T22:00:00Z')",
    "duration('90m').getHours() == 1",
    "duration('90m').getMinutes() == 90 && duration('-1.5s').getSeconds() == -1 && duration('1.5s').getMilliseconds() == 500",
    "string(timestamp('2024-01-01T00:00:00.500Z')) == '2024-01-01T00:00:00.5Z'",
    "timestamp('2024-03-01T00:00:00Z') - timestamp('2024-02-28T00:00:00Z') == duration('48h')",
    "now - timestamp('2024-01-01T00:00:00Z') < duration('24h')",
  ])
  func `moments and spans`(_ text: String) throws {
    let now = try #require(Timestamp("2024-01-01T12:00:00Z"))
    #expect(try evaluated(text, ["now": .timestamp(now)]) == true)
  }

  @Test func `the calendar goes the way that Foundation's does`() throws {
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = try #require(SystemZone(secondsFromGMT: 0))
    for year in stride(from: 1583, through: 9999, by: 7) {
      for (month, day) in [(1, 1), (2, 28), (3, 1), (7, 31), (12, 31)] {
        let date = try #require(
          calendar.date(from: DateComponents(year: year, month: month, day: day, hour: 23)))
        let seconds = Int64(date.timeIntervalSince1970)
        let civil = CivilTime(seconds: seconds)
        #expect(civil.year == year && civil.month == month && civil.day == day && civil.hour == 23)
        #expect(civil.weekday == calendar.component(.weekday, from: date) - 1)
        #expect(Timestamp(seconds: seconds).flatMap { Timestamp($0.text) }?.seconds == seconds)
      }
    }
  }

  @Test func `named zones are errors unless they are asked for`() throws {
    let text = "timestamp('2024-07-01T00:00:00Z').getHours('Europe/Berlin')"
    #expect(throws: EvaluationError.self) { try Program(compile: text).evaluate([:]) }
    guard FileManager.default.fileExists(atPath: "/usr/share/zoneinfo/Europe/Berlin") else { return }
    #expect(try Program(compile: text, zones: .system).evaluate([:]) == 2)
  }

  @Test(arguments: [
    "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Kolkata",
  ])
  func `zones show what Foundation's show`(_ name: String) throws {
    guard let zone = TimeZones.system.zone(named: name), let other = SystemZone(identifier: name)
    else { return }
    for seconds in stride(from: Int64(0), to: 2_500_000_000, by: 8_640_011) {
      let offset = other.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(seconds)))
      #expect(zone.offset(at: seconds) == offset, "\(name) at \(seconds)")
    }
  }

  @Test func `a rule with daylight saving time changes twice a year`() throws {
    let rule = try #require(TimeZoneRule("CET-1CEST,M3.5.0,M10.5.0/3".utf8))
    func offset(_ text: String) throws -> Int { rule.offset(at: try #require(Timestamp(text)).seconds) }
    #expect(try offset("2050-03-27T00:59:59Z") == 3600)
    #expect(try offset("2050-03-27T01:00:00Z") == 7200)
    #expect(try offset("2050-10-30T00:59:59Z") == 7200)
    #expect(try offset("2050-10-30T01:00:00Z") == 3600)
    let south = try #require(TimeZoneRule("AEST-10AEDT,M10.1.0,M4.1.0/3".utf8))
    #expect(south.offset(at: try #require(Timestamp("2050-01-01T00:00:00Z")).seconds) == 39_600)
    #expect(south.offset(at: try #require(Timestamp("2050-07-01T00:00:00Z")).seconds) == 36_000)
    for text in ["", "CET", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M1.1.0", "CET-99", "CET-1x", "<CET"] {
      #expect(TimeZoneRule(text.utf8) == nil, "\(text)")
    }
  }

  @Test func `a file that is no time zone is none`() {
    #expect(TimeZone(file: []) == nil)
    #expect(TimeZone(file: Array("TZif2".utf8)) == nil)
    #expect(TimeZone(file: Array("TZif2".utf8) + [UInt8](repeating: 0xFF, count: 200)) == nil)
    #expect(TimeZone(file: Array("TZif2".utf8) + [UInt8](repeating: 0, count: 200)) == nil)
  }
}
