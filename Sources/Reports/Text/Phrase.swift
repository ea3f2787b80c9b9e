import Governance

/// A piece of text in several inks. It holds text as it came: the page that it is put on makes it safe.
struct Phrase: Sendable, ExpressibleByStringLiteral {
  struct Run: Sendable {
    let text: String
    let ink: Ink
  }

  private(set) var runs: [Run]

  init(_ text: String, _ ink: Ink = .plain) { runs = text.isEmpty ? [] : [Run(text: text, ink: ink)] }
  init(stringLiteral text: String) { self.init(text) }

  var isEmpty: Bool { runs.isEmpty }

  static func + (left: Phrase, right: Phrase) -> Phrase {
    var sum = left
    sum.runs += right.runs
    return sum
  }

  static func + (left: Phrase, right: String) -> Phrase { left + Phrase(right) }
  static func += (left: inout Phrase, right: Phrase) { left.runs += right.runs }
}

extension [Phrase] {
  func joined(_ separator: Phrase) -> Phrase {
    enumerated().reduce(Phrase("")) { $1.offset == 0 ? $1.element : $0 + separator + $1.element }
  }
}
