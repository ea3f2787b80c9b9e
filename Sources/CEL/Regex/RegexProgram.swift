/// A compiled pattern: what `RegexMachine` runs.
final class RegexProgram: Sendable {
  /// The instructions.
  let instructions: [RegexInstruction]
  /// Where the run begins.
  let start: Int
  /// The sets of `RegexInstruction.set`.
  let sets: [RegexSet]
  /// The ranges of all sets, one after the other.
  let ranges: [ClosedRange<UInt32>]
  /// The names of the groups, nil for a group without one; the first is the whole match.
  let groupNames: [String?]
  /// Whether a match can begin nowhere but at the start of the text.
  let isAnchored: Bool
  /// The bytes that a match can begin with; nil if it may be empty.
  let firstBytes: ByteSet?

  init(
    instructions: [RegexInstruction], start: Int, sets: [ScalarSet], groupNames: [String?], isAnchored: Bool
  ) {
    self.instructions = instructions
    self.start = start
    self.groupNames = groupNames
    self.isAnchored = isAnchored
    var compiled: [RegexSet] = []
    var ranges: [ClosedRange<UInt32>] = []
    for set in sets {
      compiled.append(RegexSet(set, offset: ranges.count))
      ranges += set.ranges
    }
    self.sets = compiled
    self.ranges = ranges
    self.firstBytes = Self.firstBytes(of: instructions, start: start, sets: sets)
  }

  /// The bytes that begin the code points that the instructions reachable from `start` take.
  private static func firstBytes(
    of instructions: [RegexInstruction], start: Int, sets: [ScalarSet]
  ) -> ByteSet? {
    var bytes = ByteSet()
    var seen = [Bool](repeating: false, count: instructions.count)
    var pending = [Int32(start)]
    while let index = pending.popLast() {
      guard !seen[Int(index)] else { continue }
      seen[Int(index)] = true
      switch instructions[Int(index)] {
      case .scalar(let scalar, _): bytes.insert(leadsOf: scalar...scalar)
      case .set(let set, _):
        for range in sets[Int(set)].ranges { bytes.insert(leadsOf: range) }
      case .split(let first, let second): pending += [first, second]
      case .save(_, let next), .assertion(_, let next): pending.append(next)
      case .match: return nil
      }
    }
    return bytes
  }
}
