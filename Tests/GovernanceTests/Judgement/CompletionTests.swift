import Governance
import Testing

/// Who would have to sign for a gate's slots to be filled.
@Suite struct CompletionTests {
  private func completions(_ edit: (inout Fixture) -> Void) -> Completions? {
    let fixture = fixture(approvedBy: [], edit)
    return Judge.judge(fixture.facts, explaining: Fixture.modelID).models.first?.gates.first?.completions
  }

  @Test func `each of the people who could sign alone is a set`() {
    // Dana owns the model and Erin changed it.
    let found = completions { _ in }
    #expect(found == Completions(sets: [["alice"], ["bob"], ["farid"]], isCut: false))
  }

  @Test func `where two are missing the sets are pairs, and every one of them fills the gate`() {
    let found = completions { $0.policy.gates[0].approvals = .all(2) }
    #expect(
      found == Completions(sets: [["alice", "bob"], ["alice", "farid"], ["bob", "farid"]], isCut: false))
    for set in found?.sets ?? [] {
      let filled = fixture(approvedBy: set.map(\.identity)) { $0.policy.gates[0].approvals = .all(2) }
      #expect(filled.verdict == .satisfied, "\(set)")
    }
  }

  @Test func `people of one team do not fill slots of distinct teams`() {
    // Alice and Bob are both of team risk.
    let found = completions {
      $0.policy.gates[0].approvals = .all(2)
      $0.policy.gates[0].distinctTeams = .all(2)
    }
    #expect(found == Completions(sets: [["alice", "farid"], ["bob", "farid"]], isCut: false))
  }

  @Test func `where nobody could, there is no set`() {
    let found = completions { $0.policy.gates[0].approvals = .all(4) }
    #expect(found == Completions(sets: [], isCut: false))
  }

  @Test func `a gate that is full has none, and nobody looks for what nobody asked`() {
    let full = fixture()
    #expect(
      Judge.judge(full.facts, explaining: Fixture.modelID).models.first?.gates.first?.completions == nil)
    let lacking = fixture(approvedBy: [])
    #expect(lacking.judgement.models.first?.gates.first?.completions == nil)
  }

  @Test func `a gate for many people out of many is cut off`() {
    let found = completions { fixture in
      fixture.people += (0..<60).map { Fixture.person(IdentityID("p\($0)"), roles: ["validator"]) }
      fixture.policy.gates[0].approvals = .all(10)
    }
    #expect(found?.isCut == true)
    #expect(found?.sets.allSatisfy { $0.count == 10 } == true)
  }
}
