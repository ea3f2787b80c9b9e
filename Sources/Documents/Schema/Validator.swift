import Governance

/// Checks a document against its schema, all of it at once, and notes where each of its fields stands. Readers
/// come after it, and check only what goes across fields.
struct Validator {
  let reading: Reading

  /// - Parameter name: the field's path such as `gates[1].approvals`, empty for the document.
  func check(_ node: YAMLNode, _ shape: Shape, _ name: String) {
    reading.positions[name] = node.position
    switch shape {
    case .text(let format): checkText(node, name, format)
    case .choice(let known): checkChoice(node, name, known)
    case .bool:
      checkPlain(node, "\(name) has to be true or false") { $0.isExactly("true") || $0.isExactly("false") }
    case .number:
      checkPlain(node, "\(name) has to be a number as JSON writes it, without quotes") { Number($0) != nil }
    case .integer(let range):
      let problem = "\(name) has to be a whole number from \(range.lowerBound) to \(range.upperBound)"
      checkPlain(node, problem) { text in
        Number(text) != nil && Int(text).map(range.contains) ?? false
      }
    case .list(let element, let size): checkList(node, name, element, size)
    case .map(let map): checkMap(node, name, map)
    case .named(let value): checkNamed(node, name, value)
    case .perTier(let value): checkPerTier(node, name, value)
    case .either(let single, let other):
      check(node, other.isOf(node) ? other : single, name)
    case .removable(let shape): if !node.isNull { check(node, shape, name) }
    case .freeMap: _ = entries(node, name)
    case .anything: break
    }
  }

  private func checkText(_ node: YAMLNode, _ name: String, _ format: TextFormat) {
    guard let text = text(node, name), let (problem, hint) = format.problem(in: text, of: name) else {
      return
    }
    reading.refuse(node.position, problem, hint: hint)
  }

  private func checkChoice(_ node: YAMLNode, _ name: String, _ known: [String]) {
    guard let text = text(node, name), !known.contains(where: { $0.isExactly(text) }) else { return }
    // A list that nobody reads helps nobody: of many, the one that was meant is enough.
    let names = known.count > 16 ? "the \(known.count) there are" : known.joined(separator: ", ")
    reading.refuse(
      node.position, "\(name) is \(text), which is none of \(names)",
      hint: Suggestion.text(for: text, among: known))
  }

  /// A string: a plain scalar is its literal text. Nothing, `~` and `null` are no strings.
  private func text(_ node: YAMLNode, _ name: String) -> String? {
    guard case .scalar(let text, _) = node.content else {
      refuseKind(node, name, "a single value")
      return nil
    }
    if text.isEmpty || node.isNull {
      reading.refuse(node.position, "\(name) is empty", hint: "give it a value, or leave the key out")
      return nil
    }
    return text
  }

  private func checkPlain(_ node: YAMLNode, _ problem: @autoclosure () -> String, _ isGood: (String) -> Bool)
  {
    if case .scalar(let text, isPlain: true) = node.content, isGood(text) { return }
    reading.refuse(node.position, problem())
  }

  private func checkList(_ node: YAMLNode, _ name: String, _ element: Shape, _ size: Shape.ListSize) {
    guard case .sequence(let nodes) = node.content else { return refuseKind(node, name, "a list") }
    if case .limited(let limit) = size, nodes.count > limit {
      return reading.refuse(
        node.position, "\(name) lists more than \(limit)", hint: "take out those that are over")
    }
    if hasTooMany(nodes.count, node, name) { return }
    for (index, node) in nodes.enumerated() { check(node, element, "\(name)[\(index)]") }
  }

  private func checkMap(_ node: YAMLNode, _ name: String, _ map: MapShape) {
    guard let entries = entries(node, name) else { return }
    let prefix = name.isEmpty ? "" : name + "."
    var found: Set<String> = []
    for entry in entries {
      if let key = map[entry.key] {
        found.insert(key.name)
        check(entry.value, key.shape, prefix + entry.key)
      } else if map.allowsUnlisted(entry.key) {
        reading.positions[prefix + entry.key] = entry.value.position
      } else {
        reading.refuse(
          entry.position, "unknown key \(entry.key)\(name.isEmpty ? "" : " in \(name)")",
          hint: map.hint(for: entry.key))
      }
    }
    for key in map.keys where key.presence == .required && !found.contains(key.name) {
      reading.refuseLack(of: key.name, in: name, node.position)
    }
    for rule in map.rules {
      guard let reason = rule.reason(against: found) else { continue }
      reading.refuse(
        node.position, "\(name.isEmpty ? "the document" : name) \(reason.problem)", hint: reason.hint)
    }
  }

  private func checkNamed(_ node: YAMLNode, _ name: String, _ value: Shape) {
    for entry in entries(node, name) ?? [] { check(entry.value, value, "\(name).\(entry.key)") }
  }

  private func checkPerTier(_ node: YAMLNode, _ name: String, _ value: Shape) {
    guard case .mapping(let entries) = node.content else { return check(node, value, name) }
    if entries.isEmpty {
      reading.refuse(
        node.position, "\(name) names no tier", hint: "give one value for all, or a value per tier")
    }
    checkNamed(node, name, value)
  }

  /// The entries of a mapping, or nil after it has been recorded why there are none.
  private func entries(
    _ node: YAMLNode, _ name: String
  ) -> [(key: String, position: Position, value: YAMLNode)]? {
    guard case .mapping(let entries) = node.content else {
      if name.isEmpty {
        reading.refuse(node.position, "the document has to be a mapping, not \(node.kind)")
      } else {
        refuseKind(node, name, "a mapping")
      }
      return nil
    }
    // The document's own keys are bounded by what there is, and by whoever wants keys of their own.
    return !name.isEmpty && hasTooMany(entries.count, node, name) ? nil : entries
  }

  private func hasTooMany(_ count: Int, _ node: YAMLNode, _ name: String) -> Bool {
    if count <= reading.entryLimit { return false }
    reading.refuse(node.position, "\(name) has \(count) entries, more than \(reading.entryLimit)")
    return true
  }

  private func refuseKind(_ node: YAMLNode, _ name: String, _ wanted: String) {
    reading.refuse(node.position, "\(name) has to be \(wanted), not \(node.kind)")
  }
}

extension MapShape {
  fileprivate func hint(for unknown: String) -> String? {
    if let suggestion = nearest(to: unknown) { return suggestion }
    if case .extensions = others { return "keys of your own start with \(MapShape.extensionPrefix)" }
    return nil
  }
}

extension KeyRule {
  /// Why a mapping with those keys breaks the rule; nil if it does not.
  fileprivate func reason(against found: Set<String>) -> Reason? {
    switch self {
    case .exactlyOne(let keys, let none, let several):
      let count = keys.count(where: found.contains)
      return count == 1 ? nil : count == 0 ? none : several
    case .atLeastOne(let keys, let none): return keys.contains(where: found.contains) ? nil : none
    case .none: return nil
    }
  }
}
