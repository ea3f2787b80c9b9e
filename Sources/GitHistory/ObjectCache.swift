/// Objects that were read, the recently used ones: two generations, of which the older is dropped when the younger is
/// full. Bounded in bytes, and no bookkeeping on a hit in the younger one.
struct ObjectCache<Value> {
  private var young: [ObjectID: Value] = [:]
  private var old: [ObjectID: Value] = [:]
  private var youngSize = 0
  /// In bytes, for one generation.
  private let limit: Int
  private let size: (Value) -> Int

  /// - Parameters:
  ///   - limit: in bytes, for one generation.
  ///   - size: about how many bytes a value takes.
  init(limit: Int, size: @escaping (Value) -> Int) {
    self.limit = limit
    self.size = size
  }

  mutating func find(_ id: ObjectID) -> Value? {
    if let value = young[id] { return value }
    guard let value = old[id] else { return nil }
    insert(value, for: id)
    return value
  }

  mutating func insert(_ value: Value, for id: ObjectID) {
    let size = size(value) + 128
    if size > limit { return }
    if youngSize + size > limit {
      old = young
      young = [:]
      youngSize = 0
    }
    young[id] = value
    youngSize += size
  }
}
