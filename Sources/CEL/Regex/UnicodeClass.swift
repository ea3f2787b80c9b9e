/// The classes of `\p{…}`: general categories as the standard library knows them, scripts by our own table.
enum UnicodeClass {
  /// The set of `\p{name}`, nil for a name that there is not.
  ///
  /// Names are those of RE2: `Any`, a category (`Lu`), a group of categories (`L`), or a script (`Greek`), as written
  /// here. `C` and its kin leave out the code points that are not assigned, as RE2's do.
  static func named(_ name: String) -> ScalarSet? {
    // A string's equality takes the Kelvin sign for a K.
    guard let first = name.utf8.first, name.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    if name == "Any" { return .all }
    if name.utf8.count > 1 {
      return (name.utf8.count == 2 ? categories[name] : nil) ?? UnicodeScripts.named(name)
    }
    var set = ScalarSet()
    for (category, members) in categories where category.utf8.first == first { set.add(members) }
    set.normalize()
    return set.ranges.isEmpty ? nil : set
  }

  /// Whether `scalar` may stand in the name of a group: letters, marks, digits, letter numbers and connectors.
  static func isName(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber,
      .nonspacingMark, .spacingMark, .decimalNumber, .connectorPunctuation:
      true
    default: false
    }
  }

  /// Whether `scalar` shows itself as it is: neither commands a terminal, nor hides, nor turns text around.
  static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
    default: true
    }
  }

  /// The members of each category by its two letters.
  private static let categories: [String: ScalarSet] = {
    var ranges: [Unicode.GeneralCategory: [ClosedRange<UInt32>]] = [
      .surrogate: [0xD800...0xDFFF], .privateUse: [0xF0000...0xFFFFD, 0x100000...0x10FFFD],
    ]
    // Planes 4 to 13 are empty, plane 14 nearly so, and the last two are private.
    for plane in [UInt32(0)...0x3FFFF, 0xE0000...0xE0FFF] {
      var start = plane.lowerBound
      var current: Unicode.GeneralCategory?
      for value in plane {
        let category = Unicode.Scalar(value)?.properties.generalCategory
        if category != current {
          if let current, value > start { ranges[current, default: []].append(start...(value - 1)) }
          start = value
          current = category
        }
      }
      if let current { ranges[current, default: []].append(start...plane.upperBound) }
    }
    var named: [String: ScalarSet] = [:]
    for (category, members) in ranges {
      if let name = abbreviation(of: category) { named[name] = ScalarSet(members) }
    }
    return named
  }()

  private static func abbreviation(of category: Unicode.GeneralCategory) -> String? {
    switch category {
    case .uppercaseLetter: "Lu"
    case .lowercaseLetter: "Ll"
    case .titlecaseLetter: "Lt"
    case .modifierLetter: "Lm"
    case .otherLetter: "Lo"
    case .nonspacingMark: "Mn"
    case .spacingMark: "Mc"
    case .enclosingMark: "Me"
    case .decimalNumber: "Nd"
    case .letterNumber: "Nl"
    case .otherNumber: "No"
    case .connectorPunctuation: "Pc"
    case .dashPunctuation: "Pd"
    case .openPunctuation: "Ps"
    case .closePunctuation: "Pe"
    case .initialPunctuation: "Pi"
    case .finalPunctuation: "Pf"
    case .otherPunctuation: "Po"
    case .mathSymbol: "Sm"
    case .currencySymbol: "Sc"
    case .modifierSymbol: "Sk"
    case .otherSymbol: "So"
    case .spaceSeparator: "Zs"
    case .lineSeparator: "Zl"
    case .paragraphSeparator: "Zp"
    case .control: "Cc"
    case .format: "Cf"
    case .surrogate: "Cs"
    case .privateUse: "Co"
    case .unassigned: nil
    @unknown default: nil
    }
  }
}
