import Governance

/// Whether somebody could sign the evidence that gates ask for; thresholds on what nobody can sign are never
/// read.
struct EvidenceLint {
  private(set) var findings: [LintFinding] = []
  private let linted: LintedPolicy
  private let signers: Signers

  init(_ linted: LintedPolicy, _ signers: Signers) {
    self.linted = linted
    self.signers = signers
    for gate in linted.policy.gates {
      for (index, requirement) in gate.evidence.enumerated() {
        check(requirement, of: gate, "evidence[\(index)]")
      }
    }
  }

  private mutating func check(_ requirement: EvidenceRequirement, of gate: Gate, _ field: String) {
    let what = "evidence \(requirement.name) of gate \(gate.id)"
    if let allowed = requirement.signedBy {
      let unknown = allowed.enumerated().filter { holders(of: $1).isEmpty }
      for (position, name) in unknown where unknown.count < allowed.count {
        findings.append(
          linted.finding(
            .evidenceSignerUnknown, .warning,
            "\(what) may be signed by \(name), which is no identity and no role that anybody holds",
            help: "see whether it goes by another name in \(linted.rosterPath)", gate: gate,
            "\(field).signed-by[\(position)]"))
      }
    } else if !requirement.independent {
      findings.append(
        linted.finding(
          .evidenceByAnybody, .note,
          "\(what) may be signed by anybody on the roster, whoever changed the model too",
          help: "name who runs the validation in `signed-by`, or set `independent: true`", gate: gate, field))
    }
    if let reason = obstacle(to: requirement) {
      let unread = gate.thresholds.isEmpty ? "" : ", and its thresholds are never read"
      findings.append(
        linted.finding(
          .evidenceUnsignable, .error, "\(what) can be signed by nobody: \(reason)\(unread)",
          help: "list who runs the validation, with a key, in \(linted.rosterPath)", gate: gate,
          requirement.signedBy == nil ? field : "\(field).signed-by"))
    }
  }

  /// The identities that a name of `signed-by` means.
  private func holders(of name: String) -> [Identity] {
    linted.roster.identities.filter { $0.id.text.isExactly(name) || $0.holds(anyOf: [Role(name)]) }
  }

  /// Why no report of this name can ever count; nil where one can.
  private func obstacle(to requirement: EvidenceRequirement) -> String? {
    var producers = requirement.signedBy.map { $0.flatMap(holders) } ?? linted.roster.identities
    if producers.isEmpty {
      return "\(listing(requirement.signedBy ?? [], "or")) is no identity and no role that anybody holds"
    }
    // A forge signs for whoever uploaded the file.
    if requirement.signedBy == nil || requirement.independent {
      producers.removeAll { $0.kind == .forge }
      if producers.isEmpty { return "a forge vouches for its users, not for what they measured" }
    }
    let able = producers.filter { signers.ever.contains($0.id) }
    if able.isEmpty { return "\(listing(producers.map(\.id))) could never sign, for want of a key" }
    // Unsigned changes have no contributor who would have to be somebody else.
    guard requirement.independent, linted.policy.signatures.contributions == .error else { return nil }
    let ids = Set(able.map(\.id))
    if ids.count > 1 || signers.ever.contains(where: { !ids.contains($0) }) { return nil }
    return "nobody but \(listing(Array(ids))) has a key, and so changed the model"
  }
}
