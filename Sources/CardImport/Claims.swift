/// What a source says of approvals, stages, risk and the like. Somebody set it, by nobody knows whose right: it is told
/// to whoever imports, kept as it is, and decides nothing.
enum Claims {
  /// Parts of names that speak of such, in lower case without `_`, `-` and spaces.
  private static let words = [
    "approv", "signoff", "signedoff", "currentstage", "lifecycle", "aliases", "cardstatus", "riskrating",
    "risklevel",
    "risktier", "validationstatus", "reviewed", "reviewstatus", "verif", "certif", "attest", "production",
    "champion",
  ]

  /// The most that is told of a value.
  private static let length = 60

  static func found(in node: SourceNode) -> [String] {
    var claims: [String] = []
    collect(node, &claims)
    return claims
  }

  private static func collect(_ node: SourceNode, _ claims: inout [String]) {
    // A pair of a name and a value, as tags and properties are written.
    if let name = node["key"]?.text ?? node["name"]?.text, let value = node["value"]?.text, speaks(name) {
      claims.append("\(node.path): \(excerpt(name)) = \(excerpt(value))")
    }
    for (key, value) in node.members {
      if speaks(key), let said = said(value) { claims.append("\(value.path): \(said)") }
      collect(value, &claims)
    }
    for element in node.elements { collect(element, &claims) }
  }

  private static func speaks(_ name: String) -> Bool {
    let plain = name.lowercased().filter { !"_- .".contains($0) }
    return plain == "stage" || plain == "tier" || words.contains { plain.contains($0) }
  }

  /// A value that says something, in short.
  private static func said(_ value: SourceNode) -> String? {
    if case .scalar(let text, _) = value.node.content {
      return text.isEmpty || value.node.isNull ? nil : excerpt(text)
    }
    let texts = value.elements.compactMap(\.text)
    return texts.isEmpty ? nil : excerpt(texts.joined(separator: ", "))
  }

  private static func excerpt(_ text: String) -> String {
    text.count > length ? text.prefix(length) + "…" : text
  }
}
