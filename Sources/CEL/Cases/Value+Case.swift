/// The encoding of values in files of cases: an object with one member, named after the type.
///
///     {"int": "1"} {"uint": "1"} {"double": "-0.0"} {"string": "…"} {"bytes": "base64"} {"bool": true} {"null": true}
///     {"list": [value, …]} {"map": [[key, value], …]} {"timestamp": "2009-02-13T23:31:30.000000000Z"}
///     {"duration": "-1.500000000s"} {"type": "int"}
extension Value {
  init(case json: JSON) throws(CaseFileError) {
    guard case .object(let members) = json, members.count == 1 else {
      throw CaseFileError(message: "a value is an object of one member, as {\"int\": \"1\"}", position: nil)
    }
    guard let value = try Value.decode(members[0].name, members[0].value) else {
      throw CaseFileError(
        message: "a value is no \(Text.quoted(Lexer.shown(members[0].name)))", position: nil)
    }
    self = value
  }

  private static func decode(_ name: String, _ content: JSON) throws(CaseFileError) -> Value? {
    switch (name, content) {
    case ("null", .bool(true)): return .null
    case ("bool", .bool(let bool)): return .bool(bool)
    case ("int", .string(let text)): return Int64(text).map { .int($0) }
    case ("uint", .string(let text)): return UInt64(text).map { .uint($0) }
    case ("double", .string("NaN")): return .double(.nan)
    case ("double", .string("Infinity")): return .double(.infinity)
    case ("double", .string("-Infinity")): return .double(-.infinity)
    case ("double", .string(let text)): return Decimal.double(text).map { .double($0) }
    case ("string", .string(let text)): return .string(text)
    case ("bytes", .string(let text)): return Base64.decode(text).map { .bytes($0) }
    case ("timestamp", .string(let text)): return Timestamp(text).map { .timestamp($0) }
    case ("duration", .string(let text)): return Duration(text).map { .duration($0) }
    case ("type", .string(let text)): return TypeName(rawValue: text).map { .type($0) }
    case ("list", .array(let elements)):
      var values: [Value] = []
      for element in elements { values.append(try Value(case: element)) }
      return .list(List(values))
    case ("map", .array(let entries)):
      var pairs: [(Value, Value)] = []
      for entry in entries {
        guard case .array(let pair) = entry, pair.count == 2 else { return nil }
        pairs.append((try Value(case: pair[0]), try Value(case: pair[1])))
      }
      do throws(EvaluationError) {
        return .map(try Map(pairs))
      } catch {
        throw CaseFileError(message: error.message, position: nil)
      }
    default: return nil
    }
  }
}
