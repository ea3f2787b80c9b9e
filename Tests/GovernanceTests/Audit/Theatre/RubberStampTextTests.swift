import Governance
import Testing

@Suite struct RubberStampTextTests {
  private func found(_ decisions: [LandedDecision]) -> [TheatreFinding] {
    DecisionSample.found(.rubberStampText, decisions)
  }

  private func approvals(_ texts: [String], by reviewer: IdentityID = "alice") -> [LandedDecision] {
    texts.enumerated().map { index, text in
      DecisionSample.decision(by: reviewer, of: ModelID("m\(index)"), at: Int64(index), text: text)
    }
  }

  @Test func `one text for several models is told with the text`() throws {
    let finding = try #require(
      found(approvals(["Looks good.", "  Looks good.\n", "Looks good."])).first?.finding)
    #expect(finding.severity == .warning)
    #expect(finding.message.contains("one rationale by alice serves for 3 models or versions or more"))
    #expect(finding.message.contains("for 3 of them “Looks good.”, first at gate technical of m0 1.0"))
  }

  @Test func `texts that differ in a byte are two`() {
    #expect(found(approvals(["Good.", "Good.", "Good"])).isEmpty)
    // The same letter, composed and decomposed.
    #expect(found(approvals(["\u{E9}", "\u{E9}", "e\u{301}"])).isEmpty)
  }

  @Test func `versions count, and several gates of one version do not`() {
    let gates = (0..<5).map {
      DecisionSample.decision(by: "alice", gate: GateID("g\($0)"), at: Int64($0), text: "Fine.")
    }
    let versions = (0..<3).map {
      DecisionSample.decision(by: "alice", of: "credit", "1.\($0)", text: "Fine.")
    }
    #expect(found(gates).isEmpty)
    #expect(found(versions).count == 1)
  }

  @Test func `no text is no repeated text, and two people may say the same`() {
    #expect(found(approvals(["", " \n", "\t", ""])).isEmpty)
    #expect(found(approvals(["Fine.", "Fine."]) + approvals(["Fine.", "Fine."], by: "bob")).isEmpty)
  }

  @Test func `a rejection may say again what was said before`() {
    let rejections = (0..<5).map {
      DecisionSample.decision(by: "alice", of: ModelID("m\($0)"), says: .reject, text: "tests are missing")
    }
    #expect(found(rejections).isEmpty)
  }

  @Test func `a long text is shown by its beginning`() throws {
    let text = String(repeating: "long ", count: 1000)
    let finding = try #require(found(approvals([text, text, text])).first?.finding)
    #expect(finding.message.utf8.count < 300)
    #expect(finding.message.contains("…”"))
  }
}
