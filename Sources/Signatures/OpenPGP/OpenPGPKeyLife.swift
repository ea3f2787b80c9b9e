/// When a key was its holder's to sign with, as its certificate tells.
struct OpenPGPKeyLife {
  /// A revocation by the holder (RFC 9580, section 5.2.3.31).
  struct Revocation {
    /// Seconds since 1970.
    let date: Int64
    /// Whether nothing the key ever signed may be trusted: compromised, no reason given, or one unknown here.
    let isHard: Bool

    /// 1 superseded, 3 retired, 32 user id no longer valid: the key was the holder's until then.
    static let softReasons: Set<UInt8> = [1, 3, 32]
  }

  /// The first second, since 1970.
  var from: Int64
  /// The first second that is too late; nil for none.
  var until: Int64?
  var revocations: [Revocation] = []

  mutating func end(by second: Int64?) {
    guard let second else { return }
    until = min(until ?? second, second)
  }

  /// What holds if this life and another one must both last: a subkey lives no longer than its primary key.
  func within(_ other: OpenPGPKeyLife) -> OpenPGPKeyLife {
    var both = self
    both.from = max(from, other.from)
    both.end(by: other.until)
    both.revocations += other.revocations
    return both
  }

  /// The worst that holds at any of these dates, in seconds since 1970.
  func validity(at dates: Int64...) -> KeyValidity {
    if revocations.contains(where: \.isHard) { return .compromised }
    if dates.contains(where: { date in revocations.contains { $0.date <= date } }) { return .retired }
    let isCovered = dates.allSatisfy { $0 >= from && (until == nil || $0 < until!) }
    return isCovered ? .good : .expired
  }
}
