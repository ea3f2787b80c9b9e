/// A field of a card that is not what it was.
package struct FieldChange: Sendable, Equatable {
  /// The way to it, such as `metrics[auc, overall].value`.
  package let field: String
  /// Nil where there was none.
  package let before: Value?
  /// Nil where there is none any more.
  package let after: Value?

  package init(field: String, before: Value?, after: Value?) {
    self.field = field
    self.before = before
    self.after = after
  }

  /// The differences between two values, the fields in the order of the newer document, then those that are gone.
  ///
  /// Entries of a list that have a name are compared by it, so that one more entry is one change; other lists are
  /// compared as what was added and taken away. Values are compared as they are written: `0.9` for `0.90` is a change
  /// of the text that a reviewer may want to know of.
  package static func changes(from before: Value?, to after: Value?, field: String = "") -> [FieldChange] {
    if isSame(before, after) { return [] }
    switch (before, after) {
    case (.map(let old)?, .map(let new)?):
      return pairs(old.map { ($0.key, $0.value) }, new.map { ($0.key, $0.value) }).flatMap {
        changes(from: $0.before, to: $0.after, field: field.isEmpty ? $0.key : "\(field).\($0.key)")
      }
    case (.list(let old)?, .list(let new)?):
      if let old = named(old), let new = named(new) {
        return pairs(old, new).flatMap {
          changes(from: $0.before, to: $0.after, field: "\(field)[\($0.key)]")
        }
      }
      return exchanged(old, new, field: field)
    default:
      return [FieldChange(field: field, before: before, after: after)]
    }
  }

  /// What was added to a list and taken away, however it was reordered; where only the order changed, the list.
  private static func exchanged(_ old: [Value], _ new: [Value], field: String) -> [FieldChange] {
    var rest = old
    var added: [Value] = []
    for value in new {
      if let index = rest.firstIndex(where: { isSame($0, value) }) {
        rest.remove(at: index)
      } else {
        added.append(value)
      }
    }
    if rest.isEmpty, added.isEmpty {
      return [FieldChange(field: field, before: .list(old), after: .list(new))]
    }
    return rest.map { FieldChange(field: field, before: $0, after: nil) }
      + added.map { FieldChange(field: field, before: nil, after: $0) }
  }

  /// The keys that tell the entries of a list apart, in the order in which they make up a name.
  private static let nameKeys = ["id", "name", "path", "uri", "group", "metric", "slice", "split"]

  /// The entries under their names; nil where one has none, or two have the same.
  private static func named(_ values: [Value]) -> [(String, Value)]? {
    var named: [(String, Value)] = []
    var seen = Set<[UInt8]>()
    for value in values {
      let parts = nameKeys.compactMap { key -> String? in
        if case .string(let text)? = value[key] { text } else { nil }
      }
      let name = parts.joined(separator: ", ")
      guard !parts.isEmpty, seen.insert(Array(name.utf8)).inserted else { return nil }
      named.append((name, value))
    }
    return named
  }

  /// Each key with what stands under it before and after.
  private static func pairs(
    _ old: [(String, Value)], _ new: [(String, Value)]
  ) -> [(key: String, before: Value?, after: Value?)] {
    var earlier: [[UInt8]: Value] = [:]
    for (key, value) in old { earlier[Array(key.utf8)] = value }
    var pairs: [(key: String, before: Value?, after: Value?)] = []
    var told = Set<[UInt8]>()
    for (key, value) in new {
      told.insert(Array(key.utf8))
      pairs.append((key, earlier[Array(key.utf8)], value))
    }
    for (key, value) in old where !told.contains(Array(key.utf8)) { pairs.append((key, value, nil)) }
    return pairs
  }

  /// Whether two values are the same as they are written.
  package static func isSame(_ left: Value?, _ right: Value?) -> Bool {
    switch (left, right) {
    case (nil, nil): return true
    case (.null?, .null?): return true
    case (.bool(let left)?, .bool(let right)?): return left == right
    case (.number(let left)?, .number(let right)?): return left.description.isExactly(right.description)
    case (.string(let left)?, .string(let right)?): return left.isExactly(right)
    case (.list(let left)?, .list(let right)?):
      return left.count == right.count && zip(left, right).allSatisfy { isSame($0, $1) }
    case (.map(let left)?, .map(let right)?):
      return left.count == right.count
        && zip(left, right).allSatisfy { $0.key.isExactly($1.key) && isSame($0.value, $1.value) }
    default: return false
    }
  }
}
