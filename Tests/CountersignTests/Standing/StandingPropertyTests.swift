import Countersign
import GitHistory
import Governance
import Rehearsal
import Testing

/// A model stands as the whole transition stands from before its last change to the newest step that touched it, though
/// only the commits that had to do with the model are looked at.
struct StandingPropertyTests {
  @Test(
    "a registry says what a check of each model's whole transition says",
    arguments: 31...36 as ClosedRange<UInt64>)
  func sameAsCheck(seed: UInt64) throws {
    let repository = try RandomRecord(seed: seed, steps: 20, amendsPolicy: false).repository
    let registry = try repository.registry()
    for model in registry.models {
      let since = try #require(model.since), newest = try #require(model.newest)
      let base = try #require(
        ObjectID(hex: since.commit.text).map {
          try Repository(at: repository.gitDirectory).commit($0).parents.first
        })
      let report = try repository.check(base: base?.hex, head: newest.commit.text, root: nil)
      let note = Comment(
        rawValue: "seed \(seed), \(model.id): \(model.state)\n\(model.findings)\n\(report.summary)")
      guard let judged = report.models.first(where: { $0.id == model.id }) else {
        #expect(report.verdict == .undecided || report.findings.contains { $0.model == model.id }, note)
        continue
      }
      #expect(judged.gates.map(\.id) == model.gates.map(\.id), note)
      #expect(judged.gates.map(\.counted) == model.gates.map { $0.signers.map(\.identity) }, note)
      #expect(judged.gates.map(\.verdict) == model.gates.map(\.verdict), note)
      #expect(judged.subject == model.subject && judged.tier == model.tier, note)
      #expect((judged.verdict == .satisfied) == (model.state == .approved || model.state == .ungated), note)
    }
  }

  @Test("the order of workers does not matter") func workers() throws {
    let repository = try RandomRecord(seed: 5, steps: 20).repository
    let states = try [1, 2, 7].map { workers in
      try StandingQuery(.init(branch: "main"), clock: repository.now)
        .registry(in: Repository(at: repository.gitDirectory), workers: workers).models
        .map { "\($0.id) \($0.state) \($0.findings)" }
    }
    #expect(states[0] == states[1] && states[1] == states[2])
  }
}
