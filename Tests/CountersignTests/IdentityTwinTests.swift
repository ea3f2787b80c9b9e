import GitHistory
import Governance
import Rehearsal
import Testing

/// Names that look the same and are not: homoglyphs, and two Unicode spellings of one letter.
struct IdentityTwinTests {
  /// "é" as one scalar, and as a letter with an accent behind it; the same name to Swift's `==`.
  private static let composed = "caf\u{E9}"
  private static let decomposed = "cafe\u{301}"

  @Test(
    "a twin of an identity's name is not that identity", arguments: ["\u{430}lice", "Alice"])
  func homoglyph(_ twin: String) throws {
    // Alone, in alice's file, and in a file of its own.
    for file in ["alice", twin] {
      let stage = try Stage()
      try stage.retrain()
      try stage.approve(by: .alice, in: GitPath("models/credit/approvals/technical/\(file).yaml")) {
        $0.reviewer = twin
      }
      try stage.check().expectRejected(.approvalMisattributed, of: IdentityID(twin))
      try stage.approve(by: .alice)
      #expect(try stage.check().counted() == ["alice"])
    }
  }

  @Test(
    "a name with an invisible character in it is no name",
    arguments: ["alice\u{200B}", "\u{202E}alice", "ali\u{AD}ce", "alice\u{FE0F}"])
  func invisible(_ twin: String) throws {
    let stage = try Stage(roster: { $0.entries.append(.init(Person.test(twin), roles: ["validator"])) })
    try stage.retrain()
    try stage.approve(by: .alice)
    try stage.check().expectUndecided(.identitiesInvalid)

    // In an approval it is nobody's either.
    let approval = try Stage()
    try approval.retrain()
    try approval.approve(by: .alice) { $0.reviewer = twin }
    try approval.check().expectViolated(.gateUnsatisfied)
    #expect(try approval.check().findings.contains { $0.rule == .documentInvalid })
  }

  @Test("two spellings of one identity make the roster invalid") func twinsInRoster() throws {
    let twins = [Person.test(IdentityTwinTests.composed), Person.test(IdentityTwinTests.decomposed)]
    let stage = try Stage(roster: { roster in
      for (number, twin) in twins.enumerated() {
        var entry = IdentitiesDraft.Entry(twin, roles: ["validator"])
        entry.emails = ["\(number)@example.com"]
        roster.entries.append(entry)
      }
    })
    try stage.retrain()
    try stage.approve(by: .alice)
    try stage.check().expectUndecided(.identitiesInvalid)
  }

  @Test("the other spelling of an identity is nobody") func spelling() throws {
    let (composed, decomposed) = (IdentityTwinTests.composed, IdentityTwinTests.decomposed)
    let reviewer = Person.test(composed)
    let stage = try Stage(roster: { $0.entries.append(.init(reviewer, roles: ["validator"])) })
    try stage.retrain()
    try stage.approve(by: reviewer, in: GitPath("models/credit/approvals/technical/\(composed).yaml")) {
      $0.reviewer = decomposed
    }
    let report = try stage.check()
    report.expectViolated(.approvalMisattributed)
    #expect(report.counted() == [])

    try stage.approve(by: reviewer)
    try stage.check().expectSatisfied()
  }

  @Test("the other spelling of a role that the policy names makes the roster invalid") func role() throws {
    func governed(_ role: String) throws -> Stage {
      try Stage(
        policy: { $0.gates[0].roles = [IdentityTwinTests.composed] },
        roster: { $0.change(.alice) { $0.roles.append(role) } })
    }
    let stage = try governed(IdentityTwinTests.decomposed)
    try stage.retrain()
    try stage.approve(by: .alice)
    try stage.check().expectUndecided(.identitiesInvalid)

    let twin = try governed(IdentityTwinTests.composed)
    try twin.retrain()
    try twin.approve(by: .alice)
    try twin.check().expectSatisfied()
  }

  @Test("the other spelling of a gate is another gate") func gate() throws {
    let (composed, decomposed) = (IdentityTwinTests.composed, IdentityTwinTests.decomposed)
    let stage = try Stage(policy: { $0.gates[0].id = composed })
    try stage.retrain()
    try stage.approve(gate: decomposed, by: .alice)
    let report = try stage.check()
    report.expectViolated(.gateUnsatisfied)
    #expect(report.counted(GateID(composed)) == [])

    // In the right place, for the wrong gate.
    let inPlace = try Stage(policy: { $0.gates[0].id = composed })
    try inPlace.retrain()
    try inPlace.approve(gate: composed, by: .alice) { $0.gate = decomposed }
    try inPlace.check().expectRejected(.approvalReplayed, of: "alice", at: GateID(composed))

    try inPlace.approve(gate: composed, by: .alice)
    try inPlace.check().expectSatisfied()
    // Both side by side cannot be told apart by a person.
    try inPlace.approve(gate: decomposed, by: .farid)
    try inPlace.check().expectViolated(.pathRefused)
  }

  @Test("an approval of a model's twin does not count for the model, and twins do not live side by side")
  func model() throws {
    let (composed, decomposed) = (IdentityTwinTests.composed, IdentityTwinTests.decomposed)
    let stage = try Stage()
    try stage.writeModel(composed)
    try stage.repository.commit("bring it", by: .erin)
    try stage.approve(composed, by: .alice) { $0.model = decomposed }
    try stage.check().expectRejected(.approvalReplayed, of: "alice", model: ModelID(composed))
    try stage.approve(composed, by: .alice)
    try stage.check().expectSatisfied()

    try stage.writeModel(decomposed)
    try stage.repository.commit("bring its twin", by: .erin)
    try stage.approve(decomposed, by: .alice)
    try stage.check().expectViolated(.pathRefused)
  }

  @Test("the other spelling of the repository, a checklist item or a version is another one")
  func otherNames() throws {
    let (composed, decomposed) = (IdentityTwinTests.composed, IdentityTwinTests.decomposed)
    let cases: [(Rule, (inout ApprovalDraft) -> Void)] = [
      (.approvalReplayed, { $0.repository = decomposed }),
      (.approvalReplayed, { $0.version = decomposed }),
      (.checklistIncomplete, { $0.checklist = [decomposed] }),
    ]
    for (rule, change) in cases {
      let stage = try Stage(
        policy: {
          $0.repository = composed
          $0.gates[0].checklist = [(composed, "was it read?")]
        }, card: { $0.version = composed })
      try stage.retrain()
      func right(_ draft: inout ApprovalDraft) {
        draft.repository = composed
        draft.version = composed
        draft.checklist = [composed]
      }
      try stage.approve(by: .alice) {
        right(&$0)
        change(&$0)
      }
      try stage.check().expectRejected(rule, of: "alice")
      try stage.approve(by: .alice, change: right)
      try stage.check().expectSatisfied()
    }
  }
}
