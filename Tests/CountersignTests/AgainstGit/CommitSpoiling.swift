@testable import Rehearsal

/// What may happen to the bytes of a commit, before it is signed or afterwards.
enum CommitSpoiling: String, CaseIterable {
  case flipBit = "a bit flipped"
  case exchangeByte = "a byte exchanged"
  case insertByte = "a byte put in"
  case removeByte = "a byte taken out"
  case truncate = "cut short"
  case nul = "a NUL put in"
  case nulAndTail = "a NUL and a tail"
  case tail = "a tail"
  case headersOnly = "neither an empty line nor a message"
  case noFinalNewline = "no final line feed"
  case carriageReturnInHeader = "a header ending in CR LF"
  case carriageReturnsInMessage = "a message of CR LF"
  case moveHeader = "a header moved"
  case swapHeaders = "two neighbouring headers swapped"
  case removeHeader = "a header taken out"
  case duplicateTree = "the tree twice"
  case duplicateParent = "the first parent twice"
  case duplicateAuthor = "the author twice"
  case duplicateCommitter = "the committer twice"
  case duplicateAny = "some header twice"
  case encoding = "an encoding header"
  case twoEncodings = "two encoding headers"
  case foldedEncoding = "an encoding header of two lines"
  case mergetag = "a mergetag"
  case unknownHeader = "an unknown header"
  case bareHeader = "a header without a value"
  case foldedIntoRequired = "a line folded into a required header"
  case otherHash = "a gpgsig-sha256 header"
  case likeSignature = "a header whose name begins with gpgsig"
  case secondSignature = "a second gpgsig header"
  case capitals = "an id in capitals"
  case parentIsTree = "the tree named as a parent"
  case zeroParent = "a parent of zeros"
  case oddIdent = "an odd ident line"
  case oddDate = "an odd date"
  case signatureIntoMessage = "the signature moved into the message"
  case blankLineInArmour = "an empty line within the armour"
  case blanksInArmour = "blanks within the armour"
  case joinedArmour = "the armour's base64 in one line"
  case splitArmour = "the armour's base64 in more lines"
  case textBehindArmour = "text behind the armour"
  case textBeforeArmour = "text before the armour"
  case longTextBehindArmour = "a lot of text behind the armour"

  /// The bytes spoilt. Where there is nothing to spoil, such as no signature, they stay as they are.
  func callAsFunction(_ bytes: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
    spoilBytes(bytes, &random)
      ?? CommitAnatomy(bytes).map { anatomy in
        var anatomy = anatomy
        spoilHeaders(&anatomy, &random)
        spoilSignature(&anatomy, &random)
        return anatomy.bytes
      } ?? bytes
  }

  private func spoilBytes(_ original: [UInt8], _ random: inout SplitMix64) -> [UInt8]? {
    var bytes = original
    let place = random.below(max(1, bytes.count))
    if bytes.isEmpty { return [] }
    switch self {
    case .flipBit: bytes[place] ^= 1 << UInt8(random.below(8))
    case .exchangeByte: bytes[place] = random.interestingByte()
    case .insertByte: bytes.insert(random.interestingByte(), at: place)
    case .removeByte: bytes.remove(at: place)
    case .truncate: bytes.removeSubrange(place...)
    case .nul: bytes.insert(0, at: place)
    case .nulAndTail: bytes += Array("\0tail\n".utf8)
    case .tail: bytes += Array("tail\n".utf8)
    case .noFinalNewline: while bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
    default: return nil
    }
    return bytes
  }

  private func spoilHeaders(_ commit: inout CommitAnatomy, _ random: inout SplitMix64) {
    let place = random.below(commit.headers.count)
    let end = commit.headers.count
    switch self {
    case .carriageReturnInHeader: commit.headers[place].append(UInt8(ascii: "\r"))
    case .headersOnly: commit.message = []
    case .carriageReturnsInMessage:
      commit.message = commit.message.flatMap { $0 == UInt8(ascii: "\n") ? [0x0D, 0x0A] : [$0] }
    case .moveHeader:
      let header = commit.headers.remove(at: place)
      commit.headers.insert(header, at: random.below(end))
    case .swapHeaders: if place + 1 < end { commit.headers.swapAt(place, place + 1) }
    case .removeHeader: commit.headers.remove(at: place)
    case .duplicateTree: commit.duplicate("tree", &random)
    case .duplicateParent: commit.duplicate("parent", &random)
    case .duplicateAuthor: commit.duplicate("author", &random)
    case .duplicateCommitter: commit.duplicate("committer", &random)
    case .duplicateAny: commit.headers.insert(commit.headers[place], at: random.below(end + 1))
    case .encoding: commit.insert("encoding ISO-8859-1", &random)
    case .twoEncodings: for _ in 0..<2 { commit.insert("encoding ISO-8859-1", &random) }
    case .foldedEncoding: commit.insert("encoding UTF-8\n ISO-8859-1", &random)
    case .mergetag:
      commit.insert(
        "mergetag object 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n type commit\n tag v1\n"
          + " tagger T <t@example.com> 1 +0000\n \n text\n gpgsig none", &random)
    case .unknownHeader:
      commit.insert(random.pick(["x y", "HG:extra a:b", "é ü", "x ", "x y\n z\n "]), &random)
    case .bareHeader: commit.insert(random.pick(["x", " y", " ", "gpgsig", "encoding"]), &random)
    case .foldedIntoRequired: commit.headers[random.below(min(4, end))] += Array("\n more".utf8)
    case .otherHash: commit.insert("gpgsig-sha256 -----BEGIN SSH SIGNATURE-----\n none", &random)
    case .likeSignature:
      commit.insert(random.pick(["gpgsigs none", "gpgsig\t none", "gpgsig-sha1 x"]), &random)
    case .secondSignature:
      let own = commit.index(of: "gpgsig").map { commit.headers[$0] }
      commit.insert(own ?? Array("gpgsig none".utf8), &random)
    case .capitals: commit.upperCase(random.pick(["tree", "parent"]))
    case .parentIsTree: if let tree = commit.value(of: "tree") { commit.insertParent(tree) }
    case .zeroParent: commit.insertParent([UInt8](repeating: UInt8(ascii: "0"), count: 40))
    case .oddIdent:
      commit.replace(
        random.pick(["author", "committer"]),
        with: random.pick(CommitSpoiling.oddIdents) + " 1764000000 +0000")
    case .oddDate:
      commit.replace(
        random.pick(["author", "committer"]),
        with: "Erin <erin@example.com>" + random.pick(CommitSpoiling.oddDates))
    default: break
    }
  }

  private func spoilSignature(_ commit: inout CommitAnatomy, _ random: inout SplitMix64) {
    guard let index = commit.index(of: "gpgsig") else { return }
    var lines = commit.headers[index].split(separator: UInt8(ascii: "\n")).map(Array.init)
    let inner = 1 + random.below(max(1, lines.count - 1))
    func text(_ text: String) -> [UInt8] { Array(text.utf8) }
    switch self {
    case .signatureIntoMessage:
      commit.message = commit.headers.remove(at: index) + [0x0A] + commit.message
      return
    case .blankLineInArmour: lines.insert(text(" "), at: min(inner, lines.count))
    case .blanksInArmour:
      let line = random.below(lines.count)
      let column = random.below(2) == 0 ? lines[line].count : 1 + random.below(max(1, lines[line].count))
      lines[line].insert(
        contentsOf: text(random.pick([" ", "\t", "  "])), at: min(column, lines[line].count))
    case .joinedArmour where lines.count > 3:
      lines[1...(lines.count - 2)] = [[0x20] + lines[1...(lines.count - 2)].flatMap { $0.dropFirst() }]
    case .splitArmour where inner < lines.count - 1 && lines[inner].count > 2:
      let column = 2 + random.below(lines[inner].count - 2)
      let rest = [0x20] + lines[inner][column...]
      lines[inner].removeSubrange(column...)
      lines.insert(rest, at: inner + 1)
    case .textBehindArmour: lines.append(text(random.pick([" ", " more", " -----BEGIN PGP SIGNATURE-----"])))
    case .longTextBehindArmour:
      lines += (0..<300).map { _ in text(" " + String(repeating: "more", count: 20)) }
    case .textBeforeArmour:
      lines[0].removeFirst(min(lines[0].count, 7))
      lines = [text("gpgsig" + random.pick([" ", " x", "  "])), [0x20] + lines[0]] + lines.dropFirst()
    default: return
    }
    commit.headers[index] = Array(lines.joined(separator: [0x0A]))
  }

  private static let oddIdents = [
    "Erin <erin@example.com", "Erin erin@example.com>", "Erin<erin@example.com>", "<erin@example.com>",
    " <erin@example.com>", "Erin  <erin@example.com>", "Erin <>", "Erin <a<b@example.com>", "Erin <a>b>",
    "Erin > <erin@example.com>", "", "Erin", "Erin <erin@example.com> <farid@example.com>",
    "\u{1B}[2J <e@example.com>",
  ]

  private static let oddDates = [
    "1764000000 +0000", " +0000", " 1764000000", " 1764000000 ", " 01764000000 +0000", " -1 +0000",
    " 1764000000 0000", " 1764000000 +00000", " 1764000000 +9999", " 1764000000 -1200", " 0 +0000",
    "  1764000000 +0000", " 1764000000  +0000", " 253402300799 +0000", " 253402300800 +0000",
    " 9223372036854775807 +0000", " 9223372036854775808 +0000", " 99999999999999999999 +0000", "",
    " 0x10 +0000",
    " 1764000000 +0000 ", " 67767976233532799 +0000", " 67768036191676800 +0000",
  ]
}

extension SplitMix64 {
  mutating func pick<Element>(_ choices: [Element]) -> Element { choices[below(choices.count)] }

  /// A byte that means something to somebody.
  mutating func interestingByte() -> UInt8 {
    pick([0, 0x09, 0x0A, 0x0A, 0x0D, 0x20, 0x20, 0x2B, 0x3C, 0x3E, 0x41, 0x67, 0x7F, 0xFF])
  }
}
