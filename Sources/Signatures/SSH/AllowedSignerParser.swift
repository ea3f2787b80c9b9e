/// Reads one line of an `allowed_signers` file.
///
///     line       = *blank ( "" / "#" … / principals options-key )
///     principals = list blanks / [ list ] DQUOTE list DQUOTE *blank
///     options-key = [ options blanks ] type blanks base64 [ blanks comment ]
///     options    = option *( "," option )
///     option     = "" / "cert-authority" / ( "namespaces" / "valid-after" / "valid-before" ) "=" quoted
///     quoted     = DQUOTE *( any byte but DQUOTE / "\" DQUOTE ) DQUOTE
///
/// A blank is a space or a tab. Names of options are compared without regard to ASCII case; principals,
/// namespaces and types are not.
struct AllowedSignerParser {
  private let bytes: ArraySlice<UInt8>
  private let line: Int
  private var at: Int

  /// Problems that the line survives.
  private(set) var warnings: [AllowedSignersProblem] = []

  /// - Parameter bytes: the line without its end.
  init(_ bytes: ArraySlice<UInt8>, line: Int) {
    self.bytes = bytes
    self.line = line
    at = bytes.startIndex
  }

  /// - Returns: nil for an empty line or a comment.
  mutating func parse() throws(AllowedSignersProblem) -> AllowedSigner? {
    skipBlanks()
    guard let first = peek, first != UInt8(ascii: "#") else { return nil }
    if let control = bytes.firstIndex(where: { $0 < 0x20 && $0 != UInt8(ascii: "\t") || $0 == 0x7f }) {
      throw problem("the line has a control character; remove it", at: control)
    }
    let principals = try principals()
    let (options, key) = try optionsAndKey()
    skipBlanks()
    var comment = bytes[at...]
    while let last = comment.last, Self.isBlank(last) { comment.removeLast() }
    return AllowedSigner(
      line: line, principals: principals, key: key, isAuthority: options.isAuthority,
      limits: KeyLimits(namespaces: options.namespaces, window: try window(options)), comment: Array(comment))
  }

  /// The first word. A quote may begin within it, and where it ends, the word does.
  private mutating func principals() throws(AllowedSignersProblem) -> PatternList {
    let start = at
    var text = Array(take { !Self.isBlank($0) && $0 != Self.quote })
    if peek == Self.quote {
      let opening = at
      at += 1
      text += take { $0 != Self.quote }
      guard peek == Self.quote else { throw problem("the quote is not closed", at: opening) }
      at += 1
    }
    skipBlanks()
    guard !text.isEmpty else {
      throw problem("the line names no principal; name the signer's e-mail address first", at: start)
    }
    guard let list = PatternList(text) else {
      throw problem("a principal has \(PatternList.patternLimit) bytes or more; shorten it", at: start)
    }
    return list
  }

  private mutating func optionsAndKey() throws(AllowedSignersProblem) -> (AllowedSignerOptions, SSHPublicKey)
  {
    let start = at
    let word = take { !Self.isBlank($0) }
    at = start
    if SSHAlgorithm.isTypeName(word) { return (AllowedSignerOptions(), try key()) }

    var quoted = false
    while let byte = peek, quoted || !Self.isBlank(byte) {
      if byte == UInt8(ascii: "\\"), at + 1 < bytes.endIndex, bytes[at + 1] == Self.quote {
        at += 1
      } else if byte == Self.quote {
        quoted.toggle()
      }
      at += 1
    }
    guard !quoted else { throw problem("the options have a quote that is not closed", at: start) }
    let text = bytes[start..<at]
    skipBlanks()
    let key = try key()
    do throws(AllowedSignerOptions.Problem) {
      return (try AllowedSignerOptions(text), key)
    } catch {
      throw problem(error.message, at: error.index)
    }
  }

  private mutating func key() throws(AllowedSignersProblem) -> SSHPublicKey {
    let start = at
    guard peek != nil else {
      throw problem("the line has no key; add it as it stands in the .pub file", at: start)
    }
    _ = take { !Self.isBlank($0) }
    skipBlanks()
    _ = take { !Self.isBlank($0) }
    do throws(KeyProblem) {
      return try SSHPublicKey(openSSH: String(decoding: bytes[start..<at], as: UTF8.self))
    } catch {
      throw problem(error.reason, at: start)
    }
  }

  private mutating func window(
    _ options: AllowedSignerOptions
  ) throws(AllowedSignersProblem) -> ValidityWindow {
    for (name, option) in [("valid-after", options.validAfter), ("valid-before", options.validBefore)] {
      guard let option, !option.time.isUTC else { continue }
      warnings.append(
        problem(
          "\(name) has no time zone, so it holds only where it would in every zone; "
            + "append Z to the time for utc", at: option.index, .localTime))
    }
    let window = ValidityWindow(
      after: options.validAfter?.time.latest, before: options.validBefore?.time.earliest)
    if let after = window.after, let before = window.before, before <= after {
      throw problem(
        "valid-before is not later than valid-after"
          + (warnings.isEmpty ? "" : " in every time zone; append Z to the times for utc"),
        at: options.validBefore?.index ?? at)
    }
    return window
  }

  // MARK: Bytes

  private static let quote = UInt8(ascii: "\"")

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  private var peek: UInt8? { at < bytes.endIndex ? bytes[at] : nil }

  private mutating func take(while condition: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    let taken = bytes[at...].prefix(while: condition)
    at = taken.endIndex
    return taken
  }

  private mutating func skipBlanks() { _ = take(while: Self.isBlank) }

  private func problem(
    _ message: String, at index: Int, _ kind: AllowedSignersProblem.Kind = .unreadable
  ) -> AllowedSignersProblem {
    AllowedSignersProblem(kind: kind, line: line, column: index - bytes.startIndex + 1, message: message)
  }
}
