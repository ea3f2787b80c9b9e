import GitHistory
import Governance
import Rehearsal
import Testing

@testable import Countersign

/// What `record` would append, and what it refuses.
struct RecordQueryTests {
  private let stage: RecordedRepository

  init() throws { stage = try RecordedRepository() }

  /// How a plan reads in a test.
  private func outcome(_ plan: RecordQuery.Plan) -> String {
    switch plan {
    case .append(let report, _):
      "\(report.base?.short ?? "none")..\(report.head.short) \(report.verdict.rawValue)"
    case .recorded(_, let verdict): "recorded \(verdict.rawValue)"
    case .passed(_, let head): "passed \(head.short)"
    case .refused(let finding): finding.rule.rawValue
    }
  }

  @Test func `it goes on from where the record ends, and judges as a check does`() throws {
    let (root, first) = (stage.repository.root, try stage.main)
    #expect(throws: UsageError.self) { try stage.plan() }
    let plan = try stage.plan(base: root.hex)
    #expect(outcome(plan) == "\(root.short)..\(first.short) satisfied")
    guard case .append(let report, nil) = plan else { return }
    #expect(report.at == stage.repository.now)
    #expect(try outcome(stage.plan(isBaseNamed: true)) == "none..\(first.short) satisfied")

    let entry = try stage.record(root, first)
    #expect(try outcome(stage.plan()) == "recorded satisfied")
    #expect(try outcome(stage.plan(base: root.hex)) == "recorded satisfied")
    let second = try stage.land(approved: false)
    guard case .append(let next, let end) = try stage.plan() else { return }
    #expect(end == entry.commitID)
    #expect(outcome(.append(next, upon: end)) == "\(first.short)..\(second.short) violated")
    try stage.record(first, second, verdict: "violated")
    #expect(try outcome(stage.plan()) == "recorded violated")
  }

  @Test func `a base that is named comes after what was recorded`() throws {
    let (root, first) = (stage.repository.root, try stage.main)
    try stage.record(root, first)
    let (second, third) = (try stage.land(), try stage.land())
    // Who lost a push would have two judged as one.
    #expect(throws: UsageError.self) { try stage.plan() }
    #expect(try outcome(stage.plan(head: second.hex)) == "\(first.short)..\(second.short) satisfied")
    #expect(try outcome(stage.plan(base: second.hex)) == "\(second.short)..\(third.short) satisfied")
    #expect(throws: UsageError.self) { try stage.plan(base: root.hex) }
    #expect(throws: UsageError.self) { try stage.plan(isBaseNamed: true) }
  }

  @Test func `what has not landed is not recorded`() throws {
    try stage.repository.change()
    #expect(throws: UsageError.self) { try stage.plan(base: "main", head: "change") }
    #expect(throws: UsageError.self) { try stage.plan(base: "main", branch: "nowhere") }
    #expect(throws: UsageError.self) { try stage.plan(base: "main", branch: nil) }
  }

  @Test func `a branch that was rolled back or rewritten is refused, and a job that comes late is not`()
    throws
  {
    let (root, first) = (stage.repository.root, try stage.main)
    let (second, third) = (try stage.land(), try stage.land())
    try stage.record(root, third)
    #expect(try outcome(stage.plan(head: second.hex)) == "passed \(third.short)")
    try stage.builder.reset(to: second)
    #expect(try outcome(stage.plan()) == "history-rewritten")
    guard case .refused(let finding) = try stage.plan() else { return }
    for end in [second, third] { #expect(finding.message.contains(end.short), "\(finding.message)") }
    try stage.builder.reset(to: first)
    _ = try stage.land()
    #expect(try outcome(stage.plan()) == "history-rewritten")
    // On the server it may still be what it was, and the branch here only behind.
    try stage.builder.reset(to: second)
    try stage.builder.updateRef("refs/remotes/origin/main", to: third)
    #expect(try outcome(stage.plan()) == "passed \(third.short)")
  }

  @Test func `what a stranger put there is passed over`() throws {
    let (root, first) = (stage.repository.root, try stage.main)
    try stage.record(root, first)
    let second = try stage.land()
    try stage.record(first, root, by: .mallory)
    try stage.append([("100644", "report.json", [])])
    #expect(try outcome(stage.plan()) == "\(first.short)..\(second.short) satisfied")
  }
}
