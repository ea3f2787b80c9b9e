import Foundation
import GitHistory
import Governance
import Rehearsal
import Testing

@testable import Countersign

/// What somebody does to the record, or past it. Each has its honest twin in `RecordedLineTests`.
struct RecordAttackTests {
  private let stage: RecordedRepository
  private let root: ObjectID
  private let first: ObjectID

  init() throws {
    stage = try RecordedRepository()
    root = stage.repository.root
    first = try stage.main
    try stage.record(root, first)
  }

  // MARK: Entries that nobody vouches for

  /// What an entry that counts for nothing comes to: a warning, and the steps are those of first parents.
  private func expectIgnored(
    _ rule: Rule, _ words: String..., sourceLocation: SourceLocation = #_sourceLocation
  )
    throws
  {
    let audit = try stage.audit()
    let finding = try #require(
      audit.finding(rule), "\(audit.summary.findings)", sourceLocation: sourceLocation)
    #expect(finding.severity == .warning, sourceLocation: sourceLocation)
    for word in words {
      #expect(finding.message.contains(word), "\(finding.message)", sourceLocation: sourceLocation)
    }
    #expect(audit.recorded.filter { $0 }.count == 1, sourceLocation: sourceLocation)
    #expect(audit.rules == [rule], "\(audit.summary.findings)", sourceLocation: sourceLocation)
  }

  @Test func `an entry that nobody signed, and one that a stranger signed`() throws {
    let head = try stage.land(approved: false, merged: false)
    try stage.record(first, head, isSigned: false)
    try expectIgnored(.signatureMissing, "not signed")
    let other = try RecordAttackTests()
    let bad = try other.stage.land(approved: false)
    try other.stage.record(other.first, bad, by: .mallory)
    try other.expectIgnored(.signerUnknown, "no identity holds")
  }

  @Test func `a stranger who brings a roster of their own`() throws {
    // The base was never the branch's end: it came along with the change.
    try stage.builder.branch("change", from: "main")
    var roster = IdentitiesDraft(.test)
    roster.change(.ci) { $0.keys = [IdentitiesDraft.Key(Person.mallory.key.publicKey)] }
    try stage.builder.write("policies/identities.yaml", roster.yaml)
    let base = try stage.builder.commit("a roster of mine", by: .mallory)
    try stage.builder.write("policies/identities.yaml", IdentitiesDraft(.test).yaml)
    try stage.builder.commit("as it was", by: .mallory)
    try stage.builder.checkOut("main")
    let head = try stage.builder.merge("change", by: .kim)
    try stage.record(base, head, by: .mallory)
    try expectIgnored(.signerUnknown)
  }

  @Test func `a signature that was moved to another report`() throws {
    let head = try stage.land(approved: false)
    let report = try stage.report(base: first, head: head)
    let draft = try stage.builder.draft("record", by: .ci, parents: [])
    let signature = Person.ci.key.sign(draft.payload, namespace: "git")
    let tree = try stage.builder.writeRaw(
      .tree,
      RepositoryBuilder.treeBytes([
        ("100644", Array("report.json".utf8), try stage.builder.writeRaw(.blob, Array(report.utf8)))
      ]))
    let forged = try stage.builder.draft(
      "record", by: .ci, tree: tree, parents: [stage.log].compactMap(\.self))
    try stage.setLog(stage.builder.writeRaw(.commit, forged.signed(with: signature)))
    try expectIgnored(.signatureInvalid)
  }

  @Test func `a key that is compromised, by the policy at base or the one that landed`() throws {
    var roster = IdentitiesDraft(.test)
    roster.change(.ci) { $0.keys[0].revoked = ("compromised", RepositoryBuilder.defaultStart) }
    try stage.repository.transition { _ in
      try stage.builder.write("policies/identities.yaml", roster.yaml)
      try stage.repository.amendPolicy()
    }
    try stage.repository.approvePolicy(by: .alice, .judy)
    try stage.repository.land()
    let second = try stage.main
    try stage.record(first, second)
    try expectIgnored(.keyCompromised)
    let third = try stage.land()
    try stage.record(second, third)
    let audit = try stage.audit()
    #expect(audit.rules == [.keyCompromised, .keyCompromised])
    #expect(audit.recorded.filter { $0 }.count == 1)
    // Somebody else's key goes on.
    try stage.record(second, third, by: .kim)
    #expect(try stage.audit().recorded.filter { $0 }.count == 2)
  }

  // MARK: Entries that lie

  @Test func `a verdict that does not repeat`() throws {
    let head = try stage.land(approved: false)
    let entry = try stage.record(first, head)
    let audit = try stage.audit()
    let finding = try #require(audit.finding(.documentInvalid))
    #expect(finding.severity == .error)
    #expect(finding.commit == entry.commitID)
    #expect(finding.message.contains("was satisfied"), "\(finding.message)")
    #expect(finding.message.contains("it is violated"), "\(finding.message)")
    #expect(audit.transitions.last?.report.verdict == .violated)
    // The other way round it is no better.
    let other = try RecordAttackTests()
    try other.stage.record(other.first, other.stage.land(), verdict: "violated")
    #expect(try other.stage.audit().summary.verdict == .violated)
  }

  @Test func `a tree that is not the one that landed`() throws {
    let head = try stage.land()
    try stage.record(first, head, tree: Repository(at: stage.builder.path).commit(first).tree)
    let finding = try #require(try stage.audit().finding(.documentInvalid))
    #expect(finding.severity == .error)
    #expect(finding.message.contains("brought tree"), "\(finding.message)")
  }

  @Test func `a base that lies before what was recorded, or nowhere`() throws {
    for base in [root, ObjectID(hex: String(repeating: "a", count: 40))] {
      let other = try RecordAttackTests()
      let head = try other.stage.land()
      try other.stage.record(base, head)
      let audit = try other.stage.audit()
      // What the branch went through is judged all the same.
      #expect(audit.steps.last == "\(other.first.short)..\(head.short)")
      #expect(audit.recorded.last == false)
      #expect(audit.summary.verdict == .satisfied, "\(audit.summary.findings)")
    }
  }

  @Test func `no base at all does not make one transition of everything`() throws {
    let head = try stage.land(approved: false)
    let next = try stage.land()
    try stage.record(nil, next)
    let audit = try stage.audit()
    #expect(audit.steps.suffix(2) == ["\(first.short)..\(head.short)", "\(head.short)..\(next.short)"])
    #expect(audit.summary.verdict == .violated)
  }

  @Test func `what was reverted before anybody looked is not hidden by recording both as one`() throws {
    try stage.land(approved: false, merged: false)
    try stage.builder.write("models/scorer/src/train.py", "fit(c=0.3)\n")
    let head = try stage.builder.commit("as it was", by: .kim)
    try stage.record(first, head, by: .kim)
    let audit = try stage.audit()
    #expect(audit.summary.verdict == .violated)
    #expect(audit.finding(.bypassUnreviewed) != nil)
    #expect(audit.recorded.filter { $0 }.count == 1)
    #expect(audit.finding(.documentInvalid)?.severity == .note)
    // One step is one step, whoever records it.
    let next = try stage.land()
    try stage.record(head, next, by: .kim)
    #expect(try stage.audit().recorded.last == true)
  }

  @Test func `a moment in the future is not waited for`() throws {
    let head = try stage.land()
    try stage.record(first, head, at: stage.builder.clock + 10_000_000)
    let audit = try stage.audit()
    #expect(audit.transitions.last.map { $0.report.at == $0.date } ?? false)
  }

  // MARK: Records of another form

  @Test func `two files, a link, another name, and what is no report`() throws {
    let report = Array(try stage.report(base: first, head: stage.land()).utf8)
    let forms: [[(mode: String, name: String, bytes: [UInt8])]] = [
      [("100644", "report.json", report), ("100644", "report.txt", report)],
      [("120000", "report.json", Array("/etc/passwd".utf8))], [("100755", "report.json", report)],
      [("100644", "Report.json", report)], [], [("100644", "report.json", [])],
      [("100644", "report.json", Array("[[[[".utf8))], [("100644", "report.json", Array("{}".utf8))],
      [("100644", "report.json", report + report)], [("100644", "report.json", [0xFF, 0xFE])],
      [("100644", "report.json", Array(String(repeating: "[", count: 100_000).utf8))],
    ]
    for form in forms { try stage.append(form) }
    let audit = try stage.audit()
    #expect(audit.rules == Array(repeating: .documentInvalid, count: forms.count))
    #expect(
      audit.summary.findings.filter { $0.rule == .documentInvalid }.allSatisfy { $0.severity == .warning })
    #expect(audit.recorded.filter { $0 }.count == 1)
    // The record goes on behind them.
    try stage.record(first, stage.main)
    #expect(try stage.audit().recorded.filter { $0 }.count == 2)
  }

  @Test func `a report of 100 MB is not even unpacked`() throws {
    try stage.append([("100644", "report.json", [UInt8](repeating: 0x20, count: 100_000_000))])
    let start = ContinuousClock.now
    try expectIgnored(.documentInvalid, "more than 16 MiB")
    #expect(ContinuousClock.now - start < .seconds(10))
  }

  @Test func `a merge in the record, and what it would bring along`() throws {
    let head = try stage.land(approved: false)
    let before = try #require(stage.log)
    let side = try stage.record(first, head)
    try stage.setLog(before)
    let report = try stage.report(base: first, head: head)
    try stage.append([("100644", "report.json", Array(report.utf8))], parents: [before, side])
    try expectIgnored(.documentInvalid, "is a merge")
  }

  // MARK: A branch that is not what was recorded

  @Test func `a branch that is rolled back`() throws {
    let second = try stage.land()
    try stage.record(first, second)
    try stage.builder.reset(to: first)
    let audit = try stage.audit()
    let finding = try #require(audit.finding(.historyRewritten))
    #expect(finding.severity == .error)
    #expect(finding.message.contains("rolled back"), "\(finding.message)")
    for end in [first, second] { #expect(finding.message.contains(end.short), "\(finding.message)") }
    #expect(audit.summary.verdict == .violated)
    #expect(audit.steps == ["none..\(root.short)", "\(root.short)..\(first.short)"])
    #expect(audit.transitions.allSatisfy { $0.report.verdict == .satisfied })
  }

  @Test func `a branch that is forced to another history, and goes on there`() throws {
    let second = try stage.land()
    try stage.record(first, second)
    try stage.builder.reset(to: first)
    let other = try stage.land()
    let finding = try #require(try stage.audit().finding(.historyRewritten))
    for end in [first, second, other] { #expect(finding.message.contains(end.short), "\(finding.message)") }
    #expect(finding.message.contains("they part at \(first.short)"), "\(finding.message)")
    // Recorded by hand from there on, both ends are named still.
    try stage.record(first, other)
    let later = try stage.audit()
    #expect(later.rules == [.historyRewritten])
    for end in [second, other] {
      #expect(later.finding(.historyRewritten)?.message.contains(end.short) == true)
    }
    #expect(later.summary.verdict == .violated)
  }

  @Test func `a branch whose recorded head is gone from the repository`() throws {
    let gone = try #require(ObjectID(hex: String(repeating: "b", count: 40)))
    let tree = try Repository(at: stage.builder.path).commit(first).tree
    try stage.record(first, gone, tree: tree)
    let finding = try #require(try stage.audit().finding(.historyRewritten))
    #expect(finding.severity == .error)
    #expect(finding.message.contains("not even here"), "\(finding.message)")
    // A stranger accuses nobody.
    let other = try RecordAttackTests()
    try other.stage.record(other.first, gone, tree: tree, by: .mallory)
    try other.expectIgnored(.signerUnknown)
  }

  @Test func `a merge with swapped parents takes the branch's own line out of sight`() throws {
    let second = try stage.land(approved: false)
    try stage.record(first, second, verdict: "violated")
    try stage.builder.branch("other", from: "main")
    try stage.builder.reset(to: first)
    try stage.builder.commit("nothing to see", by: .kim)
    let swapped = try stage.builder.merge("main", by: .kim)
    try stage.builder.checkOut("main")
    try stage.builder.reset(to: swapped)
    let audit = try stage.audit()
    #expect(
      audit.steps.suffix(2) == ["\(first.short)..\(second.short)", "\(second.short)..\(swapped.short)"])
    #expect(audit.recorded == [false, true, true, false])
    let finding = try #require(audit.finding(.historyRewritten))
    #expect(finding.severity == .warning)
    for end in [second, swapped] { #expect(finding.message.contains(end.short), "\(finding.message)") }
    // Recorded as it came, there is nothing to warn of.
    try stage.record(second, swapped)
    #expect(try stage.audit().rules.isEmpty)
  }

  // MARK: A record that is cut off

  @Test func `a record without the entry that somebody saw`() throws {
    let seen = try stage.record(first, stage.land())
    for name in [seen.hex, seen.short] { #expect(try stage.audit(logTip: name).rules.isEmpty) }
    try stage.record(stage.main, stage.land())
    #expect(try stage.audit(logTip: seen.short).rules.isEmpty)
    let parent = try Repository(at: stage.builder.path).commit(seen).parents[0]
    try stage.setLog(parent)
    let audit = try stage.audit(logTip: seen.short)
    #expect(audit.rules == [.historyRewritten])
    #expect(audit.summary.verdict == .violated)
    #expect(throws: UsageError.self) { try stage.audit(logTip: "main") }
  }

  @Test func `a record that is not there`() throws {
    let plain = try RecordedRepository()
    #expect(try plain.audit().rules.isEmpty)
    #expect(try plain.audit(logTip: "1234567").rules == [.historyRewritten])
  }

  @Test func `a record of which something is missing, and one that somebody fills`() throws {
    let report = Array(try stage.report(base: first, head: first).utf8)
    for index in 0..<150 { try stage.append([("100644", "\(index).json", report)]) }
    let filled = try stage.audit()
    #expect(filled.rules.count == 21)
    #expect(filled.summary.findings.contains { $0.message.hasPrefix("130 more entries") })
    #expect(filled.summary.verdict == .satisfied)

    let entry = try stage.record(first, stage.land())
    try FileManager.default.removeItem(atPath: looseFile(of: entry, in: stage.repository))
    let broken = try stage.audit()
    #expect(broken.rules == [.historyIncomplete])
    #expect(broken.summary.verdict == .violated)
    #expect(broken.recorded.allSatisfy { !$0 })
    #expect(broken.steps.count == 4)
  }
}
