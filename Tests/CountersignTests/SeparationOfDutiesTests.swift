import GitHistory
import Governance
import Rehearsal
import Testing

/// Attacks on the rule that nobody judges their own work. farid is the one who tries: he could approve what
/// others build.
struct SeparationOfDutiesTests {
  /// Expects that farid, who had a part in the change, cannot approve it, and that alice can.
  private func expectContributor(
    _ stage: Stage, _ person: Person = .farid, instead: Person = .alice,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try stage.approve(by: person) { $0.rationale = "looks good to me" }
    let report = try stage.check()
    report.expectRejected(
      .approvalByContributor, of: IdentityID(person.id), sourceLocation: sourceLocation)
    #expect(report.models[0].contributors.contains(IdentityID(person.id)), sourceLocation: sourceLocation)
    #expect(report.gate("technical")?.candidates.contains(Candidate(IdentityID(person.id))) == false)
    try stage.approve(by: instead) { $0.rationale = "read the change and ran it" }
    try stage.check().expectSatisfied(sourceLocation: sourceLocation)
  }

  @Test("an author does not approve their own change") func ownChange() throws {
    let stage = try Stage()
    try stage.retrain(by: .farid)
    try expectContributor(stage)
  }

  @Test("a change and its approval in one commit approve nothing") func inOneCommit() throws {
    let stage = try Stage()
    try stage.repository.write(Stage.weights, "0.99")
    try stage.approve(by: .farid)
    try stage.check().expectRejected(.approvalByContributor, of: "farid")
  }

  @Test("an author does not approve their change after a colleague merged it, but the colleague may")
  func throughColleaguesMerge() throws {
    let stage = try Stage()
    try stage.repository.branch("side")
    try stage.retrain(by: .farid)
    try stage.repository.checkOut("change")
    try stage.repository.merge("side", by: .alice)
    try expectContributor(stage)
    #expect(try stage.check().models[0].contributors == ["farid"])
  }

  @Test("an approver who amends the card afterwards has approved something else, and is an author now")
  func amendedAfterwards() throws {
    let stage = try Stage()
    try stage.retrain()
    try stage.approve(by: .farid)
    try stage.check().expectSatisfied()
    try stage.repository.edit(Stage.card, "0.87", to: "0.97")
    try stage.repository.commit("correct a typing error", by: .farid)
    try stage.check().expectRejected(.approvalStale, of: "farid")
    try expectContributor(stage)
  }

  @Test("whoever changed the model and changed it back is an author all the same") func changedBack() throws {
    let stage = try Stage()
    try stage.retrain(by: .farid)
    try stage.retrain(by: .erin)
    try expectContributor(stage)
  }

  // MARK: Authors behind other people's commits

  @Test("a squash by somebody else, or by the forge, hides no author", arguments: ["colleague", "forge"])
  func squash(by merger: String) throws {
    let stage = try Stage(roster: { $0.change(.ci) { $0.kind = "forge" } })
    if merger == "forge" {
      try stage.retrain(by: .ci, author: .erin, coAuthors: [.farid])
    } else {
      try stage.retrain(by: .erin, coAuthors: [.farid])
    }
    try expectContributor(stage)
  }

  @Test("a squash on the forge is its author's, though the forge signs and commits") func squashOnForge()
    throws
  {
    let stage = try Stage(roster: { $0.change(.ci) { $0.kind = "forge" } })
    try stage.retrain(by: .ci, author: .farid)
    try expectContributor(stage)
  }

  @Test("a rebase or a cherry-pick by somebody else hides no author", arguments: ["rebase", "cherry-pick"])
  func picked(_ how: String) throws {
    let stage = try Stage()
    try stage.repository.branch("side")
    try stage.retrain(how, by: .farid)
    try stage.repository.checkOut("change")
    try stage.repository.write("README.md", "meanwhile")
    try stage.repository.commit("meanwhile", by: .erin)
    // As git does: the author stays, the committer and the signer are who picked it.
    try stage.retrain(how, by: .erin, author: .farid)
    try expectContributor(stage)
  }

  @Test("a revert of a revert hides no author of what comes back") func revert() throws {
    let stage = try Stage()
    let before = try stage.repository.text(Stage.weights)
    try stage.retrain(by: .farid)
    let changed = try stage.repository.text(Stage.weights)
    try stage.repository.write(Stage.weights, before)
    try stage.repository.commit("Revert \"retrain\"", by: .erin)
    try stage.repository.write(Stage.weights, changed)
    try stage.repository.commit("Reapply \"retrain\"", by: .erin)
    try expectContributor(stage)
  }

  @Test("a developer whom the card names does not approve, whoever committed the work") func developer()
    throws
  {
    func squashed(_ developers: [String]) throws -> Stage {
      let stage = try Stage(card: { $0.developers = developers })
      try stage.retrain(by: .erin)
      try stage.approve(by: .farid)
      return stage
    }
    try squashed(["erin", "farid"]).check().expectRejected(.approvalByContributor, of: "farid")
    try squashed(["erin"]).check().expectSatisfied()
  }

  @Test("the owner does not approve, nor does one who was taken off the card in the same change")
  func owner() throws {
    for leaves in [false, true] {
      let stage = try Stage(card: { $0.owner = "farid" })
      try stage.retrain()
      if leaves {
        try stage.repository.edit(Stage.card, "owner: farid", to: "owner: dana")
        try stage.repository.commit("hand over", by: .erin)
      }
      try stage.approve(by: .farid)
      try stage.check().expectRejected(.approvalByOwner, of: "farid")
      #expect(try stage.check().gate("technical")?.candidates.contains("farid") == false)
      try stage.approve(by: .alice)
      try stage.check().expectSatisfied()
    }
    let twin = try Stage(
      policy: { $0.sections.append(("separation-of-duties", "{approver-is-not-owner: false}")) },
      card: { $0.owner = "farid" })
    try twin.retrain()
    try twin.approve(by: .farid)
    try twin.check().expectSatisfied()
  }

  @Test("a developer who is taken off the card in the same change does not approve it") func formerDeveloper()
    throws
  {
    let stage = try Stage(card: { $0.developers = ["erin", "farid"] })
    try stage.repository.edit(Stage.card, "[erin, farid]", to: "[erin]")
    try stage.repository.commit("farid never worked on this", by: .erin)
    try stage.approve(by: .farid)
    try stage.check().expectRejected(.approvalByContributor, of: "farid")
    try stage.approve(by: .alice)
    try stage.check().expectSatisfied()
  }

  @Test("who produced the evidence may approve, but not where they built the model and must be independent")
  func evidence() throws {
    for (builder, passes) in [(Person.erin, true), (.farid, false)] {
      let stage = try Stage(policy: {
        $0.gates[0].evidence = ["{name: validation, independent: true}"]
      })
      try stage.retrain(by: builder)
      try stage.repository.write(
        "models/credit/evidence/validation.yaml", EvidenceDraft(produced: stage.repository.clock).yaml)
      try stage.repository.commit("validate", by: .farid)
      try stage.approve(by: builder.id == "farid" ? .alice : .farid)
      if passes {
        try stage.check().expectSatisfied()
      } else {
        try stage.check().expectViolated(.evidenceUntrusted)
      }
    }
  }

  @Test("a file in the place of a directory that is left out has an author and is part of the subject")
  func fileNamedLikeDirectory() throws {
    for name in ["evidence", "waivers", "monitoring"] {
      let stage = try Stage()
      try stage.retrain()
      try stage.approve(by: .alice)
      try stage.repository.write(GitPath("models/credit/\(name)"), "import os")
      try stage.repository.commit("add \(name)", by: .farid)
      try stage.check().expectRejected(.approvalStale, of: "alice")
      try expectContributor(stage)
    }
  }

  // MARK: More than one may do

  @Test("an identity with two roles that exclude each other makes the roster invalid") func exclusiveRoles()
    throws
  {
    func governed(_ roles: [String]) throws -> Stage {
      try Stage(
        policy: {
          $0.sections.append(("separation-of-duties", "{exclusive-roles: [[ml-engineer, validator]]}"))
        },
        roster: { $0.change(.alice) { $0.roles = roles } })
    }
    let stage = try governed(["validator", "ml-engineer"])
    try stage.retrain()
    try stage.approve(by: .alice)
    try stage.check().expectUndecided(.identitiesInvalid)

    let twin = try governed(["validator"])
    try twin.retrain()
    try twin.approve(by: .alice)
    try twin.check().expectSatisfied()
    // Nor does the second role land later.
    twin.policy.version = 2
    twin.roster.change(.alice) { $0.roles.append("ml-engineer") }
    try twin.writePolicy()
    try twin.repository.commit("give alice a second hat", by: .erin)
    try twin.approvePolicy(by: .kim)
    try twin.approvePolicy(by: .judy)
    try twin.check().expectViolated(.identitiesInvalid)
  }

  @Test("one person does not fill two gates where the policy says one") func twoGates() throws {
    func governed(_ limit: Int) throws -> Stage {
      try Stage(
        policy: {
          $0.gates.insert(.fairness, at: 1)
          $0.sections.append(("separation-of-duties", "{gates-per-person: \(limit)}"))
        }, roster: { $0.change(.alice) { $0.roles.append("fairness-reviewer") } })
    }
    for limit in [1, 2] {
      let stage = try governed(limit)
      try stage.retrain()
      try stage.approve(by: .alice)
      try stage.approve(gate: "fairness", by: .alice)
      let report = try stage.check()
      if limit == 2 {
        report.expectSatisfied()
        continue
      }
      report.expectViolated(.separationGates)
      #expect(report.counted().count + report.counted("fairness").count == 1)
      // With somebody at the one gate, alice is free for the other.
      try stage.approve(by: .farid)
      let relieved = try stage.check()
      relieved.expectSatisfied()
      #expect(relieved.counted() == ["farid"] && relieved.counted("fairness") == ["alice"])
    }
  }

  @Test("two people of one team are not two teams", arguments: ["gate", "model"]) func teams(of what: String)
    throws
  {
    func governed(_ team: String) throws -> Stage {
      try Stage(
        policy: {
          $0.gates[0].approvals = "2"
          if what == "gate" {
            $0.gates[0].distinctTeams = "2"
          } else {
            $0.sections.append(("separation-of-duties", "{distinct-teams: 2}"))
          }
        }, roster: { $0.change(.alice) { $0.teams = [team] } })
    }
    let stage = try governed("modelling")
    try stage.retrain()
    try stage.approve(by: .alice)
    try stage.approve(by: .farid)
    try stage.check().expectViolated(.separationTeams)

    let twin = try governed("validation")
    try twin.retrain()
    try twin.approve(by: .alice)
    try twin.approve(by: .farid)
    try twin.check().expectSatisfied()
  }

  @Test("reviewers who approve each other's models in turn are not refused") func reciprocal() throws {
    let stage = try Stage()
    try stage.writeModel("churn") { $0.developers = [] }
    try stage.repository.commit("bring churn", by: .alice)
    try stage.retrain(by: .farid)
    try stage.approve("churn", by: .farid)
    try stage.approve(by: .alice)
    let report = try stage.check()
    report.expectSatisfied()
    #expect(report.counted(of: "churn") == ["farid"] && report.counted() == ["alice"])
  }
}
