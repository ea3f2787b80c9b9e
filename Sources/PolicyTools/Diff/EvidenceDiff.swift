import Governance

/// The reports that a gate asks for, by their names.
enum EvidenceDiff {
  static func compare(
    _ before: [EvidenceRequirement], _ after: [EvidenceRequirement], _ old: Roster, _ new: Roster,
    _ differences: inout Differences
  ) {
    differences.add(
      from: before.map { PlainText($0.name) }, to: after.map { PlainText($0.name) }, joining: .tightens,
      joins: "asks for evidence", leaves: "asks no more for evidence")
    var names: [PlainText] = []
    for name in after.map({ PlainText($0.name) }) where !names.contains(name) { names.append(name) }
    for name in names {
      let (was, shall) = (
        before.filter { PlainText($0.name) == name }, after.filter { PlainText($0.name) == name }
      )
      if was.isEmpty { continue }
      if was.count != shall.count {
        differences.add(
          was.count < shall.count ? .tightens : .loosens, "asks for evidence \(name)",
          from: "\(was.count) times", to: "\(shall.count) times")
      }
      for (earlier, later) in zip(was, shall) { compare(earlier, later, old, new, &differences) }
    }
  }

  private static func compare(
    _ before: EvidenceRequirement, _ after: EvidenceRequirement, _ old: Roster, _ new: Roster,
    _ differences: inout Differences
  ) {
    let what = "evidence \(after.name)"
    switch (before.signedBy, after.signedBy) {
    case (nil, nil): break
    case (nil, let names?):
      // Only where it is named does a forge produce evidence.
      let isForge = namesForge(names, new)
      differences.add(
        isForge ? .changes : .tightens, "\(what) may be signed by", from: "anybody listed",
        to: PolicyDiff.list(names))
    case (let names?, nil):
      let isForge = namesForge(names, old)
      differences.add(
        isForge ? .changes : .loosens, "\(what) may be signed by", from: PolicyDiff.list(names),
        to: "anybody listed")
    case (let was?, let shall?):
      differences.add(
        from: was.map { PlainText($0) }, to: shall.map { PlainText($0) }, joining: .loosens,
        joins: "lets \(what) be signed by", leaves: "lets \(what) be signed no more by")
    }
    switch (before.maxAge, after.maxAge) {
    case (nil, nil): break
    case (nil, let age?): differences.add(.tightens, "\(what) holds for", from: "ever", to: age.description)
    case (let age?, nil): differences.add(.loosens, "\(what) holds for", from: age.description, to: "ever")
    case (let was?, let shall?):
      if let direction = PolicyDiff.holding(was, shall) {
        differences.add(direction, "\(what) holds for", from: was.description, to: shall.description)
      }
    }
    differences.add(
      asking: "\(what) by somebody who changed nothing", from: before.independent, to: after.independent)
  }

  private static func namesForge(_ names: [String], _ roster: Roster) -> Bool {
    roster.identities.contains { identity in
      identity.kind == .forge
        && names.contains { $0.isExactly(identity.id.text) || identity.roles.contains(Role($0)) }
    }
  }
}

extension PolicyDiff {
  /// What a change of a period is for which something holds: longer is looser. Nil where both are written alike.
  static func holding(_ before: Period, _ after: Period) -> PolicyDifference.Direction? {
    if before.description.isExactly(after.description) { return nil }
    return switch after.length(against: before) {
    case .shorter: .tightens
    case .longer: .loosens
    case .same, .depends: .changes
    }
  }
}
