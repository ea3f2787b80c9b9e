import GitHistory
import Governance

/// What lies beside each other in the directories that hold models, by how it looks. Each directory's names are
/// folded once, however many models of it are judged.
final class Neighbours {
  private var looks: [ObjectID: [FoldedName: [[UInt8]]]] = [:]

  /// The first other name in a directory that folds to the one given, in git's order, and how many more there are.
  ///
  /// - Parameter tree: the directory.
  func twin(
    of name: [UInt8], inTree tree: ObjectID, _ repository: borrowing Repository
  ) throws(GitError) -> (name: [UInt8], others: Int)? {
    let known = if let known = looks[tree] { known } else { try look(at: tree, repository) }
    guard let alike = known[FoldedName(name)], let twin = alike.first(where: { $0 != name }) else {
      return nil
    }
    return (twin, alike.count - 2)
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
