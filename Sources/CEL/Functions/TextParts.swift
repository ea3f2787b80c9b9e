/// Texts taken apart and put together. Results are measured while they grow.
enum TextParts {
  /// `text` with the first `count` occurrences of `old` replaced, all if it is negative. An empty `old` occurs
  /// before every scalar and at the end.
  static func replace(_ text: String, _ old: String, _ new: String, atMost count: Int, _ frame: inout Frame)
    throws(EvaluationError) -> String
  {
    let text = Array(text.utf8)
    let old = Array(old.utf8)
    let new = Array(new.utf8)
    try frame.pay(bytes: text.count)
    var result: [UInt8] = []
    var at = 0
    var left = count
    while left != 0 {
      guard let found = Text.find(old, in: text, from: at) else { break }
      result += text[at..<found] + new
      try frame.make(weight: new.count + found - at)
      try frame.pay(steps: 1)
      guard result.count <= frame.limits.valueSize else { try frame.make(weight: result.count); break }
      at = found + old.count
      // Counting down from the smallest int would leave its range.
      if left > 0 { left -= 1 }
      guard old.isEmpty else { continue }
      guard at < text.count else { return String(decoding: result, as: UTF8.self) }
      let next = end(ofScalarAt: at, text)
      result += text[at..<next]
      at = next
    }
    result += text[at...]
    try frame.make(weight: result.count)
    return String(decoding: result, as: UTF8.self)
  }

  private static func end(ofScalarAt start: Int, _ text: [UInt8]) -> Int {
    var end = start + 1
    while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }

  /// The parts between separators, at most `count` if it is not negative: the last one is then the rest. An empty
  /// separator parts every scalar.
  static func split(_ text: String, _ separator: String, atMost count: Int, _ frame: inout Frame)
    throws(EvaluationError) -> Value
  {
    guard count != 0 else { return try frame.list([]) }
    let text = Array(text.utf8)
    let separator = Array(separator.utf8)
    try frame.pay(bytes: text.count)
    var parts: [Value] = []
    var at = 0
    while count < 0 || parts.count < count - 1 {
      let found: Int?
      if separator.isEmpty {
        found = at < text.count ? end(ofScalarAt: at, text) : nil
        if found == text.count { break }
      } else {
        found = Text.find(separator, in: text, from: at)
      }
      guard let found else { break }
      parts.append(.string(String(decoding: text[at..<found], as: UTF8.self)))
      try frame.pay(steps: 2)
      at = found + separator.count
    }
    if !(separator.isEmpty && text.isEmpty) {
      parts.append(.string(String(decoding: text[at...], as: UTF8.self)))
    }
    return try frame.list(parts)
  }

  /// The elements one behind the other; nil if one is no string.
  static func join(_ elements: [Value], _ separator: String, _ frame: inout Frame) throws(EvaluationError)
    -> Value?
  {
    var weight = 0
    for element in elements {
      guard case .string(let text) = element else { return nil }
      weight += text.utf8.count + separator.utf8.count
      guard weight <= frame.limits.valueSize else { break }
    }
    try frame.make(weight: weight)
    try frame.pay(steps: elements.count)
    var result = ""
    for (index, element) in elements.enumerated() {
      if index > 0 { result += separator }
      if case .string(let text) = element { result += text }
    }
    return .string(result)
  }
}
