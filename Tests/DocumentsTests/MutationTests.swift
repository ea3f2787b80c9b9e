import Governance
import Testing

/// Documents with random damage, always the same: none may crash a reader, and none may hang it.
@Suite struct MutationTests {
  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  private static let fragments = [
    "&a ", "*a", "!!str ", "<<: ", "---\n", "...\n", "\t", "\r", "\u{FEFF}", "\u{85}", "\u{0}", "[", "]", "{",
    "}", ": ", "- ", "? ", "|\n", ">\n", "\"", "'", "#", "%YAML 1.1\n",
    "~", "null", ".nan", "-1", "99999999999999999999", "1e999", "\"\\0\"", "\\", ",", "\n", "  ", "\u{301}",
    "\u{1F600}",
  ].map { Array($0.utf8) }

  private func mutated(_ text: String, _ random: inout Generator) -> [UInt8] {
    var bytes = Array(text.utf8)
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(contentsOf: MutationTests.fragments.randomElement(using: &random) ?? [], at: place)
      case 3: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...40, using: &random)))
      case 4:
        let end = min(bytes.count, place + Int.random(in: 1...60, using: &random))
        bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0..<bytes.count, using: &random))
      default: bytes = Array(bytes[..<place])
      }
      if bytes.isEmpty { bytes = [0x61] }
    }
    return bytes
  }

  @Test func `no mutation of a valid document crashes its reader or goes without a place`() {
    var random = Generator(state: 42)
    var (read, refused) = (0, 0)
    func note(_ errors: [Position], _ wasRead: Bool) {
      if wasRead { read += 1 } else { refused += 1 }
      #expect(wasRead || !errors.isEmpty)
      for error in errors { #expect(error.line >= 1 && error.column >= 1) }
    }
    for _ in 0..<600 {
      let texts = [Sample.policy, Sample.identities, Sample.card, Sample.approval, Sample.evidence].map {
        text in
        String(decoding: mutated(text, &random), as: UTF8.self)
      }
      let outcomes = (
        policy(texts[0]), roster(texts[1]), card(texts[2]), approval(texts[3]), evidence(texts[4])
      )
      note(outcomes.0.places, outcomes.0.document != nil)
      note(outcomes.1.places, outcomes.1.document != nil)
      note(outcomes.2.places, outcomes.2.document != nil)
      note(outcomes.3.places, outcomes.3.document != nil)
      note(outcomes.4.places, outcomes.4.document != nil)
      let raw = mutated(Sample.policy, &random)
      note(yaml(raw).places, yaml(raw).document != nil)
    }
    // Else nothing was damaged, or everything was.
    #expect(read > 200 && refused > 1000, "\(read) read, \(refused) refused")
  }
}

extension Outcome { fileprivate var places: [Position] { errors.map(\.position) } }
