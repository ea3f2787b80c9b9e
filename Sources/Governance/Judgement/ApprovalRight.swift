/// In whose right somebody approves at a gate: in their own where they hold one of its roles, else in that of
/// those who delegated one to them at that time.
struct ApprovalRight {
  let gate: Gate
  let separation: SeparationOfDuties
  let roster: Roster
  let contributors: [IdentityID]
  let owners: [IdentityID]
  let developers: [IdentityID]

  enum Answer {
    case own
    /// Those in whose place they may, in the order of their ids. Never empty.
    case delegated([IdentityID])
    /// The text is put together only for those who did approve.
    case refused(Rule, () -> String)
  }

  /// - Parameter date: when the approval was committed, which a delegation's time is judged on.
  func answer(for reviewer: IdentityID, at date: Instant) -> Answer {
    guard let identity = roster[id: reviewer] else {
      return .refused(.approvalUnauthorised) { "\(reviewer) is not in policies/identities.yaml" }
    }
    if identity.kind != .person {
      return .refused(.approvalUnauthorised) {
        "\(reviewer) is a \(identity.kind.rawValue), and gates are for people"
      }
    }
    let isOwn = identity.holds(anyOf: gate.roles)
    let delegators = isOwn ? [] : roster.delegators(to: reviewer, lending: gate.roles, at: date)
    if !isOwn, delegators.isEmpty {
      return .refused(.approvalUnauthorised) { lack(of: reviewer, at: date) }
    }
    if let (rule, message) = bar(to: reviewer, approving: reviewer) {
      return .refused(rule) { "\(reviewer) \(message)" }
    }
    if isOwn { return .own }
    let free = delegators.filter { bar(to: $0, approving: reviewer) == nil }
    if let first = delegators.first, free.isEmpty, let (rule, message) = bar(to: first, approving: reviewer) {
      return .refused(rule) { "\(first), in whose place \(reviewer) approves, \(message)" }
    }
    return .delegated(free)
  }

  /// Whether the person may reject at the gate. Nothing but the role is asked: a no is heard from contributors.
  func mayReject(_ reviewer: IdentityID, at date: Instant) -> Bool {
    guard let identity = roster[id: reviewer] else { return false }
    return identity.holds(anyOf: gate.roles)
      || (identity.kind == .person
        && !roster.delegators(to: reviewer, lending: gate.roles, at: date).isEmpty)
  }

  /// Everybody who may approve at that moment, in the order of their ids: those whom ``answer(for:at:)`` does not
  /// refuse, looked up all at once.
  func candidates(at date: Instant) -> [Candidate] {
    let barred = barred
    return roster.people(actingIn: gate.roles, at: date).flatMap { person -> [Candidate] in
      if barred.contains(person.id) { return [] }
      if person.delegators.isEmpty { return [Candidate(person.id)] }
      return person.delegators.filter { !barred.contains($0) }.map { Candidate(person.id, for: $0) }
    }
  }

  /// Those who are too close to what is judged, whoever they are.
  private var barred: Set<IdentityID> {
    var barred: Set<IdentityID> = []
    if separation.approverIsNotContributor { barred.formUnion(contributors + developers) }
    if separation.approverIsNotOwner { barred.formUnion(owners) }
    return barred
  }

  /// Why the person is too close to what is judged, as it follows their name.
  private func bar(to person: IdentityID, approving reviewer: IdentityID) -> (Rule, String)? {
    if separation.approverIsNotContributor {
      if contributors.contains(person) {
        return (.approvalByContributor, "changed what \(reviewer) approves")
      }
      if developers.contains(person) {
        return (.approvalByContributor, "is one of the card's developers")
      }
    }
    if separation.approverIsNotOwner, owners.contains(person) {
      return (.approvalByOwner, "owns the model")
    }
    return nil
  }

  private func lack(of reviewer: IdentityID, at date: Instant) -> String {
    let lacks =
      "\(reviewer) holds none of the gate's roles (\(gate.roles.map(\.text).joined(separator: ", ")))"
    guard let (delegator, delegation) = roster.delegation(to: reviewer, lending: gate.roles) else {
      return lacks
    }
    return lacks
      + ", and the delegation by \(delegator) holds from \(delegation.from) until \(delegation.until), not on \(date)"
  }
}
