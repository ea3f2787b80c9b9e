import Governance

/// What an audit measured, as the member `measures` of `countersign/audit/v1`:
///
/// - `basis`: what the figures rest on: `transitions`; `unjudged`, how many of them could not be judged;
///   `decisions`; `implausible-dates`, findings that a date cannot be true; `left-out`, durations below zero that no
///   figure has in it; `thresholds`, the commit whose policy says from where on theatre is told, null where the
///   standard does.
/// - `velocity`: `landing`, from the first change of a model to the branch; `tiers`, the same by tier; `gates`, from
///   the first change to the last approval of a gate; `teams`, from the newest change to a counted approval. Each is
///   `{count, median, p90}` in seconds, by nearest rank, the latter two left out where there are none. `bottleneck`
///   is the `step` (`change`, `evidence`, `gate` with its `gate`, `merge`) that took the largest `share` of all the
///   time.
/// - `reviews`: `approvals`, of which `conditions` set any and `stale` were of what changed again; `rejections`;
///   `withdrawals`; `waivers`; `half`, how few people gave half of the approvals; `people`, each with the same
///   counts and their `share` of all approvals.
///
/// Shares are parts of one. Dates are claims of whoever made the commits.
struct MeasuresJSON {
  static func value(of summary: AuditSummary) -> JSONValue {
    let measures = summary.measures
    let velocity = measures.velocity
    return .object(
      .value(
        "basis",
        .object(
          .integer("transitions", measures.transitions), .integer("unjudged", measures.unjudged),
          .integer("decisions", measures.load.total.decisions),
          .integer("implausible-dates", measures.implausibleDates), .integer("left-out", velocity.leftOut),
          .value("thresholds", summary.thresholdsFrom.map { .string($0.text) } ?? .null))),
      .value(
        "velocity",
        .object(
          .value("landing", sample(velocity.landing)), .array("tiers", named(velocity.tiers)),
          .array("gates", named(velocity.gates)), .array("teams", named(velocity.teams)),
          .value("bottleneck", velocity.bottleneck.map { bottleneck($0.step, $0.share) }))),
      .value("reviews", reviews(measures.load, waivers: measures.waivers)))
  }

  private static func reviews(_ load: ReviewLoad, waivers: Int) -> JSONValue {
    .object(
      counts(load.total)
        + [
          .integer("waivers", waivers), .integer("half", load.peopleForHalf),
          .array(
            "people",
            load.ranking.map { person, tally in
              let members: [JSONValue.Member?] =
                [.text("id", person.text)] + counts(tally) + [
                  .value("share", load.share(of: tally.approvals).map(share))
                ]
              return .object(members.compactMap(\.self))
            }),
        ].compactMap(\.self))
  }

  private static func counts(_ tally: DecisionTally) -> [JSONValue.Member] {
    let members: [JSONValue.Member?] = [
      .integer("approvals", tally.approvals), .integer("conditions", tally.conditions),
      .integer("stale", tally.stale), .integer("rejections", tally.rejections),
      .integer("withdrawals", tally.withdrawals),
    ]
    return members.compactMap(\.self)
  }

  private static func named<Name: ExactName>(_ samples: [Name: DurationSample]) -> [JSONValue] {
    samples.sorted { $0.key < $1.key }.map {
      .object([.init("id", .string($0.key.text))] + members($0.value))
    }
  }

  private static func sample(_ sample: DurationSample) -> JSONValue { .object(members(sample)) }

  private static func members(_ sample: DurationSample) -> [JSONValue.Member] {
    let members: [JSONValue.Member?] = [
      .integer("count", sample.count), .integer("median", sample.median.map { Int($0.seconds) }),
      .integer("p90", sample.percentile(90).map { Int($0.seconds) }),
    ]
    return members.compactMap(\.self)
  }

  private static func bottleneck(_ step: Velocity.Step, _ part: Int) -> JSONValue {
    var gate: GateID?
    let name: String
    switch step {
    case .change: name = "change"
    case .evidence: name = "evidence"
    case .gate(let id): (name, gate) = ("gate", id)
    case .merge: name = "merge"
    }
    return .object(.text("step", name), .text("gate", gate?.text), .value("share", share(part)))
  }

  /// Thousandths as a part of one, always with three digits.
  private static func share(_ thousandths: Int) -> JSONValue {
    let digits = String(thousandths % 1000)
    return .digits("\(thousandths / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits)
  }
}
