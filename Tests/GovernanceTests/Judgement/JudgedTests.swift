import Governance
import Testing

@Suite struct JudgedTests {
  /// The model is at base just as it lands.
  private func unchanged(_ edit: (inout Fixture) -> Void = { _ in }) -> Fixture {
    fixture(approvedBy: []) {
      $0.base = ModelState(card: $0.card, subject: $0.subject)
      edit(&$0)
    }
  }

  @Test func `a model that did not change is not judged`() {
    #expect(unchanged().judgement.models.isEmpty)
    #expect(unchanged().verdict == .satisfied)
  }

  @Test func `a model whose subject changed is judged`() {
    #expect(unchanged { $0.files.removeLast() }.verdict == .violated)
  }

  @Test func `a file whose mode changed, or that was renamed to its Unicode twin, is a changed subject`() {
    let mode = unchanged {
      $0.files[1] = Subject.File(path: $0.files[1].path, mode: "100755", sha256: $0.files[1].sha256)
    }
    #expect(mode.verdict == .violated)
    let twin = unchanged {
      $0.files.append(Subject.File(path: "cafe\u{301}", mode: "100644", sha256: Fixture.hash("a")))
      $0.base?.subject = Subject(
        files: Fixture.files + [Subject.File(path: "caf\u{E9}", mode: "100644", sha256: Fixture.hash("a"))])
    }
    #expect(twin.verdict == .violated)
  }

  @Test func `a model whose stage or tier changed is judged`() {
    #expect(unchanged { $0.base?.card?.stage = "development" }.judgement.models.count == 1)
    let tier = unchanged {
      $0.policy.tiers = [Tier(id: "low"), Tier(id: "high")]
      $0.base?.card?.tier = "high"
    }
    #expect(tier.judgement.models.count == 1)
  }

  @Test func `a model with a stage or tier that the policy does not know is not judged for that alone`() {
    let fixture = unchanged {
      $0.card?.tier = "gone"
      $0.base?.card?.tier = "gone"
    }
    #expect(fixture.judgement.models.isEmpty)
  }

  @Test func `a model that lost an approval it stands on is judged`() {
    let lost = unchanged { $0.standing(by: "alice", stands: false) }
    #expect(lost.errors == [.gateUnsatisfied])
    let kept = unchanged { $0.standing(by: "alice") }
    #expect(kept.judgement.models.isEmpty)
  }

  @Test func `an approval that was stale already is no loss, nor is a rejection or one of no gate`() {
    #expect(
      unchanged { $0.standing(by: "alice", stands: false) { $0.subject = "sha256:x" } }.judgement.models
        .isEmpty)
    #expect(
      unchanged { $0.standing(by: "alice", stands: false) { $0.decision = .withdraw } }.judgement.models
        .isEmpty)
    #expect(unchanged { $0.standing("gone", by: "alice", stands: false) }.judgement.models.isEmpty)
  }

  @Test func `a model about which something is wrong is judged`() {
    let fixture = unchanged { $0.findings = [Finding(.pathRefused, "a link")] }
    #expect(fixture.errors.contains(.pathRefused))
  }

  @Test func `a new model is judged`() {
    #expect(unchanged { $0.base = nil }.judgement.models.count == 1)
  }

  @Test func `a model that was removed is a note`() {
    var facts = Fixture().facts
    facts.models[0].landed = nil
    let judgement = Judge.judge(facts)
    #expect(judgement.findings.map(\.rule) == [.modelRemoved])
    #expect(judgement.verdict == .satisfied)
  }

  @Test func `models are told in byte order of their directories`() {
    var facts = Fixture().facts
    let model = facts.models[0]
    facts.models = ["models/b", "models/Z", "models/\u{E9}", "models/a"].map { directory in
      var other = model
      other.directory = directory
      other.id = ModelID(String(directory.dropFirst(7)))
      other.landed?.card?.path = "\(directory)/card.yaml"
      return other
    }
    #expect(Judge.judge(facts).models.map(\.id) == ["Z", "a", "b", "\u{E9}"])
  }

  @Test func `nothing to judge is satisfied`() {
    var facts = Fixture().facts
    facts.models = []
    #expect(Judge.judge(facts).verdict == .satisfied)
  }

  @Test
  func `a model whose rejection somebody else removed is judged, one whose reviewer took it back is not`() {
    let removed = unchanged { $0.standing(by: "alice", stands: false) { $0.decision = .reject } }
    #expect(removed.errors.contains(.gateVetoed))
    let settled = unchanged {
      $0.standing(by: "alice", stands: false) { $0.decision = .reject }
      $0.approve(by: "alice") { $0.decision = .withdraw }
    }
    #expect(settled.judgement.models.isEmpty)
  }
}
