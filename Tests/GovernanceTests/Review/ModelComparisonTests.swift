import Governance
import Testing

@Suite struct ModelComparisonTests {
  private func file(_ path: String, _ sha256: String = "aa", mode: String = "100644") -> Subject.File {
    Subject.File(path: path, mode: mode, sha256: sha256)
  }

  @Test func `files are told by the letter that git uses, in byte order`() {
    let before = Subject(files: [file("b"), file("c"), file("run", mode: "100644"), file("same")])
    let after = Subject(files: [file("a"), file("c", "bb"), file("run", mode: "100755"), file("same")])
    #expect(
      SubjectFileChange.changes(from: before, to: after).map { "\($0.kind.rawValue) \($0.path)" }
        == ["A a", "D b", "M c", "T run"])
    #expect(SubjectFileChange.changes(from: nil, to: after).allSatisfy { $0.kind == .added })
  }

  @Test func `two spellings of a name are two files`() {
    let changes = SubjectFileChange.changes(
      from: Subject(files: [file("caf\u{E9}")]), to: Subject(files: [file("cafe\u{301}")]))
    #expect(Set(changes.map(\.kind)) == [.added, .deleted])
  }

  private func state(card: [Metric], report: [Metric]) -> ModelState {
    ModelState(
      card: Card(
        id: "credit", version: "1", owner: "dana", metrics: card, path: "models/credit/card.yaml"),
      subject: Subject(files: []),
      reports: [
        ModelState.Report(
          path: "models/credit/evidence/v.yaml",
          document: Evidence(name: "v", produced: Instant(seconds: 0), metrics: report))
      ])
  }

  private func metric(_ name: String, _ value: String, slice: String? = nil) -> Metric {
    Metric(name: name, value: Number(value)!, slice: slice)
  }

  @Test func `metrics are compared within their document, with the exact difference`() {
    let changes = MetricChange.changes(
      from: state(
        card: [metric("auc", "0.88"), metric("f1", "0.5")], report: [metric("auc", "0.8", slice: "young")]),
      to: state(
        card: [metric("auc", "0.87"), metric("f1", "0.50")], report: [metric("auc", "0.9"), metric("p", "1")]),
      in: "models/credit")
    #expect(
      changes.map {
        "\($0.path) \($0.name)/\($0.slice ?? "") \($0.before?.description ?? "-") \($0.after?.description ?? "-") \($0.difference?.description ?? "")"
      } == [
        "card.yaml auc/ 0.88 0.87 -0.01", "evidence/v.yaml auc/ - 0.9 ", "evidence/v.yaml p/ - 1 ",
        "evidence/v.yaml auc/young 0.8 - ",
      ])
  }
}
