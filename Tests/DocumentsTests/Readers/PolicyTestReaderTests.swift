@testable import Documents
import Governance
import Testing

@Suite("Tests of a policy, as read")
struct PolicyTestReaderTests {
  /// A file that is read as it stands; each test changes one line.
  private static let sample = """
    apiVersion: countersign/v1
    kind: PolicyTest
    now: 2026-11-20T12:00:00Z
    people:
      - {id: alice, roles: [validator]}
      - {id: ci, kind: bot, roles: [ci-validator]}
      - {id: dana}
    card:
      id: credit
      version: 1.0.0
      owner: dana
      metrics: [{name: auc, value: 0.9}]
    cases:
      - name: one
        branch: main
        base: {version: 0.9.0, metrics: null}
        card: {tier: high}
        contributors: [dana]
        reached: [staging]
        evidence:
          - {name: validation, by: ci, metrics: [{name: auc, value: 0.9}]}
        approvals:
          - {gate: fairness, by: alice, decision: reject, date: 2026-11-19, checklist: [groups], rationale: no}
        expect:
          verdict: violated
          tier: high
          gates: {fairness: violated, board: not-applicable}
          rules: [gate-vetoed]
      - name: two
        now: 2026-11-21
        policy-change: {contributors: [dana], approvals: [{by: alice}], version: 9}
        expect: {verdict: undecided, gates: {policy: undecided}}

    """

  private func read(_ text: String = sample, roster: Roster? = nil) -> Outcome<PolicyTest> {
    let keys = KeyReader(
      ssh: { .success(KeyFingerprint($0)) }, openPGP: { .success(KeyFingerprint($0)) },
      x509: { _, subject in .success(KeyFingerprint(subject)) })
    return Outcome { () throws(DocumentErrors) in
      try PolicyTest.read(
        Array(text.utf8), path: "tests/a.yaml", policy: try Policy.read(Array(Sample.policy.utf8)),
        roster: roster, keys: keys)
    }
  }

  private func problems(_ old: String, _ new: String) -> [String] {
    read(PolicyTestReaderTests.sample.replacing(old, by: new)).problems
  }

  @Test func `hold everything that they say`() throws {
    let outcome = read()
    let test = try #require(outcome.document, "\(outcome.problems)")
    #expect(test.roster?.identities.map(\.id) == ["alice", "ci", "dana"])
    let first = test.cases[0]
    #expect(first.name == "one" && first.now == Instant(rfc3339: "2026-11-20T12:00:00Z"))
    #expect(first.position == Position(line: 14, column: 5))
    guard case .model(let event) = first.event else {
      Issue.record("no model")
      return
    }
    #expect(event.branch == "main" && event.contributors == ["dana"] && event.reached == ["staging"])
    #expect(event.card.tier == "high" && event.card.version == "1.0.0" && event.card.metrics.count == 1)
    #expect(event.base?.tier == nil && event.base?.version == "0.9.0" && event.base?.metrics.isEmpty == true)
    #expect(event.card.fields["kind"] == .string("ModelCard"))
    #expect(event.evidence[0].by == "ci" && event.evidence[0].document.metrics.count == 1)
    #expect(event.evidence[0].document.produced == Instant(rfc3339: "2026-11-20T11:00:00Z"))
    let decision = event.decisions[0]
    #expect(decision.gate == "fairness" && decision.by == "alice" && decision.decision == .reject)
    #expect(decision.checklist == ["groups"] && decision.rationale == "no" && decision.isSigned)
    #expect(first.expectation.verdict == .violated && first.expectation.tier == "high")
    #expect(first.expectation.gates.map(\.id) == ["fairness", "board"])
    #expect(first.expectation.gates.map(\.verdict) == [.violated, .notApplicable])
    #expect(first.expectation.rules == [.gateVetoed])
    guard case .policy(let change) = test.cases[1].event else {
      Issue.record("no policy change")
      return
    }
    #expect(change.version == 9 && change.contributors == ["dana"] && change.decisions[0].gate == .policy)
    #expect(test.cases[1].now == Instant(rfc3339: "2026-11-21") && test.cases[1].expectation.rules == nil)
  }

  @Test(
    arguments: [
      ("kind: PolicyTest", "kind: PolicyTests", "2:7 kind is PolicyTests, here it has to be PolicyTest"),
      ("branch: main", "branch: mian", "15:13 no stage of the policy has branch mian"),
      ("card: {tier: high}", "card: {teir: high}", "17:12 unknown key teir in cases[0].card"),
      (
        "card: {tier: high}", "card: {domain: null}",
        "17:12 there is no domain in the shared card to take out"
      ),
      ("card: {tier: high}", "card: {owner: null}", "17:11 card lacks owner"),
      ("card: {tier: high}", "card: high", "17:11 cases[0].card has to be a mapping, not a single value"),
      (
        "value: 0.9}]\n", "value: high}]\n",
        "12:32 card.metrics[0].value has to be a number as JSON writes it, without quotes"
      ),
      ("[dana]\n    reached", "[dan]\n    reached", "18:20 dan is nobody that the people of the tests list"),
      ("reached: [staging]", "reached: [stagin]", "19:15 the policy has no stage stagin"),
      ("by: ci,", "by: co,", "21:32 co is nobody that the people of the tests list"),
      ("by: ci,", "by: ci, produces: 2026-01-01,", "21:36 unknown key produces in cases[0].evidence[0]"),
      ("by: ci, ", "", "21:9 cases[0].evidence[0] lacks by"),
      ("gate: fairness, by", "gate: fairnes, by", "23:16 the policy has no gate fairnes for models"),
      ("gate: fairness, by", "gate: policy, by", "23:16 the policy has no gate policy for models"),
      ("decision: reject", "decison: reject", "23:37 unknown key decison in cases[0].approvals[0]"),
      ("[groups]", "[group]", "23:85 the checklist of gate fairness has no item group"),
      (
        "verdict: violated", "verdict: fails",
        "25:16 cases[0].expect.verdict is fails, which is none of satisfied, violated, undecided"
      ),
      ("tier: high\n      gates", "tier: hi\n      gates", "26:13 the policy has no tier hi"),
      ("board: not-applicable", "bored: violated", "27:42 the policy has no gate bored for models"),
      ("gates: {fairness", "gats: {fairness", "27:7 unknown key gats in cases[0].expect"),
      (
        "[gate-vetoed]", "[gate-veto]",
        "28:15 cases[0].expect.rules[0] is gate-veto, which is none of the \(Rule.allCases.count) there are"
      ),
      ("name: two", "name: one", "29:11 case one stands twice"),
      (
        "policy-change: {", "branch: main\n    policy-change: {",
        "31:13 a case of a policy change has no branch"
      ),
      (
        "[{by: alice}], version", "[{by: alice, gate: policy}], version",
        "31:67 unknown key gate in cases[1].policy-change.approvals[0]"
      ),
      ("gates: {policy", "tier: high, gates: {policy", "32:40 a policy change has no tier"),
      ("    expect: {verdict: undecided, gates: {policy: undecided}}\n", "", "29:5 cases[1] lacks expect"),
    ] as [(String, String, String)])
  func `name the place of what is wrong`(_ old: String, _ new: String, _ problem: String) {
    #expect(problems(old, new) == [problem])
  }

  @Test func `suggest what was probably meant`() {
    let text = PolicyTestReaderTests.sample
    for (old, new, hint) in [
      ("branch: main", "branch: mian", "main"),
      ("contributors: [dana]\n", "contributor: [dana]\n", "contributors"),
      ("gate: fairness, by", "gate: fairnes, by", "fairness"), ("by: alice, d", "by: alise, d", "alice"),
      ("[gate-vetoed]", "[gate-vetod]", "gate-vetoed"), ("card: {tier", "card: {teir", "tier"),
    ] {
      #expect(read(text.replacing(old, by: new)).hints == ["did you mean \(hint)?"])
    }
  }

  @Test func `need a clock, for all cases or each`() {
    let text = PolicyTestReaderTests.sample
    let none = text.replacing("now: 2026-11-20T12:00:00Z\n", by: "")
    #expect(read(none).problems == ["13:5 cases[0] has no clock"])
    #expect(
      read(none.replacing("  - name: one\n", by: "  - name: one\n    now: 2026-11-20\n")).document != nil)
    // One that cannot be read is reported once.
    #expect(read(text.replacing("now: 2026-11-20T12:00:00Z", by: "now: soon")).problems.count == 1)
  }

  @Test func `need a card, for all cases or each, and report what is wrong with it once`() {
    let text = """
      apiVersion: countersign/v1
      kind: PolicyTest
      now: 2026-11-20
      cases:
        - {name: a, expect: {verdict: violated}}
        - {name: b, expect: {verdict: violated}}

      """
    let people = Roster([Identity(id: "dana")])
    #expect(read(text, roster: people).problems == ["5:5 cases[0] has no card", "6:5 cases[1] has no card"])
    let shared = text.replacing("cases:", by: "card: {id: m, version: 1, owner: dana, teir: low}\ncases:")
    #expect(read(shared, roster: people).problems == ["4:40 unknown key teir in card"])
    #expect(read(shared.replacing("teir", by: "tier"), roster: people).document?.cases.count == 2)
    #expect(read(shared.replacing("teir", by: "tier")).problems == ["6:3 the tests have no people"])
  }

  @Test func `check their people as identities are checked`() {
    #expect(
      problems("{id: ci, kind: bot, roles: [ci-validator]}", "{id: ci, kind: bot, roles: [board]}").count == 1
    )
    #expect(
      problems("roles: [validator]}", "roles: [ml-engineer, counsel]}")
        == ["5:5 alice holds ml-engineer and counsel, which exclude each other"])
  }

  @Test func `are read or refused with a place, whatever is missing or twice`() {
    let lines = PolicyTestReaderTests.sample.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0 + "\n"
    }
    var (read, refused) = (0, 0)
    for index in lines.indices {
      for text in [
        lines[..<index].joined(), (lines[..<index] + lines[(index + 1)...]).joined(),
        (lines[...index] + lines[index...]).joined(),
      ] {
        let outcome = self.read(text)
        if outcome.document == nil { refused += 1 } else { read += 1 }
        #expect(outcome.document != nil || !outcome.errors.isEmpty, "\(text)")
        #expect(outcome.errors.allSatisfy { $0.position.line >= 1 && $0.position.column >= 1 })
      }
    }
    // Else nothing was damaged, or everything was.
    #expect(read > 10 && refused > 50, "\(read) read, \(refused) refused")
  }

  @Test func `are bounded, however much is shared`() {
    let many = (0..<501).map { "  - {name: c\($0), expect: {verdict: violated}}\n" }.joined()
    let head = String(PolicyTestReaderTests.sample.split(separator: "cases:")[0])
    #expect(read(head + "cases:\n" + many).problems == ["14:3 cases has 501 entries, more than 500"])
    let few = (0..<400).map { "  - {name: c\($0), expect: {verdict: violated}}\n" }.joined()
    let large = "  x-large: [\(Array(repeating: "1", count: 3000).joined(separator: ","))]\n"
    #expect(
      read(head + large + "cases:\n" + few).problems == [
        "9:3 the card is too large to be shared by 400 cases"
      ])
  }
}
