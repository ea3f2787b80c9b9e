import GitHistory
import Governance
import Rehearsal
import Testing

/// Alice, a validator, delegates that to Judy, a counsel, for ten days.
struct DelegationAttackTests {
  private static let day: Int64 = 86_400
  private static let start = RepositoryBuilder.defaultStart

  private func governed(
    approvals: String = "1", from: Int64 = 0, until: Int64 = 10, sections: [(String, String?)] = [],
    card: (inout CardDraft) -> Void = { _ in }, roster change: (inout IdentitiesDraft) -> Void = { _ in }
  ) throws -> Stage {
    try Stage(
      policy: {
        $0.gates[0].approvals = approvals
        $0.sections += sections
      },
      roster: { roster in
        roster.change(.alice) {
          $0.delegations = [
            IdentitiesDraft.Delegation(
              to: .judy, roles: ["validator"],
              from: DelegationAttackTests.start + from * DelegationAttackTests.day,
              until: DelegationAttackTests.start + until * DelegationAttackTests.day)
          ]
        }
        change(&roster)
      }, card: card)
  }

  @Test("a delegate approves while the delegation holds, and not a day longer", arguments: [false, true])
  func time(_ isOver: Bool) throws {
    let stage = try governed()
    let date = DelegationAttackTests.start + (isOver ? 10 : 9) * DelegationAttackTests.day
    try stage.retrain(at: date - 60)
    try stage.approve(by: .judy, at: date)
    if isOver {
      try stage.check(at: date + 60).expectRejected(.approvalUnauthorised, of: "judy")
      try stage.approve(by: .alice, at: date + 120)
      try stage.check(at: date + 180).expectSatisfied()
    } else {
      try stage.check(at: date + 60).expectSatisfied()
    }
  }

  @Test("a delegation that does not hold yet, or that the same change brings, lends nothing") func tooEarly()
    throws
  {
    let early = try governed(from: 5)
    try early.retrain()
    try early.approve(by: .judy)
    try early.check().expectRejected(.approvalUnauthorised, of: "judy")

    let stage = try Stage()
    try stage.retrain()
    stage.policy.version = 2
    stage.roster.change(.alice) {
      $0.delegations = [
        IdentitiesDraft.Delegation(
          to: .judy, roles: ["validator"], from: DelegationAttackTests.start,
          until: DelegationAttackTests.start + DelegationAttackTests.day)
      ]
    }
    try stage.writePolicy()
    try stage.repository.commit("let judy stand in", by: .kim)
    try stage.approve(by: .judy)
    try stage.check().expectRejected(.approvalUnauthorised, of: "judy")
  }

  @Test("delegator and delegate fill one slot between them") func oneSlot() throws {
    let stage = try governed(approvals: "2")
    try stage.retrain()
    try stage.approve(by: .alice)
    try stage.approve(by: .judy)
    try stage.check().expectViolated(.separationPerson)
    try stage.approve(by: .farid)
    try stage.check().expectSatisfied()
  }

  @Test("who changed or owns the model approves it through no delegate") func ownChange() throws {
    let changed = try governed()
    try changed.retrain(coAuthors: [.alice])
    try changed.approve(by: .judy)
    try changed.check().expectRejected(.approvalByContributor, of: "judy")
    try changed.approve(by: .farid)
    try changed.check().expectSatisfied()

    let owned = try governed(card: { $0.owner = "alice" })
    try owned.retrain()
    try owned.approve(by: .judy)
    try owned.check().expectRejected(.approvalByOwner, of: "judy")
  }

  @Test("a delegate who backdates the approval into the delegation's time is found out") func backdated()
    throws
  {
    let stage = try governed(until: 5)
    let date = DelegationAttackTests.start + 8 * DelegationAttackTests.day
    try stage.retrain(at: date)
    try stage.approve(by: .judy, at: DelegationAttackTests.start + DelegationAttackTests.day)
    try stage.check(at: date + 60).expectViolated(.dateImplausible)
  }

  @Test("a delegation to somebody with a role that excludes it makes the roster invalid") func exclusive()
    throws
  {
    func judged(_ pair: String) throws -> TransitionReport {
      let stage = try governed(sections: [("separation-of-duties", "{exclusive-roles: [\(pair)]}")])
      try stage.retrain()
      try stage.approve(by: .farid)
      return try stage.check()
    }
    try judged("[validator, counsel]").expectUndecided(.identitiesInvalid)
    try judged("[validator, board]").expectSatisfied()
  }

  @Test("what was delegated cannot be passed on") func chain() throws {
    let stage = try governed(roster: { roster in
      roster.change(.judy) {
        $0.delegations = [
          IdentitiesDraft.Delegation(
            to: .heidi, roles: ["validator"], from: DelegationAttackTests.start,
            until: DelegationAttackTests.start + DelegationAttackTests.day)
        ]
      }
    })
    try stage.retrain()
    try stage.approve(by: .heidi)
    try stage.check().expectUndecided(.identitiesInvalid)
  }
}

/// Alice approves in the browser: the forge signs, and she is the author.
struct ForgeApprovalAttackTests {
  private func governed(_ accepted: String) throws -> Stage {
    try Stage(
      policy: { $0.sections = [("signatures", "{approvals: \(accepted)}")] },
      roster: { $0.change(.ci) { $0.kind = "forge" } })
  }

  @Test("an approval through a forge is its author's where the policy takes the forge's word") func author()
    throws
  {
    let stage = try governed("[commit, forge]")
    try stage.retrain()
    try stage.approve(by: .alice, signed: .by(.ci))
    try stage.check().expectSatisfied()
    let strict = try governed("[commit]")
    try strict.retrain()
    try strict.approve(by: .alice, signed: .by(.ci))
    try strict.check().expectRejected(.approvalMisattributed, of: "alice")
  }

  @Test("a squash on the forge brings its author's approval and nobody else's") func squash() throws {
    let stage = try governed("[commit, forge]")
    try stage.retrain()
    try stage.writeApproval(by: .alice)
    try stage.repository.commit(
      "squash", by: .ci, author: .farid, signed: .by(.ci), coAuthors: [.alice])
    try stage.check().expectRejected(.approvalMisattributed, of: "alice")
    try stage.approve(by: .alice) { $0.rationale = "read it myself" }
    try stage.check().expectSatisfied()
  }

  @Test("a change and its approval through the forge by one person is still one person's") func ownChange()
    throws
  {
    let stage = try governed("[commit, forge]")
    try stage.retrain(by: .ci, author: .alice)
    try stage.approve(by: .alice, signed: .by(.ci))
    try stage.check().expectRejected(.approvalByContributor, of: "alice")
  }
}
