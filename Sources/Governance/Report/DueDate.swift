/// Something that comes of itself as time goes by: an approval expires, a report is due.
package struct DueDate: Sendable, Hashable {
  package enum What: String, Sendable, CaseIterable {
    case approvalExpiry = "approval-expiry"
    case condition
    case monitoringReport = "monitoring-report"
    case revalidation
    case waiverExpiry = "waiver-expiry"
    case waiverRatification = "waiver-ratification"
  }

  package let what: What
  package let model: ModelID
  package let gate: GateID?
  /// Who has to act: whose approval expires, or who owes what a condition asks.
  package let person: IdentityID?
  /// The moment from which it is too late. It may have passed.
  package let date: Instant
  /// What comes, in words: lower case, no full stop.
  package let text: String

  package init(
    _ what: What, model: ModelID, gate: GateID? = nil, person: IdentityID? = nil, date: Instant,
    _ text: String
  ) {
    self.what = what
    self.model = model
    self.gate = gate
    self.person = person
    self.date = date
    self.text = text
  }
}

extension [DueDate] {
  /// The earliest first; those of one moment in the order in which they were found.
  var inOrder: [DueDate] {
    enumerated().sorted { ($0.element.date, $0.offset) < ($1.element.date, $1.offset) }.map(\.element)
  }
}

extension DueDate {
  /// What becomes of the approvals that fill a gate's slots.
  ///
  /// Of an approval that does not hold any more, and whose place nothing took, it is told since when.
  ///
  /// - Parameter expiry: how long they hold; nil for ever.
  static func dates(of gate: GateJudgement, model: ModelID, expiry: Period?, now: Instant) -> [DueDate] {
    var dates: [DueDate] = []
    if let waiver = gate.waiver {
      dates.append(
        DueDate(
          .waiverExpiry, model: model, gate: gate.id, date: waiver.expires,
          "the waiver of gate \(gate.id) expires (\(waiver.path))"))
      if let until = waiver.ratifyUntil {
        dates.append(
          DueDate(
            .waiverRatification, model: model, gate: gate.id, date: until,
            "the waiver of gate \(gate.id) has to be ratified (\(waiver.path))"))
      }
    }
    return dates
      + gate.approvals.flatMap { outcome -> [DueDate] in
        let isOver = outcome.isExpired && gate.verdict != .satisfied
        guard outcome.standing == .counted || isOver, let document = outcome.record.document else {
          return []
        }
        let expires = expiry.map { period in
          DueDate(
            .approvalExpiry, model: model, gate: gate.id, person: outcome.reviewer,
            date: document.date.adding(period), "\(outcome.reviewer)'s approval of gate \(gate.id) expires")
        }
        let dates =
          (expires.map { [$0] } ?? [])
          + document.conditions.map { condition in
            DueDate(
              .condition, model: model, gate: gate.id, person: condition.owner, date: condition.due,
              "condition \(condition.id) of \(outcome.reviewer)'s approval of gate \(gate.id): \(condition.text)"
            )
          }
        return isOver ? dates.filter { $0.date <= now } : dates
      }
  }
}

extension ApprovalOutcome {
  fileprivate var isExpired: Bool {
    if case .rejected(.approvalExpired, _) = standing { true } else { false }
  }
}
