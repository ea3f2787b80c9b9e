import Governance

extension DocumentSchema {
  /// The schema as a JSON Schema (draft 2020-12), for editors and for validators of others.
  ///
  /// It says what can be said of a single document without looking at values together: that a threshold's min is
  /// no greater than its max, or that a tier is one of the policy's, only Countersign checks.
  package var jsonSchema: Value {
    var writer = JSONSchemaWriter(entryLimit: entryLimit)
    let body = writer.members(of: top, isTop: true)
    var members: [Value.Entry] = [
      .init("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
      .init("title", .string("Countersign: \(kind)")), .init("description", .string(summary)),
    ]
    members += body
    if !writer.definitions.isEmpty { members.append(.init("$defs", .map(writer.definitions))) }
    return .map(members)
  }
}

/// Writes shapes as JSON Schemas.
private struct JSONSchemaWriter {
  let entryLimit: Int
  /// What stands in several places, by its name.
  private(set) var definitions: [Value.Entry] = []

  init(entryLimit: Int) { self.entryLimit = entryLimit }

  mutating func schema(of shape: Shape) -> [Value.Entry] {
    switch shape {
    case .text(let format): return format.jsonSchema
    case .choice(let words): return [.init("enum", .list(words.map { .string($0) }))]
    case .bool: return [.type("boolean")]
    case .number: return [.type("number")]
    case .integer(let range):
      // A bound that no editor could hold is none.
      let maximum: [Value.Entry] =
        range.upperBound == .max ? [] : [.init("maximum", .integer(range.upperBound))]
      return [.type("integer"), .init("minimum", .integer(range.lowerBound))] + maximum
    case .list(let element, let size): return list(of: element, size)
    case .map(let map): return reference(to: map) ?? members(of: map)
    case .named(let value): return [.type("object")] + limit("maxProperties") + names(to: value)
    case .perTier(let value):
      let each: [Value.Entry] = [.type("object"), .init("minProperties", .integer(1))]
      return [anyOf(schema(of: value), each + limit("maxProperties") + names(to: value))]
    case .either(let single, let other): return [anyOf(schema(of: single), schema(of: other))]
    case .removable(let shape): return [anyOf(schema(of: shape), [.type("null")])]
    case .freeMap: return [.type("object")]
    case .anything: return []
    }
  }

  private mutating func list(of element: Shape, _ size: Shape.ListSize) -> [Value.Entry] {
    var members: [Value.Entry] = [.type("array"), .init("items", .map(schema(of: element)))]
    switch size {
    case .any: members += limit("maxItems")
    case .filled: members += [.init("minItems", .integer(1))] + limit("maxItems")
    case .limited(let count): members.append(.init("maxItems", .integer(min(count, entryLimit))))
    }
    return members
  }

  private func limit(_ name: String) -> [Value.Entry] {
    entryLimit == .max ? [] : [.init(name, .integer(entryLimit))]
  }

  private mutating func names(to value: Shape) -> [Value.Entry] {
    [.init("additionalProperties", .map(schema(of: value)))]
  }

  private func anyOf(_ schemas: [Value.Entry]...) -> Value.Entry {
    .init("anyOf", .list(schemas.map { .map($0) }))
  }

  /// A reference to the mapping's definition, if it has one.
  private mutating func reference(to map: MapShape) -> [Value.Entry]? {
    guard let name = map.definition else { return nil }
    if !definitions.contains(where: { $0.key.isExactly(name) }) {
      let body = members(of: map)
      definitions.append(.init(name, .map(body)))
    }
    return [.init("$ref", .string("#/$defs/\(name)"))]
  }

  /// - Parameter isTop: the document's own keys have no limit.
  mutating func members(of map: MapShape, isTop: Bool = false) -> [Value.Entry] {
    var properties: [Value.Entry] = []
    for key in map.keys {
      properties.append(
        .init(key.name, .map([.init("description", .string(key.summary))] + schema(of: key.shape))))
    }
    var members: [Value.Entry] = [.type("object"), .init("properties", .map(properties))]
    switch map.others {
    case .refused: members.append(.init("additionalProperties", .bool(false)))
    case .extensions:
      members.append(.init("patternProperties", .map([.init("^\(MapShape.extensionPrefix)", .bool(true))])))
      members.append(.init("additionalProperties", .bool(false)))
    case .kept: break
    }
    let required = map.keys.filter { $0.presence == .required }.map(\.name)
    if !required.isEmpty { members.append(.required(required)) }
    if !isTop { members += limit("maxProperties") }
    return members + map.conditionalKeys + map.rules.map(\.jsonSchema)
  }
}

extension MapShape {
  /// What stands for the keys that are required unless another has a certain value.
  fileprivate var conditionalKeys: [Value.Entry] {
    var conditions: [(key: String, value: String, names: [String])] = []
    for key in keys {
      guard case .requiredUnless(let other, let value) = key.presence else { continue }
      if let index = conditions.firstIndex(where: { $0.key.isExactly(other) && $0.value.isExactly(value) }) {
        conditions[index].names.append(key.name)
      } else {
        conditions.append((other, value, [key.name]))
      }
    }
    return conditions.flatMap { key, value, names in
      [.init("if", .having(key, value)), Value.Entry("else", .map([.required(names)]))]
    }
  }
}

extension KeyRule {
  fileprivate var jsonSchema: Value.Entry {
    switch self {
    case .exactlyOne(let keys, _, _): .init("oneOf", .list(keys.map { .map([.required([$0])]) }))
    case .atLeastOne(let keys, _): .init("anyOf", .list(keys.map { .map([.required([$0])]) }))
    case .none(let keys, let other, let value):
      // `not` would do as well, but no editor could say which key is meant.
      .init(
        "allOf",
        .list([
          .map([
            .init("if", .having(other, value)),
            .init("then", .map([.init("properties", .map(keys.map { .init($0, .bool(false)) }))])),
          ])
        ]))
    }
  }
}

extension Value {
  fileprivate static func integer(_ integer: Int) -> Value {
    Number(String(integer)).map { .number($0) } ?? .null
  }

  /// What mappings are whose key has a certain value.
  fileprivate static func having(_ key: String, _ value: String) -> Value {
    .map([
      .init("properties", .map([.init(key, .map([.init("const", .string(value))]))])), .required([key]),
    ])
  }
}

extension Value.Entry {
  fileprivate init(_ key: String, _ value: Value) { self.init(key: key, value: value) }

  fileprivate static func type(_ name: String) -> Value.Entry { .init("type", .string(name)) }

  fileprivate static func required(_ names: [String]) -> Value.Entry {
    .init("required", .list(names.map { .string($0) }))
  }
}
