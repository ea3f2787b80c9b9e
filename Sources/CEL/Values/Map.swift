/// A map, immutable, that keeps the order of its entries. Keys are bool, int, uint or string.
public final class Map: Sendable {
  let keys: [MapKey]
  let values: [Value]
  /// Where a key is, for maps too large to look through.
  private let places: [MapKey: Int]?
  let weight: Int
  let depth: Int

  private static let small = 12

  /// A map of these entries. Throws for a key of another type, and for one that occurs twice; int 1 and uint 1 are
  /// the same key.
  public convenience init(_ entries: [(Value, Value)]) throws(EvaluationError) {
    var keys: [MapKey] = []
    keys.reserveCapacity(entries.count)
    for (value, _) in entries {
      guard let key = MapKey(key: value) else {
        throw EvaluationError(.noSuchOverload, "a map has no keys of type \(value.typeName)")
      }
      keys.append(key)
    }
    let places = Map.places(keys)
    guard places?.count ?? keys.count == keys.count, places != nil || !Map.repeats(keys) else {
      throw .invalid("a key occurs twice in a map")
    }
    self.init(keys: keys, values: entries.map { $0.1 }, places: places)
  }

  /// A map with texts for keys. Texts that Swift folds into one cannot be told apart here: it is one key.
  public convenience init(_ entries: [String: Value]) {
    let sorted = entries.sorted { Text.precedes($0.key, $1.key) }
    let keys = sorted.map { MapKey.string($0.key) }
    self.init(keys: keys, values: sorted.map(\.value), places: Map.places(keys))
  }

  /// A map with texts for keys, the first of which are the keys of the values at the same places; what has no
  /// counterpart is left out. Of a name that occurs twice, the first counts. The values are not copied.
  public convenience init(names: [String], values: [Value]) {
    let count = min(names.count, values.count)
    let keys = names.prefix(count).map { MapKey.string($0) }
    let places = Map.places(keys)
    guard places?.count ?? count == count, places != nil || !Map.repeats(keys) else {
      var seen: Set<MapKey> = []
      let first = keys.indices.filter { seen.insert(keys[$0]).inserted }
      let kept = first.map { keys[$0] }
      self.init(keys: kept, values: first.map { values[$0] }, places: Map.places(kept))
      return
    }
    self.init(
      keys: keys, values: values.count == count ? values : Array(values.prefix(count)), places: places)
  }

  private init(keys: [MapKey], values: [Value], places: [MapKey: Int]?) {
    var weight = 48
    var depth = 0
    for value in values {
      weight = weight.addingReportingOverflow(value.weight).partialValue
      if weight < 0 { weight = .max / 2 }
      depth = max(depth, value.depth)
    }
    for key in keys {
      var bytes = 16
      if case .string(let text) = key { bytes += text.utf8.count }
      weight = min(weight, .max / 2) + bytes
    }
    self.keys = keys
    self.values = values
    self.places = places
    self.weight = weight
    self.depth = depth + 1
  }

  private static func places(_ keys: [MapKey]) -> [MapKey: Int]? {
    guard keys.count > small else { return nil }
    return Dictionary(keys.enumerated().map { ($1, $0) }) { first, _ in first }
  }

  private static func repeats(_ keys: [MapKey]) -> Bool {
    keys.indices.contains { keys[..<$0].contains(keys[$0]) }
  }

  /// How many entries it has.
  public var count: Int { keys.count }

  /// The entries, in the order that they were given in.
  public var entries: [(key: Value, value: Value)] {
    zip(keys, values).map { ($0.value, $1) }
  }

  /// The value of a key; a double finds the whole number that it is.
  public subscript(key: Value) -> Value? {
    guard let key = MapKey(lookup: key) else { return nil }
    return self[key]
  }

  subscript(key: MapKey) -> Value? {
    if case .string(let name) = key { return self[name: name] }
    if let places { return places[key].map { values[$0] } }
    return keys.firstIndex(of: key).map { values[$0] }
  }

  subscript(name name: String) -> Value? {
    if let places { return places[.string(name)].map { values[$0] } }
    for index in keys.indices {
      if case .string(let key) = keys[index], Text.same(key, name) { return values[index] }
    }
    return nil
  }
}
