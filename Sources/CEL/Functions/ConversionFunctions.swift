/// The conversions between types, and `type`, `dyn` and `size`: language definition, "Type Conversions".
enum ConversionFunctions {
  static func add(to table: inout FunctionTable) {
    table.one("dyn") { value, _ throws(EvaluationError) in value }
    table.one("type") { value, _ throws(EvaluationError) in .type(value.type) }
    table.one("size", .both) { value, frame throws(EvaluationError) in
      switch value {
      case .string(let text):
        try frame.pay(bytes: text.utf8.count)
        return .int(Int64(Text.count(text)))
      case .bytes(let bytes): return .int(Int64(bytes.count))
      case .list(let list): return .int(Int64(list.elements.count))
      case .map(let map): return .int(Int64(map.count))
      default: return nil
      }
    }
    table.one("bool") { value, _ throws(EvaluationError) in
      switch value {
      case .bool: return value
      case .string("1"), .string("t"), .string("T"), .string("true"), .string("True"), .string("TRUE"):
        return .bool(true)
      case .string("0"), .string("f"), .string("F"), .string("false"), .string("False"), .string("FALSE"):
        return .bool(false)
      case .string(let text): throw .invalid("no bool: '\(Lexer.shown(text))'")
      default: return nil
      }
    }
    addNumbers(to: &table)
    table.one("string") { value, frame throws(EvaluationError) in
      switch value {
      case .list, .map, .null, .type, .optional: return nil
      case .bytes(let bytes):
        try frame.make(weight: bytes.count)
        guard let text = String(validating: bytes, as: UTF8.self) else {
          throw .invalid("the bytes are no UTF-8")
        }
        return .string(text)
      default:
        guard let text = value.text else { return nil }
        try frame.pay(bytes: text.utf8.count)
        return .string(text)
      }
    }
    table.one("bytes") { value, frame throws(EvaluationError) in
      switch value {
      case .bytes: return value
      case .string(let text):
        try frame.make(weight: text.utf8.count)
        return .bytes(Array(text.utf8))
      default: return nil
      }
    }
    table.one("timestamp") { value, frame throws(EvaluationError) in
      switch value {
      case .timestamp: return value
      case .int(let seconds):
        guard let moment = Timestamp(seconds: seconds) else { throw .overflow("the timestamp") }
        return .timestamp(moment)
      case .string(let text):
        try frame.pay(bytes: text.utf8.count)
        guard let moment = Timestamp(text) else {
          throw .invalid("no timestamp: '\(Lexer.shown(text))'; write one as 2025-01-31T12:00:00Z")
        }
        return .timestamp(moment)
      default: return nil
      }
    }
    table.one("duration") { value, frame throws(EvaluationError) in
      switch value {
      case .duration: return value
      case .string(let text):
        try frame.pay(bytes: text.utf8.count)
        guard let span = Duration(text) else {
          throw .invalid("no duration: '\(Lexer.shown(text))'; write one as 1h30m")
        }
        return .duration(span)
      default: return nil
      }
    }
  }

  private static func addNumbers(to table: inout FunctionTable) {
    table.one("int") { value, frame throws(EvaluationError) in
      switch value {
      case .int: return value
      case .uint(let uint):
        guard let int = Int64(exactly: uint) else { throw .overflow("the int") }
        return .int(int)
      case .double(let double):
        // 2^63 and -2^63 themselves are refused, as the conformance tests ask.
        guard double > -0x1p63, double < 0x1p63 else { throw .overflow("the int") }
        return .int(Int64(double))
      case .string(let text):
        try frame.pay(bytes: text.utf8.count)
        guard let int = Int64(text) else { throw .invalid("no int: '\(Lexer.shown(text))'") }
        return .int(int)
      case .timestamp(let moment): return .int(moment.seconds)
      default: return nil
      }
    }
    table.one("uint") { value, frame throws(EvaluationError) in
      switch value {
      case .uint: return value
      case .int(let int):
        guard let uint = UInt64(exactly: int) else { throw .overflow("the uint") }
        return .uint(uint)
      case .double(let double):
        guard double >= 0, double < 0x1p64 else { throw .overflow("the uint") }
        return .uint(UInt64(double))
      case .string(let text):
        try frame.pay(bytes: text.utf8.count)
        // Swift reads -0.
        guard text.utf8.first != UInt8(ascii: "-"), let uint = UInt64(text) else {
          throw .invalid("no uint: '\(Lexer.shown(text))'")
        }
        return .uint(uint)
      default: return nil
      }
    }
    table.one("double") { value, frame throws(EvaluationError) in
      switch value {
      case .double: return value
      case .int(let int): return .double(Double(int))
      case .uint(let uint): return .double(Double(uint))
      case .string(let text):
        try frame.pay(bytes: text.utf8.count)
        if let special = Decimal.special(text) { return .double(special) }
        guard let double = Decimal.double(text), double.isFinite else {
          throw .invalid("no double: '\(Lexer.shown(text))'")
        }
        return .double(double)
      default: return nil
      }
    }
  }
}
