import GitHistory
import Governance
import Rehearsal
import Testing

/// Keys by `policies/allowed_signers`, whose principals are e-mails of the roster.
struct IdentityAllowedSignersTests {
  private static let file: GitPath = "policies/allowed_signers"

  /// A stage where alice's only key stands in `allowed_signers`.
  private func stage(_ lines: String...) throws -> Stage {
    let stage = try Stage(roster: { $0.change(.farid) { $0.keys = [] } })
    try stage.repository.checkOut("main")
    try stage.repository.write(Self.file, lines.map { $0 + "\n" }.joined())
    try stage.repository.commit("list signers", by: .kim)
    try stage.repository.branch("signed", from: "main")
    try stage.retrain()
    try stage.approve(by: .farid)
    return stage
  }

  private let key = Person.farid.key.publicKey.text
  private let email = Person.farid.email

  @Test("a key that allowed_signers gives to somebody's e-mail is theirs") func honest() throws {
    let report = try stage("# the reviewers", "", "\(email) \(key) farid's laptop").check()
    report.expectSatisfied()
    #expect(report.counted() == ["farid"])
    #expect(!report.mentioned.contains(.identitiesInvalid))
  }

  @Test("principals are patterns, and a namespace or a time may limit the line")
  func patterns() throws {
    for line in ["far*@example.com", "nobody@example.com,\(email)"] {
      try stage("\(line) namespaces=\"git\",valid-after=\"20200101Z\" \(key)").check().expectSatisfied()
    }
  }

  enum Limit: String, CaseIterable {
    case namespace, before, after, negated

    func line(_ email: String, _ key: String) -> String {
      switch self {
      case .namespace: "\(email) namespaces=\"file\" \(key)"
      case .before: "\(email) valid-before=\"20200101Z\" \(key)"
      case .after: "\(email) valid-after=\"21000101Z\" \(key)"
      case .negated: "*@example.com,!\(email),!alice@*,!erin@* \(key)"
      }
    }
  }

  @Test(
    "a key outside of its namespace, its time or its principals approves nothing", arguments: Limit.allCases)
  func limited(_ limit: Limit) throws {
    let report = try stage(limit.line(email, key)).check()
    #expect(report.verdict != .satisfied, Comment(rawValue: report.summary))
    #expect(report.counted() == [])
  }

  @Test("a line whose principals are nobody's, or that cannot be read, is a warning")
  func nobody() throws {
    let stranger = Person.mallory.key.publicKey.text
    let report = try stage("\(email) \(key)", "who@example.org \(stranger)", "\(email) ssh-rsa AAAA").check()
    report.expectSatisfied()
    let warnings = report.findings.filter { $0.rule == .identitiesInvalid }
    #expect(warnings.map(\.severity) == [.warning, .warning])
    #expect(warnings.map { $0.position?.line } == [3, 2])
  }

  @Test("one key for two people, or for another than the roster says, makes the roster invalid")
  func shared() throws {
    try stage("*@example.com \(key)").check().expectUndecided(.identitiesInvalid)
    let alices = Person.alice.key.publicKey.text
    try stage("\(email) \(key)", "\(email) \(alices)").check().expectUndecided(.identitiesInvalid)
  }

  @Test("a key that the roster marks as compromised stays so, whatever allowed_signers says")
  func revoked() throws {
    let stage = try Stage(roster: { roster in
      roster.change(.farid) { $0.keys[0].revoked = ("compromised", RepositoryBuilder.defaultStart) }
    })
    try stage.repository.checkOut("main")
    try stage.repository.write(Self.file, "\(email) \(key)\n")
    try stage.repository.commit("list signers", by: .kim)
    try stage.repository.branch("signed", from: "main")
    try stage.retrain()
    try stage.approve(by: .farid)
    try stage.check().expectRejected(.keyCompromised, of: "farid")
    try stage.repository.remove(Stage.approval(by: .farid))
    try stage.approve(by: .alice)
    try stage.check().expectSatisfied()
  }

  @Test("a date before the parent's brings back no key whose time is over, but may be a wrong clock")
  func backdated() throws {
    for (limit, isOver) in [
      ("valid-before=\"20200101Z\" ", true), ("valid-before=\"21000101Z\" ", false), ("", false),
    ] {
      let stage = try stage("\(email) \(limit)\(key)")
      try stage.approve(by: .farid, at: 1_500_000_000)
      let report = try stage.check()
      if isOver { report.expectViolated(.dateImplausible) } else { report.expectSatisfied() }
    }
    // Of two lines the later one is enough.
    let twice = try stage(
      "\(email) valid-before=\"20200101Z\" \(key)", "\(email) valid-after=\"20200101Z\" \(key)")
    try twice.approve(by: .farid, at: 1_500_000_000)
    try twice.check().expectSatisfied()
  }
}
