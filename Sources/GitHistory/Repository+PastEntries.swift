extension Repository {
  /// Whether a commit that one of the entry's ends reaches has exactly this mode and id at its path: one answer for
  /// each entry, in order. Every commit is looked at, since a date is a claim and must not hide what lies behind it;
  /// but each only once, however many entries are looked for.
  package func haveStood(_ entries: [PastEntry]) throws(GitError) -> [Bool] {
    var answers = [Bool](repeating: false, count: entries.count)
    let history = try LinkedHistory(from: entries.flatMap(\.ends), store)
    // Entries with the same ends are followed as one.
    var groups: [[ObjectID]: Int] = [:]
    var groupOfEntry: [Int] = []
    for entry in entries {
      let group = groups[entry.ends] ?? groups.count
      groups[entry.ends] = group
      groupOfEntry.append(group)
    }
    /// The groups that reach a commit, from when the first child was met until it is looked at itself.
    var reaching: [Int: NumberSet] = [:]
    for (ends, group) in groups {
      for number in ends.compactMap(history.number) {
        reaching[number, default: NumberSet(below: groups.count)].insert(group)
      }
    }
    var search = EntrySearch(entries, store)
    for number in history.childrenFirst() {
      guard let groups = reaching.removeValue(forKey: number) else { continue }
      for entry in try search.entries(inTree: history.trees[number])
      where groups.contains(groupOfEntry[entry]) {
        answers[entry] = true
      }
      for parent in history.parents(number) { reaching[Int(parent), default: groups].formUnion(groups) }
    }
    return answers
  }
}

/// Numbers from 0 up to a limit.
private struct NumberSet {
  private var words: [UInt64]

  init(below limit: Int) { words = [UInt64](repeating: 0, count: limit / 64 + 1) }

  mutating func insert(_ number: Int) { words[number / 64] |= 1 << (number % 64) }
  func contains(_ number: Int) -> Bool { words[number / 64] & 1 << (number % 64) != 0 }
  mutating func formUnion(_ other: NumberSet) {
    for index in words.indices { words[index] |= other.words[index] }
  }
}
