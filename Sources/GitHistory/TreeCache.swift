/// Parsed trees, the recently used ones: two generations, of which the older is dropped when the younger is
/// full. Bounded in bytes, and no bookkeeping on a hit in the younger one.
struct TreeCache {
  private var young: [ObjectID: Tree] = [:]
  private var old: [ObjectID: Tree] = [:]
  private var youngSize = 0
  /// In bytes, for one generation.
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  mutating func find(_ id: ObjectID) -> Tree? {
    if let tree = young[id] { return tree }
    guard let tree = old[id] else { return nil }
    insert(tree, for: id)
    return tree
  }

  mutating func insert(_ tree: Tree, for id: ObjectID) {
    let size = tree.bytes.count + 4 * tree.starts.count + 128
    if size > limit { return }
    if youngSize + size > limit {
      old = young
      young = [:]
      youngSize = 0
    }
    young[id] = tree
    youngSize += size
  }
}
