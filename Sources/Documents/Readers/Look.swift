import Governance

/// A name as it looks, to find names that people confuse: two names that differ in bytes and share a look are
/// twins. Where one is used, the other would be taken for it in every report.
///
/// Case and canonical forms are folded, and letters that are drawn alike are one: those of Greek and Cyrillic
/// that look Latin, full-width forms, `0` and `O`, `1`, `I` and `l`, `rn` and `m`. The table holds what is
/// drawn alike in common typefaces (compare Unicode Technical Standard 39, section 4); it need not be whole,
/// since names are compared byte for byte wherever they decide something.
struct Look {
  /// Compared as Swift compares strings, which folds canonical equivalents: here that is wanted.
  let folded: String
  let drawn: String

  init(_ name: String) {
    folded = name.lowercased()
    drawn = Look.drawn(name)
  }

  private static func drawn(_ name: String) -> String {
    var text = ""
    for scalar in name.unicodeScalars { text.unicodeScalars.append(model(of: scalar)) }
    var result = ""
    for character in text.lowercased() {
      if character == "n", result.last == "r" {
        result.removeLast()
        result.append("m")
      } else {
        result.append(character)
      }
    }
    return result
  }

  private static func model(of scalar: Unicode.Scalar) -> Unicode.Scalar {
    // Full-width forms stand in the order of ASCII, at U+FF01 for U+0021.
    let narrow =
      (0xFF01...0xFF5E).contains(scalar.value)
      ? Unicode.Scalar(UInt8(scalar.value - 0xFF01 + 0x21)) : scalar
    return twins[narrow] ?? narrow
  }

  private static let twins: [Unicode.Scalar: Unicode.Scalar] = {
    var table: [Unicode.Scalar: Unicode.Scalar] = [:]
    for (model, likenesses): (Unicode.Scalar, String) in [
      ("a", "\u{0430}\u{0410}\u{0391}\u{03B1}\u{0251}"), ("b", "\u{0412}\u{0392}\u{042C}"),
      ("c", "\u{0441}\u{0421}\u{03F2}\u{03F9}"), ("d", "\u{0501}"), ("e", "\u{0435}\u{0415}\u{0395}"),
      ("g", "\u{0261}"), ("h", "\u{04BB}\u{041D}\u{0397}"), ("i", "\u{0456}\u{03B9}\u{0131}\u{0269}"),
      ("j", "\u{0458}\u{0408}\u{03F3}"), ("k", "\u{03BA}\u{039A}\u{043A}\u{041A}"),
      ("l", "I1|\u{0406}\u{04C0}\u{04CF}\u{0399}\u{01C0}"), ("m", "\u{041C}\u{039C}"),
      ("n", "\u{039D}\u{0578}"),
      ("o", "0\u{043E}\u{041E}\u{03BF}\u{039F}\u{0585}"), ("p", "\u{0440}\u{0420}\u{03C1}\u{03A1}"),
      ("q", "\u{051B}"), ("s", "\u{0455}\u{0405}"), ("t", "\u{0422}\u{03A4}"), ("u", "\u{057D}\u{03C5}"),
      ("v", "\u{03BD}\u{0475}"), ("w", "\u{051D}\u{0461}"), ("x", "\u{0445}\u{0425}\u{03A7}\u{03C7}"),
      ("y", "\u{0443}\u{0423}\u{03A5}\u{04AF}"), ("z", "\u{0396}"),
      ("-", "\u{2010}\u{2011}\u{2012}\u{2013}\u{2212}"),
    ] {
      for likeness in likenesses.unicodeScalars { table[likeness] = model }
    }
    return table
  }()
}

/// Names of one kind as they were met, to refuse the twin of one.
struct Looks {
  private var byFolded: [String: String] = [:]
  private var byDrawn: [String: String] = [:]

  /// Remembers the name, and answers the other name that it is a twin of.
  mutating func twin(of name: String) -> String? {
    let look = Look(name)
    let known = [byFolded[look.folded], byDrawn[look.drawn]].compactMap { $0 }
    if byFolded[look.folded] == nil { byFolded[look.folded] = name }
    if byDrawn[look.drawn] == nil { byDrawn[look.drawn] = name }
    return known.first { !$0.isExactly(name) }
  }
}
