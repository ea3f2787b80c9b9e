import Governance

/// Who may waive gates, and for how long.
struct WaiverDiff {
  private(set) var found: [PolicyDifference] = []

  init(_ old: Policy, _ new: Policy) {
    var differences = Differences(of: "waivers")
    switch (old.waivers, new.waivers) {
    case (nil, nil): return
    case (nil, _?): differences.add(.loosens, "are allowed")
    case (_?, nil): differences.add(.tightens, "are allowed no more")
    case (let before?, let after?):
      WaiverDiff.compare(before, after, &differences)
    }
    found = differences.found
  }

  private static func compare(
    _ before: WaiverRequirements, _ after: WaiverRequirements, _ differences: inout Differences
  ) {
    differences.add(
      from: before.roles, to: after.roles, joining: .loosens, joins: "may be signed by role",
      leaves: "may be signed no more by role")
    if let direction = PolicyDiff.asking(before.approvals, after.approvals) {
      differences.add(direction, "approvals", from: "\(before.approvals)", to: "\(after.approvals)")
    }
    if let direction = PolicyDiff.lasting(before.maxDuration, after.maxDuration) {
      func text(_ period: Period?) -> String { period?.description ?? "as long as they say" }
      differences.add(direction, "may last", from: text(before.maxDuration), to: text(after.maxDuration))
    }
    switch (before.ratification, after.ratification) {
    case (nil, nil): break
    case (nil, _?): differences.add(.tightens, "have to be ratified")
    case (_?, nil): differences.add(.loosens, "have to be ratified no more")
    case (let was?, let shall?):
      if let direction = PolicyDiff.holding(was.within, shall.within) {
        differences.add(
          direction, "have to be ratified within", from: was.within.description, to: shall.within.description)
      }
      differences.add(
        from: was.roles, to: shall.roles, joining: .loosens, joins: "may be ratified by role",
        leaves: "may be ratified no more by role")
      if let direction = PolicyDiff.asking(was.approvals, shall.approvals) {
        differences.add(direction, "ratifications", from: "\(was.approvals)", to: "\(shall.approvals)")
      }
    }
  }
}
