import Governance

/// One value of a document that was checked against its schema, with its place and its name, and how to
/// convert it. What cannot be converted is nil, and was refused.
struct Field {
  let name: String
  let node: YAMLNode
  let reading: Reading

  func refuse(_ problem: @autoclosure () -> String, hint: @autoclosure () -> String? = nil) {
    reading.refuse(node.position, problem(), hint: hint())
  }

  /// Nothing, after it has been made sure that the document is refused: by its schema, which said why, or
  /// here, should the schema ask for less than its reader.
  private func nothing<Converted>() -> Converted? {
    if reading.errors.isEmpty { refuse("\(name) cannot be read") }
    return nil
  }

  private var plain: String? { if case .scalar(let text, isPlain: true) = node.content { text } else { nil } }

  /// A plain scalar is its literal text. Nothing, `~` and `null` are no strings.
  var string: String? {
    guard case .scalar(let text, _) = node.content, !text.isEmpty, !node.isNull else { return nothing() }
    return text
  }

  /// A string of a format. The schema has checked it; that it asked for the same is worth a second look where
  /// names, paths and digests decide something.
  func text(_ format: TextFormat) -> String? {
    guard let string else { return nil }
    return format.problem(in: string, of: name) == nil ? string : nothing()
  }

  func identifier<Name: ExactName>() -> Name? { text(.name).map { Name($0) } }

  var email: EmailAddress? { text(.email).map { EmailAddress($0) } }

  /// A path that stays within the directory it is relative to.
  var relativePath: String? { text(.path) }

  var bool: Bool? {
    switch plain {
    case let text? where text.isExactly("true"): true
    case let text? where text.isExactly("false"): false
    default: nothing()
    }
  }

  var number: Number? { plain.flatMap { Number($0) } ?? nothing() }

  var integer: Int? { plain.flatMap { Int($0) } ?? nothing() }

  var instant: Instant? { string.flatMap { Instant(rfc3339: $0) } ?? nothing() }

  var period: Period? { string.flatMap { Period(iso8601: $0) } ?? nothing() }

  var digest: Digest? {
    guard let digest = string.map({ Digest($0) }), digest.isWellFormed else { return nothing() }
    return digest
  }

  func choice<Choice: RawRepresentable>(_: Choice.Type) -> Choice? where Choice.RawValue == String {
    string.flatMap { Choice(rawValue: $0) } ?? nothing()
  }

  /// The elements of a list. One that is too long has none: nobody waits for what is refused.
  var list: [Field] {
    guard case .sequence(let nodes) = node.content, nodes.count <= reading.entryLimit else {
      return nothing() ?? []
    }
    return nodes.enumerated().map { Field(name: "\(name)[\($0)]", node: $1, reading: reading) }
  }

  func elements<Element>(_ read: (Field) -> Element?) -> [Element] { list.compactMap(read) }

  var mapping: Mapping? {
    guard case .mapping(let entries) = node.content, entries.count <= reading.entryLimit else {
      return nothing()
    }
    return Mapping(self, entries)
  }

  /// A value for all tiers, or a mapping from tiers to values.
  func perTier<Element>(_ read: (Field) -> Element?) -> PerTier<Element>? {
    guard case .mapping(let entries) = node.content else { return read(self).map { .all($0) } }
    guard !entries.isEmpty, entries.count <= reading.entryLimit else { return nothing() }
    var values: [TierID: Element] = [:]
    for entry in entries {
      let field = Field(name: "\(name).\(entry.key)", node: entry.value, reading: reading)
      if let value = read(field) { values[TierID(entry.key)] = value }
    }
    return .each(values)
  }
}
