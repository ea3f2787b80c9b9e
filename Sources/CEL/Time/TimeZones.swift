import Glibc

/// Where the rules of named time zones come from. Offsets as `+02:00` and `UTC` need none.
public struct TimeZones: Sendable, Hashable {
  let directory: String?

  /// No named zones: what an expression means then is the same on every machine and in every year.
  public static let none = TimeZones(directory: nil)
  /// Those that the system knows.
  public static let system = TimeZones(directory: "/usr/share/zoneinfo")

  private static let largestFile = 65_536

  /// Nil for a zone that does not exist, or whose file cannot be read.
  func zone(named name: String) -> TimeZone? {
    guard let directory, TimeZones.isName(name) else { return nil }
    let file = open("\(directory)/\(name)", O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: TimeZones.largestFile)
    var count = 0
    while count < bytes.count {
      let read = bytes.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress! + count, $0.count - count) }
      guard read >= 0 else { return nil }
      if read == 0 { return TimeZone(file: Array(bytes[..<count])) }
      count += read
    }
    return nil
  }

  /// Whether it looks like `Area/City_Name`; nothing that leads out of the directory does.
  private static func isName(_ name: String) -> Bool {
    name.utf8.count <= 64
      && name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy { part in
        part.first?.isIdentifierStart == true
          && part.allSatisfy {
            $0.isIdentifierStart || $0.isDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+")
          }
      }
  }
}

extension TimeZone {
  /// Reads a file of the time zone database, of version 2 or later (RFC 8536, 3). Nil if it is none.
  init?(file: [UInt8]) {
    func number(_ at: Int, _ length: Int) -> Int? {
      guard at >= 0, at + length <= file.count else { return nil }
      let value = file[at..<at + length].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      return length == 4 ? Int(Int32(truncatingIfNeeded: value)) : Int(Int64(truncatingIfNeeded: value))
    }
    /// isutcnt, isstdcnt, leapcnt, timecnt, typecnt, charcnt
    func counts(_ at: Int) -> [Int]? {
      guard file.count >= at + 44, file[at..<at + 4].elementsEqual("TZif".utf8),
        file[at + 4] >= UInt8(ascii: "2")
      else { return nil }
      let counts = (0..<6).compactMap { number(at + 20 + 4 * $0, 4) }
      return counts.count == 6 && counts.allSatisfy { 0...file.count ~= $0 } ? counts : nil
    }
    // The block for 32 bits goes first, and is of no use.
    guard let old = counts(0) else { return nil }
    let header = 44 + old[3] * 5 + old[4] * 6 + old[5] + old[2] * 8 + old[1] + old[0]
    guard let new = counts(header), new[4] > 0 else { return nil }
    let times = header + 44
    let indices = times + new[3] * 8
    let types = indices + new[3]
    let footer = types + new[4] * 6 + new[5] + new[2] * 12 + new[1] + new[0]
    guard footer < file.count, file[footer] == 0x0A else { return nil }
    var offsets: [Int] = []
    for type in 0..<new[4] {
      guard let offset = number(types + type * 6, 4), abs(offset) < 100_000 else { return nil }
      offsets.append(offset)
    }
    var transitions: [Transition] = []
    for index in 0..<new[3] {
      guard let start = number(times + index * 8, 8), let offset = offsets[safe: Int(file[indices + index])],
        transitions.last.map({ $0.start < start }) ?? true
      else { return nil }
      transitions.append(Transition(start: Int64(start), offset: offset))
    }
    let text = file[(footer + 1)...].prefix { $0 != 0x0A }
    self.init(first: offsets[0], transitions: transitions, rule: TimeZoneRule(text))
  }
}

extension Array {
  fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
