import Governance

/// How one period's length is to another's.
enum PeriodLength {
  case shorter, same, longer
  /// Now the one, now the other: a month may have 28 days or 31.
  case depends
}

extension Period {
  /// Whether it takes no time.
  var isNothing: Bool { months == 0 && seconds == 0 }

  /// Compares the two from each day of four years, a leap year among them.
  func length(against other: Period) -> PeriodLength {
    if months == other.months {
      return seconds == other.seconds ? .same : seconds < other.seconds ? .shorter : .longer
    }
    // 2024-01-01T00:00:00Z
    let start: Int64 = 1_704_067_200
    var isShorter = false
    var isLonger = false
    var isSame = false
    for day in 0..<Int64(1461) {
      let date = Instant(seconds: start + day * 86_400)
      let (own, others) = (date.adding(self), date.adding(other))
      isShorter = isShorter || own < others
      isLonger = isLonger || own > others
      isSame = isSame || own == others
    }
    if isShorter { return isLonger || isSame ? .depends : .shorter }
    return isLonger ? isSame ? .depends : .longer : .same
  }
}
