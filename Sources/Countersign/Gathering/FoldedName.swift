/// A name as the most forgiving file systems see it: case folded, canonical forms folded, ignored characters
/// gone. Two names that fold to one are two files here and one file there.
struct FoldedName: Hashable {
  // Swift compares strings by canonical equivalence, which is what is wanted here for once.
  private let text: String

  init(_ bytes: some Sequence<UInt8>) {
    var kept = String.UnicodeScalarView()
    for scalar in String(decoding: Array(bytes), as: UTF8.self).unicodeScalars {
      switch scalar.value {
      // What HFS+ ignores (`next_hfs_char` in git's `utf8.c`).
      case 0x200C...0x200F, 0x202A...0x202E, 0x206A...0x206F, 0xFEFF: continue
      default: kept.append(scalar)
      }
    }
    // Windows drops them from the end of a name.
    while let last = kept.last, last == "." || last == " " { kept.removeLast() }
    // There and back: the long s, or the Kelvin sign, differs from its letter in one case only.
    text = String(kept).uppercased().lowercased()
  }

  /// Whether another name folds to this one. Nothing is folded for a plain name that is of another length, as
  /// most are.
  func isLook(of other: UnsafeRawBufferPointer) -> Bool {
    guard let last = other.last, last != UInt8(ascii: "."), last != UInt8(ascii: " "),
      other.allSatisfy({ $0 < 0x80 })
    else { return FoldedName(other) == self }
    guard text.utf8.count == other.count else { return false }
    var place = other.startIndex
    for unit in text.utf8 {
      let byte = other[place]
      if unit != ((0x41...0x5A).contains(byte) ? byte | 0x20 : byte) { return false }
      place += 1
    }
    return true
  }
}
