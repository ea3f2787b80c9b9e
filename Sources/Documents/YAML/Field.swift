import Governance

/// One value of a document with its place and its name, and how to read it as what it has to be. Each
/// reader returns nil after it has recorded why.
struct Field {
  let name: String
  let node: YAMLNode
  let reading: Reading

  init(name: String, node: YAMLNode, reading: Reading) {
    self.name = name
    self.node = node
    self.reading = reading
    reading.positions[name] = node.position
  }

  func refuse(_ problem: @autoclosure () -> String, hint: @autoclosure () -> String? = nil) {
    reading.refuse(node.position, problem(), hint: hint())
  }

  private func refuseKind(_ wanted: String) {
    refuse("\(name) has to be \(wanted), not \(node.kind)")
  }

  /// A string: a plain scalar is its literal text. Nothing, `~` and `null` are no strings.
  var string: String? {
    guard case .scalar(let text, let isPlain) = node.content else {
      refuseKind("a single value")
      return nil
    }
    if text.isEmpty || (isPlain && YAMLNode.isNull(text)) {
      refuse("\(name) is empty", hint: "give it a value, or leave the key out")
      return nil
    }
    return text
  }

  /// A string without spaces, control and invisible characters.
  var visibleString: String? {
    guard let string else { return nil }
    if string.unicodeScalars.allSatisfy(Field.isVisible) { return string }
    refuse("\(name) has to be without spaces, control and invisible characters")
    return nil
  }

  /// A string without control and invisible characters. It may have spaces, as distinguished names do, but only
  /// the plain one (U+0020), since others look like it.
  var visibleLine: String? {
    guard let string else { return nil }
    if string.unicodeScalars.allSatisfy({ $0 == " " || Field.isVisible($0) }) { return string }
    refuse("\(name) has to be without control and invisible characters, and its spaces plain ones")
    return nil
  }

  /// An e-mail address as git writes it between `<` and `>`.
  var email: EmailAddress? {
    guard let visibleString else { return nil }
    guard !visibleString.utf8.contains(0x3C), !visibleString.utf8.contains(0x3E) else {
      refuse("\(name) has to be an e-mail address without < and >")
      return nil
    }
    return EmailAddress(visibleString)
  }

  /// A name, which may also be that of a file or directory.
  func identifier<Name: ExactName>() -> Name? {
    guard let string else { return nil }
    guard string.unicodeScalars.allSatisfy(Field.isVisible), !string.utf8.contains(0x2F),
      !string.isExactly("."),
      !string.isExactly("..")
    else {
      refuse("\(name) has to be a name without spaces, slashes, control and invisible characters")
      return nil
    }
    return Name(string)
  }

  /// Joiners and direction marks (category Cf) would make two names that look the same.
  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    switch properties.generalCategory {
    case .control, .format, .privateUse, .unassigned, .surrogate: return false
    default: return !properties.isWhitespace && !properties.isDefaultIgnorableCodePoint
    }
  }

  var bool: Bool? {
    if case .scalar(let text, isPlain: true) = node.content {
      if text.isExactly("true") { return true }
      if text.isExactly("false") { return false }
    }
    refuse("\(name) has to be true or false")
    return nil
  }

  var number: Number? {
    if case .scalar(let text, isPlain: true) = node.content, let number = Number(text) { return number }
    refuse("\(name) has to be a number as JSON writes it, without quotes")
    return nil
  }

  /// A whole number within bounds.
  func integer(_ range: ClosedRange<Int>) -> Int? {
    if case .scalar(let text, isPlain: true) = node.content, Number(text) != nil, let number = Int(text),
      range.contains(number)
    {
      return number
    }
    refuse("\(name) has to be a whole number from \(range.lowerBound) to \(range.upperBound)")
    return nil
  }

  var instant: Instant? {
    guard let string else { return nil }
    if let instant = Instant(rfc3339: string) { return instant }
    refuse("\(name) has to be a date such as 2026-11-20 or 2026-11-20T10:00:00Z")
    return nil
  }

  var period: Period? {
    guard let string else { return nil }
    if let period = Period(iso8601: string) { return period }
    refuse("\(name) has to be a period such as P30D or P1Y")
    return nil
  }

  /// A digest in hexadecimal, without a prefix.
  var sha256: String? {
    guard let string else { return nil }
    if Digest.isHexadecimal(string.utf8) { return string }
    refuse("\(name) has to be a sha256 in 64 lower-case hexadecimal digits")
    return nil
  }

  /// A digest as Countersign prints it.
  var digest: Digest? {
    guard let string else { return nil }
    let digest = Digest(string)
    if digest.isWellFormed { return digest }
    refuse(
      "\(name) has to be sha256: and 64 lower-case hexadecimal digits", hint: "countersign digest prints it")
    return nil
  }

  /// A path that stays within the directory it is relative to.
  var relativePath: String? {
    guard let string else { return nil }
    let parts = string.split(separator: "/", omittingEmptySubsequences: false)
    if string.utf8.first != 0x2F, !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) {
      return string
    }
    refuse("\(name) has to be a path within the model's directory: \(string)")
    return nil
  }

  func choice<Choice: RawRepresentable & CaseIterable>(_: Choice.Type) -> Choice?
  where Choice.RawValue == String {
    guard let string else { return nil }
    if let choice = Choice(rawValue: string), choice.rawValue.isExactly(string) { return choice }
    let known = Choice.allCases.map(\.rawValue)
    refuse(
      "\(name) is \(string), which is none of \(known.joined(separator: ", "))",
      hint: Suggestion.text(for: string, among: known))
    return nil
  }

  var list: [Field] {
    guard case .sequence(let nodes) = node.content else {
      refuseKind("a list")
      return []
    }
    if hasTooMany(nodes.count) { return [] }
    return nodes.enumerated().map { Field(name: "\(name)[\($0)]", node: $1, reading: reading) }
  }

  func elements<Element>(_ read: (Field) -> Element?) -> [Element] { list.compactMap(read) }

  var mapping: Mapping? {
    guard case .mapping(let entries) = node.content else {
      refuseKind("a mapping")
      return nil
    }
    return hasTooMany(entries.count) ? nil : Mapping(self)
  }

  private func hasTooMany(_ count: Int) -> Bool {
    if count <= reading.entryLimit { return false }
    refuse("\(name) has \(count) entries, more than \(reading.entryLimit)")
    return true
  }

  /// A value for all tiers, or a mapping from tiers to values.
  func perTier<Element>(_ read: (Field) -> Element?) -> PerTier<Element>? {
    guard case .mapping(let entries) = node.content else { return read(self).map { .all($0) } }
    if hasTooMany(entries.count) { return nil }
    var values: [TierID: Element] = [:]
    for entry in entries {
      let field = Field(name: "\(name).\(entry.key)", node: entry.value, reading: reading)
      if let value = read(field) { values[TierID(entry.key)] = value }
    }
    if entries.isEmpty {
      refuse("\(name) names no tier", hint: "give one value for all, or a value per tier")
      return nil
    }
    return .each(values)
  }
}
