import Governance

/// Puts the Hub's keys where a card has them. Values are the very nodes of the front matter, so that each keeps its
/// place; what is not what a card asks for is kept under `x-hub` with the rest, told of, and never guessed.
struct HubCard {
  let reading: Reading
  private(set) var remarks: [DocumentRemark] = []

  init(reading: Reading) { self.reading = reading }

  /// The front matter as the document of a card.
  ///
  /// - Parameter own: what stands below `countersign`.
  mutating func card(of entries: YAMLNode.Entries, own: YAMLNode.Entries, at position: Position) -> YAMLNode {
    let hub = entries.filter { !$0.key.isExactly(HubCard.section) }
    refuseMisplaced(hub, own)
    var card = fields(hub, own: own)
    remarkUnknown(hub)
    card.append((DocumentSchema.hubField, position, YAMLNode(content: .mapping(hub), position: position)))
    return YAMLNode(content: .mapping(card), position: position).document(kind: DocumentSchema.card.kind)
  }

  /// What a card says of its own, with what the Hub's keys say as a card says it.
  mutating func fields(_ hub: YAMLNode.Entries, own: YAMLNode.Entries) -> YAMLNode.Entries {
    var card = CardEntries(own)
    addLicense(hub, to: &card)
    addName(hub, to: &card)
    addData(hub, to: &card)
    addBaseModel(hub, to: &card)
    addMetrics(hub, to: &card)
    return card.entries
  }

  /// The key of the front matter below which our own stand.
  static let section = "countersign"

  private func refuseMisplaced(_ hub: YAMLNode.Entries, _ own: YAMLNode.Entries) {
    for key in DocumentSchema.decisiveKeys {
      guard let entry = hub[key] else { continue }
      reading.refuse(
        entry.position, "\(key) stands outside of countersign, where it says nothing",
        hint: "move it below countersign")
    }
    // Who reads the front matter reads the one, and the policy the other.
    for key in DocumentSchema.tellingKeys {
      guard let outer = hub[key], let inner = own[key],
        !HubCard.saysTheSame(outer.value, inner.value)
      else { continue }
      reading.refuse(
        outer.position, "\(key) stands outside of countersign as well, and says something else there",
        hint: "say it once, below countersign")
    }
    if let entry = own[DocumentSchema.hubField] {
      reading.refuse(
        entry.position, "countersign.\(DocumentSchema.hubField) is where the Hub's keys are found",
        hint: "give it another name")
    }
  }

  /// Whether two nodes say the same, be one of them in quotes.
  private static func saysTheSame(_ outer: YAMLNode, _ inner: YAMLNode) -> Bool {
    if case .scalar(let one, _) = outer.content, case .scalar(let other, _) = inner.content {
      return one.isExactly(other)
    }
    return FieldChange.isSame(outer.value, inner.value)
  }

  private mutating func addLicense(_ hub: YAMLNode.Entries, to card: inout CardEntries) {
    guard let license = hub["license"] else { return }
    guard let text = license.value.text else {
      return remark(
        .warning, license.value, "license is \(license.value.kind): kept, and no licence to the policy")
    }
    // The Hub's name for a licence that it does not list.
    let name = text.isExactly("other") ? hub["license_name"].flatMap { $0.value.text == nil ? nil : $0 } : nil
    let value = (name ?? license).value
    if let own = card["license"] {
      if own.value.text.map({ $0.isExactly(value.text ?? "") }) ?? false { return }
      return refuseTwo("license", own.position)
    }
    card.entries.append(("license", license.position, value))
  }

  private func addName(_ hub: YAMLNode.Entries, to card: inout CardEntries) {
    guard card["name"] == nil else { return }
    if let name = hub["model_name"], name.value.text != nil {
      card.entries.append(("name", name.position, name.value))
    } else if let index = hub["model-index"], case .sequence(let models) = index.value.content,
      models.count == 1,
      let name = models[0].entries["name"], name.value.text != nil
    {
      card.entries.append(("name", name.position, name.value))
    }
  }

  /// What `countersign` says of a dataset stands for the Hub's mention of it.
  private mutating func addData(_ hub: YAMLNode.Entries, to card: inout CardEntries) {
    guard let datasets = hub["datasets"] else { return }
    let known = Set(
      (card["data"]?.value.elements ?? []).compactMap {
        $0.entries["name"]?.value.text.map { Array($0.utf8) }
      })
    var items: [YAMLNode] = []
    for (index, item) in (datasets.value.listed).enumerated() {
      guard let text = item.text else {
        remark(.warning, item, "datasets[\(index)] is \(item.kind): kept, and no data to the policy")
        continue
      }
      if known.contains(Array(text.utf8)) { continue }
      items.append(YAMLNode(content: .mapping([("name", item.position, item)]), position: item.position))
    }
    card.append(items, to: "data", at: datasets.position)
  }

  private func addBaseModel(_ hub: YAMLNode.Entries, to card: inout CardEntries) {
    guard let base = hub["base_model"], !base.value.isNull else { return }
    let entry = ("base-model", base.position, base.value)
    guard let own = card["lineage"] else {
      card.entries.append(
        ("lineage", base.position, YAMLNode(content: .mapping([entry]), position: base.position)))
      return
    }
    if let twice = own.value.entries["base-model"] {
      return refuseTwo("lineage.base-model", twice.position, "base_model")
    }
    card.replace(
      "lineage", YAMLNode(content: .mapping(own.value.entries + [entry]), position: own.value.position))
  }

  /// `model-index`: models, their results on datasets, and each result's metrics
  /// (huggingface_hub, `EvalResult`).
  private mutating func addMetrics(_ hub: YAMLNode.Entries, to card: inout CardEntries) {
    guard let index = hub["model-index"], !index.value.isNull else { return }
    var items: [YAMLNode] = []
    for (model, place) in parts(of: index.value, "model-index") {
      guard let results = model.entries["results"] else { continue }
      for (result, place) in parts(of: results.value, "\(place).results") {
        guard let metrics = result.entries["metrics"] else { continue }
        let dataset = result.entries["dataset"]?.value.entries ?? []
        for (metric, place) in parts(of: metrics.value, "\(place).metrics") {
          if let item = measured(metric, on: dataset, place) { items.append(item) }
        }
      }
    }
    card.append(items, to: "metrics", at: index.position)
  }

  /// The mappings of a list that should hold nothing else.
  private mutating func parts(of node: YAMLNode, _ name: String) -> [(node: YAMLNode, name: String)] {
    guard case .sequence(let nodes) = node.content else {
      remark(.warning, node, "\(name) is \(node.kind), not a list: kept, and not judged")
      return []
    }
    var parts: [(node: YAMLNode, name: String)] = []
    for (index, node) in nodes.enumerated() {
      if case .mapping = node.content {
        parts.append((node, "\(name)[\(index)]"))
      } else {
        remark(.warning, node, "\(name)[\(index)] is \(node.kind), not a mapping: kept, and not judged")
      }
    }
    return parts
  }

  /// A metric as a card has it; nil, and told of, where there is no number.
  private mutating func measured(_ metric: YAMLNode, on dataset: YAMLNode.Entries, _ place: String)
    -> YAMLNode?
  {
    guard
      let name = [metric.entries["type"], metric.entries["name"]].lazy.compactMap(\.self).first(where: {
        $0.value.text != nil
      })
    else {
      remark(.warning, metric, "\(place) has neither type nor name: kept, and no metric to the policy")
      return nil
    }
    guard let value = metric.entries["value"] else {
      remark(.warning, metric, "\(place) has no value: kept, and no metric to the policy")
      return nil
    }
    guard case .scalar(let text, isPlain: true) = value.value.content, Number(text) != nil else {
      let what =
        if case .scalar(let text, _) = value.value.content { "\"\(text)\", no number" } else {
          value.value.kind
        }
      remark(
        .warning, value.value, "\(place).value is \(what): kept, and no threshold reads it",
        hint: "write the number alone, as JSON writes it")
      return nil
    }
    var entries: YAMLNode.Entries = [
      ("name", name.position, name.value), ("value", value.position, value.value),
    ]
    // The Hub's `config` is the part of the dataset; `default` is the whole of one that has no parts.
    if let config = dataset["config"], let text = config.value.text, !text.isExactly("default") {
      entries.append(("slice", config.position, config.value))
    }
    if let split = dataset["split"] { entries.append(("split", split.position, split.value)) }
    if let dataset = dataset["name"] ?? dataset["type"] {
      entries.append(("dataset", dataset.position, dataset.value))
    }
    return YAMLNode(content: .mapping(entries), position: metric.position)
  }

  private mutating func remarkUnknown(_ hub: YAMLNode.Entries) {
    for entry in hub where DocumentSchema.readmeCard.top[entry.key] == nil {
      let isOurs = DocumentSchema.card.top[entry.key] != nil
      remark(
        isOurs ? .warning : .note, YAMLNode(content: entry.value.content, position: entry.position),
        "\(entry.key) is no key of the Hub: kept, and not judged",
        hint: isOurs
          ? "move it below countersign, where it is judged"
          : DocumentSchema.readmeCard.top.nearest(to: entry.key))
    }
  }

  private func refuseTwo(_ field: String, _ position: Position, _ key: String? = nil) {
    reading.refuse(
      position, "countersign.\(field) and the Hub's \(key ?? field) say it twice", hint: "remove one of them")
  }

  private mutating func remark(
    _ severity: Severity, _ node: YAMLNode, _ problem: @autoclosure () -> String,
    hint: @autoclosure () -> String? = nil
  ) {
    if remarks.count == Reading.errorLimit { return }
    remarks.append(
      DocumentRemark(
        severity: severity, path: reading.path, position: node.position, problem: problem(), hint: hint()))
  }
}

/// The entries of a card in the making.
private struct CardEntries {
  var entries: YAMLNode.Entries

  init(_ entries: YAMLNode.Entries) { self.entries = entries }

  subscript(key: String) -> YAMLNode.Entries.Element? { entries[key] }

  mutating func replace(_ key: String, _ value: YAMLNode) {
    guard let index = entries.firstIndex(where: { $0.key.isExactly(key) }) else { return }
    entries[index].value = value
  }

  /// Adds items to a list, which begins here if there is none.
  mutating func append(_ items: [YAMLNode], to key: String, at position: Position) {
    if items.isEmpty { return }
    if let own = self[key] {
      replace(key, YAMLNode(content: .sequence(own.value.elements + items), position: own.value.position))
    } else {
      entries.append((key, position, YAMLNode(content: .sequence(items), position: position)))
    }
  }
}

extension YAMLNode {
  /// The text of a single value that says something.
  fileprivate var text: String? {
    guard case .scalar(let text, _) = content, !text.isEmpty, !isNull else { return nil }
    return text
  }

  /// What a list holds; nothing where it is none.
  fileprivate var elements: [YAMLNode] { if case .sequence(let nodes) = content { nodes } else { [] } }

  /// What a list holds, or the one value that stands in its place.
  fileprivate var listed: [YAMLNode] {
    if case .sequence(let nodes) = content { nodes } else { isNull ? [] : [self] }
  }

  fileprivate var entries: Entries { if case .mapping(let entries) = content { entries } else { [] } }
}

extension [(key: String, position: Position, value: YAMLNode)] {
  subscript(key: String) -> Element? { first { $0.key.isExactly(key) } }
}
