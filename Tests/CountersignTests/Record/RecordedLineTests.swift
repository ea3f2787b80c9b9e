import GitHistory
import Governance
import Rehearsal
import Testing

@testable import Countersign

/// Recorded heads delimit what an audit judges.
struct RecordedLineTests {
  private let stage: RecordedRepository

  init() throws { stage = try RecordedRepository() }

  @Test
  func `a push of several commits is judged as it was made, and commit by commit where nobody recorded it`()
    throws
  {
    let (root, first) = (stage.repository.root, try stage.main)
    let second = try stage.land(merged: false)
    // Nobody had approved what was tuned until the next commit.
    let plain = try stage.audit()
    #expect(plain.summary.verdict == .violated)
    #expect(plain.recorded == [false, false, false, false, false])
    #expect(plain.summary.record == nil)

    let entry = try stage.record(root, first)
    try stage.record(first, second)
    let audit = try stage.audit()
    #expect(audit.summary.verdict == .satisfied, "\(audit.summary.findings)")
    #expect(
      audit.steps == [
        "none..\(root.short)", "\(root.short)..\(first.short)", "\(first.short)..\(second.short)",
      ])
    #expect(audit.recorded == [false, true, true])
    #expect(audit.transitions[1].recorded?.entry == entry.commitID)
    #expect(audit.summary.record?.entries == 2)
    #expect(audit.summary.record?.delimited == 2)
    #expect(audit.summary.record?.unrecorded == [])
    // What was recorded was checked: nothing landed past a check.
    #expect(!audit.summary.findings.contains { $0.rule == .bypassDirect })
  }

  @Test func `a merge that was recorded stays what it was`() throws {
    let first = try stage.main
    try stage.record(stage.repository.root, first)
    let second = try stage.land()
    try stage.record(first, second)
    let audit = try stage.audit()
    #expect(audit.summary.verdict == .satisfied, "\(audit.summary.findings)")
    #expect(audit.transitions.last?.landing == .merge)
    #expect(audit.rules.isEmpty)
  }

  @Test func `what nobody recorded is judged by first parents, and named where the record goes on`() throws {
    let first = try stage.main
    try stage.record(stage.repository.root, first)
    let (second, third, fourth) = (try stage.land(), try stage.land(), try stage.land())
    try stage.record(third, fourth)
    let fifth = try stage.land()
    let audit = try stage.audit()
    #expect(audit.summary.verdict == .satisfied, "\(audit.summary.findings)")
    #expect(
      audit.steps.dropFirst(2) == [
        "\(first.short)..\(second.short)", "\(second.short)..\(third.short)",
        "\(third.short)..\(fourth.short)",
        "\(fourth.short)..\(fifth.short)",
      ])
    #expect(audit.recorded == [false, true, false, false, true, false])
    #expect(audit.summary.record?.unrecorded == [second.commitID, third.commitID])
  }

  @Test func `a record that begins in the middle leaves what came before as it is`() throws {
    let second = try stage.land()
    let third = try stage.land()
    try stage.record(second, third)
    let audit = try stage.audit()
    #expect(audit.recorded == [false, false, false, false, true])
    #expect(audit.summary.record?.unrecorded == [])
    #expect(audit.rules.isEmpty)
  }

  @Test func `a branch that began with the policy may be recorded from its beginning`() throws {
    try stage.record(nil, stage.repository.root)
    try stage.record(stage.repository.root, stage.main)
    let audit = try stage.audit()
    #expect(audit.summary.verdict == .satisfied, "\(audit.summary.findings)")
    #expect(audit.recorded == [true, true])
    #expect(audit.transitions[0].landing == .root)
  }

  @Test func `entries of other branches are none of this one's`() throws {
    let change = try stage.land()
    try stage.record(stage.repository.root, change, branch: "staging")
    let audit = try stage.audit()
    #expect(audit.recorded.allSatisfy { !$0 })
    #expect(audit.rules.isEmpty)
    #expect(audit.summary.record?.entries == 1)
  }

  @Test func `it is judged by its date, whatever moment was recorded`() throws {
    let first = try stage.main
    let moment = stage.builder.clock + 7200
    try stage.record(stage.repository.root, first, at: moment)
    let audit = try stage.audit()
    #expect(audit.transitions.last.map { $0.report.at == $0.date } ?? false)
    #expect(audit.transitions.last.map { $0.date < Instant(seconds: moment) } ?? false)
    #expect(audit.rules.isEmpty)
  }

  @Test func `a model by itself is no contradiction, and neither is what today's policy says`() throws {
    let first = try stage.main
    try stage.record(stage.repository.root, first)
    try stage.builder.branch("change", from: "main")
    try stage.repository.bring("other")
    try stage.builder.commit("bring other", by: .erin)
    let change = try #require(stage.builder.head)
    try stage.builder.checkOut("main")
    try stage.builder.reset(to: change)
    try stage.record(first, change, verdict: "violated")
    for audit in [try stage.audit(), try stage.audit(policy: .now), try stage.audit(model: "other")] {
      #expect(audit.rules.isEmpty, "\(audit.summary.findings)")
    }
    #expect(try stage.audit(model: "scorer").rules.isEmpty)
  }

  @Test func `many entries cost what they are, and no more`() throws {
    var last = try stage.main
    try stage.record(stage.repository.root, last)
    for _ in 0..<60 {
      let next = try stage.builder.commit("note", by: .kim)
      try stage.record(last, next)
      last = next
    }
    let start = ContinuousClock.now
    let audit = try stage.audit()
    #expect(audit.summary.record?.delimited == 61)
    #expect(audit.rules.isEmpty)
    #expect(ContinuousClock.now - start < .seconds(20))
  }
}
