import Governance
import Testing

@Suite struct PeriodTests {
  private func after(_ date: String, _ period: String) -> String? {
    Period(iso8601: period).flatMap { Instant(rfc3339: date)?.adding($0).description }
  }

  @Test func `adds calendar years and months, and days of 24 hours`() {
    #expect(after("2026-03-01", "P1Y") == "2027-03-01T00:00:00Z")
    #expect(after("2026-11-20T10:00:00Z", "P30D") == "2026-12-20T10:00:00Z")
    #expect(after("2026-11-20", "P1Y2M3W4DT5H6M7S") == "2028-02-14T05:06:07Z")
    #expect(after("2026-11-20", "PT36H") == "2026-11-21T12:00:00Z")
    #expect(after("2026-12-15", "P1M") == "2027-01-15T00:00:00Z")
  }

  @Test func `a day that the month does not have becomes its last`() {
    #expect(after("2026-01-31", "P1M") == "2026-02-28T00:00:00Z")
    #expect(after("2028-02-29", "P1Y") == "2029-02-28T00:00:00Z")
    #expect(after("2027-12-31", "P2M") == "2028-02-29T00:00:00Z")
  }

  @Test(arguments: [
    "", "P", "30D", "PT", "P1", "PD", "P-1D", "P+1D", "P1.5D", "P1D1Y", "P1M1Y", "P1D1D", "P1H", "PT1D",
    "P1YT", "p1d", "P1d",
    "P1234567D", "P 1D", "P1D ", "PT1HT1M", "P\u{FF11}D", "P\u{0661}D",
  ])
  func `refuses everything else`(_ text: String) {
    #expect(Period(iso8601: text) == nil)
  }

  @Test func `a longer period never ends sooner`() {
    var random = SplitMix64(state: 9)
    for _ in 0..<500 {
      let instant = Instant(seconds: Int64.random(in: 0...4_000_000_000, using: &random))
      let days = Int.random(in: 0..<900, using: &random)
      #expect(
        instant.adding(Period(iso8601: "P\(days)D")!) < instant.adding(Period(iso8601: "P\(days + 1)D")!))
      #expect(
        instant.adding(Period(iso8601: "P\(days)M")!) < instant.adding(Period(iso8601: "P\(days + 1)M")!))
    }
  }
}
