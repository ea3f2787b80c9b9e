/// The id of a mistake that a policy can hold although it loads. Ids are stable: they stand in pipelines.
package enum LintRule: String, CaseIterable, Sendable {
  // Where gates stand
  /// A gated stage and tier that no gate applies to, so that everything is refused there.
  case stageUncovered = "stage-uncovered"
  /// A stage that no branch leads to.
  case stageUnreachable = "stage-unreachable"
  /// A gate that stands only before stages that no branch leads to.
  case gateUnreachable = "gate-unreachable"
  /// A gate that comes after one that is never asked together with it.
  case orderWithoutEffect = "order-without-effect"
  // Who is asked
  /// A gate that the roster has too few people for.
  case gateUnfillable = "gate-unfillable"
  /// Gates that the roster can fill one by one, and not together.
  case slotsUnfillable = "slots-unfillable"
  /// More gates and people than can be compared in reasonable time.
  case staffingUnexamined = "staffing-unexamined"
  /// No gate for changes of the policy, so that it can never change.
  case policyGateMissing = "policy-gate-missing"
  /// A gate for the policy that needs everybody who may approve, so that none of them may write the change.
  case policyAuthorsExcluded = "policy-authors-excluded"
  /// Somebody in no team, where a gate asks for distinct teams.
  case personWithoutTeam = "person-without-team"
  // Roles
  /// A role of a gate that nobody holds.
  case roleUnheld = "role-unheld"
  /// A role that is held and asked for nowhere.
  case roleUnused = "role-unused"
  /// A role that excludes others, and that nobody holds and nothing asks for.
  case exclusiveRoleUnknown = "exclusive-role-unknown"
  /// A name that is an identity's and a role's, and means both.
  case nameAmbiguous = "name-ambiguous"
  // Evidence and thresholds
  /// Evidence that nobody could sign.
  case evidenceUnsignable = "evidence-unsignable"
  /// A signer of evidence who is nobody.
  case evidenceSignerUnknown = "evidence-signer-unknown"
  /// Evidence that anybody may produce, whoever changed the model too.
  case evidenceByAnybody = "evidence-by-anybody"
  /// Bounds that no value keeps.
  case thresholdUnsatisfiable = "threshold-unsatisfiable"
  /// A bound that another one implies.
  case thresholdWithoutEffect = "threshold-without-effect"
  // What approvals bind, and how long
  /// A scope that no file can be in.
  case scopeEmpty = "scope-empty"
  /// A pattern of a scope that matches nothing, or hardly what was meant.
  case scopeWithoutEffect = "scope-without-effect"
  /// A gate that judges values which its approvals do not bind.
  case scopeBlind = "scope-blind"
  /// An approval or a report that is too old from the start.
  case expiresAtOnce = "expires-at-once"
  /// An approval that expires before the evidence it rests on.
  case approvalBeforeEvidence = "approval-before-evidence"
  /// A rule about theatre whose time is none, so that it tells nothing or hardly anything.
  case theatreWithoutEffect = "theatre-without-effect"
  // Monitoring and waivers
  /// A name among those who may report that means nobody who could sign.
  case monitoringUnsignable = "monitoring-unsignable"
  /// Monitoring reports that anybody may sign, whoever built the model too.
  case monitoringByAnybody = "monitoring-by-anybody"
  /// Waivers that too few people could sign or ratify.
  case waiverUnfillable = "waiver-unfillable"
  /// Waivers that may last for ever.
  case waiverUnlimited = "waiver-unlimited"
  /// A tier that asks less than a lower one.
  case tierAsksLess = "tier-asks-less"
  // Keys
  /// Somebody who is asked to sign and has no key.
  case identityWithoutKey = "identity-without-key"
  /// Somebody none of whose keys counts at that moment.
  case keysUnusable = "keys-unusable"
  /// Somebody whose approvals count by a forge's word alone.
  case approvalByForgeOnly = "approval-by-forge-only"
  /// A forge's word that is taken, without a forge that could give it.
  case forgeMissing = "forge-missing"
  /// A delegation that is over.
  case delegationOver = "delegation-over"
  // What stands twice
  /// The same thing listed twice.
  case listedTwice = "listed-twice"
  /// A field that a tier requires and every card needs anyway.
  case cardFieldRepeated = "card-field-repeated"
}
