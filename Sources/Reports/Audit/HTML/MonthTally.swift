import Governance

/// How many transitions came to which verdict, by the months that their dates claim.
struct MonthTally {
  /// A stretch of the calendar.
  struct Bucket {
    let name: String
    let counts: [Verdict: Int]
    var total: Int { counts.values.reduce(0, +) }
  }

  /// By months since the year zero.
  private var months: [Int: [Verdict: Int]] = [:]

  /// More would be no chart that anybody could read.
  private static let most = 48

  mutating func add(_ transition: AuditedTransition) {
    let (days, rest) = transition.date.seconds.quotientAndRemainder(dividingBy: 86_400)
    let day = CalendarDay(daysSinceEpoch: rest < 0 ? days - 1 : days)
    months[day.year * 12 + day.month - 1, default: [:]][transition.report.verdict, default: 0] += 1
  }

  /// Months; quarters or years of a longer record. Empty ones between others are there, unless claimed dates lie so far
  /// apart that they would be nearly all there is.
  var buckets: [Bucket] {
    guard let first = months.keys.min(), let last = months.keys.max() else { return [] }
    let length = [1, 3, 12].first { place(last, $0) - place(first, $0) < MonthTally.most } ?? 12
    var counts: [Int: [Verdict: Int]] = [:]
    for (month, verdicts) in months {
      counts[place(month, length), default: [:]].merge(verdicts, uniquingKeysWith: +)
    }
    let (start, end) = (place(first, length), place(last, length))
    let places =
      end - start < MonthTally.most
      ? Array(start...end) : Array(counts.keys.sorted().suffix(MonthTally.most))
    return places.map { Bucket(name: name(of: $0, length), counts: counts[$0] ?? [:]) }
  }

  private func place(_ month: Int, _ length: Int) -> Int {
    (month - (month % length + length) % length) / length
  }

  private func name(of place: Int, _ length: Int) -> String {
    let year = (place * length - ((place * length) % 12 + 12) % 12) / 12
    let month = place * length - year * 12
    return switch length {
    case 1: "\(year)-\(month < 9 ? "0" : "")\(month + 1)"
    case 3: "\(year) Q\(month / 3 + 1)"
    default: "\(year)"
    }
  }
}
