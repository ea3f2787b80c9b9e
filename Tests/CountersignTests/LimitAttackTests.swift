import GitHistory
import Governance
import Rehearsal
import Testing

/// Files without number, brought to hold up the judgement or to drown what counts among them; each with a twin that
/// keeps to the limit.
struct LimitAttackTests {
  private func write(
    _ count: Int, to directory: String, named suffix: String, _ content: String = "{}", in stage: Stage
  ) throws {
    for number in 0..<count {
      try stage.repository.write(GitPath("\(directory)/f\(number)\(suffix)"), content)
    }
  }

  private func expect(_ report: TransitionReport, refused: Bool, saying text: String) {
    guard refused else { return report.expectSatisfied() }
    report.expectViolated(.documentInvalid)
    let finding = report.findings.first { $0.rule == .documentInvalid }
    #expect(finding?.message.contains(text) ?? false, Comment(rawValue: report.summary))
    #expect(finding?.help != nil && finding?.path != nil)
  }

  @Test("more reports than are read are refused", arguments: [1_000, 1_001]) func reports(_ count: Int) throws
  {
    let stage = try Stage()
    try stage.retrain()
    try write(count, to: "models/credit/evidence", named: ".json", in: stage)
    // However many, what has another name is no report.
    try write(1_100, to: "models/credit/evidence/plots", named: ".csv", in: stage)
    try stage.repository.commit("measured", by: .ci)
    try stage.approve(by: .alice)
    expect(try stage.check(), refused: count > 1_000, saying: "holds more than 1000 YAML and JSON files")
  }

  @Test("reports of more bytes than are read are refused", arguments: [16, 17]) func bytes(_ count: Int)
    throws
  {
    let stage = try Stage()
    try stage.retrain()
    let content = "\"" + String(repeating: "x", count: 1 << 20 - 2) + "\""
    try write(count, to: "models/credit/evidence", named: ".json", content, in: stage)
    // Too large for a document, and so not read at all.
    try stage.repository.write("models/credit/evidence/raw.json", content + content)
    try stage.repository.commit("measured", by: .ci)
    try stage.approve(by: .alice)
    expect(try stage.check(), refused: count > 16, saying: "holds more than 16 MiB of YAML and JSON")
  }

  @Test("a failed report cannot be drowned among others") func drowned() throws {
    for count in [10, 1_000] {
      let stage = try Stage(policy: { $0.gates[0].evidence = ["{name: validation, signed-by: [ci]}"] })
      try stage.retrain()
      let failed = EvidenceDraft(artifact: nil, produced: stage.repository.clock) {
        $0.tests = [("schema", false)]
      }
      try stage.repository.write("models/credit/evidence/z.yaml", failed.yaml)
      try write(count, to: "models/credit/evidence", named: ".json", in: stage)
      try stage.repository.commit("measured", by: .ci)
      try stage.approve(by: .alice)
      try stage.check().expectViolated(count > 10 ? .documentInvalid : .thresholdUnmet)
    }
  }

  @Test("more files among the approvals than are looked at are refused", arguments: [998, 1_000])
  func approvals(_ count: Int) throws {
    let stage = try Stage()
    try stage.retrain()
    try write(count, to: "models/credit/approvals/technical", named: ".txt", in: stage)
    try stage.repository.commit("notes", by: .erin)
    try stage.approve(by: .alice)
    expect(try stage.check(), refused: count > 998, saying: "approvals holds more than 1000 files")
  }

  @Test("more comings and goings of approvals than are looked at are refused", arguments: [499, 500])
  func rewritten(_ count: Int) throws {
    let stage = try Stage()
    try stage.retrain()
    try write(count, to: "models/credit/approvals/technical", named: ".txt", in: stage)
    try stage.repository.commit("notes", by: .erin)
    for number in 0..<count {
      try stage.repository.remove(GitPath("models/credit/approvals/technical/f\(number).txt"))
    }
    try stage.repository.commit("no notes", by: .erin)
    try stage.approve(by: .alice)
    expect(
      try stage.check(), refused: count > 499, saying: "brings, rewrites or removes more than 1000 files")
  }

  @Test("more signatures of reports than are looked at are refused", arguments: [2, 3])
  func signatures(_ rounds: Int) throws {
    let stage = try Stage()
    try stage.retrain()
    try write(900, to: "models/credit/evidence", named: ".json", in: stage)
    for round in 0..<rounds {
      try write(900, to: "models/credit/evidence", named: ".json.sig", "\(round)", in: stage)
      try stage.repository.commit("signed", by: .ci)
    }
    try stage.approve(by: .alice)
    expect(try stage.check(), refused: rounds > 2, saying: "more than 2000 signatures of files below")
  }

  @Test("more files among the policy's approvals than are looked at are refused", arguments: [1_000, 1_001])
  func policyApprovals(_ count: Int) throws {
    let stage = try Stage()
    try write(count, to: "policies/approvals/policy", named: ".txt", in: stage)
    try stage.repository.commit("notes", by: .erin)
    expect(try stage.check(), refused: count > 1_000, saying: "policies/approvals/policy holds more than")
  }
}
