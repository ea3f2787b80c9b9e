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
}
