/// Commits by dense numbers, with their trees: all that some commits reach, children before parents. About 100 bytes
/// a commit, gone with the value.
struct LinkedHistory {
  /// The commits' trees.
  private(set) var trees: [ObjectID] = []
  private var numbers: [ObjectID: Int32] = [:]
  /// Where a commit's parents begin in `parentNumbers`, and behind all where the last one's end.
  private var parentStarts: [Int] = [0]
  private var parentNumbers: [Int32] = []

  /// - Throws: `missingObject`, `corruptObject`, `malformedCommit`: never is an unreadable commit taken for the
  ///   beginning of history.
  init(from heads: [ObjectID], _ store: ObjectStore) throws(GitError) {
    var ids: [ObjectID] = []
    func number(of id: ObjectID) throws(GitError) -> Int32 {
      if let known = numbers[id] { return known }
      guard ids.count < Int(Int32.max) else {
        throw GitError(.tooLarge, "walking history", "more than \(Int32.max) commits")
      }
      let number = Int32(ids.count)
      numbers[id] = number
      ids.append(id)
      return number
    }
    for head in heads { _ = try number(of: head) }
    // Parents are numbered as they are met, so that each is read when its number is due.
    while trees.count < ids.count {
      let links = try store.links(ids[trees.count])
      trees.append(links.tree)
      for parent in links.parents { parentNumbers.append(try number(of: parent)) }
      parentStarts.append(parentNumbers.count)
    }
  }

  /// The number of a commit that is reached.
  func number(of id: ObjectID) -> Int? { numbers[id].map(Int.init) }

  func parents(_ number: Int) -> ArraySlice<Int32> {
    parentNumbers[parentStarts[number]..<parentStarts[number + 1]]
  }

  /// All commits, none after one of its parents.
  func childrenFirst() -> [Int] {
    var children = [Int32](repeating: 0, count: trees.count)
    for parent in parentNumbers { children[Int(parent)] += 1 }
    var open = children.indices.filter { children[$0] == 0 }
    var order: [Int] = []
    order.reserveCapacity(trees.count)
    while let number = open.popLast() {
      order.append(number)
      for parent in parents(number) {
        children[Int(parent)] -= 1
        if children[Int(parent)] == 0 { open.append(Int(parent)) }
      }
    }
    return order
  }
}
