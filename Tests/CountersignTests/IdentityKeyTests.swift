import Foundation
import GitHistory
import Governance
import Rehearsal
import Signatures
import Testing

/// Attacks with keys at the wrong time.
struct IdentityKeyTests {
  private static let day: Int64 = 86_400
  private static let start = RepositoryBuilder.defaultStart

  /// What the roster says about a key, and what it makes of a signature right after `start`.
  enum Validity: String, CaseIterable {
    case notYet, noLonger, retired, compromised, inTime, retiresLater

    func apply(to key: inout IdentitiesDraft.Key) {
      let (day, start) = (IdentityKeyTests.day, IdentityKeyTests.start)
      switch self {
      case .notYet: key.from = start + 10 * day
      case .noLonger: key.until = start - day
      case .retired: key.revoked = ("retired", start - day)
      // The thief chooses the date, so that the day of the theft says nothing.
      case .compromised: key.revoked = ("compromised", start + 10 * day)
      case .inTime:
        key.from = start - day
        key.until = start + 10 * day
      case .retiresLater: key.revoked = ("retired", start + 10 * day)
      }
    }

    var rule: Rule? {
      switch self {
      case .notYet, .noLonger: .keyExpired
      case .retired: .keyRetired
      case .compromised: .keyCompromised
      case .inTime, .retiresLater: nil
      }
    }
  }

  @Test("a change signed with a key outside its time does not land", arguments: Validity.allCases)
  func change(_ validity: Validity) throws {
    let stage = try Stage(roster: { $0.change(.farid) { validity.apply(to: &$0.keys[0]) } })
    try stage.retrain(by: .farid)
    try stage.approve(by: .alice)
    let report = try stage.check()
    if let rule = validity.rule { report.expectViolated(rule) } else { report.expectSatisfied() }
    #expect(report.models[0].contributors == ["farid"])
  }

  @Test("an approval signed with a key outside its time does not count", arguments: Validity.allCases)
  func approval(_ validity: Validity) throws {
    let stage = try Stage(roster: { $0.change(.farid) { validity.apply(to: &$0.keys[0]) } })
    try stage.retrain()
    try stage.approve(by: .farid)
    let report = try stage.check()
    if let rule = validity.rule { report.expectRejected(rule, of: "farid") } else { report.expectSatisfied() }
  }

  /// A gate that reads the card alone, so that alice's approval at base goes on counting when weights change.
  private static func scoped(_ policy: inout PolicyDraft) {
    policy.gates.insert(
      GateDraft("fairness", roles: ["validator"]) { $0.scope = ["card.yaml"] }, at: 0)
  }

  @Test("a compromised key's signature stands where the trusted base contains it, and nowhere else")
  func compromised() throws {
    let stage = try Stage(
      policy: IdentityKeyTests.scoped,
      roster: { $0.change(.alice) { $0.keys[0].revoked = ("compromised", IdentityKeyTests.start) } })
    try stage.repository.checkOut("main")
    try stage.approve(gate: "fairness", by: .alice)
    try stage.repository.branch("later")
    try stage.retrain()
    try stage.approve(by: .farid)
    let report = try stage.check()
    report.expectSatisfied()
    #expect(report.counted("fairness") == ["alice"])

    // The same approval, brought by the change itself, is the thief's as likely as alice's.
    try stage.approve(gate: "fairness", by: .alice) { $0.rationale = "given anew, with the stolen key" }
    try stage.check().expectRejected(.keyCompromised, of: "alice", at: "fairness")
  }

  @Test("a date before the parent's does not bring an expired key back to life", arguments: [true, false])
  func backdated(retired: Bool) throws {
    let (day, start) = (IdentityKeyTests.day, IdentityKeyTests.start)
    func expiring() throws -> Stage {
      try Stage(
        start: start,
        roster: {
          $0.change(.farid) {
            if retired {
              $0.keys[0].revoked = ("retired", start - day)
            } else {
              $0.keys[0].until = start - day
            }
          }
        })
    }
    let stage = try expiring()
    try stage.retrain(by: .farid, at: start - 2 * day)
    try stage.approve(by: .alice)
    try stage.check().expectViolated(.dateImplausible)

    let approval = try expiring()
    try approval.retrain()
    try approval.approve(by: .farid, at: start - 2 * day)
    try approval.check().expectViolated(.dateImplausible)

    // Where no judgement rests on the date, it is worth a warning.
    let twin = try expiring()
    try twin.retrain(at: start - 2 * day)
    try twin.approve(by: .alice)
    let report = try twin.check()
    report.expectSatisfied()
    #expect(report.findings.contains { $0.rule == .dateImplausible && $0.severity == .warning })
  }

  @Test("a date after now does not let a key start early") func postdated() throws {
    let (day, start) = (IdentityKeyTests.day, IdentityKeyTests.start)
    let stage = try Stage(roster: { $0.change(.farid) { $0.keys[0].from = start + 10 * day } })
    try stage.retrain()
    try stage.approve(by: .farid, at: start + 11 * day) { $0.date = start }
    try stage.check(at: start + day).expectViolated(.dateImplausible)
    try stage.check(at: start + 12 * day).expectSatisfied()
  }
}
