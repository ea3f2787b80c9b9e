extension RegularExpression {
  /// A part of a text that matches, with the parts of its groups.
  public struct Match: Hashable, Sendable {
    /// The parts: first the whole match, then each group in the order of their opening parentheses. Nil for a group
    /// that had no part in the match; of a group that matched more than once, the last time.
    public let captures: [Range<String.Index>?]

    /// The whole match.
    public let range: Range<String.Index>

    /// Creates the match whose groups start and end at the bytes of `slots`, by twos.
    init(slots: [Int], in text: String) {
      let utf8 = text.utf8
      func index(_ offset: Int) -> String.Index { utf8.index(utf8.startIndex, offsetBy: offset) }
      range = index(slots[0])..<index(slots[1])
      captures = stride(from: 0, to: slots.count, by: 2).map { slot in
        slots[slot] < 0 || slots[slot + 1] < 0 ? nil : index(slots[slot])..<index(slots[slot + 1])
      }
    }
  }
}
