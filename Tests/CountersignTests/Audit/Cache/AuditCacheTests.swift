import Foundation
import GitHistory
import Governance
import Rehearsal
import Reports
import Testing

@testable import Countersign

struct AuditCacheTests {
  private let repository: GovernedRepository
  private let clock = Instant(seconds: 4_000_000_000)
  private var pages: String { repository.gitDirectory + "/countersign/audit" }

  init() throws {
    repository = try GovernedRepository()
    for (number, reviewer) in [Person.alice, .kim].enumerated() {
      try repository.transition("tune", by: .erin) { builder in
        try builder.write("models/scorer/src/train.py", "fit(\(number))\n")
      }
      try repository.approve("scorer", by: reviewer)
      try repository.land()
    }
  }

  private func audit(cache: Bool = true, at clock: Instant? = nil, policy: AuditSummary.Policy = .then) throws
    -> [String]
  {
    var told: [String] = []
    let query = AuditQuery(
      .init(branch: "main", policy: policy, usesCache: cache), clock: clock ?? self.clock)
    _ = try query.audit(in: Repository(at: repository.gitDirectory), workers: 2) {
      told.append(String(decoding: JSONReport(layout: .line).bytes(for: $0.report), as: UTF8.self))
    }
    return told
  }

  private func page() throws -> String {
    let names = try FileManager.default.contentsOfDirectory(atPath: pages)
    try #require(names.count == 1)
    return pages + "/" + names[0]
  }

  /// Without the newest card nothing can be judged any more, but what was judged is known.
  private func loseTheCard() throws {
    let git = try Repository(at: repository.gitDirectory)
    let tip = try #require(repository.builder.tip(of: "main"))
    let card = try #require(
      try git.entry(at: "models/scorer/src/train.py", inTree: git.commit(tip).tree))
    let hex = card.id.hex
    try FileManager.default.removeItem(
      atPath: repository.gitDirectory + "/objects/\(hex.prefix(2))/\(hex.dropFirst(2))")
  }

  private func isKnown() throws -> Bool {
    !(try audit().contains { $0.contains("history-incomplete") })
  }

  @Test("what was judged is not judged again, and is told alike") func hit() throws {
    let plain = try audit(cache: false)
    #expect(!FileManager.default.fileExists(atPath: pages), "without a cache none is written")
    #expect(try audit() == plain)
    try loseTheCard()
    #expect(try audit() == plain)
    #expect(try audit(cache: false) != plain, "without a cache none is read")
  }

  @Test(
    "a page that is damaged, cut off or empty is as good as none",
    arguments: ["flip", "cut", "empty", "longer"])
  func damage(_ how: String) throws {
    let plain = try audit()
    let page = try page()
    var bytes = try Data(contentsOf: URL(fileURLWithPath: page))
    switch how {
    case "flip": bytes[bytes.count / 2] ^= 1
    case "cut": bytes.removeLast()
    case "longer": bytes.append(0)
    default: bytes = Data()
    }
    try bytes.write(to: URL(fileURLWithPath: page))
    #expect(try audit() == plain)
    try bytes.write(to: URL(fileURLWithPath: page))
    try loseTheCard()
    #expect(try !isKnown())
  }

  @Test(
    "a page that somebody else could have written is not believed", arguments: ["file", "folder", "link"])
  func permissions(_ what: String) throws {
    _ = try audit()
    let page = try page()
    try loseTheCard()
    #expect(try isKnown())
    switch what {
    case "file": try FileManager.default.setAttributes([.posixPermissions: 0o620], ofItemAtPath: page)
    case "folder": try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: pages)
    default:
      try FileManager.default.moveItem(atPath: page, toPath: repository.gitDirectory + "/moved")
      try FileManager.default.createSymbolicLink(
        atPath: page, withDestinationPath: repository.gitDirectory + "/moved")
    }
    #expect(try !isKnown())
  }

  @Test("another policy, or an earlier clock, is another question") func context() throws {
    _ = try audit()
    try loseTheCard()
    #expect(try isKnown())
    #expect(try audit(policy: .now).contains { $0.contains("history-incomplete") })
    let early = try audit(at: Instant(seconds: 1_000_000_000))
    #expect(early.contains { $0.contains("history-incomplete") })
  }

  @Test("what could not be judged is judged again") func undecided() throws {
    try loseTheCard()
    #expect(try !isKnown())
    let names = try? FileManager.default.contentsOfDirectory(atPath: pages)
    #expect((names ?? []).isEmpty)
  }

  @Test("of a new transition only its own part of the line is judged") func growth() throws {
    let before = try audit()
    try repository.transition("tune again", by: .erin) { builder in
      try builder.write("models/scorer/src/train.py", "fit(9)\n")
    }
    try repository.approve("scorer", by: .alice)
    try repository.land()
    let after = try audit()
    #expect(Array(after.prefix(before.count)) == before && after.count == before.count + 2)
    #expect(try audit(cache: false) == after)
  }
}
