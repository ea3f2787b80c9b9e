import Governance

/// What a change of a policy loosens, tightens or merely changes, in words.
///
/// Values are compared as they are judged, not as they are written: `{low: 1}` and `1` ask the same of every
/// tier. What is written differently and asks the same is told as a change, so that two policies without a
/// difference are equal but for the order of lists whose order means nothing, and for where things stand in
/// their files. Made backwards, a loosening is a tightening.
package struct PolicyDiff: Sendable {
  /// One side of the comparison.
  package struct Side: Sendable {
    package let policy: Policy
    package let roster: Roster
    /// The files of `policies/` by their paths relative to it: keys and roots count, whatever the roster says.
    package let files: Subject

    package init(policy: Policy, roster: Roster, files: Subject = Subject(files: [])) {
      self.policy = policy
      self.roster = roster
      self.files = files
    }
  }

  /// Loosenings first, then tightenings, then changes; within each in the order of the documents.
  package let differences: [PolicyDifference]

  /// Whether anything passes, or anybody may let it pass, that did not before.
  package var loosens: Bool { differences.first?.direction == .loosens }

  package init(from old: Side, to new: Side) {
    let (before, after) = (old.policy, new.policy)
    let usage = RoleUsage(before, after)
    var found = PolicyDiff.header(before, after)
    found += TierDiff(before, after).found
    found += StageDiff(before, after).found
    found += CardRequirementDiff(before, after).found
    found += GateDiff.gates(old, new)
    found += SeparationDiff(before, after).found
    found += SignatureRequirementDiff(before, after).found
    found += ApprovalRequirementDiff(before, after).found
    found += MonitoringDiff(before, after).found
    found += WaiverDiff(before, after).found
    found += TheatreDiff(before, after).found
    found += RosterDiff(old.roster, new.roster, usage).found
    found += KeyFileDiff(old.files, new.files).found
    var seen: Set<PolicyDifference> = []
    let told = found.filter { seen.insert($0).inserted }
    differences = PolicyDifference.Direction.allCases.flatMap { direction in
      told.filter { $0.direction == direction }
    }
  }

  private static func header(_ before: Policy, _ after: Policy) -> [PolicyDifference] {
    var differences = Differences(of: "policy")
    if before.version != after.version {
      differences.add(.changes, "version", from: "\(before.version)", to: "\(after.version)")
    }
    if !before.repository.isExactly(after.repository) {
      differences.add(
        .changes, "repository, which every approval names", from: before.repository, to: after.repository)
    }
    if !before.layout.description.isExactly(after.layout.description) {
      differences.add(
        .changes, "directories that are models", from: before.layout.description,
        to: after.layout.description)
    }
    return differences.found
  }

  /// Names in a row: all of them, whoever reads it decides on it.
  static func list<Name: CustomStringConvertible>(_ names: [Name]) -> String {
    names.isEmpty ? "none" : names.map(\.description).joined(separator: ", ")
  }
}

/// Text that compares byte for byte, where it is no name of anything.
struct PlainText: ExactName {
  let text: String
  init(_ text: String) { self.text = text }
}

/// What roles are for: a role that neither policy asks for lets nobody do anything.
struct RoleUsage {
  private let names: Set<PlainText>
  /// Whether a gate or the policy asks for approvals from distinct teams.
  let countsTeams: Bool

  init(_ policies: Policy...) {
    var names: Set<PlainText> = []
    var countsTeams = false
    for policy in policies {
      let gates = policy.gates + (policy.policyGate.map { [$0] } ?? [])
      names.formUnion(gates.flatMap(\.roles).map { PlainText($0.text) })
      names.formUnion(gates.flatMap(\.evidence).flatMap { $0.signedBy ?? [] }.map { PlainText($0) })
      names.formUnion(policy.otherRoles.map { PlainText($0.text) })
      countsTeams =
        countsTeams || policy.separation.distinctTeams != nil || gates.contains { $0.distinctTeams != nil }
    }
    self.names = names
    self.countsTeams = countsTeams
  }

  /// Whether a gate or evidence asks for the role.
  func asks(for role: Role) -> Bool { names.contains(PlainText(role.text)) }
}
