import GitHistory

@testable import Rehearsal
@testable import Signatures

/// A generated commit: honest, or spoilt before it was signed, or afterwards, or both. The same number gives
/// the same commit.
struct SpoiltCommit {
  let bytes: [UInt8]
  /// What was done to it, for the message of a test that fails.
  let description: String

  /// Whose keys both sides know.
  static let known: [Person] = [.erin, .alice, .grace]

  private typealias Way = (before: CommitSpoiling?, after: CommitSpoiling?)

  /// Nothing, each spoiling before and afterwards, and two that mean something together only.
  private static let ways: [Way] =
    [(nil, nil), (.headersOnly, .noFinalNewline)]
    + CommitSpoiling.allCases.flatMap { [($0, nil) as Way, (nil, $0) as Way] }

  /// - Parameters:
  ///   - number: every way of spoiling comes once in as many numbers as there are ways; each third number is
  ///     any two of them.
  ///   - seed: what else is left to chance.
  init(_ number: Int, seed: UInt64) {
    var random = SplitMix64(seed: seed &+ UInt64(number) &* 0xD134_2543_DE82_EF95)
    let way: Way =
      number % 3 == 2
      ? (random.pick(CommitSpoiling.allCases), random.pick(CommitSpoiling.allCases))
      : SpoiltCommit.ways[(number - number / 3) % SpoiltCommit.ways.count]
    let person = random.pick(SpoiltCommit.known)
    var payload = SpoiltCommit.draft(by: person, &random).payload
    if let spoiling = way.before { payload = spoiling(payload, &random) }
    let (signature, signing) = SpoiltCommit.sign(payload, by: person, &random)
    var bytes = SpoiltCommit.insert(signature, into: payload)
    if let spoiling = way.after { bytes = spoiling(bytes, &random) }
    self.bytes = bytes
    description =
      "number \(number) of seed \(seed): before signing \(way.before?.rawValue ?? "nothing"), \(signing), "
      + "afterwards \(way.after?.rawValue ?? "nothing")"
  }

  private static func draft(by person: Person, _ random: inout SplitMix64) -> CommitDraft {
    func id() -> ObjectID {
      let digits = (0..<40).map { _ in Array("0123456789abcdef".utf8)[random.below(16)] }
      return ObjectID(hex: String(decoding: digits, as: UTF8.self)) ?? .emptyTree
    }
    let messages = [
      "tune scorer\n", "tune scorer\n\nfor better or worse\n", "", "\n", "no final line feed", "CR LF\r\n",
      "é\n\nCo-authored-by: Alice <alice@example.com>\n", "gpgsig in a message\n\ngpgsig none\n tree\n",
    ]
    let time = Int64(1_764_000_000 + random.below(1_000_000))
    return CommitDraft(
      tree: id(), parents: (0..<random.below(4)).map { _ in id() }, author: person.stamp(at: time),
      committer: random.pick(known).stamp(at: time), message: Array(random.pick(messages).utf8))
  }

  /// Mostly as git signs.
  private static func sign(
    _ payload: [UInt8], by person: Person, _ random: inout SplitMix64
  ) -> (signature: [UInt8]?, description: String) {
    let git = Array("git".utf8)
    let key = person.key
    switch random.below(40) {
    case 0: return (nil, "unsigned")
    case 1: return (Person.mallory.key.sign(payload, namespace: "git"), "signed by a stranger")
    case 2: return (key.sign(payload, namespace: "file"), "signed in another namespace")
    case 3: return (key.sign(payload + [0x0A], namespace: "git"), "signed over other bytes")
    case 4:
      return (key.sign(payload, namespace: git, reserved: [1], hash: .sha512), "signed with a reserved field")
    case 5: return (key.sign(payload, namespace: git, reserved: [], hash: .sha256), "signed with SHA-256")
    case 6:
      let other = random.pick(known).key.sign(payload, namespace: "git")
      return (other, "signed by anybody known")
    case 7:
      let signature = key.sign(payload, namespace: git, reserved: [], hash: .sha512)
      return (reservedFilled(signature), "signed with a reserved field that is not signed")
    default: return (key.sign(payload, namespace: "git"), "signed")
    }
  }

  /// The field's length stands behind magic, version, key and namespace.
  private static func reservedFilled(_ signature: [UInt8]) -> [UInt8] {
    guard var blob = try? SSHArmour.decode(signature) else { return signature }
    let place = 6 + 4 + (4 + 51) + (4 + 3)
    blob[place + 3] = 1
    blob.insert(0x21, at: place + 4)
    return SSHArmour.encode(signature: blob)
  }

  /// Where git puts it: as the last header, whatever the headers are.
  private static func insert(_ signature: [UInt8]?, into payload: [UInt8]) -> [UInt8] {
    guard let signature, var anatomy = CommitAnatomy(payload) else { return payload }
    let lines = signature.split(separator: 0x0A)
    anatomy.headers.append(Array("gpgsig ".utf8) + lines.joined(separator: [0x0A, 0x20]))
    return anatomy.bytes
  }
}
