import Governance
import Testing

@Suite struct DateTests {
  private func dated(_ date: String, key: IdentityKey? = nil, contributes: Bool = true) -> Fixture {
    fixture {
      if let key { $0.people[4].keys = [key] }
      $0.commit("late", by: "erin", committed: Instant(rfc3339: date)!)
      if contributes { $0.contributions.append("late") }
    }
  }

  private let key = IdentityKey(
    fingerprint: "SHA256:erin",
    revoked: IdentityKey.Revocation(at: Instant(rfc3339: "2026-11-01")!, reason: .retired))

  @Test func `a commit dated in the future or before its parent is a warning`() {
    #expect(dated("2026-11-20T12:10:01Z").warnings == [.dateImplausible])
    #expect(dated("2026-11-01").warnings == [.dateImplausible])
    #expect(dated("2026-11-01").verdict == .satisfied)
  }

  @Test func `ten minutes are within the tolerance`() {
    #expect(dated("2026-11-20T12:10:00Z").judgement.findings.isEmpty)
    // The parent is dated 12:01 the day before.
    #expect(dated("2026-11-19T11:51:00Z").judgement.findings.isEmpty)
    #expect(dated("2026-11-19T11:50:59Z").warnings == [.dateImplausible])
  }

  @Test func `a change dated back to when its key was good is an error`() {
    #expect(dated("2026-10-01", key: key).errors == [.dateImplausible])
    #expect(dated("2026-10-01", key: key, contributes: false).verdict == .satisfied)
    #expect(dated("2026-10-01", key: IdentityKey(fingerprint: "SHA256:erin")).verdict == .satisfied)
  }

  @Test func `an approval dated back to when its key was good is an error`() {
    let fixture = fixture(approvedBy: []) {
      $0.people[0].keys = [IdentityKey(fingerprint: "SHA256:alice", until: Instant(rfc3339: "2026-11-01")!)]
      $0.commit("approval", by: "alice", committed: Instant(rfc3339: "2026-10-01")!)
      $0.approve(by: "alice", in: "approval")
    }
    #expect(fixture.errors == [.dateImplausible])
  }

  @Test
  func `what a signature is worth at a date that could be true may be known better than from the roster`() {
    func late(_ signed: Attribution) -> Fixture {
      fixture {
        $0.commit(
          "late", by: "erin", committed: Instant(rfc3339: "2026-10-01")!, plausibleAttribution: signed)
        $0.contributions.append("late")
      }
    }
    #expect(late(Fixture.signed("erin", .expired)).errors == [.dateImplausible])
    #expect(late(Fixture.signed("erin")).warnings == [.dateImplausible])
    #expect(late(Fixture.signed("erin")).verdict == .satisfied)
  }

  @Test func `the most outlandish dates are told and break nothing`() {
    for seconds in [Int64.min, Int64.max] {
      let fixture = fixture {
        $0.commit("odd", by: "erin", committed: Instant(seconds: seconds))
        $0.commit("next", by: "erin", committed: Fixture.now)
      }
      #expect(fixture.warnings == [.dateImplausible])
      let judgedThen = Self.passing(at: Instant(seconds: seconds))
      #expect(judgedThen.judgement.findings.isEmpty == (seconds == .max))
    }
  }

  private static func passing(at now: Instant) -> Fixture {
    var fixture = Fixture()
    fixture.now = now
    return fixture
  }
}
