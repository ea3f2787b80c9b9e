import GitHistory
import Testing

@Suite struct RawCommitTests {
  private static let id = ObjectID(hex: "0123456789abcdef0123456789abcdef01234567")!
  private static let tree = "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n"
  private static let parent = "parent aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n"
  private static let author = "author Erin <erin@example.com> 1700000000 +0130\n"
  private static let committer = "committer Farid <farid@example.com> 1700000001 -0800\n"
  private static let signature =
    "gpgsig -----BEGIN SSH SIGNATURE-----\n abc\n \n -----END SSH SIGNATURE-----\n"

  private static func parse(_ text: String) throws(ParseProblem) -> RawCommit {
    try RawCommit(parsing: Array(text.utf8), id: id)
  }

  @Test func `a plain commit is read`() throws {
    let commit = try Self.parse(Self.tree + Self.parent + Self.author + Self.committer + "\nTitle\r\n\nBody")
    #expect(commit.tree == .emptyTree)
    #expect(commit.parents == [ObjectID(hex: String(repeating: "a", count: 40))])
    #expect(commit.author.name == Array("Erin".utf8))
    #expect(commit.author.email == Array("erin@example.com".utf8))
    #expect(commit.author.time == 1_700_000_000)
    #expect(commit.author.offsetMinutes == 90)
    #expect(commit.committer.offsetMinutes == -480)
    #expect(commit.message == Array("Title\r\n\nBody".utf8))
    #expect(commit.signature == nil)
  }

  @Test func `the payload is everything but the signature header`() throws {
    let before = Self.tree + Self.author + Self.committer + "encoding ISO-8859-1\n"
    let after = "change-id xyz\nmergetag object a\n type commit\n  gpgsig not one\nmergetag again\n\nTitle\n"
    let commit = try Self.parse(before + Self.signature + after)
    #expect(commit.payload == Array((before + after).utf8))
    #expect(
      commit.signature
        == Array("-----BEGIN SSH SIGNATURE-----\nabc\n\n-----END SSH SIGNATURE-----\n".utf8))
  }

  @Test(arguments: [false, true])
  func `many parents that nearly agree are read as fast as any`(_ differAtEnd: Bool) throws {
    let zeros = String(repeating: "0", count: 32)
    let parents = (0..<100_000).map { number in
      let digits = String(10_000_000 + number)
      return "parent \(differAtEnd ? zeros + digits : digits + zeros)\n"
    }
    let bytes = Array((Self.tree + parents.joined() + Self.author + Self.committer).utf8)
    let started = ContinuousClock.now
    let commit = try RawCommit(parsing: bytes, id: Self.id)
    let taken = ContinuousClock.now - started
    #expect(commit.parents.count == 100_000)
    // Half a second; minutes where they all fell together.
    #expect(taken < .seconds(15))
  }

  @Test func `an empty message may come with or without the empty line`() throws {
    #expect(try Self.parse(Self.tree + Self.author + Self.committer).message.isEmpty)
    #expect(try Self.parse(Self.tree + Self.author + Self.committer + "\n").message.isEmpty)
    #expect(try Self.parse(Self.tree + Self.author + Self.committer + "\n\n").message == [0x0a])
  }

  @Test func `a signature in the message is no signature`() throws {
    let commit = try Self.parse(Self.tree + Self.author + Self.committer + "\n" + Self.signature)
    #expect(commit.signature == nil)
  }

  private static let refusedCommits: [(String, String)] = [
    ("empty", ""),
    ("no tree", author + committer + "\n"),
    ("tree twice", tree + tree + author + committer + "\n"),
    ("tree after the author", tree + author + tree + committer + "\n"),
    ("parent before the tree", parent + tree + author + committer + "\n"),
    ("parent after the author", tree + author + parent + committer + "\n"),
    ("parent after the committer", tree + author + committer + parent + "\n"),
    ("parent twice", tree + parent + parent + author + committer + "\n"),
    ("the tree as a parent", tree + tree.replacing("tree", with: "parent") + author + committer + "\n"),
    ("no author", tree + committer + "\n"),
    ("no committer", tree + author + "\n"),
    ("author twice", tree + author + author + committer + "\n"),
    ("committer twice", tree + author + committer + committer + "\n"),
    ("author after the committer", tree + committer + author + "\n"),
    ("short id", "tree 4b825dc6\n" + author + committer + "\n"),
    ("upper-case id", tree.uppercased().replacing("TREE", with: "tree") + author + committer + "\n"),
    ("long id", tree.dropLast() + "00\n" + author + committer + "\n"),
    ("space behind the id", tree.dropLast() + " \n" + author + committer + "\n"),
    ("two signatures", tree + author + committer + signature + signature + "\n"),
    ("two signatures apart", tree + author + committer + signature + "x y\n" + signature + "\n"),
    ("sha256 signature", tree + author + committer + "gpgsig-sha256 abc\n\n"),
    ("both signatures", tree + author + committer + signature + "gpgsig-sha256 abc\n\n"),
    ("odd signature name", tree + author + committer + "gpgsigx abc\n\n"),
    ("two encodings", tree + author + committer + "encoding a\nencoding b\n\n"),
    ("folded encoding", tree + author + committer + "encoding a\n b\n\n"),
    ("folded committer", tree + author + committer + " more\n\n"),
    ("header without a value", tree + author + committer + "flag\n\n"),
    ("NUL in the message", tree + author + committer + "\nTitle\0tail"),
    ("NUL in a header", tree + author + committer + "x y\0z\n\nTitle"),
    ("CR LF", (tree + author + committer + "\nTitle\n").replacing("\n", with: "\r\n")),
    ("CR in a name", tree + author.replacing("Erin", with: "E\rn") + committer + "\n"),
    ("CR in the signature", tree + author + committer + "gpgsig a\r\n b\n\n"),
    ("unterminated header", tree + author + committer + "x y"),
    ("unterminated committer", String(tree + author + committer.dropLast())),
  ]

  @Test(arguments: refusedCommits)
  func `a commit that could be read in two ways is refused`(_ name: String, _ text: String) {
    #expect(throws: ParseProblem.self, "\(name)") { try Self.parse(text) }
  }

  @Test(arguments: [
    "Erin", "Erin erin@example.com 1 +0000", "Erin<erin@example.com> 1 +0000", "<erin@example.com> 1 +0000",
    "Erin <erin@example.com 1 +0000", "Erin <e<r@example.com> 1 +0000", "Er>in <erin@example.com> 1 +0000",
    "Erin <erin@example.com>1 +0000", "Erin <erin@example.com>", "Erin <erin@example.com> +0000",
    "Erin <erin@example.com> 01 +0000", "Erin <erin@example.com> -1 +0000",
    "Erin <erin@example.com> +1 +0000",
    "Erin <erin@example.com> 9223372036854775808 +0000", "Erin <erin@example.com> 1e3 +0000",
    "Erin <erin@example.com> 253402300800 +0000", "Erin <erin@example.com> 9223372036854775807 +0000",
    "Erin <erin@example.com> 1  +0000", "Erin <erin@example.com>  1 +0000", "Erin <erin@example.com> 1 0000",
    "Erin <erin@example.com> 1 +000", "Erin <erin@example.com> 1 +00000", "Erin <erin@example.com> 1 +0000 ",
    "Erin <erin@example.com> 1", "Erin <erin@example.com> 1 +00a0", "Erin <a@b> <c@d> 1 +0000",
  ])
  func `a malformed ident line is refused`(_ ident: String) {
    #expect(throws: ParseProblem.self) {
      try Self.parse(Self.tree + "author \(ident)\n" + Self.committer + "\n")
    }
  }

  @Test(arguments: [
    ("Erin <> 0 +0000", "Erin", "", 0), (" <e@x> 253402300799 -0000", "", "e@x", 253_402_300_799),
    ("E. \"X\" O'Y <e x@x> 1 +9999", "E. \"X\" O'Y", "e x@x", 1),
  ])
  func `an odd but clear ident line is read`(
    _ ident: String, _ name: String, _ email: String, _ time: Int64
  ) throws {
    let person = try Self.parse(Self.tree + "author \(ident)\n" + Self.committer + "\n").author
    #expect(person.name == Array(name.utf8))
    #expect(person.email == Array(email.utf8))
    #expect(person.time == time)
    let said = CommitDraft(tree: .emptyTree, parents: [], author: person, committer: person, message: [])
    let again = try RawCommit(parsing: said.payload, id: Self.id)
    #expect(again.author == person)
  }
}
