/// The standard functions of strings.
enum TextFunctions {
  static func add(to table: inout FunctionTable) {
    table.two("contains", .member) { text, part, frame throws(EvaluationError) in
      guard case .string(let text) = text, case .string(let part) = part else { return nil }
      try frame.pay(bytes: text.utf8.count + part.utf8.count)
      return .bool(Text.contains(text, part))
    }
    table.two("startsWith", .member) { text, part, frame throws(EvaluationError) in
      guard case .string(let text) = text, case .string(let part) = part else { return nil }
      try frame.pay(bytes: part.utf8.count)
      return .bool(Text.hasPrefix(text, part))
    }
    table.two("endsWith", .member) { text, part, frame throws(EvaluationError) in
      guard case .string(let text) = text, case .string(let part) = part else { return nil }
      try frame.pay(bytes: part.utf8.count)
      return .bool(Text.hasSuffix(text, part))
    }
    table.two("matches", .both) { text, pattern, frame throws(EvaluationError) in
      guard case .string(let text) = text, case .string(let pattern) = pattern else { return nil }
      return .bool(try frame.matches(text, try frame.compile(pattern)))
    }
  }
}
