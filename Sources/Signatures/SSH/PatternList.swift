/// A list of patterns as OpenSSH writes them (ssh_config(5), PATTERNS), matched byte by byte, case and all.
///
///     list    = pattern *( "," pattern )
///     pattern = [ "!" ] *( "*" / "?" / any other byte but "," )
///
/// `*` stands for any bytes, also none, `?` for exactly one. A name is in the list if some pattern matches it
/// and no pattern with `!` does, in whatever order they stand: a list of negations alone matches nothing.
package struct PatternList: Hashable, Sendable {
  /// The list as written, without the quotes around it.
  package let text: [UInt8]

  private let patterns: [Pattern]

  private struct Pattern: Hashable {
    let isNegated: Bool
    let bytes: ArraySlice<UInt8>
  }

  /// The bytes that a pattern must stay below. OpenSSH lets a list with a longer one match nothing.
  static let patternLimit = 1_023

  /// Reads a list.
  /// - Returns: nil if one of its patterns has 1,023 bytes or more.
  package init?(_ text: some Collection<UInt8>) {
    self.text = Array(text)
    var patterns: [Pattern] = []
    var rest = self.text[...]
    // As in match_pattern_list: nothing follows a last comma, but an empty pattern stands before a first one.
    while !rest.isEmpty {
      let isNegated = rest.first == UInt8(ascii: "!")
      if isNegated { rest = rest.dropFirst() }
      let bytes = rest.prefix { $0 != UInt8(ascii: ",") }
      guard bytes.count < Self.patternLimit else { return nil }
      patterns.append(Pattern(isNegated: isNegated, bytes: bytes))
      rest = rest.dropFirst(bytes.count + 1)
    }
    self.patterns = patterns
  }

  /// Whether the list holds this name.
  package func matches(_ name: some Collection<UInt8>) -> Bool {
    let name = Array(name)
    var found = false
    for pattern in patterns where Self.matches(name, pattern.bytes) {
      if pattern.isNegated { return false }
      found = true
    }
    return found
  }

  /// Goes back to the latest `*` only, which is enough and takes name times pattern steps at worst; OpenSSH's
  /// recursion gives the same answer, in time that grows exponentially with the stars.
  private static func matches(_ name: [UInt8], _ pattern: ArraySlice<UInt8>) -> Bool {
    var at = 0
    var next = pattern.startIndex
    var retry: (at: Int, next: Int)?
    while at < name.count {
      if next < pattern.endIndex, pattern[next] == UInt8(ascii: "*") {
        next += 1
        retry = (at, next)
      } else if next < pattern.endIndex, pattern[next] == UInt8(ascii: "?") || pattern[next] == name[at] {
        at += 1
        next += 1
      } else if let last = retry {
        retry = (last.at + 1, last.next)
        (at, next) = (last.at + 1, last.next)
      } else {
        return false
      }
    }
    return pattern[next...].allSatisfy { $0 == UInt8(ascii: "*") }
  }

  /// Whether two lists are written alike.
  package static func == (a: PatternList, b: PatternList) -> Bool { a.text == b.text }

  /// Feeds the text, which is all that equality looks at.
  package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
