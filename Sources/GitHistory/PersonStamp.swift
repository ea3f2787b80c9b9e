/// Who and when, as an `author` or `committer` line claims it. Nobody vouches for it.
///
///     ident = name SP "<" email ">" SP seconds SP ("+" / "-") 4DIGIT
///
/// The rules are those of `fsck_ident` in git's `fsck.c`, and the date is one that git can verify a signature
/// at: it hands `ssh-keygen` the year in four digits.
package struct PersonStamp: Hashable, Sendable {
  /// What stands before ` <`; may be empty.
  package let name: [UInt8]
  /// What stands between the angle brackets; may be empty.
  package let email: [UInt8]
  /// Seconds since 1970-01-01T00:00:00Z; not beyond the year 9999 where it was parsed.
  package let time: Int64
  /// The claimed zone's distance from UTC, in minutes, positive to the east. Not checked to be a real zone.
  package let offsetMinutes: Int

  /// A stamp with these parts; nothing is checked.
  package init(name: [UInt8], email: [UInt8], time: Int64, offsetMinutes: Int = 0) {
    self.name = name
    self.email = email
    self.time = time
    self.offsetMinutes = offsetMinutes
  }

  /// Parses what follows `author ` or `committer `, without the line feed.
  init(parsing line: UnsafeRawBufferPointer, of header: StaticString) throws(ParseProblem) {
    guard let open = line.firstIndex(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") }),
      line[open] == UInt8(ascii: "<")
    else { throw ParseProblem("\(header) line without an e-mail address") }
    guard open > 0, line[open - 1] == UInt8(ascii: " ") else {
      throw ParseProblem("\(header) line without a space before the e-mail address")
    }
    let rest = line[(open + 1)...]
    guard let close = rest.firstIndex(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") }),
      line[close] == UInt8(ascii: ">")
    else { throw ParseProblem("\(header) line with a malformed e-mail address") }
    let date = line[(close + 1)...]
    guard date.first == UInt8(ascii: " ") else {
      throw ParseProblem("\(header) line without a space before the date")
    }
    let digits = date.dropFirst().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard let time = PersonStamp.seconds(digits) else {
      throw ParseProblem("\(header) line with a date that is not a plain decimal number of seconds")
    }
    guard time <= PersonStamp.latest else {
      throw ParseProblem("\(header) line with a date beyond the year 9999")
    }
    let zone = Array(line[digits.endIndex...])
    guard zone.count == 6, zone[0] == UInt8(ascii: " "),
      zone[1] == UInt8(ascii: "+") || zone[1] == UInt8(ascii: "-"),
      zone[2...].allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { throw ParseProblem("\(header) line with a malformed time zone") }
    let value = zone[2...].map { Int($0 - UInt8(ascii: "0")) }
    let minutes = (value[0] * 10 + value[1]) * 60 + value[2] * 10 + value[3]
    self.init(
      name: Array(line[..<(open - 1)]), email: Array(line[(open + 1)..<close]), time: time,
      offsetMinutes: zone[1] == UInt8(ascii: "-") ? -minutes : minutes)
  }

  /// 9999-12-31T23:59:59Z.
  private static let latest: Int64 = 253_402_300_799

  /// Decimal digits without a leading zero that fit an `Int64`.
  private static func seconds(_ digits: Slice<UnsafeRawBufferPointer>) -> Int64? {
    guard let first = digits.first, first != UInt8(ascii: "0") || digits.count == 1 else { return nil }
    var value: Int64 = 0
    for digit in digits {
      let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = tens.addingReportingOverflow(Int64(digit - UInt8(ascii: "0")))
      if overflow || carry { return nil }
      value = sum
    }
    return value
  }

  /// The line as git writes it, without the header's name.
  var line: [UInt8] {
    let minutes = abs(offsetMinutes)
    // Claimed zones reach +9999, which is more than 99 hours and 59 minutes.
    let hours = min(minutes / 60, 99)
    let zone = String(10000 + hours * 100 + minutes - hours * 60).dropFirst()
    return name + Array(" <".utf8) + email
      + Array("> \(time) \(offsetMinutes < 0 ? "-" : "+")\(zone)".utf8)
  }
}
