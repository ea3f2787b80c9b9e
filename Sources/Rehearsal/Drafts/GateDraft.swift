/// One gate of a policy's text.
package struct GateDraft: Sendable {
  package var id: String
  package var roles: [String]
  /// A count, or counts per tier such as `{low: 1, high: 2}`.
  package var approvals: String
  package var stages: [String] = []
  package var tiers: [String] = []
  package var scope: [String] = []
  package var checklist: [(id: String, text: String)] = []
  /// Each as YAML writes it in braces, such as `{metric: auc, min: 0.80}`.
  package var thresholds: [String] = []
  /// Each as YAML writes it in braces, such as `{name: validation, signed-by: [ci], max-age: P30D}`.
  package var evidence: [String] = []
  package var after: [String] = []
  package var distinctTeams: String?
  /// Other keys.
  package var more: [(String, YAMLDraft?)] = []

  package init(
    _ id: String, roles: [String], approvals: String = "1", change: (inout GateDraft) -> Void = { _ in }
  ) {
    self.id = id
    self.roles = roles
    self.approvals = approvals
    change(&self)
  }

  /// The gates that the cast's roles fill; each asks for one approval and nothing else.
  package static let technical = GateDraft("technical", roles: ["ml-engineer", "validator"])
  package static let fairness = GateDraft("fairness", roles: ["fairness-reviewer"])
  package static let security = GateDraft("security", roles: ["security-reviewer"])
  package static let legal = GateDraft("legal", roles: ["counsel"])
  package static let business = GateDraft("business", roles: ["business-owner"])
  package static let board = GateDraft("board", roles: ["board"])
  /// The gate for changes of the policy itself; asks for two approvals.
  package static let policy = GateDraft("policy", roles: ["policy-maintainer"], approvals: "2") {
    $0.more = [("applies-to", "policy")]
  }

  /// This gate with a change.
  package func with(_ change: (inout GateDraft) -> Void) -> GateDraft {
    var gate = self
    change(&gate)
    return gate
  }

  var yaml: YAMLDraft {
    .map(
      [
        ("id", .text(id)), ("stages", .texts(stages)), ("tiers", .texts(tiers)), ("roles", .texts(roles)),
        ("approvals", .plain(approvals)), ("distinct-teams", distinctTeams.map(YAMLDraft.plain)),
        ("after", .texts(after)), ("scope", .texts(scope)),
        (
          "checklist",
          .items(checklist.map { .map([("id", .text($0.id)), ("text", .text($0.text))]) })
        ),
        ("thresholds", .items(thresholds.map(YAMLDraft.plain))),
        ("evidence", .items(evidence.map(YAMLDraft.plain))),
      ] + more)
  }
}
