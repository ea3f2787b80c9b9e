import Reports
import Testing

@testable import Governance

@Suite struct ReviewFormatTests {
  private static func review(_ text: (String) -> String, baseline: ReviewReport.Baseline) -> ReviewReport {
    let record = EvidenceRecord(
      path: text("models/credit-scoring/evidence/validation.yaml"),
      document: Evidence(
        name: text("validation"), produced: Instant(rfc3339: "2026-11-19T08:00:00Z")!,
        metrics: [Metric(name: text("auc"), value: Number("0.87")!)],
        tests: [Evidence.Test(name: text("robustness"), passed: false)]),
      commit: Sample.head, attribution: .signed(by: IdentityID(text("ci")), key: "SHA256:abc", state: .valid))
    var gate = Gate(id: "fairness", title: text("Fairness and bias review"), roles: ["fairness-reviewer"])
    gate.checklist = [ChecklistItem(id: text("groups"), text: text("Every group in scope was measured"))]
    return ReviewReport(
      transition: Sample.violated.narrowed(to: ["credit-scoring"]), model: "credit-scoring",
      directory: text("models/credit-scoring"), baseline: baseline,
      fields: [
        FieldChange(field: text("tier"), before: .string(text("high")), after: .string(text("medium"))),
        FieldChange(field: text("limitations"), before: nil, after: .string(text("Not above 50,000"))),
        FieldChange(field: "kpis", before: .list([.null, .bool(true)]), after: nil),
      ],
      metrics: [
        MetricChange(
          name: text("auc"), slice: text("overall"), path: text("card.yaml"), before: Number("0.88"),
          after: Number("0.87")),
        MetricChange(name: "f1", slice: nil, path: "card.yaml", before: nil, after: Number("0.5")),
      ],
      files: [
        SubjectFileChange(kind: .added, path: text("notes.md")),
        SubjectFileChange(kind: .deleted, path: "old.bin"),
        SubjectFileChange(kind: .modified, path: "card.yaml"), SubjectFileChange(kind: .mode, path: "run.sh"),
      ], reports: [ReviewReport.Report(record: record, isNew: true)], gates: [gate])
  }

  private static let samples: [(name: String, review: ReviewReport)] = [
    (
      "review",
      review(
        \.self,
        baseline: .approved(
          by: "grace", gate: "fairness", at: Instant(rfc3339: "2026-10-01")!, Sample.base))
    ),
    ("review-new", review(\.self, baseline: .nothing)),
    ("review-hostile", review({ _ in Sample.poison }, baseline: .landed(Sample.base))),
  ]

  @Test(arguments: samples.map(\.name))
  func `each sample reads as its golden`(_ name: String) throws {
    let review = try #require(ReviewFormatTests.samples.first { $0.name == name }).review
    try Golden.expect(Array(ReviewText().text(for: review).utf8), is: "\(name).txt")
    try Golden.expect(ReviewJSON().bytes(for: review), is: "\(name).json")
  }

  @Test func `nothing that commands a terminal gets through`() throws {
    let review = try #require(ReviewFormatTests.samples.last).review
    for text in [
      ReviewText().text(for: review), String(decoding: ReviewJSON().bytes(for: review), as: UTF8.self),
    ] {
      #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0.value != 0x7F })
    }
  }
}
