import GitHistory
import Governance
import Rehearsal
import Testing

/// Git itself: commits that could be read in two ways.
struct CommitAttackTests {
  /// What an attacker does to the bytes of a signed commit.
  enum Spoiling: String, CaseIterable, CustomTestStringConvertible {
    case nulAndTail = "a NUL and a tail in the message"
    case nulInHeader = "a NUL in a header"
    case twoSignatures = "two signature headers"
    case bothHashes = "signature headers of both hashes"
    case duplicateTree = "a second tree header"
    case duplicateAuthor = "a second author header"
    case duplicateCommitter = "a second committer header"
    case authorBeforeParent = "a parent behind the author"
    case committerFirst = "the committer before the author"
    case carriageReturn = "CR LF behind the headers"
    case upperCaseTree = "a tree id in capitals"
    case shortParent = "an abbreviated parent"
    case noCommitter = "no committer"
    case textBehindSignature = "text behind the signature's end"

    var testDescription: String { rawValue }

    func spoil(_ payload: [UInt8], signature: [UInt8]) -> [UInt8] {
      let text = String(decoding: payload, as: UTF8.self)
      let split = text.firstRange(of: "\n\n")!
      var headers = text[..<split.lowerBound].split(separator: "\n").map(String.init)
      var message = String(text[split.upperBound...])
      let folded = String(decoding: signature, as: UTF8.self).split(separator: "\n").joined(separator: "\n ")
      let tree = headers[0]
      headers.append("gpgsig " + folded)
      switch self {
      case .nulAndTail: message += "\0tail\n"
      case .nulInHeader: headers[2] += "\0"
      case .twoSignatures: headers.append("gpgsig " + folded)
      case .bothHashes: headers.append("gpgsig-sha256 " + folded)
      case .duplicateTree: headers.insert(tree, at: 1)
      case .duplicateAuthor: headers.insert(headers[2], at: 2)
      case .duplicateCommitter: headers.insert(headers[3], at: 3)
      case .authorBeforeParent: headers.swapAt(1, 2)
      case .committerFirst: headers.swapAt(2, 3)
      case .carriageReturn: headers = headers.map { $0.hasPrefix("gpgsig") ? $0 : $0 + "\r" }
      case .upperCaseTree: headers[0] = "tree " + headers[0].dropFirst(5).uppercased()
      case .shortParent: headers[1] = String(headers[1].prefix(20))
      case .noCommitter: headers.remove(at: 3)
      case .textBehindSignature: headers[headers.count - 1] += "\n more"
      }
      return Array((headers.joined(separator: "\n") + "\n\n" + message).utf8)
    }
  }

  /// A change approved by Alice, its first commit made of these bytes.
  private func repository(
    _ bytes: (CommitDraft, [UInt8]) -> [UInt8]
  ) throws -> GovernedRepository {
    let repository = try GovernedRepository()
    let builder = repository.builder
    try builder.branch("change", from: "main")
    try builder.edit("models/scorer/src/train.py", "c=0.3", to: "c=0.4")
    let draft = try builder.draft("tune scorer", by: .erin)
    try builder.commitRaw(bytes(draft, Person.erin.key.sign(draft.payload, namespace: "git")))
    try repository.approve(by: .alice)
    return repository
  }

  @Test func `a signed commit as git writes it passes`() throws {
    expectSatisfied(try repository { draft, signature in draft.signed(with: signature) }.check())
  }

  @Test(arguments: Spoiling.allCases.filter { $0 != .textBehindSignature })
  func `a commit that could be read in two ways leaves it undecided`(_ spoiling: Spoiling) throws {
    let repository = try repository { draft, signature in spoiling.spoil(draft.payload, signature: signature)
    }
    expectUndecided(try repository.check(), .commitMalformed)
  }

  @Test func `text behind the end of a signature spoils it`() throws {
    let repository = try repository { draft, signature in
      Spoiling.textBehindSignature.spoil(draft.payload, signature: signature)
    }
    expectViolated(try repository.check(), .signatureMalformed)
  }

  @Test func `a signature moved into the message signs nothing`() throws {
    let repository = try repository { draft, signature in
      draft.payload + Array("\ngpgsig ".utf8) + signature
    }
    expectViolated(try repository.check(), .signatureMissing)
  }

  @Test func `a signature over other bytes is invalid`() throws {
    let repository = try repository { draft, _ in
      draft.signed(with: Person.erin.key.sign(draft.payload + [0x21], namespace: "git"))
    }
    expectViolated(try repository.check(), .signatureInvalid)
  }

  @Test(arguments: ["no final newline", "CR LF\r\n", "two\n\n\n", "tail\u{1}\u{1B}[2J\n"])
  func `any message is a message, as long as its signature holds`(_ message: String) throws {
    let repository = try repository { draft, _ in
      var draft = draft
      draft.message = Array(message.utf8)
      return draft.signed(with: Person.erin.key.sign(draft.payload, namespace: "git"))
    }
    expectSatisfied(try repository.check())
  }

  @Test func `an empty signed message passes too`() throws {
    let repository = try repository { draft, _ in
      var draft = draft
      draft.message = []
      return draft.signed(with: Person.erin.key.sign(draft.payload, namespace: "git"))
    }
    expectSatisfied(try repository.check())
  }

  @Test func `a commit of 50 MB is refused without being judged`() throws {
    let repository = try repository { draft, _ in
      var draft = draft
      draft.message = [UInt8](repeating: 0x61, count: 50 << 20)
      return draft.payload
    }
    expectUndecided(try repository.check(), .historyIncomplete)
  }

  @Test func `a malformed commit outside the range is in the trusted base and does no harm`() throws {
    let repository = try GovernedRepository()
    let builder = repository.builder
    let draft = try builder.draft("an odd one", by: .erin)
    try builder.commitRaw(Spoiling.nulAndTail.spoil(draft.payload, signature: draft.payload))
    try builder.commit("go on", by: .erin)
    try repository.change()
    try repository.approve(by: .alice)
    expectSatisfied(try repository.check())
  }

  @Test func `a commit dated before its parent or in the future is reported`() throws {
    let repository = try GovernedRepository()
    let builder = repository.builder
    try repository.change()
    for date in [builder.clock - 86_400, builder.clock + 86_400] {
      try builder.write("NOTES.md", "\(date)\n")
      try builder.commit("take notes", by: .erin, at: date)
      #expect(try repository.check().mentioned.contains(.dateImplausible))
    }
  }

  @Test func `a tree or a blob in a parent's place is no history`() throws {
    let repository = try GovernedRepository()
    let builder = repository.builder
    try repository.change()
    let blob = try builder.writeRaw(.blob, Array("not a commit".utf8))
    try builder.write("NOTES.md", "notes\n")
    try builder.commit("on a blob", by: .erin, parents: [blob])
    let report = try repository.check()
    #expect(report.verdict == .undecided, Comment(rawValue: report.summary))
  }

  @Test func `a parent that is not there is missing history, not its beginning`() throws {
    let repository = try GovernedRepository()
    let builder = repository.builder
    try repository.change()
    let nowhere = try #require(ObjectID(hex: String(repeating: "ab", count: 20)))
    try builder.commit("on nothing", by: .erin, parents: [nowhere])
    expectUndecided(try repository.check(), .historyIncomplete)
    expectUndecided(try repository.check(base: nil), .historyIncomplete)
  }
}
