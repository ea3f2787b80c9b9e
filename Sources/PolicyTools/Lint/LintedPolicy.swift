import Governance

/// What is looked over: a policy with its people, at a moment, and where they stand.
struct LintedPolicy {
  let policy: Policy
  let roster: Roster
  let now: Instant
  /// Where the documents lie, for findings.
  let policyPath: String
  let rosterPath: String
  /// Who may sign with a key that an authority certifies, which no roster lists.
  let certified: Set<IdentityID>
  private let gatePlaces: GatePlaces
  private let identityIndex: [IdentityID: Int]

  init(
    policy: Policy, roster: Roster, now: Instant, policyPath: String, rosterPath: String,
    certified: Set<IdentityID>
  ) {
    self.policy = policy
    self.roster = roster
    self.now = now
    self.policyPath = policyPath
    self.rosterPath = rosterPath
    self.certified = certified
    gatePlaces = GatePlaces(policy)
    identityIndex = Dictionary(
      roster.identities.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The gates of models and that of the policy.
  var allGates: [Gate] { policy.gates + (policy.policyGate.map { [$0] } ?? []) }

  /// A finding about a field of the policy, the innermost that stands in the file.
  func finding(
    _ rule: LintRule, _ severity: Severity, _ message: String, help: String? = nil, at fields: String...
  ) -> LintFinding {
    LintFinding(
      rule, severity, message, help: help, path: policyPath,
      position: fields.lazy.compactMap { policy.positions[$0] }.first)
  }

  /// A finding about a field of a gate; the gate itself where the field is not in the file.
  func finding(
    _ rule: LintRule, _ severity: Severity, _ message: String, help: String? = nil, gate: Gate,
    _ field: String
  ) -> LintFinding {
    let place = gatePlaces.prefix(of: gate.id)
    return finding(rule, severity, message, help: help, at: "\(place).\(field)", "\(place).id", place)
  }

  /// A finding about a field of an identity; the identity itself where the field is not in the file.
  func finding(
    _ rule: LintRule, _ severity: Severity, _ message: String, help: String? = nil, identity: IdentityID,
    _ field: String
  ) -> LintFinding {
    let place = identityIndex[identity].map { "identities[\($0)]" } ?? ""
    return LintFinding(
      rule, severity, message, help: help, path: rosterPath,
      position: ["\(place).\(field)", "\(place).id", place].lazy.compactMap { roster.positions[$0] }.first)
  }
}

/// Names in a row, such as `alice, bob and carol`.
func listing<Name: CustomStringConvertible>(_ names: [Name], _ last: String = "and", limit: Int = 8) -> String
{
  var texts = names.map(\.description)
  if texts.count > limit { texts = texts.prefix(limit - 1) + ["\(texts.count - limit + 1) others"] }
  guard let final = texts.popLast() else { return "none" }
  return texts.isEmpty ? final : "\(texts.joined(separator: ", ")) \(last) \(final)"
}
