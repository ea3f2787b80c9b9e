/// Whether three versions of a file can be merged by lines in one way only.
///
/// Methods of finding matching lines (Myers, patience, git's histogram) part ways over lines that are
/// repeated or moved, and then merge cleanly into different files. What is judged must not depend on the
/// method, so both sides may change a stretch between two fixed points only where no line of it could be
/// matched in two ways. A fixed point is a line that each version has once and that no other such line
/// has changed places with.
struct LineAlignment {
  private let base: [Int]
  private let ours: [Int]
  private let theirs: [Int]

  init(base: [UInt8], ours: [UInt8], theirs: [UInt8]) {
    var numbers: [ArraySlice<UInt8>: Int] = [:]
    // A last line without its line feed is another line than one with it.
    func lines(_ bytes: [UInt8]) -> [Int] {
      var result: [Int] = []
      var rest = bytes[...]
      while !rest.isEmpty {
        let end = rest.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? rest.endIndex
        result.append(numbers[rest[..<end], default: numbers.count])
        numbers[rest[..<end]] = result[result.count - 1]
        rest = rest[end...]
      }
      return result
    }
    self.base = lines(base)
    self.ours = lines(ours)
    self.theirs = lines(theirs)
  }

  var isUnambiguous: Bool {
    var starts = (0, 0, 0)
    for anchor in anchors + [(base.count, ours.count, theirs.count)] {
      let parts = (
        base[starts.0..<anchor.base], ours[starts.1..<anchor.ours], theirs[starts.2..<anchor.theirs]
      )
      if parts.0 != parts.1, parts.0 != parts.2, parts.1 != parts.2 {
        guard Self.matchInOneWay(parts.0, parts.1), Self.matchInOneWay(parts.0, parts.2),
          Self.matchInOneWay(parts.1, parts.2)
        else { return false }
      }
      starts = (anchor.base + 1, anchor.ours + 1, anchor.theirs + 1)
    }
    return true
  }

  /// The fixed points, by position, in order.
  private var anchors: [(base: Int, ours: Int, theirs: Int)] {
    let inOurs = fixedPoints(in: ours)
    let inTheirs = fixedPoints(in: theirs)
    return inOurs.keys.sorted().compactMap { position in
      guard let left = inOurs[position], let right = inTheirs[position] else { return nil }
      return (position, left, right)
    }
  }

  /// Positions of lines that base and this side have once each and that none such changed places with:
  /// where they are in the base, and where here.
  private func fixedPoints(in side: [Int]) -> [Int: Int] {
    let here = Self.positionsOfUnique(side)
    let pairs = Self.positionsOfUnique(base).compactMap { line, position in
      here[line].map { (base: position, side: $0) }
    }.sorted { $0.base < $1.base }
    let isFixed = Self.keepTheirPlace(pairs.map(\.side))
    return Dictionary(uniqueKeysWithValues: zip(pairs, isFixed).filter(\.1).map { ($0.0.base, $0.0.side) })
  }

  /// For each position whether it is greater than all before it and less than all behind it.
  private static func keepTheirPlace(_ positions: [Int]) -> [Bool] {
    var result = Array(repeating: true, count: positions.count)
    var highest = -1
    for (index, position) in positions.enumerated() {
      if position < highest { result[index] = false }
      highest = max(highest, position)
    }
    var lowest = Int.max
    for (index, position) in positions.enumerated().reversed() {
      if position > lowest { result[index] = false }
      lowest = min(lowest, position)
    }
    return result
  }

  private static func positionsOfUnique(_ lines: [Int]) -> [Int: Int] {
    var positions: [Int: Int] = [:]
    for (index, line) in lines.enumerated() { positions[line] = positions[line] == nil ? index : -1 }
    return positions.filter { $0.value >= 0 }
  }

  /// True when each line that both have stands in each once, and in the same order.
  private static func matchInOneWay(_ first: ArraySlice<Int>, _ second: ArraySlice<Int>) -> Bool {
    let common = Set(first).intersection(second)
    let left = first.filter(common.contains)
    return left.count == common.count && left == second.filter(common.contains)
  }
}
