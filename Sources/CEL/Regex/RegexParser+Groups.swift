extension RegexParser {
  /// Reads `?P<name>` or `?<name>` of the group that `start` opens.
  mutating func parseGroupName(from start: Int) throws(RegularExpressionError) -> String {
    position += comes("?P") ? 3 : 2
    let nameStart = position
    while let next = peek(), next != 0x3E {
      guard let scalar = Unicode.Scalar(next), UnicodeClass.isName(scalar) else {
        throw error("name of a group with a character other than letters, digits and _", at: position)
      }
      position += 1
    }
    guard peek() == 0x3E, position > nameStart else {
      throw error("name of a group that is empty or without >, write (?P<name>…)", at: start)
    }
    let name = text(from: nameStart)
    let shown = self.shown(from: nameStart)
    position += 1
    let taken = tree.groupNames.contains { other in
      other.map { $0.utf8.elementsEqual(name.utf8) } ?? false
    }
    guard !taken else { throw error("second group of the name \(shown)", at: start) }
    return name
  }

  /// Reads `?flags:`, true, or `?flags)`, false, of the parenthesis at `start`. The flags hold from here; who opens a
  /// group puts them back at its end.
  mutating func parseFlags(from start: Int) throws(RegularExpressionError) -> Bool {
    position += 1
    if comes("=") || comes("!") || comes("<=") || comes("<!") {
      throw error(
        "look-around, which no matcher of linear time has; match the text around instead", at: start)
    }
    var sets = true
    var seen = true
    while let next = peek() {
      position += 1
      if let flag = RegexFlags(letter: next) {
        if sets { flags.insert(flag) } else { flags.remove(flag) }
        seen = true
      } else if next == 0x2D, sets {
        sets = false
        seen = false
      } else if next == 0x3A || next == 0x29, seen {
        return next == 0x3A
      } else {
        throw error("\(shown(from: start)) begins no group; the flags are i, m, s and U", at: start)
      }
    }
    throw error("missing ) of this group", at: start)
  }
}
