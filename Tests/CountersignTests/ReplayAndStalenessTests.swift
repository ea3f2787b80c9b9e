import GitHistory
import Governance
import Rehearsal
import Testing

/// Attacks with an approval that was given for something else, or for what was there before.
struct ReplayAndStalenessTests {
  /// What an approval can be for instead.
  enum Other: String, CaseIterable {
    case repository, model, gate, stage, version, spelledVersion

    func apply(to draft: inout ApprovalDraft) {
      switch self {
      case .repository: draft.repository = "acme/sandbox"
      case .model: draft.model = "churn"
      case .gate: draft.gate = "fairness"
      case .stage: draft.stage = "development"
      case .version: draft.version = "1.0.1"
      // The same number, and another version.
      case .spelledVersion: draft.version = "1.0"
      }
    }
  }

  @Test(
    "an approval for another repository, model, gate, stage or version does not count",
    arguments: Other.allCases)
  func replayed(_ other: Other) throws {
    let stage = try Stage(card: { if other == .spelledVersion { $0.version = "1.00" } })
    try stage.retrain()
    try stage.approve(by: .alice) {
      if other == .spelledVersion { $0.version = "1.00" }
      other.apply(to: &$0)
    }
    try stage.check().expectRejected(.approvalReplayed, of: "alice")
    try stage.approve(by: .alice) { if other == .spelledVersion { $0.version = "1.00" } }
    try stage.check().expectSatisfied()
  }

  @Test(
    "an approval copied to another model of the same files is the copier's, or a replay",
    arguments: [true, false])
  func copiedToAnotherModel(byReviewer: Bool) throws {
    let stage = try Stage()
    try stage.writeModel("churn")
    try stage.repository.commit("bring churn", by: .erin)
    try stage.repository.copy(Stage.approval(by: .alice), to: Stage.approval(of: "churn", by: .alice))
    try stage.repository.commit("approved already", by: byReviewer ? .alice : .erin)
    try stage.check().expectRejected(
      byReviewer ? .approvalReplayed : .approvalMisattributed, of: "alice", model: "churn")
    try stage.approve("churn", by: .alice)
    try stage.check().expectSatisfied()
  }

  @Test("an approval copied to another gate does not count there, whoever holds both roles")
  func copiedToAnotherGate() throws {
    let stage = try Stage(
      policy: { $0.gates.insert(.fairness, at: 1) },
      roster: { $0.change(.alice) { $0.roles.append("fairness-reviewer") } })
    try stage.retrain()
    try stage.approve(by: .alice)
    try stage.repository.copy(Stage.approval(by: .alice), to: Stage.approval(gate: "fairness", by: .alice))
    try stage.repository.commit("the same goes for fairness", by: .alice)
    let report = try stage.check()
    report.expectRejected(.approvalReplayed, of: "alice", at: "fairness")
    #expect(report.counted() == ["alice"])
    try stage.approve(gate: "fairness", by: .alice)
    try stage.check().expectSatisfied()
  }

  // MARK: Kept after a change

  /// What can change after an approval was given.
  enum Later: String, CaseIterable {
    case card, evidence, artifact, artifactDigest, mode, newFile, newName, becomesLink, linkTarget, removal

    func happen(in repository: RepositoryBuilder) throws {
      switch self {
      case .card: try repository.edit(Stage.card, "0.87", to: "0.88")
      case .evidence: try repository.edit("models/credit/evidence/validation.yaml", "0.87", to: "0.88")
      case .artifact: try repository.write(Stage.weights, "0.99")
      case .artifactDigest:
        let (digest, other) = (String(repeating: "ab", count: 32), String(repeating: "cd", count: 32))
        try repository.edit(Stage.card, digest, to: other)
      case .mode: try repository.setMode(Stage.weights, .executable)
      case .newFile: try repository.write("models/credit/notes/hook.py", "import os")
      case .newName: try repository.move(Stage.weights, to: "models/credit/weights2.bin")
      case .becomesLink:
        try repository.move(Stage.weights, to: "models/credit/kept.bin")
        try repository.link(Stage.weights, to: "kept.bin")
      case .linkTarget: try repository.link("models/credit/latest.bin", to: "weights.bin")
      case .removal: try repository.remove(Stage.weights)
      }
    }
  }

  @Test("an approval does not outlive a change of anything in the subject", arguments: Later.allCases)
  func stale(_ later: Later) throws {
    let stage = try Stage(card: {
      $0.more = [
        ("artifacts", .plain("[{uri: \"s3://acme/w\", sha256: \(String(repeating: "ab", count: 32))}]"))
      ]
    })
    try stage.repository.write(
      "models/credit/evidence/validation.yaml", EvidenceDraft(produced: stage.repository.clock).yaml)
    try stage.repository.link("models/credit/latest.bin", to: "card.yaml")
    try stage.retrain()
    try stage.approve(by: .alice)
    try stage.check().expectSatisfied()

    try later.happen(in: stage.repository)
    try stage.repository.commit("one more thing", by: .erin)
    try stage.check().expectRejected(.approvalStale, of: "alice")
    try stage.approve(by: .alice) { $0.rationale = "read that as well" }
    try stage.check().expectSatisfied()
  }

  @Test("an approval does not outlive a new version, and outlives what is no part of the subject")
  func newVersion() throws {
    let stage = try Stage()
    try stage.retrain()
    try stage.approve(by: .alice)
    try stage.repository.write("README.md", "about all models")
    try stage.repository.write("models/credit/monitoring/notes.txt", "all quiet")
    try stage.writeModel("churn")
    try stage.repository.commit("elsewhere", by: .erin)
    try stage.approve("churn", by: .alice)
    try stage.check().expectSatisfied()

    try stage.repository.edit(Stage.card, "1.0.0", to: "1.1.0")
    try stage.repository.commit("1.1.0", by: .erin)
    try stage.check().expectRejected(.approvalReplayed, of: "alice")
  }

  @Test("an approval of the branch is none of what lands once main has moved on", arguments: [true, false])
  func mainMovedOn(touchesModel: Bool) throws {
    let stage = try Stage()
    try stage.retrain()
    try stage.approve(by: .alice)
    try stage.repository.checkOut("main")
    let other: GitPath = touchesModel ? "models/credit/tokenizer.json" : "models/churn.md"
    try stage.repository.write(other, "meanwhile")
    try stage.repository.commit("meanwhile", by: .erin)
    let report = try stage.check(head: "change")
    if touchesModel { report.expectRejected(.approvalStale, of: "alice") } else { report.expectSatisfied() }
  }

  @Test("an approval is stale under another policy where the policy says so") func boundToPolicy() throws {
    func governed(_ binds: Bool) throws -> Stage {
      try Stage(policy: { $0.sections.append(("approvals", "{bind-policy: \(binds)}")) })
    }
    let other = "sha256:" + String(repeating: "0", count: 64)
    for (binds, policy) in [(true, other), (true, nil), (false, other), (false, nil)] as [(Bool, String?)] {
      let stage = try governed(binds)
      try stage.retrain()
      try stage.approve(by: .farid) { $0.policy = policy }
      let report = try stage.check()
      if binds { report.expectRejected(.approvalStale, of: "farid") } else { report.expectSatisfied() }
    }
    let twin = try governed(true)
    try twin.retrain()
    let digest = try twin.repository.policyDigest()
    try twin.approve(by: .farid) { $0.policy = digest }
    try twin.check().expectSatisfied()
  }

  @Test("an approval does not count after it expired, nor before it was given") func expired() throws {
    let stage = try Stage(policy: { $0.sections.append(("approvals", "{expire: P30D}")) })
    let (day, given) = (Int64(86_400), stage.repository.clock)
    try stage.retrain()
    try stage.approve(by: .alice) { $0.date = given }
    try stage.check(at: given + 30 * day - 1).expectSatisfied()
    try stage.check(at: given + 30 * day).expectRejected(.approvalExpired, of: "alice")

    // A date in the future would hold for longer than the policy allows.
    try stage.approve(by: .alice) { $0.date = given + 20 * day }
    try stage.check(at: given + day).expectRejected(.approvalExpired, of: "alice")
  }

  // MARK: Dug out

  /// On main, alice's approval of the first weights is superseded; on `change` those weights are back.
  private func rolledBack(_ supersede: (Stage) throws -> Void) throws -> (stage: Stage, approved: ObjectID) {
    let stage = try Stage()
    let repository = stage.repository
    let weights = try repository.text(Stage.weights)
    try repository.checkOut("main")
    let approved = try #require(repository.head)
    try repository.branch("old")
    try repository.checkOut("main")
    try supersede(stage)
    try stage.retrain(by: .erin)
    try stage.approve(by: .farid)
    try repository.branch("rollback")
    try repository.write(Stage.weights, weights)
    try repository.commit("roll back", by: .erin)
    return (stage, approved)
  }

  enum Superseded: String, CaseIterable {
    case byWithdrawal, byDeletion, byAnotherApproval

    func happen(on stage: Stage) throws {
      switch self {
      case .byWithdrawal: try stage.approve(by: .alice) { $0.decision = "withdraw" }
      case .byDeletion:
        try stage.repository.remove(Stage.approval(by: .alice))
        try stage.repository.commit("I take it back", by: .alice)
      case .byAnotherApproval: try stage.approve(by: .alice) { $0.rationale = "for another reason" }
      }
    }
  }

  @Test(
    "an approval dug out of history by a merge does not count",
    arguments: [Superseded.byWithdrawal, .byDeletion])
  func dugOut(_ superseded: Superseded) throws {
    let (stage, approved) = try rolledBack(superseded.happen(on:))
    let repository = stage.repository
    // Alice's own bytes, and her own commit among the parents.
    let text = try Stage.text(of: .alice, at: approved, in: repository)
    let head = try #require(repository.head)
    try repository.write(Stage.approval(by: .alice), text)
    try repository.commit("Merge branch 'old'", by: .erin, parents: [head, approved])
    try stage.check().expectRejected(.approvalReplayed, of: "alice")
    try stage.approve(by: .alice) { $0.rationale = "good again" }
    try stage.check().expectSatisfied()
  }

  @Test("an approval copied out of history is the copier's", arguments: Superseded.allCases)
  func copiedOut(_ superseded: Superseded) throws {
    let (stage, approved) = try rolledBack(superseded.happen(on:))
    let text = try Stage.text(of: .alice, at: approved, in: stage.repository)
    if superseded == .byAnotherApproval {
      // What stands was given for this very content and never taken back.
      try stage.check().expectSatisfied()
    } else {
      try stage.repository.write(Stage.approval(by: .alice), text)
      try stage.repository.commit("alice approved that once", by: .erin)
      try stage.check().expectRejected(.approvalMisattributed, of: "alice")
    }
  }

  @Test(
    "an approval taken from before its withdrawal on the same branch does not count",
    arguments: [true, false])
  func beforeWithdrawal(byMerge: Bool) throws {
    let stage = try Stage()
    try stage.retrain()
    let approved = try stage.approve(by: .alice)
    let text = try stage.repository.text(Stage.approval(by: .alice))
    let withdrawn = try stage.approve(by: .alice) { $0.decision = "withdraw" }
    try stage.check().expectRejected(.approvalWithdrawn, of: "alice")
    try stage.repository.write(Stage.approval(by: .alice), text)
    try stage.repository.commit(
      "Revert \"withdraw\"", by: .erin, parents: byMerge ? [withdrawn, approved] : [withdrawn])
    let report = try stage.check()
    report.expectViolated(.approvalWithdrawn)
    #expect(report.counted() == [])
  }

  @Test(
    "somebody else who removes an approval, or puts junk in its place, takes nothing from it",
    arguments: [true, false])
  func removedBySomebodyElse(removes: Bool) throws {
    let stage = try Stage()
    try stage.retrain()
    try stage.approve(by: .alice)
    if removes {
      try stage.repository.remove(Stage.approval(by: .alice))
    } else {
      try stage.repository.write(Stage.approval(by: .alice), "nothing to see here")
    }
    try stage.repository.commit("tidy up", by: .farid)
    let report = try stage.check()
    report.expectSatisfied()
    #expect(report.counted() == ["alice"])
  }

  @Test("a model does not lose the approval that it stands on") func lostAtBase() throws {
    let stage = try Stage()
    try stage.repository.remove(Stage.approval(by: .alice))
    try stage.repository.commit("tidy up", by: .erin)
    try stage.check().expectViolated(.gateUnsatisfied)
    try stage.approve(by: .farid)
    try stage.check().expectSatisfied()
  }

  // MARK: Detached signatures

  @Test("where detached signatures alone count, that of the commit does not") func detachedInPolicy() throws {
    func governed(_ accepted: String) throws -> TransitionReport {
      let stage = try Stage(policy: { $0.sections = [("signatures", "{approvals: \(accepted)}")] })
      try stage.retrain()
      try stage.approve(by: .alice)
      return try stage.check()
    }
    try governed("[detached]").expectRejected(.approvalUnsigned, of: "alice")
    try governed("[commit, detached]").expectSatisfied()
  }

  @Test("a signature beside an approval that was edited afterwards lends it nothing") func detached() throws {
    let stage = try Stage()
    try stage.retrain()
    let file = Stage.approval(by: .alice)
    try stage.writeApproval(by: .alice) { $0.decision = "reject" }
    let signature = Person.alice.key.sign(
      try stage.repository.read(file), namespace: "countersign-approval@v1")
    try stage.writeApproval(by: .alice)
    try stage.repository.write(GitPath(bytes: file.bytes + Array(".sig".utf8)), bytes: signature)
    try stage.repository.commit("alice approves", by: .erin)
    try stage.check().expectRejected(.approvalMisattributed, of: "alice")
    try stage.approve(by: .alice) { $0.rationale = "read it myself" }
    try stage.check().expectSatisfied()
  }
}
