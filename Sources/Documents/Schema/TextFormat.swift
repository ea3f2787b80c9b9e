import Governance

/// What a single value has to look like, as text.
package enum TextFormat: Sendable, Equatable {
  /// Any text that is not empty.
  case any
  /// Without spaces, control and invisible characters.
  case visible
  /// Without control and invisible characters. It may have spaces, as distinguished names do, but only the plain
  /// one (U+0020), since others look like it.
  case visibleLine
  /// An e-mail address as git writes it between `<` and `>`.
  case email
  /// A name, which may also be that of a file or directory.
  case name
  /// A path that stays within the directory it is relative to; patterns too.
  case path
  /// The path of a file below `policies/keys/`, relative to `policies/`.
  case keyPath
  /// A digest in hexadecimal, without a prefix.
  case sha256
  /// A digest as Countersign prints it.
  case digest
  /// RFC 3339, or a bare date.
  case instant
  /// An ISO 8601 period such as `P30D`.
  case period
  /// An expression in CEL, which whoever compiles it judges.
  case expression
  /// The version of the format, which every document names.
  case apiVersion
  /// The document's own kind.
  case kind(String)

  /// The one version of the format there is.
  static let currentVersion = "countersign/v1"

  /// What is wrong with a text that is not empty, said of a value of that name; nil if nothing is.
  func problem(in text: String, of name: String) -> (problem: String, hint: String?)? {
    switch self {
    case .any, .expression: nil
    case .visible:
      text.isVisible ? nil : ("\(name) has to be without spaces, control and invisible characters", nil)
    case .visibleLine:
      text.isVisibleLine
        ? nil : ("\(name) has to be without control and invisible characters, and its spaces plain ones", nil)
    case .email: emailProblem(text, name)
    case .name:
      text.isName
        ? nil : ("\(name) has to be a name without spaces, slashes, control and invisible characters", nil)
    case .path:
      text.isRelativePath ? nil : ("\(name) has to be a path within the model's directory: \(text)", nil)
    case .keyPath: keyPathProblem(text, name)
    case .sha256:
      Digest.isHexadecimal(text.utf8)
        ? nil : ("\(name) has to be a sha256 in 64 lower-case hexadecimal digits", nil)
    case .digest:
      Digest(text).isWellFormed
        ? nil
        : (
          "\(name) has to be sha256: and 64 lower-case hexadecimal digits", "countersign digest prints it"
        )
    case .instant:
      Instant(rfc3339: text) != nil
        ? nil : ("\(name) has to be a date such as 2026-11-20 or 2026-11-20T10:00:00Z", nil)
    case .period:
      Period(iso8601: text) != nil ? nil : ("\(name) has to be a period such as P30D or P1Y", nil)
    case .apiVersion:
      text.isExactly(TextFormat.currentVersion)
        ? nil : ("\(name) is \(text), this version reads \(TextFormat.currentVersion)", nil)
    case .kind(let wanted):
      text.isExactly(wanted)
        ? nil
        : (
          "\(name) is \(text), here it has to be \(wanted)", Suggestion.text(for: text, among: [wanted])
        )
    }
  }

  private func emailProblem(_ text: String, _ name: String) -> (problem: String, hint: String?)? {
    if let problem = TextFormat.visible.problem(in: text, of: name) { return problem }
    if !text.utf8.contains(0x3C), !text.utf8.contains(0x3E) { return nil }
    return ("\(name) has to be an e-mail address without < and >", nil)
  }

  /// Nothing may leave the directory, or hide from the reader.
  private func keyPathProblem(_ text: String, _ name: String) -> (problem: String, hint: String?)? {
    if let problem = TextFormat.visible.problem(in: text, of: name) { return problem }
    if text.utf8.starts(with: "keys/".utf8), !text.utf8.contains(0x5C), text.isRelativePath { return nil }
    return ("\(name) has to be the path of a file below policies/keys/, such as keys/alice.asc", nil)
  }
}

extension String {
  /// Most names are ASCII, which needs no tables.
  fileprivate var isVisible: Bool {
    utf8.allSatisfy { (0x21...0x7E).contains($0) } || unicodeScalars.allSatisfy(\.isVisible)
  }

  fileprivate var isVisibleLine: Bool { unicodeScalars.allSatisfy { $0 == " " || $0.isVisible } }

  fileprivate var isName: Bool {
    isVisible && !utf8.contains(0x2F) && !isExactly(".") && !isExactly("..")
  }

  /// Whether it is a path without empty parts, `.` and `..`.
  fileprivate var isRelativePath: Bool {
    utf8.split(separator: 0x2F, omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty && !part.elementsEqual(".".utf8) && !part.elementsEqual("..".utf8)
    }
  }
}

extension Unicode.Scalar {
  /// Joiners and direction marks (category Cf) would make two names that look the same.
  fileprivate var isVisible: Bool {
    switch properties.generalCategory {
    case .control, .format, .privateUse, .unassigned, .surrogate: false
    default: !properties.isWhitespace && !properties.isDefaultIgnorableCodePoint
    }
  }
}
