import Governance
import Testing

@Suite struct ThresholdTests {
  private func measured(
    _ metrics: [Metric], baseline: [Metric] = [], min: String? = nil, max: String? = nil,
    slice: String? = nil,
    notBelow: String? = nil
  ) -> Fixture {
    fixture {
      $0.policy.gates[0].thresholds = [
        Threshold(
          metric: "auc", slice: slice, min: min.flatMap { Number($0) }, max: max.flatMap { Number($0) },
          notBelowBaseline: notBelow.flatMap { Number($0) })
      ]
      $0.card?.metrics = metrics
      $0.base?.card?.metrics = baseline
    }
  }

  private func auc(_ value: String, slice: String? = nil, name: String = "auc") -> Metric {
    Metric(name: name, value: Number(value)!, slice: slice)
  }

  @Test func `a bound that is met exactly holds`() {
    #expect(measured([auc("0.80")], min: "0.8").verdict == .satisfied)
    #expect(measured([auc("0.8")], max: "0.80").verdict == .satisfied)
    #expect(measured([auc("0.799999999999999999999")], min: "0.8").errors == [.thresholdUnmet])
    #expect(measured([auc("0.800000000000000000001")], max: "0.8").errors == [.thresholdUnmet])
  }

  @Test func `a metric that is missing does not hold`() {
    #expect(measured([], min: "0.8").errors == [.thresholdUnmet])
    #expect(measured([auc("0.9", name: "AUC")], min: "0.8").errors == [.thresholdUnmet])
    #expect(measured([], baseline: [auc("0.8")], notBelow: "0.01").errors == [.thresholdUnmet])
  }

  @Test func `without a slice, what has none or is overall is read`() {
    #expect(measured([auc("0.9", slice: "overall")], min: "0.8").verdict == .satisfied)
    #expect(measured([auc("0.9", slice: "women")], min: "0.8").errors == [.thresholdUnmet])
    #expect(measured([auc("0.9"), auc("0.1", slice: "women")], min: "0.8").verdict == .satisfied)
    #expect(measured([auc("0.9"), auc("0.1", slice: "overall")], min: "0.8").verdict == .violated)
  }

  @Test func `with a slice, that slice is read`() {
    #expect(
      measured([auc("0.9"), auc("0.1", slice: "women")], min: "0.8", slice: "women").verdict == .violated)
    #expect(
      measured([auc("0.1"), auc("0.9", slice: "women")], min: "0.8", slice: "women").verdict == .satisfied)
    #expect(measured([auc("0.9")], min: "0.8", slice: "women").verdict == .violated)
    #expect(measured([auc("0.9")], min: "0.8", slice: "overall").verdict == .satisfied)
  }

  @Test func `of several measurements each has to hold`() {
    #expect(measured([auc("0.9"), auc("0.7")], min: "0.8").verdict == .violated)
  }

  @Test func `of many measurements that break a bound the worst are told`() {
    let many = (0..<100).map { auc("0.\(100 + $0 * 37 % 100)") }
    let low = measured(many, min: "0.9").judgement.findings.map(\.message)
    #expect(low.map { $0.prefix(12) } == (100...104).map { "auc is 0.\($0)" })
    #expect(low.map { $0.hasSuffix("others of auc may break it too") } == [false, false, false, false, true])
    let high = measured(many, max: "0.05").judgement.findings.map(\.message)
    #expect(high.map { $0.prefix(12) } == (0..<5).map { "auc is 0.\(199 - $0)" })
    let fall = measured(many, baseline: many, notBelow: "0.0").judgement.findings.map(\.message)
    #expect(fall.map { $0.prefix(28) } == (100...104).map { "auc fell from 0.199 to 0.\($0)".prefix(28) })
    // One that breaks it among many that do not is told all the same.
    #expect(measured(many + [auc("0.09")] + many, min: "0.1").errors == [.thresholdUnmet])
    #expect(measured(many + [auc("0.2")] + many, max: "0.199").errors == [.thresholdUnmet])
    #expect(measured(many, baseline: many, min: "0.1", max: "0.199", notBelow: "0.099").verdict == .satisfied)
  }

  @Test(.timeLimit(.minutes(1)))
  func `many measurements under many bounds are judged in time that does not grow with their product`() {
    let many = (0..<5_000).map { auc("0.\(10_000 + $0)") }
    let fixture = fixture {
      $0.policy.gates[0].thresholds = (0..<256).map { index in
        Threshold(
          metric: index < 128 ? "auc" : "auc\(index)", min: Number("1"), notBelowBaseline: Number("0"))
      }
      $0.card?.metrics = many
      $0.base?.card?.metrics = many
    }
    #expect(
      fixture.judgement.findings.count { $0.rule == .thresholdUnmet && $0.severity == .error } == 128 * 11)
  }

  @Test func `the baseline is compared in decimals`() {
    #expect(measured([auc("0.87")], baseline: [auc("0.88")], notBelow: "0.01").verdict == .satisfied)
    #expect(measured([auc("0.869")], baseline: [auc("0.88")], notBelow: "0.01").errors == [.thresholdUnmet])
    #expect(
      measured([auc("0.8699999999999999999999")], baseline: [auc("0.88")], notBelow: "0.01").verdict
        == .violated)
    #expect(measured([auc("0.88")], baseline: [auc("0.88")], notBelow: "0").verdict == .satisfied)
  }

  @Test func `without a baseline it holds, with a note`() {
    let fixture = measured([auc("0.5")], notBelow: "0.01")
    #expect(fixture.verdict == .satisfied)
    #expect(fixture.notes == [.thresholdUnmet])
    let new = Fixture(approvedBy: ["alice"])
    #expect(new.verdict == .satisfied)
  }

  @Test func `a metric that both bounds and a baseline break is told for each`() {
    let fixture = measured([auc("0.5")], baseline: [auc("0.9")], min: "0.8", notBelow: "0.1")
    #expect(fixture.judgement.findings.count == 2)
  }

  @Test func `metrics of the card do not stand in for evidence that a gate asks for`() {
    let fixture = fixture {
      $0.policy.gates[0].thresholds = [Threshold(metric: "auc", min: Number("0.8"))]
      $0.policy.gates[0].evidence = [EvidenceRequirement(name: "validation")]
      $0.card?.metrics = [Metric(name: "auc", value: Number("0.9")!)]
      $0.evidence = [
        EvidenceRecord(
          path: "evidence/validation.yaml", document: Evidence(name: "validation", produced: Fixture.now),
          commit: "evidence", attribution: Fixture.signed("ci"))
      ]
    }
    #expect(fixture.errors == [.thresholdUnmet])
  }

  @Test func `a report that a gate asks for twice is read once`() {
    let fixture = fixture {
      $0.policy.gates[0].thresholds = [Threshold(metric: "auc", min: Number("0.8"))]
      $0.policy.gates[0].evidence = [
        EvidenceRequirement(name: "validation"), EvidenceRequirement(name: "validation"),
      ]
      $0.evidence = ["a", "b"].map {
        EvidenceRecord(
          path: $0, document: Evidence(name: "validation", produced: Fixture.now, metrics: [auc("0.7")]),
          commit: "evidence", attribution: Fixture.signed("ci"))
      }
    }
    #expect(fixture.judgement.findings.map(\.path) == ["a", "b"])
  }

  @Test func `the baseline of evidence is base's evidence`() {
    func judged(_ baseline: String) -> Fixture {
      fixture {
        $0.policy.gates[0].thresholds = [Threshold(metric: "auc", notBelowBaseline: Number("0.01"))]
        $0.policy.gates[0].evidence = [EvidenceRequirement(name: "validation")]
        $0.base?.reports = [
          ModelState.Report(
            path: "e",
            document: Evidence(name: "validation", produced: Fixture.now, metrics: [auc(baseline)]))
        ]
        $0.evidence = [
          EvidenceRecord(
            path: "e", document: Evidence(name: "validation", produced: Fixture.now, metrics: [auc("0.87")]),
            commit: "evidence", attribution: Fixture.signed("ci"))
        ]
      }
    }
    #expect(judged("0.88").verdict == .satisfied)
    #expect(judged("0.89").verdict == .violated)
  }
}
