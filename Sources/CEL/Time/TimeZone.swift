/// When a zone's clocks show what.
struct TimeZone: Sendable {
  /// When an offset begins, in seconds since 1970 in UTC, and the offset: seconds to add to UTC.
  struct Transition: Sendable {
    let start: Int64
    let offset: Int
  }

  /// The offset before the first transition.
  let first: Int
  let transitions: [Transition]
  /// What holds behind the last transition; nil if it just goes on.
  let rule: TimeZoneRule?

  init(first: Int, transitions: [Transition] = [], rule: TimeZoneRule? = nil) {
    self.first = first
    self.transitions = transitions
    self.rule = rule
  }

  /// `UTC`, or an offset: `+02:00`, `-09:30`, `02:00`.
  init?(fixed name: String) {
    var rest = name.utf8[...]
    if name.utf8.elementsEqual("UTC".utf8) {
      self.init(first: 0)
      return
    }
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    let bytes = Array(rest)
    guard bytes.count == 5, bytes[2] == UInt8(ascii: ":"),
      [0, 1, 3, 4].allSatisfy({ bytes[$0].isDigit })
    else { return nil }
    let digits = bytes.map { Int($0) - 48 }
    let (hours, minutes) = (digits[0] * 10 + digits[1], digits[3] * 10 + digits[4])
    guard hours < 24, minutes < 60 else { return nil }
    self.init(first: (hours * 3600 + minutes * 60) * (isNegative ? -1 : 1))
  }

  /// Seconds to add to UTC at a moment, given in seconds since 1970.
  func offset(at moment: Int64) -> Int {
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle].start <= moment { low = middle + 1 } else { high = middle }
    }
    if low == transitions.count, let rule { return rule.offset(at: moment) }
    return low == 0 ? first : transitions[low - 1].offset
  }
}
