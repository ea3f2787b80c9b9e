import Governance
import Testing

@Suite struct RubberStampSpeedTests {
  private func found(_ decisions: LandedDecision...) -> [TheatreFinding] {
    DecisionSample.found(.rubberStampSpeed, decisions)
  }

  @Test func `an approval sooner than the threshold is told with the soonest one`() throws {
    let finding = try #require(
      found(
        DecisionSample.decision(by: "alice", of: "churn", at: 500, after: 200),
        DecisionSample.decision(by: "alice", of: "credit", "2.1", gate: "fairness", at: 900, after: 40),
        DecisionSample.decision(by: "alice", of: "fraud", at: 9000, after: 7200)
      ).first?.finding)
    #expect(finding.severity == .warning)
    #expect(finding.message.contains("2 of 3 approvals by alice came within PT5M"))
    #expect(finding.message.contains("40 s after it: gate fairness of credit 2.1, on 2026-05-01"))
    #expect(finding.model == "credit" && finding.gate == "fairness")
    #expect(finding.commit == "alice-credit-2.1-fairness-900")
    #expect(finding.verdict == .satisfied)
  }

  @Test func `an approval after the threshold is none`() {
    #expect(found(DecisionSample.decision(by: "alice", after: 300)).isEmpty)
    #expect(found(DecisionSample.decision(by: "alice", after: 299)).count == 1)
  }

  @Test func `a date before the change, and a change that is not known, say nothing`() {
    #expect(found(DecisionSample.decision(by: "alice", after: -1)).isEmpty)
    #expect(found(DecisionSample.decision(by: "alice")).isEmpty)
  }

  @Test func `dates at the ends of time do not overflow`() {
    var one = DecisionSample.decision(by: "alice", after: 1)
    one.date = Instant(seconds: .max)
    one.change = Instant(seconds: .min)
    #expect(found(one).isEmpty)
    (one.date, one.change) = (Instant(seconds: .min), Instant(seconds: .max))
    #expect(found(one).isEmpty)
  }

  @Test func `a quick no is no rubber stamp`() {
    #expect(found(DecisionSample.decision(by: "alice", says: .reject, after: 10)).isEmpty)
    #expect(found(DecisionSample.decision(by: "alice", says: .withdraw, after: 10)).isEmpty)
    #expect(found(DecisionSample.decision(by: "alice", says: .approveWithConditions, after: 10)).count == 1)
  }

  @Test func `the threshold is the policy's, and the rule can be switched off`() {
    let decision = DecisionSample.decision(by: "alice", after: 3000)
    let hour = TheatreThresholds(speed: Period(iso8601: "PT1H"))
    #expect(DecisionSample.found(.rubberStampSpeed, [decision], hour).count == 1)
    #expect(DecisionSample.found(.rubberStampSpeed, [decision], TheatreThresholds(speed: nil)).isEmpty)
  }
}
