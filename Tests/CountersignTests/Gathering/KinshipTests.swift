import Governance
import Testing

@testable import Countersign

struct KinshipTests {
  /// A model that held one file at base and holds another one now.
  private func model(_ name: String, in parent: String = "models", from: String, to: String) -> ModelFacts {
    func state(_ content: String) -> ModelState {
      ModelState(
        card: nil, subject: Subject(files: [Subject.File(path: "w", mode: "100644", sha256: content)]))
    }
    return ModelFacts(
      id: ModelID(name), directory: "\(parent)/\(name)", base: state(from), landed: state(to))
  }

  @Test("a model's predecessors are those that lost a file to it") func predecessors() {
    var models = [
      model("old", from: "a", to: "z"), model("new", from: "y", to: "a"), model("other", from: "b", to: "c"),
    ]
    Kinship.markMoves(&models)
    #expect(models.map(\.predecessors.count) == [0, 1, 0])
    #expect(models[1].predecessors.first?.subject.files.first?.sha256 == "a")
  }

  @Test("a model that takes over files from more models than are looked at is refused")
  func manyPredecessors() {
    for count in [Kinship.predecessorLimit, Kinship.predecessorLimit + 1] {
      var models = (0..<count).map { model("m\($0)", from: "a", to: "m\($0)") }
      models.append(model("heir", from: "b", to: "a"))
      Kinship.markMoves(&models)
      let isTooMany = count > Kinship.predecessorLimit
      #expect(models[count].findings.map(\.rule) == (isTooMany ? [.documentInvalid] : []))
      #expect(models[count].findings.verdict == (isTooMany ? .violated : .satisfied))
      #expect(models[count].predecessors.count == (isTooMany ? 0 : count))
      #expect(models[0].findings.isEmpty)
    }
  }

  @Test("two models of one name are told, each of the other") func namesakes() {
    var models = [
      model("m", in: "a", from: "1", to: "2"), model("m", in: "b", from: "3", to: "4"),
      model("n", in: "a", from: "5", to: "6"),
    ]
    Kinship.markTwins(&models)
    #expect(
      models.map { $0.findings.map(\.message) } == [
        ["a/m and b/m are two models of one name"], ["b/m and a/m are two models of one name"], [],
      ])
  }

  // Compared with each other they would take minutes.
  @Test("many models at once take no time that grows with their square", .timeLimit(.minutes(1)))
  func manyModels() {
    var models = (0..<60_000).map { model("m\($0)", from: "a\($0)", to: "b\($0)") }
    models.append(model("heir", from: "c", to: "a7"))
    Kinship.markTwins(&models)
    Kinship.markMoves(&models)
    #expect(models.filter { !$0.findings.isEmpty }.isEmpty)
    #expect(models.filter { !$0.predecessors.isEmpty }.map(\.id) == ["heir"])
  }
}
