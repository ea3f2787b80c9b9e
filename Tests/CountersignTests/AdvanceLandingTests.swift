import GitHistory
import Governance
import Rehearsal
import Signatures
import Testing

/// Approvals that are landed beside a change that does not need them, for the next one that does.
struct AdvanceLandingTests {
  private static let namespace = "countersign-approval@v1"
  private static let backdoor = "0.66 0.66"
  private static let safe = "0.31 0.42"
  private let file = Stage.approval(by: .alice)

  private func stage(roster: (inout IdentitiesDraft) -> Void = { _ in }) throws -> Stage {
    try Stage(
      policy: {
        $0.sections.removeAll { $0.0 == "signatures" }
        $0.sections.append(("signatures", "{contributions: required, approvals: [commit, detached]}"))
      }, roster: roster)
  }

  private func signature(of path: GitPath) -> GitPath { GitPath(bytes: path.bytes + Array(".sig".utf8)) }

  private func sign(_ stage: Stage, by person: Person) throws {
    let path = Stage.approval(by: person)
    try stage.repository.write(
      signature(of: path),
      bytes: person.key.sign(try stage.repository.read(path), namespace: Self.namespace))
  }

  private func land(_ stage: Stage, next branch: String) throws {
    let head = try #require(stage.repository.head)
    try stage.repository.checkOut("main")
    try stage.repository.reset(to: head)
    try stage.repository.branch(branch, from: "main")
  }

  /// Alice approves a backdoor and withdraws that, the weights go back, and this lands. A branch `old` stands where
  /// her approval was given.
  private func withdrawn(detached: Bool) throws -> (stage: Stage, approval: [UInt8], signature: [UInt8]) {
    let stage = try stage()
    try stage.repository.write(Stage.weights, Self.backdoor)
    try stage.repository.commit("backdoor", by: .erin)
    try stage.writeApproval(by: .alice)
    try sign(stage, by: .alice)
    let approval = try stage.repository.read(file)
    let signed = try stage.repository.read(signature(of: file))
    if !detached { try stage.repository.remove(signature(of: file)) }
    try stage.repository.commit("alice approves", by: detached ? .erin : .alice)
    try stage.check().expectSatisfied()
    try stage.repository.branch("old", from: "change")
    try stage.repository.checkOut("change")
    if detached { try stage.repository.remove(signature(of: file)) }
    try stage.writeApproval(by: .alice) { $0.decision = "withdraw" }
    try stage.repository.commit("I was wrong", by: .alice)
    try stage.repository.write(Stage.weights, Self.safe)
    try stage.repository.commit("back to the old weights", by: .erin)
    try stage.approve(by: .farid)
    try stage.check().expectSatisfied()
    try land(stage, next: "next")
    return (stage, approval, signed)
  }

  @Test("a withdrawn approval is not put back without its signature, which comes with the change that needs it")
  func inTwoSteps() throws {
    let (stage, approval, signed) = try withdrawn(detached: true)
    try stage.repository.write(file, bytes: approval)
    try stage.repository.commit("news", by: .erin)
    #expect(try stage.check().verdict == .satisfied)
    try land(stage, next: "then")
    try stage.repository.write(signature(of: file), bytes: signed)
    try stage.repository.write(Stage.weights, Self.backdoor)
    try stage.repository.commit("retrain", by: .erin)
    try stage.check().expectRejected(.approvalReplayed, of: "alice")
  }

  @Test("a signature may come after its file, which was never taken away") func signedLater() throws {
    let stage = try stage()
    try stage.repository.write(Stage.weights, Self.backdoor)
    try stage.writeApproval(by: .farid)
    try stage.repository.write(Stage.weights, Self.safe)
    try stage.repository.commit("in advance, and the signature forgotten", by: .erin)
    #expect(try stage.check().verdict == .satisfied)
    try land(stage, next: "then")
    try stage.repository.write(Stage.weights, Self.backdoor)
    try sign(stage, by: .farid)
    try stage.repository.commit("retrain", by: .erin)
    try stage.check().expectSatisfied()
  }

  @Test("nor is it hidden behind a commit that claims to be old") func behindAnOldDate() throws {
    let (stage, approval, signed) = try withdrawn(detached: true)
    try stage.repository.write("README.md", "news")
    try stage.repository.commit("news", by: .erin, at: 1_000_000_000)
    #expect(try stage.check().verdict == .satisfied)
    try land(stage, next: "then")
    try stage.repository.write(file, bytes: approval)
    try stage.repository.write(signature(of: file), bytes: signed)
    try stage.repository.write(Stage.weights, Self.backdoor)
    try stage.repository.commit("retrain", by: .erin)
    try stage.check().expectRejected(.approvalReplayed, of: "alice")
  }
}
