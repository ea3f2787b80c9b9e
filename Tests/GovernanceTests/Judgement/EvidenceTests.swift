import Governance
import Testing

@Suite struct EvidenceTests {
  private static let sha = Fixture.hash("model")

  private func report(
    _ name: String = "validation", by: Attribution = Fixture.signed("ci"),
    artifact: String? = EvidenceTests.sha,
    detached: Attribution? = nil, produced: String = "2026-11-19T08:00:00Z", auc: String = "0.9",
    passed: Bool = true,
    commit: CommitID = "evidence"
  ) -> EvidenceRecord {
    EvidenceRecord(
      path: "models/credit-scoring/evidence/\(commit).yaml",
      document: Evidence(
        name: name, artifact: artifact, produced: Instant(rfc3339: produced)!,
        metrics: [Metric(name: "auc", value: Number(auc)!)],
        tests: [Evidence.Test(name: "noise", passed: passed)]),
      commit: commit, attribution: by, detached: detached)
  }

  private func judged(
    _ reports: [EvidenceRecord], maxAge: String? = "P30D", signedBy: [String]? = ["ci-validator"],
    independent: Bool = false, artifacts: Bool = true, _ edit: (inout Fixture) -> Void = { _ in }
  ) -> Fixture {
    fixture {
      $0.policy.gates[0].evidence = [
        EvidenceRequirement(
          name: "validation", signedBy: signedBy, maxAge: maxAge.flatMap { Period(iso8601: $0) },
          independent: independent)
      ]
      $0.policy.gates[0].thresholds = [Threshold(metric: "auc", min: Number("0.8"))]
      if artifacts { $0.card?.artifacts = [Artifact(location: .uri("s3://x"), sha256: EvidenceTests.sha)] }
      $0.evidence = reports
      edit(&$0)
    }
  }

  @Test func `a fresh report by one who may produce it is enough`() {
    #expect(judged([report()]).judgement.findings.isEmpty)
    #expect(judged([report()], signedBy: ["ci"]).verdict == .satisfied)
    #expect(judged([report()], signedBy: nil).verdict == .satisfied)
  }

  @Test func `a report that a gate asks for twice is told and read once, and fails both`() {
    let failed = judged([report(auc: "0.7", passed: false)]) {
      $0.policy.gates[0].evidence += [EvidenceRequirement(name: "validation", signedBy: ["ci"])]
    }
    #expect(
      failed.judgement.findings.filter { $0.severity == .error && $0.rule == .thresholdUnmet }.map(\.message)
        .filter { $0.contains("test noise failed") }.count == 1)
    #expect(failed.judgement.findings.filter { $0.message.contains("auc") }.count == 1)
    #expect(
      failed.gate()?.leaves.filter { $0.kind == .evidence }.map(\.verdict) == [.violated, .violated])
  }

  @Test func `no report, or one of another name, is missing evidence`() {
    #expect(judged([]).errors == [.evidenceMissing])
    #expect(judged([report("Validation")]).errors == [.evidenceMissing])
  }

  @Test(arguments: [
    Attribution.unsigned, .unexamined, .malformed(reason: "x"), .invalid(reason: "x"),
    .unknownSigner(key: nil, reason: nil), Fixture.signed("ci", .compromised), Fixture.signed("alice"),
  ])
  func `a report by anybody else is untrusted`(_ by: Attribution) {
    #expect(judged([report(by: by)]).errors == [.evidenceUntrusted])
  }

  @Test func `a report by a compromised key does not land, needed or not`() {
    let stolen = Fixture.signed("ci", .compromised)
    #expect(judged([report(by: stolen)]).errors == [.evidenceUntrusted])
    #expect(judged([report(), report(by: stolen, commit: "other")]).errors == [.keyCompromised])
    #expect(
      judged([report(), report(by: .unsigned, detached: stolen, commit: "other")]).errors == [.keyCompromised]
    )
    #expect(judged([report(by: stolen, detached: Fixture.signed("ci"))]).verdict == .satisfied)
    #expect(judged([report(by: Fixture.signed("ci"))]).verdict == .satisfied)
  }

  @Test func `a detached signature lends nothing to a report that nothing binds to the model`() {
    let detached = report(by: .unsigned, detached: Fixture.signed("ci"))
    #expect(judged([detached]).verdict == .satisfied)
    #expect(judged([detached], artifacts: false).errors == [.evidenceUntrusted])
    #expect(judged([report()], artifacts: false).verdict == .satisfied)
  }

  @Test func `a report that its producer signed may be committed by anybody`() {
    for by in [Attribution.unsigned, Fixture.signed("erin"), .invalid(reason: "x")] {
      #expect(judged([report(by: by, detached: Fixture.signed("ci"))]).judgement.findings.isEmpty)
      #expect(judged([report(by: by)]).errors == [.evidenceUntrusted])
    }
    #expect(
      judged([report(by: .unsigned, detached: Fixture.signed("ci"))], signedBy: ["ci"]).verdict == .satisfied)
    #expect(
      judged([report(by: .unsigned, detached: Fixture.signed("ci"))], signedBy: nil).verdict == .satisfied)
  }

  @Test(arguments: [
    Attribution.unsigned, .unexamined, .malformed(reason: "x"), .invalid(reason: "x"),
    .unknownSigner(key: nil, reason: nil), Fixture.signed("ci", .retired), Fixture.signed("alice"),
  ])
  func `a detached signature by anybody else lends a report nothing, and takes it nothing`(
    _ detached: Attribution
  ) {
    #expect(judged([report(by: .unsigned, detached: detached)]).errors == [.evidenceUntrusted])
    let beside = judged([report(detached: detached)])
    #expect(beside.verdict == .satisfied)
    #expect(beside.warnings == [.evidenceUntrusted])
  }

  @Test func `a forge produces nothing that its users upload, unless the gate names it`() {
    let upload = report(by: Fixture.signed("forge"))
    #expect(judged([upload], signedBy: nil).errors == [.evidenceUntrusted])
    #expect(judged([upload], signedBy: ["ci"]).errors == [.evidenceUntrusted])
    #expect(judged([upload], signedBy: ["forge"]).verdict == .satisfied)
    #expect(judged([upload], signedBy: ["forge"], independent: true).errors == [.evidenceUntrusted])
  }

  @Test func `the producer of a signed report is who signed it, not who committed it`() {
    func judgedIndependent(_ report: EvidenceRecord) -> Fixture {
      judged([report], signedBy: ["erin", "ci"], independent: true)
    }
    #expect(
      judgedIndependent(report(by: Fixture.signed("erin"), detached: Fixture.signed("ci"))).verdict
        == .satisfied)
    #expect(
      judgedIndependent(report(by: .unsigned, detached: Fixture.signed("erin"))).errors == [
        .evidenceUntrusted
      ])
  }

  @Test func `a report that nobody signed is untrusted even where the policy names no signers`() {
    #expect(judged([report(by: .unsigned)], signedBy: nil).errors == [.evidenceUntrusted])
  }

  @Test func `a report is stale from the end of its age on`() {
    #expect(judged([report(produced: "2026-10-21T12:00:01Z")]).verdict == .satisfied)
    #expect(judged([report(produced: "2026-10-21T12:00:00Z")]).errors == [.evidenceStale])
    #expect(judged([report(produced: "2020-01-01")], maxAge: nil).verdict == .satisfied)
  }

  @Test func `a report from the future is stale, within the clock's tolerance it is not`() {
    #expect(judged([report(produced: "2026-11-20T12:10:00Z")]).verdict == .satisfied)
    #expect(judged([report(produced: "2026-11-20T12:10:01Z")]).errors == [.evidenceStale])
  }

  @Test func `a report on another artifact, or on none, is stale where the card lists artifacts`() {
    #expect(judged([report(artifact: Fixture.hash("other"))]).errors == [.evidenceStale])
    #expect(judged([report(artifact: nil)]).errors == [.evidenceStale])
    #expect(judged([report(artifact: nil)], artifacts: false).verdict == .satisfied)
  }

  @Test func `a failed test fails the gate`() {
    #expect(judged([report(passed: false)]).errors == [.thresholdUnmet])
  }

  @Test func `of several good reports all have to pass`() {
    #expect(judged([report(), report(auc: "0.7", commit: "second")]).errors == [.thresholdUnmet])
    #expect(judged([report(), report(passed: false, commit: "second")]).errors == [.thresholdUnmet])
  }

  @Test func `junk beside a good report is a note, and its numbers are not read`() {
    let fixture = judged([report(by: .unsigned, auc: "0.1", passed: false, commit: "junk"), report()])
    #expect(fixture.verdict == .satisfied)
    #expect(fixture.notes == [.evidenceUntrusted])
  }

  @Test func `good numbers in junk do not help a bad report`() {
    #expect(
      judged([report(by: .unsigned, auc: "0.99", commit: "junk"), report(auc: "0.1")]).verdict == .violated)
  }

  @Test func `an independent producer is no contributor`() {
    let own = judged([report(by: Fixture.signed("erin"))], signedBy: ["erin"], independent: true)
    #expect(own.errors == [.evidenceUntrusted])
    #expect(judged([report(by: Fixture.signed("erin"))], signedBy: ["erin"]).verdict == .satisfied)
    #expect(judged([report()], independent: true).verdict == .satisfied)
  }

  @Test func `a role is not matched by a look-alike`() {
    #expect(judged([report()], signedBy: ["CI"]).errors == [.evidenceUntrusted])
  }
}
