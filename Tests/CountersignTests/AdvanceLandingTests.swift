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

  @Test("a withdrawn approval with its signature is not put back beside a change of something else")
  func putBack() throws {
    let (stage, approval, signed) = try withdrawn(detached: true)
    try stage.repository.write("README.md", "news")
    try stage.repository.commit("news", by: .erin)
    #expect(try stage.check().verdict == .satisfied)
    try stage.repository.write(file, bytes: approval)
    try stage.repository.write(signature(of: file), bytes: signed)
    try stage.repository.commit("more news", by: .erin)
    try stage.check().expectViolated(.approvalReplayed)
    try stage.approve(by: .alice)
    #expect(try stage.check().verdict == .satisfied)
  }

  @Test("nor is it put back without its signature, which comes with the change that needs it")
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

  @Test("a withdrawn approval is not put back by a merge of the branch that has it") func merged() throws {
    let (stage, approval, _) = try withdrawn(detached: false)
    let file = file
    try stage.repository.merge("old", by: .alice) { repository throws(RehearsalError) in
      try repository.write(file, bytes: approval)
      try repository.write(Stage.weights, Self.safe)
    }
    try stage.check().expectViolated(.approvalReplayed)
  }

  @Test(
    "an approval with a compromised key does not land, though nothing needs it", arguments: [true, false])
  func compromised(detached: Bool) throws {
    for isStolen in [true, false] {
      let stage = try stage { roster in
        guard isStolen else { return }
        roster.change(.farid) { $0.keys[0].revoked = ("compromised", RepositoryBuilder.defaultStart) }
      }
      try stage.repository.write(Stage.weights, Self.backdoor)
      try stage.writeApproval(by: .farid)
      if detached { try sign(stage, by: .farid) }
      try stage.repository.write(Stage.weights, Self.safe)
      try stage.repository.commit("in advance", by: detached ? .erin : .farid)
      let report = try stage.check()
      if isStolen {
        report.expectViolated(.keyCompromised)
      } else {
        #expect(report.verdict == .satisfied, Comment(rawValue: report.summary))
      }
    }
  }

  @Test("an approval of a policy that was withdrawn is not put back while the policy stays")
  func policy() throws {
    let stage = try stage()
    let path: GitPath = "policies/approvals/policy/judy.yaml"
    try stage.approvePolicy(by: .judy)
    let approval = try stage.repository.read(path)
    try stage.repository.branch("old", from: "change")
    try stage.repository.checkOut("change")
    try stage.repository.remove(path)
    try stage.repository.commit("I was wrong", by: .judy)
    #expect(try stage.check().verdict == .satisfied)
    try land(stage, next: "next")
    try stage.repository.write("README.md", "news")
    try stage.repository.commit("news", by: .erin)
    try stage.repository.merge("old", by: .erin) { repository throws(RehearsalError) in
      try repository.write(path, bytes: approval)
    }
    try stage.check().expectViolated(.approvalReplayed)
    try stage.approvePolicy(by: .judy)
    #expect(try stage.check().verdict == .satisfied)
  }
}
