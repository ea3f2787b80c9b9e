/// Names that no tree entry may have, after `fsck_tree` in git's `fsck.c`.
enum ForbiddenName {
  /// Why `name` is refused; nil when it is not. The name holds no NUL.
  static func reason(for name: UnsafeRawBufferPointer) -> String? {
    guard let first = name.first else { return "an empty name" }
    var isSuspect = first == UInt8(ascii: ".") || first | 0x20 == UInt8(ascii: "g")
    for byte in name {
      if byte == UInt8(ascii: "/") { return "a name with a slash" }
      if byte >= 0x80 || byte == UInt8(ascii: "\\") { isSuspect = true }
    }
    // Nearly every name leaves here.
    if !isSuspect { return nil }
    if name.elementsEqual(".".utf8) { return "the name '.'" }
    if name.elementsEqual("..".utf8) { return "the name '..'" }
    if isDotGitOnHFS(name) || isDotGitOnNTFS(name) { return "a name that some file systems take for '.git'" }
    return nil
  }

  /// `is_ntfs_dotgit` in git's `path.c`, also behind each backslash as `fsck_tree` has it: `.git` or
  /// `git~1` in any case, then any number of dots and spaces, then the end, a backslash or a colon.
  private static func isDotGitOnNTFS(_ name: UnsafeRawBufferPointer) -> Bool {
    var start = 0
    while true {
      let rest = UnsafeRawBufferPointer(rebasing: name[start...])
      if let tail = tail(of: rest, after: ".git") ?? tail(of: rest, after: "git~1") {
        let end = tail.first { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: " ") }
        if end == nil || end == UInt8(ascii: "\\") || end == UInt8(ascii: ":") { return true }
      }
      guard let backslash = rest.firstIndex(of: UInt8(ascii: "\\")) else { return false }
      start += backslash + 1
    }
  }

  private static func tail(
    of name: UnsafeRawBufferPointer, after prefix: StaticString
  ) -> UnsafeRawBufferPointer.SubSequence? {
    guard name.count >= prefix.utf8CodeUnitCount else { return nil }
    for position in 0..<prefix.utf8CodeUnitCount {
      let byte = name[position]
      let lower = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
      if lower != prefix.utf8Start[position] { return nil }
    }
    return name[prefix.utf8CodeUnitCount...]
  }

  /// `is_hfs_dotgit` in git's `utf8.c`: `.git` in any case once the code points that HFS+ ignores are
  /// dropped. Like there, what is not UTF-8 counts as the end.
  private static func isDotGitOnHFS(_ name: UnsafeRawBufferPointer) -> Bool {
    var decoder = UTF8()
    var bytes = name.makeIterator()
    func next() -> Unicode.Scalar? {
      while case .scalarValue(let scalar) = decoder.decode(&bytes) {
        switch scalar.value {
        case 0x200c...0x200f, 0x202a...0x202e, 0x206a...0x206f, 0xfeff: continue
        default: return scalar
        }
      }
      return nil
    }
    for expected in ".git".unicodeScalars {
      guard let scalar = next() else { return false }
      let lower = (0x41...0x5a).contains(scalar.value) ? scalar.value | 0x20 : scalar.value
      if lower != expected.value { return false }
    }
    return next() == nil
  }
}
