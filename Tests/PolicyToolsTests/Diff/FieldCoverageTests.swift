import Governance
import PolicyTools
import Testing

/// No field of a policy or of the people is ever forgotten: a new one has to be compared, or be named here with
/// the reason why it is not.
@Suite("The fields that are compared")
struct FieldCoverageTests {
  private static func fields(_ value: Any) -> Set<String> {
    Set(Mirror(reflecting: value).children.compactMap(\.label))
  }

  @Test func `every field of a policy is known to the comparison`() throws {
    let policy = try DiffSample.side(DiffSample.policy, DiffSample.identities).policy
    let known: [(Any, Set<String>)] = [
      (
        policy,
        [
          "version", "repository", "layout", "tiers", "stages", "card", "gates", "policyGate", "separation",
          "signatures", "approvals", "monitoring", "waivers", "theatre",
          // Where it stands in the file says nothing.
          "positions",
        ]
      ),
      (policy.tiers[0], ["id", "when"]),
      (policy.stages[0], ["id", "branch", "after"]),
      (policy.card, ["all", "perTier", "rejectPlaceholders"]),
      (
        policy.gates[0],
        [
          "id", "title", "stages", "tiers", "when", "roles", "approvals", "distinctTeams", "scope",
          "checklist", "thresholds", "evidence", "conditions", "after",
          // Where it stands in the file says nothing.
          "field",
        ]
      ),
      (policy.gates[1].checklist[0], ["id", "text"]),
      (policy.gates[0].thresholds[0], ["metric", "slice", "min", "max", "notBelowBaseline"]),
      (policy.gates[0].evidence[0], ["name", "signedBy", "maxAge", "independent"]),
      (
        policy.separation,
        [
          "approverIsNotContributor", "approverIsNotOwner", "gatesPerPerson", "distinctTeams",
          "exclusiveRoles",
        ]
      ),
      (policy.signatures, ["contributions", "userPresenceRequired", "approvals"]),
      (policy.approvals, ["bindPolicy", "expire", "minRationale"]),
      (
        try #require(policy.monitoring), ["every", "stages", "reopens", "signedBy", "revalidate"]
      ),
      (try #require(policy.waivers), ["roles", "approvals", "maxDuration", "ratification"]),
      (try #require(policy.waivers?.ratification), ["within", "roles", "approvals"]),
      (policy.theatre, ["speed", "bulk", "repeatedText", "neverRejects", "reciprocal"]),
      (try #require(policy.theatre.bulk), ["models", "within"]),
    ]
    for (value, fields) in known {
      #expect(FieldCoverageTests.fields(value) == fields, "\(type(of: value))")
    }
  }

  @Test func `every field of the people is known to the comparison`() throws {
    let roster = try DiffSample.side(DiffSample.policy, DiffSample.identities).roster
    let known: [(Any, Set<String>)] = [
      // Those that start with `by`, and `inOrder`, are made from the identities.
      (
        roster,
        ["identities", "positions", "byID", "byEmail", "byKey", "byDelegate", "byRole", "inOrder"]
      ),
      (roster.identities[0], ["id", "name", "kind", "emails", "teams", "roles", "keys", "delegations"]),
      (roster.identities[0].keys[0], ["kind", "fingerprint", "from", "until", "revoked"]),
      (roster.identities[1].keys[0].revoked as Any, ["some"]),
      (roster.identities[3].delegations[0], ["to", "roles", "from", "until"]),
    ]
    for (value, fields) in known {
      #expect(FieldCoverageTests.fields(value) == fields, "\(type(of: value))")
    }
  }
}
