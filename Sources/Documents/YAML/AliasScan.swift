/// Finds aliases before a parser resolves them.
///
/// Yams replaces an alias by the node it stands for while it composes, and hashes every key of a mapping to
/// find duplicates: nine lines of nested aliases as keys cost exponential time. So a document in which one
/// name is used as an anchor and as an alias is refused before it is parsed. An anchor that is never
/// used is found afterwards.
enum AliasScan {
  /// The offset of the first alias whose anchor is there too, or nil.
  static func firstAlias(in bytes: [UInt8]) -> Int? {
    guard bytes.contains(0x26), bytes.contains(0x2A) else { return nil }
    let anchors = Set(names(after: 0x26, in: bytes).map(\.name))
    guard !anchors.isEmpty else { return nil }
    return names(after: 0x2A, in: bytes).first { anchors.contains($0.name) }?.offset
  }

  /// Names after the indicator where it can start a token: after white space, a flow indicator, or at the
  /// start of a line. What is found within quotes does no harm: it takes both uses of one name.
  private static func names(after indicator: UInt8, in bytes: [UInt8]) -> [(offset: Int, name: ArraySlice<UInt8>)] {
    var found: [(Int, ArraySlice<UInt8>)] = []
    for offset in bytes.indices where bytes[offset] == indicator {
      // Only what cannot come before a token is passed over: letters, digits and the like.
      if offset > 0, isName(bytes[offset - 1]), bytes[offset - 1] != 0x2D { continue }
      let name = bytes[(offset + 1)...].prefix(while: isName)
      if !name.isEmpty { found.append((offset, name)) }
    }
    return found
  }

  /// libyaml's anchor names: letters, digits, `_` and `-`.
  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D: true
    default: false
    }
  }
}
