import Governance

/// Patterns are written in what the regular expressions of ECMAScript, which JSON Schema asks for, and of Python
/// have in common: without classes of Unicode.
extension TextFormat {
  /// The members of a JSON Schema that texts of this format meet.
  var jsonSchema: [Value.Entry] {
    switch self {
    // Where a text is due, a plain scalar is its literal text: `version: 2.10` needs no quotes.
    case .any: TextFormat.scalar + [.init(key: "minLength", value: .number(Number("1")!))]
    case .visible: TextFormat.scalar + TextFormat.pattern("^[^\(TextFormat.hidden)]+$")
    case .visibleLine: TextFormat.scalar + TextFormat.pattern("^[^\(TextFormat.hiddenButSpace)]+$")
    case .name: TextFormat.scalar + TextFormat.pattern("^(?!\\.{1,2}$)[^/\(TextFormat.hidden)]+$")
    case .expression:
      [
        .init(key: "type", value: .list([.string("string"), .string("boolean")])),
        .init(key: "minLength", value: .number(Number("1")!)),
      ]
    case .email: TextFormat.text("^[^<>\(TextFormat.hidden)]+$")
    case .path: TextFormat.text("^\(TextFormat.part("[^/]"))(/\(TextFormat.part("[^/]")))*$")
    case .keyPath: TextFormat.text("^keys(/\(TextFormat.part("[^/\\\\\(TextFormat.hidden)]")))+$")
    case .sha256: TextFormat.text("^[0-9a-f]{64}$")
    case .digest: TextFormat.text("^sha256:[0-9a-f]{64}$")
    case .instant: TextFormat.text("^\(TextFormat.day)([Tt]\(TextFormat.clock))?$")
    case .period: TextFormat.text("^P(?=.)\(TextFormat.counts("YMWD"))(T(?=.)\(TextFormat.counts("HMS")))?$")
    case .apiVersion: [.init(key: "const", value: .string(TextFormat.currentVersion))]
    case .kind(let kind): [.init(key: "const", value: .string(kind))]
    }
  }

  private static let scalar: [Value.Entry] = [
    .init(key: "type", value: .list([.string("string"), .string("number"), .string("boolean")]))
  ]

  private static func pattern(_ pattern: String) -> [Value.Entry] {
    [.init(key: "pattern", value: .string(pattern))]
  }

  private static func text(_ pattern: String) -> [Value.Entry] {
    [.init(key: "type", value: .string("string"))] + TextFormat.pattern(pattern)
  }

  /// White space, control characters, and the commonest of those that cannot be seen.
  private static let hidden = "\\s\(hiddenButSpace)"

  /// The same but for the plain space.
  private static let hiddenButSpace =
    "\\u0000-\\u001F\\u007F-\\u00A0\\u00AD\\u061C\\u115F\\u1160\\u1680\\u180E\\u2000-\\u200F\\u2028-\\u202F"
    + "\\u205F-\\u206F\\u3000\\u3164\\uFE00-\\uFE0F\\uFEFF\\uFFA0"

  /// One part of a path, neither `.` nor `..`.
  private static func part(_ character: String) -> String { "(?!\\.{1,2}(/|$))\(character)+" }

  private static let day = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
  private static let clock =
    "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])"

  private static func counts(_ units: String) -> String { units.map { "([0-9]{1,6}\($0))?" }.joined() }
}
