/// Which code points the flag `i` holds for equal: those whose simple case folding is the same.
///
/// The standard library knows full case mappings only. A simple mapping is a full one that is a single code point, or
/// is found from the other side; the pairs that differ in normalization alone are added by hand, and the dotless i,
/// which folds in Turkish only, is left out (Unicode, CaseFolding.txt, statuses C and S).
enum CaseFolding {
  /// The members of every class of more than one code point, by each of its members.
  private static let classes: [UInt32: [UInt32]] = makeClasses()

  /// The keys of `classes`, in order.
  private static let members: [UInt32] = classes.keys.sorted()

  /// `set`, which is normalized, with all code points that equal one of its own but for case; normalized.
  static func closure(of set: ScalarSet) -> ScalarSet {
    var result = set
    if let last = set.ranges.last, last.upperBound < 0x80 {
      for range in set.ranges { addASCII(range, to: &result) }
    } else {
      for range in set.ranges {
        var index = firstMember(from: range.lowerBound)
        while index < members.count, members[index] <= range.upperBound {
          for other in classes[members[index], default: []] where !range.contains(other) {
            result.add(other...other)
          }
          index += 1
        }
      }
    }
    result.normalize()
    return result
  }

  /// Patterns of ASCII alone, nearly all of them, need no table: two of its letters have an equal elsewhere, the
  /// long s and the Kelvin sign.
  private static func addASCII(_ range: ClosedRange<UInt32>, to result: inout ScalarSet) {
    for letter in range.clamped(to: 0x41...0x7A) where (0x41...0x5A).contains(letter & ~0x20) {
      guard range.contains(letter) else { continue }
      result.add((letter ^ 0x20)...(letter ^ 0x20))
      if letter & ~0x20 == 0x4B { result.add(0x212A...0x212A) }
      if letter & ~0x20 == 0x53 { result.add(0x17F...0x17F) }
    }
  }

  private static func firstMember(from scalar: UInt32) -> Int {
    var low = 0
    var high = members.count
    while low < high {
      let middle = (low + high) / 2
      if members[middle] < scalar { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func makeClasses() -> [UInt32: [UInt32]] {
    var classes: [UInt32: [UInt32]] = [:]
    func join(_ first: UInt32, _ second: UInt32) {
      let one = classes[first] ?? [first]
      guard !one.contains(second) else { return }
      let joined = one + (classes[second] ?? [second])
      for member in joined { classes[member] = joined }
    }
    // No script beyond the first supplementary plane has case.
    for value in UInt32(0x41)...0x1FFFF where value != 0x131 {
      guard let scalar = Unicode.Scalar(value), scalar.properties.changesWhenCaseMapped else { continue }
      let properties = scalar.properties
      for mapping in [properties.lowercaseMapping, properties.uppercaseMapping, properties.titlecaseMapping] {
        let mapped = mapping.unicodeScalars
        if let only = mapped.first, mapped.count == 1, only.value != value { join(value, only.value) }
      }
    }
    join(0x390, 0x1FD3)
    join(0x3B0, 0x1FE3)
    join(0xFB05, 0xFB06)
    return classes
  }
}
