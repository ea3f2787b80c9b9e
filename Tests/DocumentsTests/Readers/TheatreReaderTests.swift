import Documents
import Governance
import Testing

@Suite struct TheatreReaderTests {
  private func policy(_ theatre: String) throws -> Policy {
    try Policy.read(Array((Sample.policy + theatre).utf8))
  }

  private func theatre(_ text: String) throws -> TheatreThresholds { try policy(text).theatre }

  @Test func `a policy that says nothing has the standard`() throws {
    let standard = TheatreThresholds(
      speed: Period(iso8601: "PT5M"),
      bulk: TheatreThresholds.Bulk(models: 5, within: Period(iso8601: "PT10M")!), repeatedText: 3,
      neverRejects: 20, reciprocal: 5)
    #expect(try theatre("") == standard)
    #expect(try theatre("theatre: {}\n") == standard)
    #expect(try theatre("theatre: {rubber-stamp-speed: {}, rubber-stamp-bulk: {}}\n") == standard)
  }

  @Test func `each threshold is read, and what is left out keeps its standard`() throws {
    let read = try theatre(
      """
      theatre:
        rubber-stamp-speed: {within: PT1M}
        rubber-stamp-bulk: {models: 9}
        rubber-stamp-text: {uses: 4}
        reviewer-never-rejects: {decisions: 50}
        reviewer-reciprocal: {approvals: 7}

      """)
    #expect(read.speed?.description == "PT1M")
    #expect(read.bulk?.models == 9 && read.bulk?.within.description == "PT10M")
    #expect(read.repeatedText == 4 && read.neverRejects == 50 && read.reciprocal == 7)
  }

  @Test(arguments: [
    Rule.rubberStampSpeed, .rubberStampBulk, .rubberStampText, .reviewerNeverRejects, .reviewerReciprocal,
  ])
  func `each rule can be switched off by itself`(_ rule: Rule) throws {
    let read = try theatre("theatre: {\(rule.rawValue): off}\n")
    let values: [(Rule, Bool)] = [
      (.rubberStampSpeed, read.speed != nil), (.rubberStampBulk, read.bulk != nil),
      (.rubberStampText, read.repeatedText != nil), (.reviewerNeverRejects, read.neverRejects != nil),
      (.reviewerReciprocal, read.reciprocal != nil),
    ]
    for (other, isOn) in values { #expect(isOn == (other != rule)) }
  }

  @Test(arguments: [
    ("rubber-stamp-speed: false", "theatre.rubber-stamp-speed is false, which is none of off"),
    (
      "rubber-stamp-speed: {within: 5 minutes}",
      "theatre.rubber-stamp-speed.within has to be a period such as P30D or P1Y"
    ),
    (
      "rubber-stamp-bulk: {models: 1}",
      "theatre.rubber-stamp-bulk.models has to be a whole number from 2 to 10000"
    ),
    ("rubber-stamp-text: 3", "theatre.rubber-stamp-text is 3, which is none of off"),
    ("bypass-direct: off", "unknown key bypass-direct in theatre"),
    ("reviewer-reciprocal: {approval: 5}", "unknown key approval in theatre.reviewer-reciprocal"),
  ])
  func `what is no threshold is refused`(_ text: String, _ problem: String) {
    let errors = #expect(throws: DocumentErrors.self) { try theatre("theatre: {\(text)}\n") }
    #expect(errors?.errors.map(\.problem) == [problem])
  }
}
