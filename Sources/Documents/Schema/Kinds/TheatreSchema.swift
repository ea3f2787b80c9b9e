import Governance

extension MapShape {
  /// The thresholds of `policy.yaml`'s `theatre`, each under the id of its rule.
  static let theatre = MapShape([
    Key(
      Rule.rubberStampSpeed.rawValue,
      .theatreRule([
        Key("within", .text(.period), "An approval sooner after the change is told; PT5M if left out.")
      ]), "Approvals right after the newest change that they cover."),
    Key(
      Rule.rubberStampBulk.rawValue,
      .theatreRule([
        Key("models", .integer(2...10_000), "How many models are told; 5 if left out."),
        Key("within", .text(.period), "In how long a time; PT10M if left out."),
      ]), "Approvals of many models by one person at once."),
    Key(
      Rule.rubberStampText.rawValue,
      .theatreRule([
        Key(
          "uses", .integer(2...10_000),
          "For how many models and versions one text is told; 3 if left out.")
      ]), "One rationale for several models or versions."),
    Key(
      Rule.reviewerNeverRejects.rawValue,
      .theatreRule([
        Key("decisions", .integer(1...1_000_000), "How many decisions are told; 20 if left out.")
      ]), "Many decisions of one person, and never an objection."),
    Key(
      Rule.reviewerReciprocal.rawValue,
      .theatreRule([
        Key(
          "approvals", .integer(1...1_000_000),
          "How many approvals each gave the other are told; 5 if left out.")
      ]), "Two people who mostly approve each other's changes."),
  ])
}

extension Shape {
  /// The thresholds of one rule, or `off`.
  fileprivate static func theatreRule(_ keys: [Key]) -> Shape {
    .either(.choice(TheatreSwitch.self), or: .map(MapShape(keys)))
  }
}

/// What stands in place of a rule's thresholds.
enum TheatreSwitch: String, CaseIterable { case off }
