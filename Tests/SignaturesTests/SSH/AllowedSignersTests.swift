import Testing

@testable import Signatures

@Suite struct AllowedSignersTests {
  private let key: SSHPublicKey

  init() throws {
    key = try Fixture.publicKey("ed25519")
  }

  /// Reads a text in which KEY stands for a key.
  private func read(_ text: String) -> AllowedSigners {
    AllowedSigners(Array(text.replacing("KEY", with: key.text).utf8))
  }

  private func line(_ text: String) throws -> AllowedSigner {
    let file = read(text)
    #expect(file.problems == [])
    return try #require(file.lines.first)
  }

  @Test("a line has principals, a key and a comment") func plain() throws {
    let signer = try line("erin@example.com,*@example.org KEY  a comment \n")
    #expect(signer.line == 1)
    #expect(signer.principals == PatternList("erin@example.com,*@example.org".utf8))
    #expect(signer.key == key)
    #expect(!signer.isAuthority)
    #expect(signer.limits == .none)
    #expect(signer.comment == Array("a comment".utf8))
  }

  @Test("a line may have options, in any case and order") func options() throws {
    let signer = try line(
      #"e@x Valid-Before="20300101Z",NAMESPACES="git,countersign-*",cert-Authority,valid-after="20200101Z" KEY"#
    )
    #expect(signer.isAuthority)
    #expect(signer.limits.permit(namespace: "git"))
    #expect(signer.limits.permit(namespace: "countersign-approval@v1"))
    #expect(!signer.limits.permit(namespace: "file"))
    #expect(signer.limits.window == ValidityWindow(after: 1_577_836_800, before: 1_893_456_000))
  }

  @Test(
    "blanks, quotes and empty options are read as OpenSSH reads them",
    arguments: [
      "  \t e@x \t KEY", "e@x\tKEY", "\"e@x\" KEY", "\"e@x\"KEY", "e\"@x\" KEY", "e@x KEY\r\n",
      "e@x ,cert-authority KEY", "e@x cert-authority,,cert-authority KEY", "e@x ,namespaces=\"git\" KEY",
      "e@x namespaces=\"git\" KEY", "e@x namespaces=\"a b,git\" KEY", "e@x namespaces=\"a\\\"b,git\" KEY",
      "\"e@x,f g\" KEY", "# one\n\n \t\n  # two\ne@x KEY",
    ])
  func forms(text: String) throws {
    let signer = try line(text)
    #expect(signer.principals.matches("e@x".utf8))
    #expect(signer.limits.permit(namespace: "git"))
    #expect(signer.key == key)
  }

  @Test("lines keep their numbers, and a bad line takes no other along") func numbers() {
    let file = read("# one\ne@x KEY\n\ne@x ssh-ed25519 AAAA\r\nf@x KEY")
    #expect(file.lines.map(\.line) == [2, 5])
    #expect(file.problems.map(\.line) == [4])
    #expect(file.problems.map(\.column) == [5])
    #expect(file.problems.allSatisfy { $0.kind == .unreadable })
  }

  @Test(
    "a line that cannot be read is a problem, where it begins",
    arguments: [
      ("e@x", 4), ("KEY", 81), ("e@x ", 5), ("e@x namespaces=\"git\"", 21), ("e@x namespaces=\"git\" ", 22),
      ("e@x ssh-ed25519", 5), ("e@x ssh-ed25519 ", 5), ("e@x ssh-ed25519 AAAA", 5), ("e@x foo KEY", 5),
      ("e@x cert-authority KE", 20), ("e@x cert-authority,foo KEY", 20), ("e@x cert-authority, KEY", 19),
      ("e@x cert-authorityx KEY", 19), ("e@x cert-authority namespaces=\"git\" KEY", 20),
      ("e@x namespaces=git KEY", 16), ("e@x namespaces KEY", 5), ("e@x namespaces=\"git KEY", 5),
      ("e@x namespaces=\"a\",namespaces=\"b\" KEY", 20),
      ("e@x namespaces=\"a\"valid-after=\"20200101Z\" KEY", 19),
      ("e@x valid-after=\"20200101Z\",valid-after=\"20200101Z\" KEY", 29),
      ("e@x valid-before=\"20200101Z\",valid-before=\"20200101Z\" KEY", 30),
      ("e@x valid-after=\"20200230Z\" KEY", 17), ("e@x valid-after=\"\" KEY", 17),
      ("e@x valid-after=20200101Z KEY", 17),
      ("e@x valid-after=\"20210101Z\",valid-before=\"20200101Z\" KEY", 29),
      ("e@x valid-after=\"20210101Z\",valid-before=\"20210101Z\" KEY", 29),
      ("e@x valid-after=\"20210101\",valid-before=\"20210102\" KEY", 28), ("\"e@x KEY", 1), ("\"\" KEY", 1),
      ("\"e@x\" \"cert-authority\" KEY", 7), ("e@x KEY \u{1}", 86), ("e@x\0 KEY", 4), ("e@x\r KEY", 4),
      ("e@x  no-touch-required KEY", 6),
    ])
  func unreadable(text: String, column: Int) throws {
    let file = read(text)
    #expect(file.lines == [])
    let problem = try #require(file.problems.first)
    #expect(file.problems.count == 1)
    #expect(problem.kind == .unreadable)
    #expect(problem.line == 1)
    #expect(problem.column == column, "\(problem.message)")
    #expect(!problem.message.hasSuffix("."))
  }

  @Test("a weak key, a certificate and a key that lies about its type are problems") func keys() throws {
    let rsa = try Fixture.publicKeyText("rsa-1024")
    let dsa = try Fixture.publicKeyText("dsa")
    let authority = SSHSigningKey.generate()
    let certificate = CertificateParts(key, principals: "e@x", by: authority.publicKey).blob(
      signedBy: authority)
    let base64 = String(decoding: Base64.encode(certificate), as: UTF8.self)
    for (text, word) in [
      (rsa, "1024 bits"), (dsa, "dsa"), ("ssh-ed25519-cert-v01@openssh.com \(base64)", "certificate"),
      (key.text.replacing("ssh-ed25519 ", with: "ssh-rsa "), "says ssh-rsa"), (key.text + "=", "base64"),
    ] {
      for options in ["", "cert-authority "] {
        let file = read("e@x \(options)\(text)")
        #expect(file.lines == [])
        #expect(file.problems.first?.message.contains(word) == true)
      }
    }
  }

  @Test("a time without a zone is narrowed down to what all zones agree on, with a warning") func local()
    throws
  {
    let file = read(#"e@x valid-after="20200101",valid-before="20300101" KEY"#)
    let signer = try #require(file.lines.first)
    #expect(
      signer.limits.window
        == ValidityWindow(after: 1_577_836_800 + 12 * 3_600, before: 1_893_456_000 - 14 * 3_600))
    #expect(file.problems.map(\.kind) == [.localTime, .localTime])
    #expect(file.problems.map(\.column) == [5, 28])
  }

  @Test("a key may stand on several lines, each of them kept") func severalLines() {
    let file = read("e@x KEY\ne@x KEY\nf@x cert-authority KEY")
    #expect(file.lines.count == 3)
    #expect(file.problems == [])
  }

  @Test("an empty file has no lines and no problems") func empty() {
    for text in ["", "\n", "\n\n", "#", " ", "\r\n"] {
      #expect(read(text).lines == [])
      #expect(read(text).problems == [])
    }
  }

  @Test("a file that is too large, too long or begins with a byte order mark is refused as a whole")
  func limits() {
    let comment = "# " + String(repeating: "x", count: 1 << 20) + "\n"
    let many = String(repeating: "\n", count: AllowedSigners.lineLimit) + "e@x KEY\n"
    for text in [comment + "e@x KEY\n", "e@x KEY\n" + many, "\u{feff}e@x KEY\n"] {
      #expect(read(text).lines == [])
      #expect(read(text).problems.count == 1)
    }
    #expect(read(String(many.dropFirst())).lines.count == 1)
  }

  @Test("bytes that are no text are read, in principals and comments alike") func bytes() throws {
    let file = AllowedSigners([0xff, 0xfe, 0x20] + Array(key.text.utf8) + [0x20, 0xff])
    let signer = try #require(file.lines.first)
    #expect(signer.principals.matches([0xff, 0xfe]))
    #expect(signer.comment == [0xff])
  }
}
