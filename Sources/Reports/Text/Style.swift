import Governance

/// How text is laid out for the reader's terminal. Nothing here is read from the environment.
package struct Style: Sendable, Equatable {
  /// Whether to colour; every colour also stands beside a mark or a word that says the same.
  package var color: Bool
  /// The columns of the terminal. Below 40, 40 is taken.
  package var width: Int
  /// Whether the terminal shows more than ASCII.
  package var unicode: Bool

  package init(color: Bool = false, width: Int = 80, unicode: Bool = true) {
    self.color = color
    self.width = max(40, width)
    self.unicode = unicode
  }

  /// The mark of a verdict; all marks of one style take the same number of columns.
  func mark(of verdict: Verdict) -> Phrase {
    let ink = Ink(verdict)
    return switch verdict {
    case .satisfied: Phrase(unicode ? "✓" : "ok", ink)
    case .violated: Phrase(unicode ? "✗" : "no", ink)
    case .undecided: Phrase(unicode ? "?" : "??", ink)
    }
  }
}

/// What a piece of text is, and with that its colour.
enum Ink: Sendable {
  case plain, strong, faint, good, bad, unsure, command

  init(_ verdict: Verdict) {
    self =
      switch verdict {
      case .satisfied: .good
      case .violated: .bad
      case .undecided: .unsure
      }
  }

  init(_ severity: Severity) {
    self =
      switch severity {
      case .error: .bad
      case .warning: .unsure
      case .note: .faint
      }
  }

  /// The parameters of ECMA-48's SGR sequence; nil is the terminal's own colour.
  var parameters: String? {
    switch self {
    case .plain: nil
    case .strong: "1"
    case .faint: "2"
    case .good: "32"
    case .bad: "1;31"
    case .unsure: "33"
    case .command: "36"
    }
  }
}
