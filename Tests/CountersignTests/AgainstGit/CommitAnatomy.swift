@testable import Rehearsal

/// A commit taken apart just far enough to put it together again in another way.
struct CommitAnatomy {
  /// Each with the lines folded into it, without the last line feed.
  var headers: [[UInt8]]
  /// What follows the headers: the empty line and the message; empty where there is neither.
  var message: [UInt8]

  /// Nil for bytes without a header.
  init?(_ bytes: [UInt8]) {
    var headers: [[UInt8]] = []
    var rest = bytes[...]
    while !rest.isEmpty, rest.first != 0x0A {
      let end = rest.firstIndex(of: 0x0A) ?? rest.endIndex
      if rest.first == 0x20, !headers.isEmpty {
        headers[headers.count - 1] += [0x0A] + rest[..<end]
      } else {
        headers.append(Array(rest[..<end]))
      }
      rest = rest[end...].dropFirst()
    }
    if headers.isEmpty { return nil }
    self.headers = headers
    message = Array(rest)
  }

  var bytes: [UInt8] { headers.flatMap { $0 + [0x0A] } + message }

  func index(of name: String) -> Int? { headers.firstIndex { $0.starts(with: Array("\(name) ".utf8)) } }

  func value(of name: String) -> [UInt8]? {
    index(of: name).map { Array(headers[$0].dropFirst(name.utf8.count + 1)) }
  }

  /// Right behind itself, or anywhere.
  mutating func duplicate(_ name: String, _ random: inout SplitMix64) {
    guard let index = index(of: name) else { return }
    headers.insert(headers[index], at: random.below(2) == 0 ? index + 1 : random.below(headers.count + 1))
  }

  /// Behind the others, where git puts headers; now and then anywhere.
  mutating func insert(_ header: [UInt8], _ random: inout SplitMix64) {
    headers.insert(header, at: random.below(3) == 0 ? random.below(headers.count + 1) : headers.count)
  }

  mutating func insert(_ header: String, _ random: inout SplitMix64) { insert(Array(header.utf8), &random) }

  mutating func insertParent(_ id: [UInt8]) {
    headers.insert(Array("parent ".utf8) + id, at: min(1, headers.count))
  }

  mutating func replace(_ name: String, with value: String) {
    guard let index = index(of: name) else { return }
    headers[index] = Array("\(name) \(value)".utf8)
  }

  mutating func upperCase(_ name: String) {
    guard let index = index(of: name) else { return }
    let letters = UInt8(ascii: "a")...UInt8(ascii: "f")
    for place in headers[index].indices.dropFirst(name.utf8.count + 1)
    where letters.contains(headers[index][place]) {
      headers[index][place] &= 0xDF
    }
  }
}
