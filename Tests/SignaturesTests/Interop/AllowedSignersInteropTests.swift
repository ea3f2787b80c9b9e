import Testing

@testable import Signatures

/// Lines of `allowed_signers`, as this target and the real `ssh-keygen` understand them.
@Suite(.enabled(if: Tool.present(.sshKeygen), Comment(rawValue: Tool.missing(.sshKeygen))))
struct AllowedSignersInteropTests {
  private let workspace: Workspace
  private let payload = Array("payload".utf8)
  private let signatures: [[UInt8]]
  private let substitutes: [(name: String, text: String)]

  /// 2023-11-14T22:13:20Z, by which the certificate is good.
  private static let now = (seconds: Int64(1_700_000_000), text: "20231114221320Z")

  init() throws {
    workspace = try Workspace()
    try workspace.makeKey("key")
    try workspace.makeKey("ca")
    try workspace.certify("key", by: "ca", ["-n", "erin@example.com,erin", "-V", "20200101Z:20300101Z"])
    signatures = [
      try workspace.sign(payload, with: "key"), try workspace.sign(payload, with: "key-cert.pub"),
    ]
    substitutes = [
      ("KEY", try workspace.publicKeyText("key")), ("CA", try workspace.publicKeyText("ca")),
      ("CERT", try workspace.publicKeyText("key-cert")),
    ]
  }

  /// Names in capitals stand for keys, where they stand alone.
  private func file(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.split(separator: " ", omittingEmptySubsequences: false).map { word in
        substitutes.first { $0.name == word }?.text ?? String(word)
      }.joined(separator: " ")
    }.joined(separator: "\n")
  }

  private struct Answers: Equatable {
    var ours: [Bool] = []
    var theirs: [Bool] = []
  }

  /// What both say: of the plain key's signature as Erin's and as Dana's, and of the certificate's as Erin's.
  private func answers(_ text: String) throws -> Answers {
    let text = file(text)
    let file = AllowedSigners(Array(text.utf8))
    var answers = Answers()
    for (index, principal) in [
      (0, "erin@example.com"), (0, "dana@example.com"), (1, "erin@example.com"),
    ] {
      let signature = signatures[index]
      answers.ours.append(file.accept(signature, payload: payload, by: principal, at: Self.now.seconds))
      answers.theirs.append(
        try workspace.keygenAccepts(
          signature, payload: payload, allowedSigners: text, by: principal, time: Self.now.text))
    }
    return answers
  }

  @Test("a line accepts the key and the certificate that it is about, for its principals") func honest()
    throws
  {
    #expect(
      try answers("erin@example.com KEY")
        == Answers(ours: [true, false, false], theirs: [true, false, false]))
    #expect(
      try answers("* cert-authority CA")
        == Answers(ours: [false, false, true], theirs: [false, false, true]))
  }

  @Test(
    "lines mean to us what they mean to ssh-keygen",
    arguments: [
      "erin@example.com KEY", "erin@example.com KEY comment", "  erin@example.com \t KEY",
      "# erin@example.com KEY",
      "*@example.com KEY", "ERIN@example.com KEY", "*,!erin@example.com KEY", "!dana@example.com KEY",
      "!dana@example.com,* KEY", "e??n@example.com,dana@* KEY", "\"erin@example.com\" KEY",
      "\"erin@example.com KEY",
      "\"erin@example.com,a b\" KEY", "er\"in@example.com\" KEY", "\"erin@example.com\"cert-authority CA",
      "erin@example.com\tKEY", "* cert-authority CA", "* CERT-Authority CA", "* cert-authority KEY", "* CA",
      "*@example.com,!erin* cert-authority CA", "erin* cert-authority CA",
      "* cert-authority,namespaces=\"git\" CA",
      "* namespaces=\"git\" KEY", "* namespaces=\"file\" KEY", "* NAMESPACES=\"g?t,x\" KEY",
      "* namespaces=\"*,!git\" KEY", "* namespaces=\"\" KEY", "* namespaces=git KEY",
      "* namespaces=\"git KEY",
      "* namespaces=\"a b,git\" KEY", "* namespaces=\"a\\\"b,git\" KEY",
      "* namespaces=\"git\",namespaces=\"git\" KEY",
      "* namespaces=\"GIT\" KEY", "* ,,namespaces=\"git\",,cert-authority CA", "* cert-authority, CA",
      "* , KEY",
      "* cert-authority,cert-authority CA", "* cert-authority,unknown CA", "* unknown KEY",
      "* unknown=\"x\" KEY",
      "* no-cert-authority KEY", "* cert-authority=\"yes\" CA", "* namespaces=\"git\"x KEY",
      "* \"namespaces=git\" KEY",
      "* ssh-ed25519 KEY", "* ssh-ed25519", "*", "* ", "* namespaces=\"git\"", "* KEY KEY", "KEY", "*KEY",
      "* valid-after=\"20231114221320Z\" KEY", "* valid-after=\"20231114221321Z\" KEY",
      "* valid-before=\"20231114221320Z\" KEY", "* valid-before=\"20231114221319Z\" KEY",
      "* valid-after=\"202311142213Z\" KEY", "* valid-after=\"202311142214Z\" KEY",
      "* valid-after=\"20231114z\" KEY",
      "* valid-after=\"20231115utc\" KEY", "* valid-before=\"20231114UTC\" KEY",
      "* valid-before=\"20231115UTC\" KEY",
      "* valid-after=\"20231114Z\",valid-before=\"20231115Z\" KEY",
      "* valid-after=\"20231115Z\",valid-before=\"20231114Z\" KEY",
      "* valid-after=\"20231114Z\",valid-before=\"20231114Z\" KEY",
      "* valid-after=\"20200101Z\",valid-after=\"20200101Z\" KEY", "* valid-after=\"19700101Z\" KEY",
      "* valid-after=\"2020\" KEY", "* valid-after=\"20201301Z\" KEY", "* valid-after=\"20200101T00Z\" KEY",
      "* valid-after=\"\" KEY", "* valid-after=20200101Z KEY", "* valid-before=\"20231299Z\" KEY",
      "* valid-before=\"202401012560Z\" KEY", "* cert-authority,valid-before=\"20230101Z\" CA",
      "* cert-authority,valid-after=\"20230101Z\" CA", "* VALID-AFTER=\"20230101Z\" KEY",
      "erin@example.com KEY\ndana@example.com KEY", "erin@example.com KEY\r\ndana@example.com KEY\r\n",
      "broken\nerin@example.com KEY", "* namespaces=\"file\" KEY\nerin@example.com KEY",
      "* valid-before=\"20200101Z\" KEY\ndana@example.com KEY",
      "dana@example.com cert-authority CA\nerin cert-authority CA", "\n\n\nerin@example.com KEY\n\n",
      "* cert-authority,namespaces=\"file\" CA\ne* cert-authority CA",
    ])
  func same(text: String) throws {
    let answers = try answers(text)
    #expect(answers.ours == answers.theirs)
  }

  @Test(
    "namespaces mean to us what they mean to ssh-keygen, whatever the namespace",
    arguments: ["file", "countersign-approval@v1"])
  func namespaces(namespace: String) throws {
    for list in ["git", "file,git", "*", "!file,*", "countersign-*@v?", "*@*,!*@v1"] {
      let line = "* namespaces=\"\(list)\" \(try workspace.publicKeyText("key"))"
      let signature = try workspace.sign(payload, with: "key", namespace: namespace)
      #expect(
        AllowedSigners(Array(line.utf8)).accept(
          signature, payload: payload, by: "erin", namespace: namespace, at: Self.now.seconds)
          == (try workspace.keygenAccepts(
            signature, payload: payload, allowedSigners: line, by: "erin", namespace: namespace,
            time: Self.now.text)))
    }
  }

  @Test(
    "we are stricter, knowingly, and tell about the line",
    arguments: [
      // strptime takes a day that the month has not, and mktime counts on; it also takes a leap second.
      "* valid-after=\"20230231Z\" KEY", "* valid-before=\"20240101000060Z\" KEY",
      // and blanks for leading zeros
      "* valid-after=\"2023 1 1Z\" KEY",
      // A certificate in a key's place is equal to itself, and ssh-keygen then asks for none of its limits.
      "* CERT",
      // Control characters, which no editor shows, within a name or behind the key.
      "\u{1},* KEY", "* KEY \u{7f}",
    ])
  func stricter(text: String) throws {
    let answers = try answers(text)
    #expect(answers.theirs.contains(true))
    #expect(!answers.ours.contains(true))
    #expect(AllowedSigners(Array(file(text).utf8)).problems.count == 1)
  }

  @Test(
    "a time without a zone is good here only where it is to ssh-keygen in every zone",
    arguments: ["<+14>-14", "<-12>12", "UTC", "<+0545>-5:45"])
  func zones(zone: String) throws {
    workspace.environment["TZ"] = zone
    let lines = [
      "* valid-after=\"20231114\" KEY", "* valid-before=\"20231114\" KEY",
      "* valid-after=\"202311141200\" KEY",
      "* valid-after=\"20231113\",valid-before=\"20231116000000\" KEY",
    ]
    for line in lines {
      // Every eleven hours and a second around the times of the lines, 2023-11-12 to 2023-11-17.
      for seconds in stride(from: Int64(1_699_747_200), to: 1_700_179_200, by: 11 * 3_600 + 1) {
        let (ours, theirs) = try answer(line, at: seconds)
        #expect(!ours || theirs)
      }
      // Far from the times, we agree.
      for seconds in [1_699_574_400, 1_700_352_000] as [Int64] {
        let (ours, theirs) = try answer(line, at: seconds)
        #expect(ours == theirs)
      }
    }
  }

  /// What both say of the plain key's signature.
  private func answer(_ line: String, at seconds: Int64) throws -> (ours: Bool, theirs: Bool) {
    let text = file(line)
    let ours = AllowedSigners(Array(text.utf8)).accept(
      signatures[0], payload: payload, by: "erin", at: seconds)
    let theirs = try workspace.keygenAccepts(
      signatures[0], payload: payload, allowedSigners: text, by: "erin", time: Self.text(seconds))
    return (ours, theirs)
  }

  /// A time in November 2023, as `-O verify-time` takes it.
  private static func text(_ seconds: Int64) -> String {
    let november: Int64 = 1_698_796_800
    let (day, second) = (seconds - november).quotientAndRemainder(dividingBy: 86_400)
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "202311\(two(day + 1))\(two(second / 3_600))\(two(second / 60 % 60))\(two(second % 60))Z"
  }

  @Test("patterns match as ssh-keygen matches them")
  func patterns() throws {
    let key = try workspace.publicKeyText("key")
    let lists = [
      "*", "?", "a", "a*", "*a", "*a*", "a?c", "*a*b*c", "!a,*", "*,!a", "!!a,*", "!*", ",a", "a,", ",",
      "a,,b",
      "a,!b,c", "**", "*?", "?*?", "[ab]", "\\a", "a\\*", "*b", "*ab*ab", "A",
    ]
    // ssh-keygen prints the lists of all lines that match.
    let file = lists.map { "\($0) \(key)\n" }.joined()
    try workspace.write(Array(file.utf8), to: "allowed_signers")
    for name in ["a", "b", "abc", "aabbcc", "abab", "!a", ",", "a*", "\\a", "a,b"] {
      let theirs = try workspace.run(
        .sshKeygen, ["-Y", "match-principals", "-I", name, "-f", "allowed_signers"]
      ).text
      let ours = lists.filter { PatternList($0.utf8)?.matches(name.utf8) == true }
      #expect(ours.map { $0 + "\n" }.joined() == theirs, "\(name)")
      #expect(!ours.isEmpty)
    }
  }
}
