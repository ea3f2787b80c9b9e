import Governance

/// A finding as forges keep it: at a file, and with a name of its own.
struct LocatedFinding: Sendable {
  let finding: Finding
  /// Where it is shown, relative to the repository. A finding without a file is shown at its model's card, or at
  /// the policy.
  let path: String
  /// What tells it from all others of a report, and is the same for the same problem in the next one.
  let fingerprint: String

  /// In the order of the report.
  static func all(of report: TransitionReport) -> [LocatedFinding] {
    let cards = report.models.map { ($0.id, $0.card) }
    return all(of: report.findings, cards: Dictionary(cards) { first, _ in first })
  }

  static func all(of report: DocumentReport) -> [LocatedFinding] { all(of: report.findings, cards: [:]) }

  private static func all(of findings: [Finding], cards: [ModelID: String?]) -> [LocatedFinding] {
    var fingerprints = FindingFingerprints()
    return findings.map { finding in
      let card = finding.model.map { model in (cards[model] ?? nil) ?? "models/\(model)/card.yaml" }
      let named = finding.path.flatMap { $0.isEmpty ? nil : $0 }
      return LocatedFinding(
        finding: finding, path: named ?? card ?? "policies/policy.yaml",
        fingerprint: fingerprints.next(for: finding))
    }
  }
}

extension Sequence<LocatedFinding> {
  /// The gravest first, and otherwise in their order.
  var gravestFirst: [LocatedFinding] {
    Severity.allCases.reversed().flatMap { severity in filter { $0.finding.severity == severity } }
  }
}

extension Finding {
  /// Severity, rule and message; where; the next step: a line each.
  var lines: [String] {
    let place = path.map { $0 + (position.map { ":\($0.line):\($0.column)" } ?? "") }
    return ["\(severity.rawValue)[\(rule.rawValue)]: \(message)"]
      + [place.map { "  at \($0)" }, help.map { "  help: \($0)" }].compactMap(\.self)
  }
}
