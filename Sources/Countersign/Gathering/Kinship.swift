import GitHistory
import Governance

/// What the models of one transition have to do with each other: which share a name, and which took over files
/// from which.
struct Kinship {
  /// The most models that one model is taken to come from. Their tiers, thresholds and gates are all looked at.
  static let predecessorLimit = 256

  /// Two models of one name under two parents: an approval could not tell them apart.
  static func markTwins(_ models: inout [ModelFacts]) {
    let twins = twins(among: models.filter { $0.landed != nil }.map { ($0.id, $0.directory) })
    for index in models.indices where models[index].landed != nil {
      models[index].findings += twins[GitPath(models[index].directory)].map { [$0] } ?? []
    }
  }

  /// What is wrong with the names of models, by their directories.
  static func twins(among models: [(id: ModelID, directory: String)]) -> [GitPath: Finding] {
    var findings: [GitPath: Finding] = [:]
    for namesakes in Dictionary(grouping: models, by: \.id).values where namesakes.count > 1 {
      for model in namesakes {
        // The first or the second, since no directory is there twice.
        guard let twin = namesakes.first(where: { !$0.directory.isExactly(model.directory) }) else {
          continue
        }
        findings[GitPath(model.directory)] = Finding(
          .documentInvalid, "\(model.directory) and \(twin.directory) are two models of one name",
          help: "rename one of them", model: model.id, path: model.directory)
      }
    }
    return findings
  }

  /// Files that leave one model and come to another take along what their model was: a renamed or split model
  /// is no new one.
  static func markMoves(_ models: inout [ModelFacts]) {
    func contents(_ state: ModelState?) -> Set<String> { Set(state?.subject.files.map(\.sha256) ?? []) }
    var gained: [Set<String>] = []
    var losers: [String: [Int]] = [:]
    for (index, model) in models.enumerated() {
      let (before, after) = (contents(model.base), contents(model.landed))
      gained.append(after.subtracting(before))
      for content in before.subtracting(after) { losers[content, default: []].append(index) }
    }
    for index in models.indices {
      var origins: Set<Int> = []
      gathering: for content in gained[index] {
        for loser in losers[content] ?? [] where loser != index {
          origins.insert(loser)
          if origins.count > predecessorLimit { break gathering }
        }
      }
      guard origins.count <= predecessorLimit else {
        // Which of them are left out would be for whoever moves the files to choose.
        models[index].findings.append(
          Finding(
            .documentInvalid,
            "\(models[index].directory) takes over files from more than \(predecessorLimit) other models in one change",
            help: "move the files in several changes, each from fewer models", model: models[index].id,
            path: models[index].directory))
        continue
      }
      models[index].predecessors += origins.sorted().compactMap { models[$0].base }
    }
  }
}
