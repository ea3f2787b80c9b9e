import Governance

/// Who could sign anything that counts: now, or at any time from now on.
struct Signers {
  /// Identities with a key that counts now or will.
  let ever: Set<IdentityID>
  /// Identities with a key that counts now.
  let now: Set<IdentityID>
  /// People whom a forge of the roster can vouch for, where the policy takes its word.
  let byForge: Set<IdentityID>
  /// People without a key who lend a role to somebody who has one.
  private let lenders: [IdentityID: [Delegation]]
  private let roster: Roster

  init(_ linted: LintedPolicy) {
    roster = linted.roster
    let identities = linted.roster.identities
    ever = Set(
      identities.filter { $0.keys.contains { $0.isUsable(from: linted.now) } }.map(\.id)
    ).union(linted.certified)
    now = Set(
      identities.filter { $0.keys.contains { $0.state(at: linted.now, inTrustedBase: false) == .valid } }
        .map(\.id)
    ).union(linted.certified)
    let signing = ever
    let hasForge = identities.contains { $0.kind == .forge && signing.contains($0.id) }
    byForge =
      hasForge && linted.policy.signatures.approvals.contains(.forge)
      ? Set(identities.filter { $0.kind == .person && !$0.emails.isEmpty }.map(\.id)) : []
    var lenders: [IdentityID: [Delegation]] = [:]
    for identity in identities {
      let open = identity.delegations.filter { linted.now < $0.until && signing.contains($0.to) }
      if !open.isEmpty { lenders[identity.id] = open }
    }
    self.lenders = lenders
    let accepted = linted.policy.signatures.approvals
    keysCount = accepted.contains(.commit) || accepted.contains(.detached)
  }

  /// Whether approvals count by their reviewers' own keys at all.
  private let keysCount: Bool

  /// Whether somebody could ever approve what asks for one of the roles, by a key, through a forge or through
  /// somebody who acts in their place.
  func couldApprove(_ person: IdentityID, holding roles: [Role]) -> Bool {
    byForge.contains(person) || keysCount && ever.contains(person)
      || lenders[person, default: []].contains { delegation in
        delegation.roles.contains(where: roles.contains)
          && (byForge.contains(delegation.to) || keysCount && ever.contains(delegation.to))
      }
  }

  /// The people who could ever approve at a gate in their own right, in the order of their ids.
  func approvers(of gate: Gate) -> [IdentityID] {
    roster.people(holding: gate.roles).map(\.id).filter { couldApprove($0, holding: gate.roles) }
  }
}

extension IdentityKey {
  /// Whether a signature made at that moment or later could count.
  func isUsable(from date: Instant) -> Bool {
    let start = max(date, from ?? date)
    return state(at: start, inTrustedBase: false) == .valid
  }
}
