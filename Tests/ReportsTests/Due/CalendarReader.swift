/// A reader of calendars that forgives nothing (RFC 5545).
struct CalendarReader {
  struct Refused: Error, CustomStringConvertible { let description: String }

  /// A property with its parameters, and its value as it stands.
  typealias Property = (name: String, value: String)

  /// The properties of each event.
  private(set) var events: [[Property]] = []
  /// What stands in no component but the calendar.
  private(set) var calendar: [Property] = []
  private(set) var zones = 0

  init(_ bytes: [UInt8]) throws {
    var open: [String] = []
    for line in try CalendarReader.unfolded(bytes) {
      guard let colon = line.firstIndex(of: ":") else { throw Refused(description: "no colon: \(line)") }
      let property = (String(line[..<colon]), String(line[line.index(after: colon)...]))
      let isPlain = property.0.utf8.allSatisfy {
        (0x41...0x5A).contains($0) || "-;=".utf8.contains($0)
      }
      guard isPlain else { throw Refused(description: "no name: \(line)") }
      switch property.0 {
      case "BEGIN":
        guard open.isEmpty == (property.1 == "VCALENDAR") else { throw Refused(description: line) }
        open.append(property.1)
        if property.1 == "VEVENT" { events.append([]) }
        if property.1 == "VTIMEZONE" { zones += 1 }
      case "END":
        guard open.popLast() == property.1 else { throw Refused(description: "not open: \(line)") }
      default:
        switch open {
        case ["VCALENDAR"]: calendar.append(property)
        case ["VCALENDAR", "VEVENT"]: events[events.count - 1].append(property)
        case ["VCALENDAR", "VTIMEZONE", "STANDARD"], ["VCALENDAR", "VTIMEZONE"]: break
        default: throw Refused(description: "\(line) in \(open)")
        }
      }
    }
    guard open.isEmpty, zones + events.count > 0 else { throw Refused(description: "it does not end") }
  }

  /// The lines without their folds: each ends in CR LF, has at most 75 octets and is UTF-8 by itself.
  private static func unfolded(_ bytes: [UInt8]) throws -> [String] {
    var lines: [String] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      guard let end = rest.firstIndex(of: 0x0D), end + 1 < rest.endIndex, rest[end + 1] == 0x0A else {
        throw Refused(description: "no end of line")
      }
      let line = rest[..<end]
      rest = rest[(end + 2)...]
      guard line.count <= 75, let text = String(validating: line, as: UTF8.self) else {
        throw Refused(description: "\(line.count) octets: \(String(decoding: line, as: UTF8.self))")
      }
      if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
        throw Refused(description: "a control character")
      }
      if text.hasPrefix(" "), !lines.isEmpty {
        lines[lines.count - 1] += text.dropFirst()
      } else {
        lines.append(text)
      }
    }
    return lines
  }

  /// A value of type TEXT (section 3.3.11).
  static func text(_ value: String) throws -> String {
    var result = ""
    var scalars = value.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      if scalar == "\\" {
        guard let next = scalars.popFirst(), "\\;,".unicodeScalars.contains(next) else {
          throw Refused(description: "an escape of nothing in \(value)")
        }
        result.unicodeScalars.append(next)
      } else if scalar == ";" || scalar == "," {
        throw Refused(description: "not escaped: \(value)")
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
