import GitHistory

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
