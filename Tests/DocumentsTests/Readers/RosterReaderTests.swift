import Governance
import Testing

@Suite struct RosterReaderTests {
  private func changed(_ old: String, _ new: String) -> Outcome<Roster> {
    roster(Sample.identities.replacing(old, by: new))
  }
  private func people(_ lines: String...) -> Outcome<Roster> {
    roster(
      "apiVersion: countersign/v1\nkind: Identities\nidentities:\n" + lines.map { "  - \($0)\n" }.joined())
  }

  @Test func `a whole roster is read as it stands`() throws {
    let read = roster(Sample.identities)
    #expect(read.problems == [])
    let roster = try #require(read.document)
    #expect(roster.identities.map(\.id) == ["alice", "bob", "ci"])
    let alice = try #require(roster[id: "alice"])
    #expect(alice.name == "Alice Example")
    #expect(alice.kind == .person && alice.teams == ["risk"] && alice.roles == ["validator"])
    #expect(
      alice.keys == [IdentityKey(fingerprint: "SHA256:AAAAalice", from: Instant(rfc3339: "2025-01-01"))])
    let bob = try #require(roster[id: "bob"])
    #expect(bob.kind == .person)
    #expect(
      bob.keys == [
        IdentityKey(
          fingerprint: "SHA256:AAAAbob", revoked: .init(at: Instant(rfc3339: "2026-03-01")!, reason: .retired)
        ),
        IdentityKey(fingerprint: "SHA256:AAAAbob2", until: Instant(rfc3339: "2027-01-01")),
      ])
    #expect(roster[email: "B@Example.org"]?.id == "bob")
    #expect(roster.holder(of: "SHA256:AAAAalice")?.id == "alice")
    #expect(roster[id: "ci"]?.kind == .bot)
    #expect(roster[id: "Alice"] == nil && roster[email: "nobody@example.com"] == nil)
    #expect(roster.people(holding: ["validator", "ci-validator"]).map(\.id) == ["alice"])
  }

  @Test func `one key under two identities`() {
    #expect(
      changed("AAAAbob2", "AAAAalice").errors.map(\.problem) == [
        "key SHA256:AAAAalice belongs to alice already"
      ])
    #expect(changed("AAAAbob2", "AAAAbob").errors.map(\.problem) == ["key SHA256:AAAAbob stands twice"])
  }

  @Test func `two identities with one e-mail, in any case`() {
    #expect(
      changed("b@example.org", "Alice@Example.com").errors.map(\.problem) == [
        "e-mail Alice@Example.com belongs to alice already"
      ])
  }

  @Test func `an exclusive pair of roles held by one identity`() {
    #expect(
      changed("[validator]", "[ml-engineer, validator, counsel]").errors.map(\.problem) == [
        "alice holds ml-engineer and counsel, which exclude each other"
      ])
    #expect(changed("[validator]", "[ml-engineer, ml-engineer]").document != nil)
  }

  @Test(arguments: ["bot", "forge"])
  func `a bot or a forge with a human gate's role`(_ kind: String) {
    #expect(
      people("{id: ci, kind: \(kind), roles: [ci-validator, validator]}").errors.map(\.problem) == [
        "ci is a \(kind) and holds validator, the role of a gate for people"
      ])
  }

  @Test(arguments: [
    ("alice", "alice"), ("alice", "Alice"), ("ren\u{E9}", "rene\u{301}"), ("\u{C9}va", "e\u{301}va"),
    ("strasse", "STRASSE"), ("alice", "\u{430}lice"), ("alice", "alic\u{435}"), ("alice", "a1ice"),
    ("alice", "aIice"), ("bob", "b0b"), ("modern", "modem"), ("alice", "\u{FF41}lice"),
    ("kim", "\u{3BA}im"), ("a-b", "a\u{2010}b"),
  ])
  func `identities that look alike`(_ one: String, _ other: String) {
    #expect(people("{id: \(one)}", "{id: \(other)}").errors.count == 1)
  }

  @Test func `identities that do not look alike`() {
    #expect(people("{id: alice}", "{id: alicia}").document != nil)
    #expect(
      people("{id: ivan}", "{id: Ian}", "{id: r\u{E9}mi}", "{id: remi}", "{id: a2}", "{id: a3}").document
        != nil)
  }

  @Test func `a role that looks like another one, of the roster or of the policy`() {
    #expect(
      people("{id: a, roles: [owner]}", "{id: b, roles: [\u{43E}wner]}").errors.map(\.problem) == [
        "role \u{43E}wner looks like owner"
      ])
    #expect(people("{id: a, roles: [valid\u{430}tor]}").errors.count == 1)
    #expect(people("{id: a, roles: [ml-engin\u{435}er, counsel]}").errors.count == 1)
    #expect(people("{id: a, roles: [validator]}", "{id: b, roles: [validator, owner]}").document != nil)
  }

  @Test func `a team that looks like another one would pass for a second team`() {
    #expect(
      people("{id: a, teams: [risk]}", "{id: b, teams: [Risk]}").errors.map(\.problem) == [
        "team Risk looks like risk"
      ])
    #expect(people("{id: a, teams: [risk]}", "{id: b, teams: [risk, law]}").document != nil)
  }

  @Test(arguments: [
    ("- id: alice", "- x-id: alice", "identities[0] lacks id"),
    ("kind: person ", "kind: human ", "identities[0].kind is human, which is none of person, bot, forge"),
    (
      "reason: retired", "reason: lost",
      "identities[1].keys[0].revoked.reason is lost, which is none of retired, compromised"
    ),
    ("{at: 2026-03-01, reason", "{reason", "identities[1].keys[0].revoked lacks at"),
    ("at: 2026-03-01, reason: retired", "at: 2026-03-01", "identities[1].keys[0].revoked lacks reason"),
    (
      "from: 2025-01-01", "from: 2025-01-01, until: 2025-01-01", "identities[0].keys[0] ends before it starts"
    ),
    (
      "from: 2025-01-01", "from: 2025-13-01",
      "identities[0].keys[0].from has to be a date such as 2026-11-20 or 2026-11-20T10:00:00Z"
    ),
    ("{ssh: \"ssh-ed25519 AAAAalice\", from", "{from", "identities[0].keys[0] names no key"),
    ("AAAAalice", "bad", "identities[0].keys[0].ssh is no key that may be used: it is too short"),
    ("teams: [risk]", "teams: risk", "identities[0].teams has to be a list, not a single value"),
    ("roles: [validator]", "role: [validator]", "unknown key role in identities[0]"),
  ])
  func `what an identity may not be`(_ old: String, _ new: String, _ problem: String) {
    #expect(changed(old, new).errors.map(\.problem) == [problem])
  }

  @Test func `certificates stand beside keys, each with its own validity`() throws {
    let read = changed(
      "from: 2025-01-01}",
      """
      from: 2025-01-01}
            - {openpgp: keys/alice.asc, until: 2027-01-01}
            - {x509: {issuer: "https://accounts.example.com", subject: alice@example.com}, revoked: {at: 2026-03-01, reason: compromised}}
      """)
    let alice = try #require(read.document?[id: "alice"], "\(read.problems)")
    #expect(
      alice.keys.dropFirst() == [
        IdentityKey(
          kind: .openPGP(path: "keys/alice.asc"), fingerprint: "openpgp:keys/alice.asc",
          until: Instant(rfc3339: "2027-01-01")),
        IdentityKey(
          kind: .x509(issuer: "https://accounts.example.com", subject: "alice@example.com"),
          fingerprint: "x509:alice@example.com by https://accounts.example.com",
          revoked: .init(at: Instant(rfc3339: "2026-03-01")!, reason: .compromised)),
      ])
    #expect(alice.keys[0].kind == .ssh)
  }

  private func key(_ key: String) -> Outcome<Roster> {
    changed("ssh: \"ssh-ed25519 AAAAalice\"", key)
  }

  @Test(arguments: [
    "alice.asc", "keys", "keys/", "keys//alice.asc", "keys/../alice.asc", "keys/./alice.asc",
    "/keys/alice.asc",
    "policies/keys/alice.asc", "Keys/alice.asc", "\"keys\\\\alice.asc\"", "\"keys/a\\nb\"", "keys/a b.asc",
    "\"keys/a\\u202Eb\"", "../keys/alice.asc", "\"\"",
  ])
  func `a certificate lies below keys and nowhere else`(_ path: String) {
    #expect(key("openpgp: \(path)").errors.count == 1)
    #expect(key("openpgp: keys/alice.asc").document != nil)
    #expect(key("openpgp: keys/risk/alice.asc").document != nil)
  }

  @Test(arguments: [
    ("openpgp: keys/bad.asc", "identities[0].keys[0].openpgp is no key that may be used: it is too short"),
    (
      "x509: {issuer: bad, subject: s}",
      "identities[0].keys[0].x509 is no key that may be used: it is too short"
    ),
    ("x509: {issuer: i}", "identities[0].keys[0].x509 lacks subject"),
    ("x509: {subject: s}", "identities[0].keys[0].x509 lacks issuer"),
    ("x509: {issuer: i, subject: s, serial: 3}", "unknown key serial in identities[0].keys[0].x509"),
    (
      "x509: {issuer: i, subject: \"a b\"}",
      "identities[0].keys[0].x509.subject has to be without spaces, control and invisible characters"
    ),
    (
      "x509: {issuer: \"CN=R,O=a\\u00A0b\", subject: s}",
      "identities[0].keys[0].x509.issuer has to be without control and invisible characters, and its spaces "
        + "plain ones"
    ),
    (
      "x509: {issuer: \"CN=R\\nO=a\", subject: s}",
      "identities[0].keys[0].x509.issuer has to be without control and invisible characters, and its spaces "
        + "plain ones"
    ),
    ("x509: i", "identities[0].keys[0].x509 has to be a mapping, not a single value"),
    ("ssh: \"ssh-ed25519 AAAA\", openpgp: keys/a.asc", "identities[0].keys[0] names several keys"),
    ("openpgp: keys/a.asc, x509: {issuer: i, subject: s}", "identities[0].keys[0] names several keys"),
  ])
  func `what a key may not be`(_ text: String, _ problem: String) {
    #expect(key(text).errors.map(\.problem) == [problem])
  }

  @Test func `an issuer is a distinguished name as openssl prints it, spaces and all`() throws {
    let issuer = #"CN=Test Root,O=Ex\, Inc,C=DE"#
    let read = key("x509: {issuer: '\(issuer)', subject: s@example.com}")
    let identity = try #require(read.document?[id: "alice"], "\(read.problems)")
    #expect(identity.keys[0].kind == .x509(issuer: issuer, subject: "s@example.com"))
  }

  @Test func `one certificate under two identities`() {
    #expect(
      people("{id: a, keys: [{openpgp: keys/k.asc}]}", "{id: b, keys: [{openpgp: keys/k.asc}]}").errors.map(
        \.problem) == ["key openpgp:keys/k.asc belongs to a already"])
    #expect(
      people("{id: a, keys: [{openpgp: keys/a.asc}]}", "{id: b, keys: [{openpgp: keys/b.asc}]}").document
        != nil)
  }

  @Test func `a certificate for somebody else's address, in any case`() {
    let x509 = "keys: [{x509: {issuer: i, subject: Alice@example.com}}]"
    #expect(
      people("{id: alice, emails: [alice@example.com]}", "{id: b, \(x509)}").errors.map(\.problem) == [
        "e-mail Alice@example.com belongs to alice already"
      ])
    #expect(
      people("{id: b, \(x509)}", "{id: alice, emails: [alice@example.com]}").errors.map(\.problem) == [
        "e-mail alice@example.com belongs to b already"
      ])
    #expect(people("{id: alice, emails: [alice@example.com], \(x509)}").document != nil)
  }

  @Test(arguments: [
    "\"a <b@example.com>\"", "\"<b@example.com>\"", "\"a\\0b@example.com\"", "\"b@example.com \"",
  ])
  func `an address that no commit could have`(_ email: String) {
    #expect(people("{id: a, emails: [\(email)]}").errors.count == 1)
  }

  @Test func `a roster without identities is one`() {
    #expect(
      roster("apiVersion: countersign/v1\nkind: Identities\nidentities: []\n").document?.identities.isEmpty
        == true)
    #expect(
      roster("apiVersion: countersign/v1\nkind: Identities\n").problems == [
        "1:1 the document lacks identities"
      ])
  }
}
