import Governance
import Testing

/// What holds of all rules about theatre, on decisions at random from few values, so that much collides.
@Suite struct TheatrePropertyTests {
  private static let people: [IdentityID] = ["alice", "bob", "carol", "dana"]
  private static let strangers: [IdentityID] = ["xena", "yuri"]

  private static func decisions(
    _ count: Int, by people: [IdentityID], _ random: inout SplitMix64
  ) -> [LandedDecision] {
    (0..<count).map { index in
      var decision = DecisionSample.decision(
        by: people.randomElement(using: &random)!, of: ModelID("m\(Int.random(in: 0..<8, using: &random))"),
        "\(Int.random(in: 0..<2, using: &random))", gate: ["one", "two"].randomElement(using: &random)!,
        says: Int.random(in: 0..<40, using: &random) == 0 ? .reject : .approve,
        // Few dates, so that many are equal.
        at: Int64.random(in: 0..<12, using: &random) * 240,
        after: Int.random(in: 0..<2, using: &random) == 0 ? nil : Int64.random(in: -1..<900, using: &random),
        text: ["", "fine", "good"].randomElement(using: &random)!,
        for: [TheatrePropertyTests.people.randomElement(using: &random)!])
      decision.commit = CommitID("c\(index)")
      return decision
    }
  }

  @Test func `what others do never takes a finding about somebody away, nor changes it`() {
    var random = SplitMix64(state: 6)
    var found = 0
    for _ in 0..<200 {
      let own = TheatrePropertyTests.decisions(60, by: TheatrePropertyTests.people, &random)
      let others = TheatrePropertyTests.decisions(60, by: TheatrePropertyTests.strangers, &random)
      let alone = DecisionSample.findings(own)
      let together = DecisionSample.findings((own + others).shuffled(using: &random))
      for finding in alone {
        #expect(together.contains { $0.finding == finding.finding && $0.people == finding.people })
      }
      let about = Set(TheatrePropertyTests.people)
      #expect(together.filter { about.isSuperset(of: $0.people) }.count == alone.count)
      found += alone.count
    }
    #expect(found > 500)
  }

  @Test func `the order in which decisions land does not matter, equal dates or not`() {
    var random = SplitMix64(state: 7)
    for _ in 0..<200 {
      let decisions = TheatrePropertyTests.decisions(80, by: TheatrePropertyTests.people, &random)
      let findings = DecisionSample.findings(decisions).map(\.finding)
      #expect(DecisionSample.findings(decisions.shuffled(using: &random)).map(\.finding) == findings)
      #expect(DecisionSample.findings(decisions.reversed()).map(\.finding) == findings)
    }
  }

  @Test func `nothing is an accusation, and each finding names its example`() {
    var random = SplitMix64(state: 8)
    let findings = DecisionSample.findings(
      TheatrePropertyTests.decisions(400, by: TheatrePropertyTests.people, &random))
    #expect(Set(findings.map(\.finding.rule)).count >= 3)
    for found in findings {
      #expect(!found.people.isEmpty)
      #expect(found.finding.severity < .error)
      #expect(found.finding.model != nil && found.finding.gate != nil && found.finding.commit != nil)
      #expect(found.finding.message.contains("2026-05-01"))
      for word in ["fraud", "cheat", "collu", "fake", "suspic", "guilt"] {
        #expect(!found.finding.message.contains(word))
      }
    }
  }

  @Test func `those of whom there is most to tell come first`() {
    let decisions = [("alice", 1), ("bob", 3), ("carol", 3), ("dana", 2)].flatMap { person, count in
      (0..<count).map {
        DecisionSample.decision(
          by: IdentityID(person), of: ModelID("m\($0)"), at: Int64($0) * 86_400, after: 9)
      }
    }
    #expect(
      DecisionSample.findings(decisions.reversed()).map(\.people) == [
        ["bob"], ["carol"], ["dana"], ["alice"],
      ])
  }

  @Test func `a rule that is switched off finds nothing`() {
    var random = SplitMix64(state: 9)
    let decisions = TheatrePropertyTests.decisions(400, by: TheatrePropertyTests.people, &random)
    let off = TheatreThresholds(speed: nil, bulk: nil, repeatedText: nil, neverRejects: nil, reciprocal: nil)
    #expect(DecisionSample.findings(decisions, off).isEmpty)
  }

  @Test(.timeLimit(.minutes(2)))
  func `thousands of people, texts and approvals at once cost no more than their number`() {
    var theatre = Theatre()
    for index in 0..<5_000 {
      // Each person once, and one person always: at one moment, of ever new models, with ever new texts.
      for reviewer in [IdentityID("p\(index)"), "alice"] {
        theatre.add(
          DecisionSample.decision(
            by: reviewer, of: ModelID("m\(index)"), after: 1, text: "text \(index)",
            for: [IdentityID("q\(index)")], commit: "all"))
      }
    }
    let findings = theatre.findings
    #expect(findings.count { $0.finding.rule == .rubberStampSpeed } == 5_001)
    #expect(findings.count { $0.finding.rule == .rubberStampBulk } == 1)
    #expect(findings.count { $0.finding.rule == .rubberStampText } == 0)
  }
}
