import Governance

/// People and bots who are asked to sign and cannot, now or ever, and what a forge vouches for.
struct KeyLint {
  private(set) var findings: [LintFinding] = []
  private let linted: LintedPolicy
  private let signers: Signers

  init(_ linted: LintedPolicy, _ signers: Signers) {
    self.linted = linted
    self.signers = signers
    let gateRoles = Set(linted.allGates.flatMap(\.roles))
    let signing =
      linted.policy.gates.flatMap(\.evidence).flatMap { $0.signedBy ?? [] }
      + (linted.policy.monitoring?.signedBy ?? [])
    let names = Set(signing.map { IdentityID($0) })
    let wanted = gateRoles.union(signing.map { Role($0) }).union(linted.policy.otherRoles)
    for identity in linted.roster.identities {
      let role = identity.roles.first(where: wanted.contains)
      let isAsked = role != nil || names.contains(identity.id)
      checkKeys(of: identity, isAsked: isAsked, role: role)
      checkTeams(of: identity)
      checkDelegations(of: identity)
    }
    checkForge()
  }

  private mutating func checkKeys(of identity: Identity, isAsked: Bool, role: Role?) {
    let what = role.map { "holds role \($0)" } ?? "is named as a signer of evidence or monitoring reports"
    if identity.kind != .forge, !isAsked { return }
    if signers.now.contains(identity.id) { return }
    if identity.keys.isEmpty {
      if identity.kind == .forge {
        findings.append(
          linted.finding(
            .identityWithoutKey, .warning,
            "forge \(identity.id) has no key, so that nothing is ever taken for its signature",
            help: "list the key that it signs merges with", identity: identity.id, "keys"))
      } else if signers.byForge.contains(identity.id) {
        findings.append(
          linted.finding(
            .approvalByForgeOnly, .note,
            "\(identity.id) \(what) and has no key: the approvals count by the forge's word alone",
            help: "list a key of \(identity.id)'s own, if the forge is not to be trusted alone",
            identity: identity.id, "keys"))
      } else {
        findings.append(
          linted.finding(
            .identityWithoutKey, .warning,
            "\(identity.id) \(what) and has no key, and so can never sign",
            help: "list one: keys: [{ssh: \"ssh-ed25519 …\"}]", identity: identity.id, "keys"))
      }
      return
    }
    let states = identity.keys.map { "\($0.fingerprint) \(KeyLint.state(of: $0, at: linted.now))" }
    findings.append(
      linted.finding(
        .keysUnusable, .warning,
        "\(identity.id) \(identity.kind == .forge ? "is a forge" : what), and no key of \(identity.id)'s counts on \(linted.now.date): \(listing(states, limit: 3))",
        help: "list the key that \(identity.id) signs with now", identity: identity.id, "keys"))
  }

  private static func state(of key: IdentityKey, at date: Instant) -> String {
    if let revoked = key.revoked, revoked.reason == .compromised || date >= revoked.at {
      return "is \(revoked.reason.rawValue)"
    }
    if let from = key.from, date < from { return "counts from \(from.date) on" }
    return "counted until \(key.until?.date ?? "")"
  }

  /// Who is in no team fills no seat that is kept for one.
  private mutating func checkTeams(of identity: Identity) {
    guard identity.kind == .person, identity.teams.isEmpty else { return }
    let gate = linted.allGates.first { gate in
      identity.holds(anyOf: gate.roles)
        && linted.policy.tiers.contains { gate.distinctTeams?.value(for: $0.id) ?? 0 > 0 }
    }
    guard let gate else { return }
    findings.append(
      linted.finding(
        .personWithoutTeam, .warning,
        "\(identity.id) is in no team, and gate \(gate.id) asks for distinct teams",
        help: "list the team in `teams`", identity: identity.id, "id"))
  }

  private mutating func checkDelegations(of identity: Identity) {
    for (index, delegation) in identity.delegations.enumerated() where delegation.until <= linted.now {
      findings.append(
        linted.finding(
          .delegationOver, .note,
          "what \(identity.id) delegates to \(delegation.to) ended on \(delegation.until.date)",
          help: "take it out once no change under review rests on it", identity: identity.id,
          "delegates[\(index)]"))
    }
  }

  private mutating func checkForge() {
    let accepted = linted.policy.signatures.approvals
    guard accepted.contains(.forge),
      !linted.roster.identities.contains(where: { $0.kind == .forge && signers.ever.contains($0.id) })
    else { return }
    let isOnly = accepted.count == 1
    findings.append(
      linted.finding(
        .forgeMissing, isOnly ? .error : .warning,
        "approvals count by a forge's word\(isOnly ? " alone" : ""), and no forge with a key is on the roster",
        help: "list it with `kind: forge` and its key in \(linted.rosterPath), or take `forge` out",
        at: "signatures.approvals", "signatures"))
  }
}
