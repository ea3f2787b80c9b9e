/// The name that was probably meant.
enum Suggestion {
  /// The known name nearest to the given one, as a question; nil if none is near.
  static func text(for name: String, among known: [String]) -> String? {
    let ranked = known.map { ($0, distance(Array(name.lowercased().utf8), Array($0.lowercased().utf8))) }
    guard let best = ranked.min(by: { $0.1 < $1.1 }),
      best.1 <= max(1, min(name.utf8.count, best.0.utf8.count) / 3)
    else {
      return nil
    }
    return "did you mean \(best.0)?"
  }

  /// Damerau and Levenshtein's distance with adjacent transpositions; inputs are cut at 64 bytes.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    let (left, right) = (Array(left.prefix(64)), Array(right.prefix(64)))
    var table = [[Int]](repeating: Array(0...right.count), count: left.count + 1)
    for i in 0...left.count { table[i][0] = i }
    for i in left.indices {
      for j in right.indices {
        let cost = left[i] == right[j] ? 0 : 1
        var best = min(table[i][j + 1] + 1, table[i + 1][j] + 1, table[i][j] + cost)
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          best = min(best, table[i - 1][j - 1] + 1)
        }
        table[i + 1][j + 1] = best
      }
    }
    return table[left.count][right.count]
  }
}
