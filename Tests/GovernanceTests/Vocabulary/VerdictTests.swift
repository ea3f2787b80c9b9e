import Governance
import Testing

@Suite struct VerdictTests {
  @Test func `violated wins over undecided, and undecided over satisfied`() {
    let order: [Verdict] = [.satisfied, .undecided, .violated]
    for (i, left) in order.enumerated() {
      for (j, right) in order.enumerated() {
        #expect(left.combined(with: right) == order[max(i, j)])
      }
    }
  }

  @Test func `no findings are satisfied`() {
    #expect([Finding]().verdict == .satisfied)
  }

  @Test func `a note or a warning never changes the verdict, whatever it is given`() {
    let finding = Finding(.evidenceStale, .warning, "x", verdict: .violated)
    #expect([finding].verdict == .satisfied)
    #expect([Finding(.evidenceStale, .note, "x", verdict: .undecided)].verdict == .satisfied)
  }

  @Test func `an error is violated unless it says undecided`() {
    #expect([Finding(.pathRefused, "x")].verdict == .violated)
    #expect([Finding(.mergeConflict, "x", verdict: .undecided)].verdict == .undecided)
  }

  @Test func `severities are ordered note, warning, error`() {
    #expect(Severity.note < .warning && Severity.warning < .error)
  }
}
