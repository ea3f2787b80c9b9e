/// Whether a monitoring report comes from somebody that the policy lets report: by the signature of the commit that
/// brought it, or by a detached one beside it. Either is enough, as for evidence.
package struct MonitoringTrust {
  private let requirements: MonitoringRequirements
  private let roster: Roster

  package init(_ requirements: MonitoringRequirements, roster: Roster) {
    self.requirements = requirements
    self.roster = roster
  }

  /// Why the report cannot be trusted, as it follows its path; nil if it can. Where neither signature will do, the
  /// detached one says why.
  package func objection(to record: MonitoringRecord) -> String? {
    guard let byCommit = objection(toCommitOf: record) else { return nil }
    guard let detached = record.detached else { return byCommit }
    guard let reporter = detached.identity else {
      return detached.detachedProblem?.message ?? "it is not signed"
    }
    return objection(to: reporter)
  }

  /// Whose report it is: of those who signed it, one that may report.
  package var reporters: String {
    requirements.signedBy?.joined(separator: " or ") ?? "an identity that policies/identities.yaml lists"
  }

  private func objection(toCommitOf record: MonitoringRecord) -> String? {
    guard let reporter = record.attribution.identity else {
      return "its commit \(record.commit.short) \(record.attribution.problem?.message ?? "is not signed")"
    }
    return objection(to: reporter)
  }

  /// Roles are the reporter's own: a delegation lends the roles of gates. A forge signs whatever its users upload,
  /// and so reports only where it is named.
  private func objection(to reporter: IdentityID) -> String? {
    guard let identity = roster[id: reporter] else { return "it is signed by \(reporter), who is not listed" }
    guard let allowed = requirements.signedBy else {
      return identity.kind == .forge ? "it is signed by forge \(reporter) for whoever uploaded it" : nil
    }
    let names = [reporter.text] + identity.roles.map(\.text)
    if allowed.contains(where: { name in names.contains { $0.isExactly(name) } }) { return nil }
    return "it is signed by \(reporter), who may not report"
  }
}
