import Foundation
import Governance
import PolicyTools
import Testing

@Suite("What a change of monitoring and waivers does")
struct LifecycleDiffTests {
  /// The differences as they are told, and that the way back is the same the other way round.
  private func diff(_ old: String, _ new: String) throws -> [String] {
    let before = try DiffSample.side(DiffSample.policy, DiffSample.identities)
    let after = try DiffSample.side(DiffSample.policy.with(old, new), DiffSample.identities)
    let there = PolicyDiff(from: before, to: after)
    let back = PolicyDiff(from: after, to: before)
    #expect(DiffSample.directions(there) == DiffSample.directions(back, reversed: true))
    return there.differences.map { "\($0.direction.rawValue) \($0.text())" }
  }

  @Test(arguments: [
    (
      "every: {high: P30D}", "every: {high: P90D}",
      "loosens monitoring: a report at least every in tier high P30D → P90D"
    ),
    (
      "every: {high: P30D}", "every: P30D",
      "tightens monitoring: a report at least every in tier low ever → P30D"
    ),
    (
      "stages: [production]\n  re", "stages: [staging, production]\n  re",
      "tightens monitoring watches models at stage staging"
    ),
    ("reopens: [technical]", "reopens: [technical, board]", "tightens monitoring opens again gate board"),
    ("  reopens: [technical]\n", "", "tightens monitoring: opens again technical → all gates"),
    (
      "signed-by: [ci]\n  re", "signed-by: [ci, alice]\n  re",
      "changes monitoring lets reports be signed by alice"
    ),
    (
      "  revalidate: {high: P1Y}\n", "",
      "loosens monitoring: validations hold for in tier high P1Y → ever"
    ),
    (
      "roles: [board]\n  approvals", "roles: [board, validator]\n  approvals",
      "loosens waivers may be signed by role validator"
    ),
    ("approvals: 2\n  max", "approvals: 1\n  max", "loosens waivers: approvals 2 → 1"),
    ("max-duration: P30D", "max-duration: P10D", "tightens waivers: may last P30D → P10D"),
    ("  max-duration: P30D\n", "", "loosens waivers: may last P30D → as long as they say"),
    ("{within: P7D, roles", "{within: P8D, roles", "loosens waivers: have to be ratified within P7D → P8D"),
    (
      "roles: [maintainer], approvals: 1}", "roles: [maintainer], approvals: 2}",
      "tightens waivers: ratifications 1 → 2"
    ),
    (
      "roles: [maintainer], approvals: 1}", "roles: [maintainer, board], approvals: 1}",
      "loosens waivers may be ratified by role board"
    ),
  ])
  func `one change is told in words`(_ old: String, _ new: String, _ expected: String) throws {
    #expect(try diff(old, new) == [expected])
  }

  @Test func `monitoring and waivers come and go as a whole`() throws {
    #expect(try diff("  kpis-from: card\n", "") == [])
    func section(_ name: String) throws -> String {
      let start = try #require(DiffSample.policy.range(of: "\(name):\n"))
      let rest = DiffSample.policy[start.upperBound...].split(separator: "\n").prefix { $0.hasPrefix(" ") }
      return "\(name):\n" + rest.joined(separator: "\n") + "\n"
    }
    #expect(try diff(section("monitoring"), "") == ["loosens monitoring watches models in use no more"])
    #expect(try diff(section("waivers"), "") == ["tightens waivers are allowed no more"])
  }
}
