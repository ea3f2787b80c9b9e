import GitHistory
import Governance
import Rehearsal
import Signatures
import Testing

/// Approvals signed by a file beside them, which squash and rebase leave alone.
struct DetachedApprovalTests {
  private let file = Stage.approval(by: .alice)
  private let signature = GitPath("models/credit/approvals/technical/alice.yaml.sig")
  private static let namespace = "countersign-approval@v1"

  private func stage(_ signatures: String = "[commit, detached]") throws -> Stage {
    try Stage(policy: {
      $0.sections.removeAll { $0.0 == "signatures" }
      $0.sections.append(("signatures", "{contributions: required, approvals: \(signatures)}"))
    })
  }

  private func sign(
    _ stage: Stage, by person: Person = .alice, namespace: String = namespace, file: GitPath? = nil
  ) throws {
    let file = file ?? self.file
    let bytes = try stage.repository.read(file)
    try stage.repository.write(
      GitPath(bytes: file.bytes + Array(".sig".utf8)), bytes: person.key.sign(bytes, namespace: namespace))
  }

  /// Erin's change with an approval that alice signed, all in one commit of erin's.
  private func squashed(
    by signer: Person = .alice, namespace: String = namespace, policy: String = "[commit, detached]"
  ) throws -> Stage {
    let stage = try stage(policy)
    try stage.repository.write(Stage.weights, "0.29 0.44")
    try stage.writeApproval(by: .alice)
    try sign(stage, by: signer, namespace: namespace)
    try stage.repository.commit("retrain (#12)", by: .erin)
    return stage
  }

  @Test("a detached approval survives a squash") func survives() throws {
    let report = try squashed().check()
    report.expectSatisfied()
    #expect(report.counted() == ["alice"])
    #expect(report.models[0].contributors == ["erin"])
  }

  @Test("without its signature, the squashed approval is erin's word") func unsigned() throws {
    let stage = try squashed()
    try stage.repository.remove(signature)
    try stage.repository.commit("tidy", by: .erin)
    // What alice said is not unsaid by taking the file away; in a squash that never held it, it was not said.
    try stage.check().expectSatisfied()
    let twin = try self.stage()
    try twin.repository.write(Stage.weights, "0.29 0.44")
    try twin.writeApproval(by: .alice)
    try twin.repository.commit("retrain (#12)", by: .erin)
    try twin.check().expectRejected(.approvalMisattributed, of: "alice")
  }

  @Test("a .sig beside a file that was edited afterwards is worth nothing") func edited() throws {
    let stage = try stage()
    try stage.retrain()
    try stage.writeApproval(by: .alice)
    try sign(stage)
    try stage.repository.edit(file, "decision: approve", to: "decision: approve-with-conditions")
    try stage.repository.commit("approved", by: .erin)
    try stage.check().expectRejected(.signatureInvalid, of: "alice")
    try sign(stage)
    try stage.repository.commit("signed as it is", by: .erin)
    try stage.check().expectSatisfied()
  }

  @Test("another's signature, or one made for another purpose, does not count")
  func others() throws {
    try squashed(by: .farid).check().expectRejected(.approvalMisattributed, of: "alice")
    try squashed(by: .mallory).check().expectRejected(.signerUnknown, of: "alice")
    for namespace in ["git", "file", "countersign-evidence@v1"] {
      try squashed(namespace: namespace).check().expectRejected(.signatureInvalid, of: "alice")
    }
  }

  @Test("a signature copied from another's approval does not count") func copied() throws {
    let stage = try stage()
    try stage.retrain()
    try stage.writeApproval(by: .farid)
    try sign(stage, by: .farid, file: Stage.approval(by: .farid))
    try stage.writeApproval(by: .alice)
    try stage.repository.copy(GitPath("\(Stage.approval(by: .farid)).sig"), to: signature)
    try stage.repository.remove(Stage.approval(by: .farid))
    try stage.repository.remove(GitPath("\(Stage.approval(by: .farid)).sig"))
    try stage.repository.commit("approved", by: .erin)
    try stage.check().expectRejected(.signatureInvalid, of: "alice")
  }

  @Test("a policy that lists commits only counts no detached signature") func unlisted() throws {
    try squashed(policy: "[commit]").check().expectRejected(.approvalMisattributed, of: "alice")
  }

  @Test("a policy that lists detached only counts no commit's") func detachedOnly() throws {
    let stage = try stage("[detached]")
    try stage.retrain()
    try stage.approve(by: .alice)
    try stage.check().expectViolated(.gateUnsatisfied)
    try sign(stage)
    // It may come later, in anybody's commit.
    try stage.repository.commit("add the signature", by: .erin)
    try stage.check().expectSatisfied()
  }

  @Test("a rebase that keeps the content keeps a detached approval") func rebased() throws {
    let stage = try squashed()
    let landed = try stage.repository.text(Stage.weights)
    let (approval, signed) = (try stage.repository.read(file), try stage.repository.read(signature))
    try stage.repository.checkOut("main")
    try stage.repository.write("README.md", "news")
    try stage.repository.commit("news on main", by: .kim)
    try stage.repository.branch("rebased", from: "main")
    try stage.repository.write(Stage.weights, landed)
    try stage.repository.write(file, bytes: approval)
    try stage.repository.write(signature, bytes: signed)
    try stage.repository.commit("retrain (#12)", by: .erin)
    try stage.check().expectSatisfied()
  }

  @Test("a detached approval that was withdrawn on main is not brought back") func broughtBack() throws {
    let stage = try squashed()
    let (approval, signed) = (try stage.repository.read(file), try stage.repository.read(signature))
    let head = try #require(stage.repository.head)
    try stage.repository.checkOut("main")
    try stage.repository.reset(to: head)
    try stage.repository.remove(file)
    try stage.repository.remove(signature)
    try stage.repository.commit("I was wrong", by: .alice)
    try stage.repository.branch("again", from: "main")
    try stage.repository.write("models/credit/notes.md", "notes")
    try stage.repository.commit("notes", by: .erin)
    try stage.repository.remove("models/credit/notes.md")
    try stage.repository.write(file, bytes: approval)
    try stage.repository.write(signature, bytes: signed)
    try stage.repository.write(Stage.card, try stage.repository.text(Stage.card))
    try stage.repository.commit("approved", by: .erin)
    let report = try stage.check()
    #expect(report.counted() == [], Comment(rawValue: report.summary))
  }

  /// Signatures that are none beside alice's rejection, her own, which alone shows that it is hers, and an attempt
  /// to lose it.
  private func drowned(by count: Int, beside noise: String?) throws -> Stage {
    let stage = try stage()
    try stage.retrain()
    try stage.writeApproval(by: .alice) { $0.decision = "reject" }
    let rejection = try stage.repository.read(file)
    for index in 0..<count {
      if let noise { try stage.repository.write(file, "\(noise): \(index)\n") }
      try stage.repository.write(signature, "\(index)")
      try stage.repository.commit("noise", by: .erin)
    }
    try stage.repository.write(file, bytes: rejection)
    try sign(stage)
    try stage.repository.commit("alice rejects", by: .kim)
    try stage.repository.remove(file)
    try stage.repository.remove(signature)
    try stage.repository.commit("tidy", by: .erin)
    try stage.approve(by: .farid)
    return stage
  }

  @Test("a rejection is not drowned in signatures") func drowned() throws {
    try drowned(by: 3, beside: nil).check().expectViolated(.gateVetoed)
    try drowned(by: 64, beside: nil).check().expectViolated(.documentInvalid)
    try drowned(by: 64, beside: "noise").check().expectViolated(.gateVetoed)
  }

  @Test("a file may be signed anew as often as it changes") func oftenSigned() throws {
    let stage = try stage()
    for index in 0..<70 {
      try stage.retrain("try \(index)")
      try stage.writeApproval(by: .alice)
      try sign(stage)
      try stage.repository.commit("try again (#\(index))", by: .erin)
    }
    try stage.check().expectSatisfied()
  }
}
