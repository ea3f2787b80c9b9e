import Governance

/// Which rules found something, how often, and where last.
struct RuleTally {
  struct Entry {
    var counts: [Severity: Int] = [:]
    /// How many transitions it was found in.
    var transitions = 0
    /// The last of them.
    fileprivate(set) var newest: [Place] = []
  }

  struct Place {
    /// The number of the row in the timeline.
    let row: Int
    let commit: CommitID
  }

  /// How many places of one rule are linked.
  static let most = 40

  private(set) var entries: [Rule: Entry] = [:]

  mutating func add(_ findings: [Finding], of commit: CommitID, at row: Int) {
    for finding in findings {
      entries[finding.rule, default: Entry()].counts[finding.severity, default: 0] += 1
      if entries[finding.rule]?.newest.last?.row == row { continue }
      entries[finding.rule]?.transitions += 1
      entries[finding.rule]?.newest.append(Place(row: row, commit: commit))
      if let count = entries[finding.rule]?.newest.count, count > 2 * RuleTally.most {
        entries[finding.rule]?.newest.removeFirst(count - RuleTally.most)
      }
    }
  }

  /// The gravest first, and the most frequent among equals.
  var ranking: [(rule: Rule, entry: Entry)] {
    func weight(_ entry: Entry) -> [Int] { Severity.allCases.reversed().map { entry.counts[$0] ?? 0 } }
    return entries.map { ($0.key, $0.value) }.sorted { one, two in
      let (first, second) = (weight(one.1), weight(two.1))
      if first != second { return second.lexicographicallyPrecedes(first) }
      return one.0.rawValue < two.0.rawValue
    }
  }
}
