import GitHistory
import Governance

/// What lies beside each other in the directories that hold models, by how it looks.
final class Neighbours {
  private var looks: [ObjectID: [FoldedName: [[UInt8]]]] = [:]
  private var questions: [ObjectID: Int] = [:]

  /// A directory that is asked about more often has all its names folded, once: comparing each name with each other
  /// would be their square.
  private static let fewQuestions = 8

  /// How many directories are remembered.
  private static let limit = 10_000

  func forgetSome() {
    if looks.count + questions.count > Neighbours.limit { (looks, questions) = ([:], [:]) }
  }

  /// The first other name in a directory that folds to the one given, in git's order, and how many more there are.
  ///
  /// - Parameter tree: the directory.
  func twin(
    of name: [UInt8], inTree tree: ObjectID, _ repository: borrowing Repository
  ) throws(GitError) -> (name: [UInt8], others: Int)? {
    let folded = FoldedName(name)
    let twins = try alike(folded, inTree: tree, repository).filter { $0 != name }
    return twins.first.map { ($0, twins.count - 1) }
  }

  /// The names that fold to this one.
  private func alike(
    _ folded: FoldedName, inTree tree: ObjectID, _ repository: borrowing Repository
  ) throws(GitError) -> [[UInt8]] {
    if let known = looks[tree] { return known[folded] ?? [] }
    questions[tree, default: 0] += 1
    if let count = questions[tree], count > Neighbours.fewQuestions {
      return try look(at: tree, repository)[folded] ?? []
    }
    var names: [[UInt8]] = []
    try repository.tree(tree).forEachName { other in
      if folded.isLook(of: other) { names.append(Array(other)) }
    }
    return names
  }

  /// What is wrong with where the model lies: not a directory, or a neighbour that looks the same.
  ///
  /// - Parameter tree: the root.
  func findings(
    about directory: GitPath, _ name: ModelID, in tree: ObjectID, _ repository: borrowing Repository
  ) throws(GitError) -> [Finding] {
    guard let entry = try repository.entry(at: directory, inTree: tree) else { return [] }
    if entry.mode == .symlink || entry.mode == .submodule {
      return [
        Finding(
          .pathRefused,
          "\(directory.display) is a \(entry.mode == .symlink ? "link" : "submodule") in a model's place",
          help: "a model is a directory of this repository", model: name, path: directory.display)
      ]
    }
    var findings: [Finding] = []
    if directory.text == nil {
      findings.append(
        Finding(
          .pathRefused, "\(directory.display) has a name that is not UTF-8", help: "rename it", model: name,
          path: directory.display))
    }
    let parent = GitPath(bytes: Array(directory.bytes.dropLast(directory.lastComponent.count + 1)))
    guard let above = try repository.entry(at: parent, inTree: tree), above.mode == .tree else {
      return findings
    }
    if let twin = try twin(of: directory.lastComponent, inTree: above.id, repository) {
      // One finding a model: one for each twin of each would be their square.
      let others = twin.others > 0 ? " and \(twin.others) more" : ""
      findings.append(
        Finding(
          .pathRefused,
          "\(directory.display) is the same as \(String(decoding: twin.name, as: UTF8.self))\(others) where case or Unicode form is folded",
          help: "rename all but one of them", model: name, path: directory.display))
    }
    return findings
  }

  private func look(
    at tree: ObjectID, _ repository: borrowing Repository
  ) throws(GitError) -> [FoldedName: [[UInt8]]] {
    var names: [FoldedName: [[UInt8]]] = [:]
    for entry in try repository.tree(tree).entries {
      names[FoldedName(entry.name), default: []].append(entry.name)
    }
    // Most names have no twin, and those that have none are never asked for again.
    names = names.filter { $0.value.count > 1 }
    looks[tree] = names
    return names
  }
}
