/// The text of a policy. What it says by default: three tiers, a stage `development` and a stage `production`
/// on branch `main`, one approval by an engineer or a validator, two for a change of the policy.
package struct PolicyDraft: Sendable {
  package var version = 1
  package var repository = "acme/models"
  package var tiers = ["low", "medium", "high"]
  /// Each as YAML writes it in braces.
  package var stages = ["{id: development}", "{id: production, branch: main}"]
  package var gates: [GateDraft] = [.technical, .policy]
  /// Sections as YAML writes them in braces, under their keys; nil or absent leaves one out.
  package var sections: [(String, String?)] = [
    ("signatures", "{contributions: required, approvals: [commit]}")
  ]

  package init(change: (inout PolicyDraft) -> Void = { _ in }) { change(&self) }

  package var yaml: String {
    YAMLDraft.map(
      [
        ("apiVersion", "countersign/v1"), ("kind", "Policy"), ("version", .plain("\(version)")),
        ("repository", .text(repository)), ("layout", .plain("{models: models/*}")),
        ("tiers", .items(tiers.map { .map([("id", .text($0))]) })),
        ("stages", .items(stages.map(YAMLDraft.plain))), ("gates", .items(gates.map(\.yaml))),
      ] + sections.map { ($0, $1.map(YAMLDraft.plain)) }
    ).document
  }
}
