import Governance

/// Which rule somebody may have meant.
enum Resemblance {
  /// The rule whose id takes the fewest single-character changes to come from the text, if these are at most
  /// a third of it; a text that one of its words begins with counts as one change. Ties go to the first in
  /// the order of ids.
  static func nearest(to text: String) -> Rule? {
    let typed = text.utf8.map { byte -> UInt8 in
      switch byte {
      case 0x41...0x5A: byte + 0x20
      case 0x20, 0x5F: 0x2D
      default: byte
      }
    }
    // What is far longer than any id resembles none, and need not be measured.
    guard (2...40).contains(typed.count) else { return nil }
    let distances = Rule.allCases.sorted().map { rule in
      let id = Array(rule.rawValue.utf8)
      let isPart = typed.count > 3 && wordStarts(of: id).contains { id[$0...].starts(with: typed) }
      return (rule, isPart ? 1 : distance(id, typed))
    }
    guard let best = distances.min(by: { $0.1 < $1.1 }), best.1 * 3 <= typed.count else { return nil }
    return best.0
  }

  private static func wordStarts(of id: [UInt8]) -> [Int] {
    id.indices.filter { $0 == 0 || id[$0 - 1] == 0x2D }
  }

  /// Levenshtein's distance with neighbours swapped as one change, by the row-wise recurrence.
  static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var before: [Int] = []
    var previous = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        let cost = left[row] == right[column] ? 0 : 1
        var least = min(previous[column] + cost, previous[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          least = min(least, before[column - 1] + 1)
        }
        current.append(least)
      }
      before = previous
      previous = current
    }
    return previous[right.count]
  }
}
