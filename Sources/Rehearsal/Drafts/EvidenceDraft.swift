/// The text of a validation report.
package struct EvidenceDraft: Sendable {
  /// A measurement.
  package struct Metric: Sendable {
    package var name: String
    /// As JSON writes it.
    package var value: String
    package var slice: String?

    package init(_ name: String, _ value: String, slice: String? = nil) {
      self.name = name
      self.value = value
      self.slice = slice
    }

    var yaml: YAMLDraft {
      .map([("name", .text(name)), ("value", .plain(value)), ("slice", slice.map(YAMLDraft.text))])
    }
  }

  package var name = "validation"
  /// The SHA-256 of the artifact that was measured, in hexadecimal; nil for none.
  package var artifact: String?
  /// When, in seconds since 1970-01-01T00:00:00Z.
  package var produced: Int64
  package var metrics: [Metric] = [Metric("auc", "0.87")]
  package var tests: [(name: String, passed: Bool)] = [("schema", true)]
  /// Other keys, such as `tool` and `dataset`.
  package var more: [(String, YAMLDraft?)] = []

  package init(
    _ name: String = "validation", artifact: String? = nil, produced: Int64,
    change: (inout EvidenceDraft) -> Void = { _ in }
  ) {
    self.name = name
    self.artifact = artifact
    self.produced = produced
    change(&self)
  }

  package var yaml: String {
    YAMLDraft.map(
      [
        ("apiVersion", "countersign/v1"), ("kind", "Evidence"), ("name", .text(name)),
        ("artifact", artifact.map(YAMLDraft.text)), ("produced", .plain(Timestamp.text(produced))),
      ] + more + [
        ("metrics", .items(metrics.map(\.yaml))),
        (
          "tests",
          .items(tests.map { .map([("name", .text($0.name)), ("passed", .plain("\($0.passed)"))]) })
        ),
      ]
    ).document
  }
}
