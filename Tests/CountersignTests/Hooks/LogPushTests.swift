import Countersign
import GitHistory
import Governance
import Rehearsal
import Testing

/// The record of checks only grows on a server.
struct LogPushTests {
  private let stage: RecordedRepository
  private let first: ObjectID

  init() throws {
    stage = try RecordedRepository()
    first = try stage.record(stage.repository.root, stage.main)
  }

  private func outcomes(_ name: String = CheckLog.reference, old: ObjectID?, new: ObjectID?) throws
    -> [String]
  {
    try stage.repository.push(RefUpdate(name: GitPath(name), old: old, new: new)).map(\.outcome)
  }

  @Test func `entries upon what is there pass, and so does the first`() throws {
    #expect(try outcomes(old: nil, new: first) == ["passes"])
    let second = try stage.record(stage.main, stage.land())
    let third = try stage.record(stage.main, stage.land())
    #expect(try outcomes(old: first, new: third) == ["passes"])
    #expect(try outcomes(old: second, new: third) == ["passes"])
  }

  @Test func `it is neither deleted nor rewritten`() throws {
    #expect(try outcomes(old: first, new: nil) == ["history-rewritten"])
    let second = try stage.record(stage.main, stage.land())
    try stage.setLog(first)
    let other = try stage.record(stage.main, stage.land())
    #expect(try outcomes(old: second, new: other) == ["history-rewritten"])
    #expect(try outcomes(old: second, new: first) == ["history-rewritten"])
  }

  @Test func `a merge would take what is there off the line, and nothing but entries is let in`() throws {
    let second = try stage.record(stage.main, stage.land())
    try stage.setLog(first)
    let other = try stage.record(stage.main, stage.land())
    let report = Array(try stage.report(base: nil, head: stage.main).utf8)
    let merge = try stage.append([("100644", "report.json", report)], parents: [other, second])
    #expect(try outcomes(old: second, new: merge) == ["document-invalid"])
    try stage.setLog(first)
    let odd = try stage.append([("100644", "notes.txt", report)])
    #expect(try outcomes(old: first, new: odd) == ["document-invalid"])
    // No later entry hides it.
    let next = try stage.record(stage.main, stage.land())
    #expect(try outcomes(old: first, new: next) == ["document-invalid"])
    let tag = try stage.builder.tag("v1", message: "one", by: .kim)
    #expect(try outcomes(old: first, new: tag) == ["commit-malformed"])
  }

  @Test func `names that are folded to it are refused, and others pass`() throws {
    #expect(try outcomes("refs/Countersign/LOG", old: nil, new: first) == ["path-refused"])
    #expect(try outcomes("refs/Countersign/LOG", old: first, new: nil) == ["passes"])
    #expect(try outcomes("refs/countersign/log2", old: nil, new: first) == ["passes"])
    #expect(try outcomes("refs/countersign/other", old: first, new: nil) == ["passes"])
  }

  @Test func `before a push one is told to fetch what is not here`() throws {
    let unknown = try #require(ObjectID(hex: String(repeating: "c", count: 40)))
    let answers = try stage.repository.push(
      RefUpdate(name: GitPath(CheckLog.reference), old: unknown, new: first), at: .remote("origin"))
    #expect(answers.map(\.outcome) == ["history-incomplete"])
  }
}
