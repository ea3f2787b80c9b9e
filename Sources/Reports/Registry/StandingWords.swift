import Governance

extension ModelStanding.State {
  /// What it means, in a few words.
  var meaning: String {
    switch self {
    case .approved: "every gate of its stage and tier holds"
    case .open: "a gate is missing something, or something is wrong with it"
    case .lapsed: "it was approved, and is not any more"
    case .undecided: "it could not be judged"
    case .ungated: "its stage asks for no gate"
    case .retired: "it is out of service"
    }
  }

  /// Its mark; every colour stands beside the word as well.
  func mark(unicode: Bool) -> String {
    switch self {
    case .approved: unicode ? "✓" : "ok"
    case .open: unicode ? "○" : ".."
    case .lapsed: unicode ? "✗" : "no"
    case .undecided: unicode ? "?" : "??"
    case .ungated, .retired: unicode ? "–" : "--"
    }
  }

  var ink: Ink {
    switch self {
    case .approved: .good
    case .open, .undecided: .unsure
    case .lapsed: .bad
    case .ungated, .retired: .faint
    }
  }
}

extension ModelStanding {
  /// How many of its gates hold, such as `3/4`, and how many of them by a waiver; nothing where there is none.
  var gateCount: String {
    if gates.isEmpty { return "" }
    let waived = gates.count(where: \.isWaived)
    return "\(gates.count { $0.verdict == .satisfied })/\(gates.count)"
      + (waived > 0 ? ", \(waived) waived" : "")
  }

  /// What is wrong with it, in the order of what was found.
  var errors: [Finding] { findings.filter { $0.severity == .error } }

  /// What everybody is told: what is wrong, and by what waivers gates stand.
  var news: [Finding] { errors + findings.filter { $0.rule == .waiverUsed && $0.severity != .error } }
}

extension ModelStanding {
  /// Why it lapsed, in a few words; nil where it did not.
  var lapse: String? {
    guard state == .lapsed else { return nil }
    let rules = Set(errors.map(\.rule))
    let reasons: [(rule: Rule, text: String)] = [
      (.kpiBreach, "a monitoring report shows a breach"),
      (.monitoringMissing, "a monitoring report is missing"),
      (.approvalExpired, "an approval holds no more"), (.revalidationDue, "it has to be validated anew"),
      (.conditionOverdue, "a condition is overdue"), (.waiverExpired, "a waiver expired"),
    ]
    return reasons.filter { rules.contains($0.rule) }.map(\.text).joined(separator: ", ")
  }

  /// Since when it is as it is, as it follows where it stands.
  var origin: String { since.map { " since \($0.commit.short) (\($0.date.date))" } ?? "" }

  /// What its state means, and for a model that lapsed why it did.
  var meaning: String { state.meaning + (lapse.map { ": \($0)" } ?? "") }
}

extension ModelStanding.KPI {
  /// What it has to keep within, such as `0.2 to 0.6 ratio`.
  var limits: String {
    let range =
      switch (min, max) {
      case (let min?, let max?): "\(min) to \(max)"
      case (let min?, nil): "at least \(min)"
      case (nil, let max?): "at most \(max)"
      case (nil, nil): "no limit"
      }
    return range + (unit.map { " \($0)" } ?? "")
  }
}

extension RegistryReport {
  /// How many models stand how, such as `3 approved, 1 lapsed`.
  var counts: String {
    ModelStanding.State.allCases.compactMap { state in
      count(state) == 0 ? nil : "\(count(state)) \(state.rawValue)"
    }.joined(separator: ", ")
  }
}
