import Governance

@testable import Reports

/// Dates of a few models, and names that nobody should have given.
enum DueSample {
  static let now = Instant(rfc3339: "2026-12-01T12:00:00Z")!

  static func report(
    within: Period? = nil, now: Instant = now, moving: String = "2026-12-15", more: [ModelStanding] = []
  ) -> DueReport {
    var registry = RegistryReport(
      branch: "main", revision: CommitID("0123456789abcdef0123456789abcdef01234567"), at: now,
      models: models(moving) + more)
    registry.committed = Instant(rfc3339: "2026-11-30T08:30:00Z")
    registry.repository = "acme/models, all; of \\them"
    return DueReport(registry, within: within, now: now)
  }

  private static func models(_ moving: String) -> [ModelStanding] {
    var churn = RegistrySample.model("churn", .approved)
    churn.due = [
      due(.monitoringReport, "churn", at: moving, "a monitoring report is due"),
      due(
        .approvalExpiry, "churn", "technical", "alice", at: "2027-02-01T09:30:15Z",
        "alice's approval of gate technical expires"),
      due(.revalidation, "churn", at: "+", "the model has to be validated anew"),
    ]
    var scorer = RegistrySample.model("credit-scoring", .lapsed)
    scorer.due = [
      due(
        .condition, "credit-scoring", "technical", "erin", at: "2026-11-30",
        "condition c1 of alice's approval of gate technical: add an alarm for the approval rate, and one for the share of applications without an income"
      ),
      due(
        .waiverRatification, "credit-scoring", "business", at: "2026-12-01",
        "the waiver of gate business has to be ratified (models/credit-scoring/waivers/season.yaml)"),
    ]
    let hostile = RegistrySample.hostile.map { name in
      var model = RegistrySample.model(name, .open)
      model.due = [
        due(
          .condition, name, name, name, at: "2026-12-24",
          "condition c1: a\r\nEND:VEVENT\nBEGIN:VALARM;x,y\\n \u{2028}" + String(repeating: "日本🎄", count: 9))
      ]
      return model
    }
    return [churn, scorer, RegistrySample.model("spoilt", .undecided)] + hostile
  }

  /// - Parameter date: `+` for one that no calendar can hold.
  private static func due(
    _ what: DueDate.What, _ model: String, _ gate: String? = nil, _ person: String? = nil, at date: String,
    _ text: String
  ) -> DueDate {
    DueDate(
      what, model: ModelID(model), gate: gate.map { GateID($0) }, person: person.map { IdentityID($0) },
      date: Instant(rfc3339: date) ?? Instant(seconds: 31_556_952_000_000), text)
  }
}
