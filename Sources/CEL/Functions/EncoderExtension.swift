/// The extension library `encoders`.
enum EncoderExtension {
  static func add(to table: inout FunctionTable) {
    table.one("base64.encode") { value, frame throws(EvaluationError) in
      guard case .bytes(let bytes) = value else { return nil }
      try frame.make(weight: bytes.count / 3 * 4 + 4)
      return .string(Base64.encode(bytes))
    }
    table.one("base64.decode") { value, frame throws(EvaluationError) in
      guard case .string(let text) = value else { return nil }
      try frame.make(weight: text.utf8.count)
      guard let bytes = Base64.decode(text) else { throw .invalid("the text is no base64") }
      return .bytes(bytes)
    }
  }
}
