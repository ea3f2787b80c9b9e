/// The text of a model's card.
package struct CardDraft: Sendable {
  package var id: String
  package var version = "1.0.0"
  /// Nil leaves it to the branch.
  package var stage: String? = "production"
  package var tier: String? = "low"
  package var owner = "dana"
  package var developers: [String] = ["erin"]
  package var license: String? = "Apache-2.0"
  package var purpose: String? = "Rank incoming requests so that urgent ones are seen first"
  /// Path within the model, and SHA-256 in hexadecimal.
  package var artifacts: [(path: String, sha256: String)] = []
  package var metrics: [EvidenceDraft.Metric] = [EvidenceDraft.Metric("auc", "0.87")]
  /// Other keys, such as `fairness` and `kpis`.
  package var more: [(String, YAMLDraft?)] = []

  package init(id: String, change: (inout CardDraft) -> Void = { _ in }) {
    self.id = id
    change(&self)
  }

  package var yaml: String {
    YAMLDraft.map(
      [
        ("apiVersion", "countersign/v1"), ("kind", "ModelCard"), ("id", .text(id)),
        ("version", .text(version)), ("stage", stage.map(YAMLDraft.text)), ("tier", tier.map(YAMLDraft.text)),
        ("owner", .text(owner)), ("developers", .texts(developers)), ("license", license.map(YAMLDraft.text)),
        ("purpose", purpose.map(YAMLDraft.text)),
        (
          "artifacts",
          .items(artifacts.map { .map([("path", .text($0.path)), ("sha256", .text($0.sha256))]) })
        ),
        ("metrics", .items(metrics.map(\.yaml))),
      ] + more
    ).document
  }
}
