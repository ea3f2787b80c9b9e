/// A word of the language.
struct Token {
  enum Kind: Equatable {
    case identifier(String)
    /// A selector between back quotes.
    case quoted(String)
    /// Digits without their sign, which decides whether they fit.
    case int(magnitude: UInt64)
    case uint(UInt64)
    case double(Double)
    case string(String)
    case bytes([UInt8])
    /// An operator or a bracket, as written.
    case symbol(Symbol)
    case end
  }

  let kind: Kind
  let start: Int
  let end: Int
}

/// The operators and brackets of the grammar.
enum Symbol: String {
  case question = "?"
  case colon = ":"
  case or = "||"
  case and = "&&"
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case equal = "=="
  case notEqual = "!="
  case plus = "+"
  case minus = "-"
  case star = "*"
  case slash = "/"
  case percent = "%"
  case not = "!"
  case dot = "."
  case comma = ","
  case openParenthesis = "("
  case closeParenthesis = ")"
  case openBracket = "["
  case closeBracket = "]"
  case openBrace = "{"
  case closeBrace = "}"
}
