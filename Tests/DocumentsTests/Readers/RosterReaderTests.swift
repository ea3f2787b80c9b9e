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
    ("strasse", "STRASSE"),
  ])
  func `identities that look alike`(_ one: String, _ other: String) {
    #expect(people("{id: \(one)}", "{id: \(other)}").errors.count == 1)
  }

  @Test func `identities that do not look alike`() {
    #expect(people("{id: alice}", "{id: alicia}").document != nil)
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

  @Test(arguments: ["openpgp: keys/a.asc", "x509: {issuer: i, subject: s}"])
  func `keys that a later version will check are refused and named`(_ key: String) {
    let read = changed("ssh: \"ssh-ed25519 AAAAalice\"", key)
    #expect(read.errors.count == 1)
    #expect(read.errors.first?.problem.contains("not supported by this version") == true)
  }

  @Test func `delegations are refused and named`() {
    let read = changed(
      "    teams: [risk]", "    delegates: [{to: bob, roles: [validator]}]\n    teams: [risk]")
    #expect(
      read.errors.map(\.problem) == ["identities[0].delegates is not supported by this version: delegations"])
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
