/// A pattern over paths: `*` stays within one path segment, `**` does not. Everything else stands
/// for itself, byte for byte.
package struct Glob: Hashable, Sendable, CustomStringConvertible {
  package let description: String

  package init(_ pattern: String) { description = pattern }

  /// Whether the pattern has a wildcard at all.
  package var isLiteral: Bool { !description.utf8.contains(0x2A) }

  package func matches(_ path: String) -> Bool { matches(Array(path.utf8)) }

  /// Matches in time linear in pattern times path: the set of pattern positions that are still alive is
  /// carried along the path, so that `**a**a**a` costs no more than it looks.
  package func matches(_ path: [UInt8]) -> Bool {
    let tokens = Glob.tokens(of: description)
    var alive = Glob.closure([0], tokens)
    for byte in path {
      var next: Set<Int> = []
      for position in alive where position < tokens.count {
        switch tokens[position] {
        case .literal(let expected): if byte == expected { next.insert(position + 1) }
        case .segment: if byte != 0x2F { next.insert(position) }
        case .anything: next.insert(position)
        }
      }
      if next.isEmpty { return false }
      alive = Glob.closure(next, tokens)
    }
    return alive.contains(tokens.count)
  }

  private enum Token { case literal(UInt8), segment, anything }

  private static func tokens(of pattern: String) -> [Token] {
    var tokens: [Token] = []
    let bytes = Array(pattern.utf8)
    var index = 0
    while index < bytes.count {
      if bytes[index] == 0x2A {
        let isDouble = index + 1 < bytes.count && bytes[index + 1] == 0x2A
        tokens.append(isDouble ? .anything : .segment)
        index += isDouble ? 2 : 1
      } else {
        tokens.append(.literal(bytes[index]))
        index += 1
      }
    }
    return tokens
  }

  /// Adds the positions that a wildcard reaches by matching nothing.
  private static func closure(_ positions: Set<Int>, _ tokens: [Token]) -> Set<Int> {
    var reached = positions
    for start in positions {
      var position = start
      while position < tokens.count {
        switch tokens[position] {
        case .segment, .anything: position += 1
        default: position = tokens.count + 1
        }
        // What is reached already goes on from there, or has.
        if position <= tokens.count, !reached.insert(position).inserted { break }
      }
    }
    return reached
  }
}
