import Governance
import Testing

@Suite struct DelegationReaderTests {
  private func people(_ lines: String...) -> Outcome<Roster> {
    roster(
      "apiVersion: countersign/v1\nkind: Identities\nidentities:\n" + lines.map { "  - \($0)\n" }.joined())
  }
  private static let good = "{to: bob, roles: [validator], from: 2026-08-01, until: 2026-08-15}"
  private static let alice = "{id: alice, roles: [validator, owner], delegates: [\(good)]}"

  private func changed(_ old: String, _ new: String, bob: String = "{id: bob}") -> Outcome<Roster> {
    people(DelegationReaderTests.alice.replacing(old, by: new), bob)
  }

  @Test func `a delegation is read as it stands, before or after its delegate`() throws {
    let delegation = Delegation(
      to: "bob", roles: ["validator"], from: Instant(rfc3339: "2026-08-01")!,
      until: Instant(rfc3339: "2026-08-15")!)
    let read = people(DelegationReaderTests.alice, "{id: bob}")
    #expect(read.document?[id: "alice"]?.delegations == [delegation])
    #expect(people("{id: bob}", DelegationReaderTests.alice).document != nil)
    #expect(people("{id: bob}").document?[id: "bob"]?.delegations == [])
  }

  @Test(arguments: [
    ("to: bob, ", "", "identities[0].delegates[0] lacks to"),
    ("roles: [validator], from", "from", "identities[0].delegates[0] lacks roles"),
    ("from: 2026-08-01, ", "", "identities[0].delegates[0] lacks from"),
    (", until: 2026-08-15", "", "identities[0].delegates[0] lacks until"),
    ("until: 2026-08-15", "until: 2026-08-01", "identities[0].delegates[0] ends before it starts"),
    ("until: 2026-08-15", "until: 2025-08-15", "identities[0].delegates[0] ends before it starts"),
    (
      "until: 2026-08-15", "until: never",
      "identities[0].delegates[0].until has to be a date such as 2026-11-20 or 2026-11-20T10:00:00Z"
    ),
    (
      "roles: [validator], from", "roles: [], from", "identities[0].delegates[0].roles names no role"
    ),
    ("until:", "untill:", "unknown key untill in identities[0].delegates[0]"),
    ("to: bob", "to: bab", "alice delegates to bab, who is not in the roster"),
    ("to: bob", "to: alice", "alice delegates to alice"),
    (
      "roles: [validator], from", "roles: [counsel], from",
      "alice delegates counsel without holding it; what was delegated cannot be passed on"
    ),
    (
      "roles: [validator], from", "roles: [valid\u{E1}tor], from",
      "alice delegates valid\u{E1}tor without holding it; what was delegated cannot be passed on"
    ),
    ("[{to", "{to", ""), ("\(DelegationReaderTests.good)", "bob", ""),
  ])
  func `what a delegation may not be`(_ old: String, _ new: String, _ problem: String) {
    let read = changed(old, new)
    #expect(read.document == nil)
    if !problem.isEmpty { #expect(read.errors.map(\.problem).contains(problem), "\(read.problems)") }
  }

  @Test func `the name or key that was probably meant is suggested`() {
    #expect(changed("to: bob", "to: bib").hints == ["did you mean bob?"])
    #expect(changed("until:", "untill:").hints.contains("did you mean until?"))
    #expect(changed("roles: [validator], from", "roles: [ownr], from").hints == ["did you mean owner?"])
    #expect(changed("delegates:", "delegate:").hints == ["did you mean delegates?"])
  }

  @Test(arguments: ["bot", "forge"])
  func `only people delegate, and only to people`(_ kind: String) {
    #expect(
      changed("alice", "alice", bob: "{id: bob, kind: \(kind)}").errors.map(\.problem) == [
        "alice delegates to bob, a \(kind), and gates are for people"
      ])
    #expect(
      people(
        "{id: ci, kind: \(kind), roles: [ci-validator], delegates: [{to: bob, roles: [ci-validator], from: 2026-08-01, until: 2026-08-15}]}",
        "{id: bob}"
      ).errors.map(\.problem) == ["ci is a \(kind), and only people delegate"])
  }

  @Test func `what was delegated cannot be passed on`() {
    let read = people(
      DelegationReaderTests.alice,
      "{id: bob, delegates: [{to: carol, roles: [validator], from: 2026-08-01, until: 2026-08-15}]}",
      "{id: carol}")
    #expect(
      read.errors.map(\.problem) == [
        "bob delegates validator without holding it; what was delegated cannot be passed on"
      ])
  }

  @Test func `no delegation brings roles together that exclude each other`() {
    func delegated(_ role: String, to bob: String) -> [String] {
      people(
        "{id: alice, roles: [\(role)], delegates: [{to: bob, roles: [\(role)], from: 2026-08-01, until: 2026-08-15}]}",
        "{id: bob, roles: [\(bob)]}"
      ).errors.map(\.problem)
    }
    #expect(
      delegated("ml-engineer", to: "counsel") == [
        "bob would hold counsel and ml-engineer, which exclude each other"
      ])
    #expect(delegated("ml-engineer", to: "ml-engineer") == [])
    #expect(delegated("ml-engineer", to: "validator") == [])
    // From two people, at two times.
    let two = people(
      "{id: alice, roles: [ml-engineer], delegates: [{to: bob, roles: [ml-engineer], from: 2026-01-01, until: 2026-02-01}]}",
      "{id: carol, roles: [counsel], delegates: [{to: bob, roles: [counsel], from: 2026-03-01, until: 2026-04-01}]}",
      "{id: bob}")
    #expect(
      two.errors.map(\.problem) == ["bob would hold counsel and ml-engineer, which exclude each other"])
  }

  @Test func `there is a limit to how much one person delegates`() {
    func many(_ count: Int) -> Outcome<Roster> {
      let all = [String](repeating: DelegationReaderTests.good, count: count).joined(separator: ", ")
      return changed(DelegationReaderTests.good, all)
    }
    #expect(many(50).document != nil)
    #expect(many(51).errors.map(\.problem) == ["identities[0].delegates lists more than 50"])
  }
}
