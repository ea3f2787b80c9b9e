@testable import Documents
import Testing

/// Which fields an expression may name.
@Suite struct SelectionTests {
  private func problem(_ steps: SelectionStep...) -> SelectionProblem? {
    DocumentSchema.card.shape.problem(selecting: steps, from: "card")
  }

  @Test func `fields that a card may have, at any depth`() {
    #expect(problem() == nil)
    #expect(problem("tier") == nil)
    #expect(problem("intended-use") == nil)
    #expect(problem("fairness", .element, "assessed") == nil)
    #expect(problem("artifacts", .element, "sha256") == nil)
    #expect(problem("developers", .element) == nil)
    #expect(problem("limitations", .element) == nil)
  }

  @Test func `keys of one's own, and what is kept and not judged, have every field`() {
    #expect(problem("x-team", "anything", .element, "else") == nil)
    #expect(problem("security", "reviewed-by") == nil)
    #expect(problem("data", .element, "columns", .element) == nil)
    #expect(problem("metrics", .element, "x-run", "id") == nil)
    #expect(problem("metrics", .element, "ci", .element) == nil)
  }

  @Test func `a field that no card has, with the one that was probably meant`() {
    #expect(
      problem("teir") == SelectionProblem(message: "card has no field teir", hint: "did you mean tier?"))
    #expect(problem("zzzzzz") == SelectionProblem(message: "card has no field zzzzzz", hint: nil))
    #expect(
      problem("metrics", .element, "valeu")
        == SelectionProblem(message: "card.metrics[] has no field valeu", hint: "did you mean value?"))
    #expect(problem("Tier")?.hint == "did you mean tier?")
  }

  @Test func `a list has elements, and a single value has neither`() {
    #expect(
      problem("metrics", "auc")
        == SelectionProblem(
          message: "card.metrics is a list, which has no field auc",
          hint: "ask its elements: card.metrics.exists(e, …)"))
    #expect(
      problem("owner", "name")?.message == "card.owner is a single value, which has no fields or elements")
    #expect(problem("version", .element)?.message.contains("card.version is a single value") == true)
    #expect(problem("limitations", "first") != nil)
  }

  @Test func `an index whose key only the evaluation knows may be any key`() {
    #expect(problem(.element) == nil)
    #expect(problem(.element, "whatever") == nil)
    #expect(problem("metrics", .element, .element) == nil)
  }

  @Test func `reports are looked up as cards are`() {
    let reports = Shape.list(DocumentSchema.evidence.shape, .any)
    #expect(reports.problem(selecting: [.element, "metrics", .element, "value"], from: "evidence") == nil)
    #expect(
      reports.problem(selecting: [.element, "metric"], from: "evidence")
        == SelectionProblem(message: "evidence[] has no field metric", hint: "did you mean metrics?"))
  }
}
