import Foundation
import Testing

@testable import Rehearsal

struct TimestampTests {
  @Test func `every day of four centuries is the day that Foundation says`() {
    let formatter = ISO8601DateFormatter()
    for day in stride(from: Int64(-73_000), to: 73_000, by: 17) {
      let time = day * 86_400 + 43_261
      #expect(Timestamp.text(time) == formatter.string(from: Date(timeIntervalSince1970: Double(time))))
    }
  }

  @Test func `a leap day and the day after it are told apart`() {
    #expect(Timestamp.date(1_709_164_800) == "2024-02-29")
    #expect(Timestamp.date(1_709_164_800 + 86_400) == "2024-03-01")
  }
}
