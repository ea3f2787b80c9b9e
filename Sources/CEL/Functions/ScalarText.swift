/// A text whose positions count unicode scalars.
struct ScalarText {
  private let bytes: [UInt8]
  /// How many scalars it has.
  let count: Int

  init(_ text: String, _ frame: inout Frame) throws(EvaluationError) {
    try frame.make(weight: text.utf8.count)
    bytes = Array(text.utf8)
    count = Text.count(text)
  }

  /// Bytes before a position.
  private func offset(_ position: Int) throws(EvaluationError) -> Int {
    guard position >= 0, position <= count else {
      throw .range("position \(position) is not within the text's \(count) characters")
    }
    if count == bytes.count { return position }
    var left = position
    var offset = 0
    while left > 0 {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      left -= 1
    }
    return offset
  }

  private func position(_ offset: Int) -> Int64 {
    Int64(bytes[..<offset].reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 })
  }

  func slice(_ start: Int, _ end: Int) throws(EvaluationError) -> String {
    let first = try offset(start)
    let last = try offset(end)
    guard first <= last else { throw .range("the text would end before it begins") }
    return String(decoding: bytes[first..<last], as: UTF8.self)
  }

  /// Where `part` first begins at or behind `start`; -1 for nowhere.
  func first(_ part: String, from start: Int) throws(EvaluationError) -> Int64 {
    Text.find(Array(part.utf8), in: bytes, from: try offset(start)).map(position) ?? -1
  }

  /// Where `part` last begins at or before `end`; -1 for nowhere.
  func last(_ part: String, upTo end: Int) throws(EvaluationError) -> Int64 {
    let limit = try offset(end)
    // Backwards, what was last is first.
    let part = Array(part.utf8)
    guard part.count <= bytes.count else { return -1 }
    let behind = max(0, bytes.count - limit - part.count)
    let found = Text.find(part.reversed(), in: bytes.reversed(), from: behind)
    return found.map { position(bytes.count - $0 - part.count) } ?? -1
  }
}
