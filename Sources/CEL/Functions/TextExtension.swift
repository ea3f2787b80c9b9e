/// The extension library `strings`. Positions and lengths count unicode scalars.
enum TextExtension {
  static func add(to table: inout FunctionTable) {
    table.two("charAt", .member) { text, index, frame throws(EvaluationError) in
      guard case .string(let text) = text, case .int(let index) = index else { return nil }
      let scalars = try ScalarText(text, &frame)
      guard index != Int64(scalars.count) else { return .string("") }
      return .string(try scalars.slice(Int(index), Int(index) &+ 1))
    }
    addSearch(to: &table)
    table.two("substring", .member) { text, start, frame throws(EvaluationError) in
      guard case .string(let text) = text, case .int(let start) = start else { return nil }
      let scalars = try ScalarText(text, &frame)
      return .string(try scalars.slice(Int(start), scalars.count))
    }
    table.three("substring", .member) { text, start, end, frame throws(EvaluationError) in
      guard case .string(let text) = text, case .int(let start) = start, case .int(let end) = end else {
        return nil
      }
      return .string(try ScalarText(text, &frame).slice(Int(start), Int(end)))
    }
    table.one("lowerAscii", .member) { text, frame throws(EvaluationError) in
      try mapASCII(text, &frame) { $0 >= 0x41 && $0 <= 0x5A ? $0 + 0x20 : $0 }
    }
    table.one("upperAscii", .member) { text, frame throws(EvaluationError) in
      try mapASCII(text, &frame) { $0 >= 0x61 && $0 <= 0x7A ? $0 - 0x20 : $0 }
    }
    table.one("trim", .member) { text, frame throws(EvaluationError) in
      guard case .string(let text) = text else { return nil }
      try frame.make(weight: text.utf8.count)
      let scalars = text.unicodeScalars
      guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
        let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
      else { return .string("") }
      return .string(String(scalars[first...last]))
    }
    table.one("reverse", .member) { value, frame throws(EvaluationError) in
      switch value {
      case .string(let text):
        try frame.make(weight: text.utf8.count)
        var reversed = String.UnicodeScalarView()
        reversed.append(contentsOf: text.unicodeScalars.reversed())
        return .string(String(reversed))
      case .list(let list):
        return try frame.list(list.elements.reversed())
      default: return nil
      }
    }
    table.one("strings.quote") { text, frame throws(EvaluationError) in
      guard case .string(let text) = text else { return nil }
      try frame.make(weight: 2 * text.utf8.count)
      return .string(Text.quoted(text))
    }
    addParts(to: &table)
    table.two("format", .member) { text, arguments, frame throws(EvaluationError) in
      guard case .string(let text) = text, case .list(let arguments) = arguments else { return nil }
      return .string(try TextFormat.format(text, arguments.elements, &frame))
    }
  }

  private static func addSearch(to table: inout FunctionTable) {
    table.two("indexOf", .member) { text, part, frame throws(EvaluationError) in
      guard case .string(let text) = text, case .string(let part) = part else { return nil }
      return .int(try ScalarText(text, &frame).first(part, from: 0))
    }
    table.three("indexOf", .member) { text, part, start, frame throws(EvaluationError) in
      guard case .string(let text) = text, case .string(let part) = part, case .int(let start) = start
      else { return nil }
      return .int(try ScalarText(text, &frame).first(part, from: Int(start)))
    }
    table.two("lastIndexOf", .member) { text, part, frame throws(EvaluationError) in
      guard case .string(let text) = text, case .string(let part) = part else { return nil }
      let scalars = try ScalarText(text, &frame)
      return .int(try scalars.last(part, upTo: scalars.count))
    }
    table.three("lastIndexOf", .member) { text, part, start, frame throws(EvaluationError) in
      guard case .string(let text) = text, case .string(let part) = part, case .int(let start) = start
      else { return nil }
      return .int(try ScalarText(text, &frame).last(part, upTo: Int(start)))
    }
  }

  private static func addParts(to table: inout FunctionTable) {
    table.three("replace", .member) { text, old, new, frame throws(EvaluationError) in
      guard case .string(let text) = text, case .string(let old) = old, case .string(let new) = new
      else { return nil }
      return .string(try TextParts.replace(text, old, new, atMost: -1, &frame))
    }
    table.many("replace", .member, count: 4) { arguments, frame throws(EvaluationError) in
      guard case .string(let text) = arguments[0], case .string(let old) = arguments[1],
        case .string(let new) = arguments[2], case .int(let count) = arguments[3]
      else { return nil }
      return .string(try TextParts.replace(text, old, new, atMost: Int(count), &frame))
    }
    table.two("split", .member) { text, separator, frame throws(EvaluationError) in
      guard case .string(let text) = text, case .string(let separator) = separator else { return nil }
      return try TextParts.split(text, separator, atMost: -1, &frame)
    }
    table.three("split", .member) { text, separator, count, frame throws(EvaluationError) in
      guard case .string(let text) = text, case .string(let separator) = separator,
        case .int(let count) = count
      else { return nil }
      return try TextParts.split(text, separator, atMost: Int(count), &frame)
    }
    table.one("join", .member) { list, frame throws(EvaluationError) in
      guard case .list(let list) = list else { return nil }
      return try TextParts.join(list.elements, "", &frame)
    }
    table.two("join", .member) { list, separator, frame throws(EvaluationError) in
      guard case .list(let list) = list, case .string(let separator) = separator else { return nil }
      return try TextParts.join(list.elements, separator, &frame)
    }
  }

  private static func mapASCII(_ text: Value, _ frame: inout Frame, _ change: (UInt8) -> UInt8)
    throws(EvaluationError) -> Value?
  {
    guard case .string(let text) = text else { return nil }
    try frame.make(weight: text.utf8.count)
    return .string(String(decoding: text.utf8.map(change), as: UTF8.self))
  }
}
