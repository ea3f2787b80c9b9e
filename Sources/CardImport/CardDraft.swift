import Documents
import Governance

/// A card in the making. It takes over what fits the card's schema; the rest stays where it was, with the reason.
final class CardDraft {
  private var fields: [(key: String, value: YAMLNode)] = []
  /// Lists that grow item by item.
  private var lists: [String: [YAMLNode]] = [:]
  /// Why something was not taken over.
  private(set) var remarks: [String] = []

  private static let here = Position(line: 1, column: 1)

  /// Takes over a single value as text, where the card says nothing of it yet.
  func take(_ source: SourceNode?, as field: String) {
    guard let source, self[field] == nil else { return }
    guard let text = source.text else { return }
    put(field, CardDraft.text(text), from: [source])
  }

  /// Takes over texts as a list.
  func take(_ sources: [SourceNode], as field: String) {
    let texts = sources.filter { $0.text != nil }
    guard self[field] == nil, !texts.isEmpty else { return }
    put(field, CardDraft.list(texts.map { CardDraft.text($0.text ?? "") }), from: texts)
  }

  /// Adds a mapping to one of the card's lists, such as `metrics`.
  ///
  /// - Parameter parts: the mapping's keys, what stands under each, and where it is from.
  /// - Returns: what the card calls it, such as `metrics[0]`; nil where it does not fit.
  @discardableResult
  func add(_ parts: [(key: String, value: YAMLNode, source: SourceNode)], to field: String) -> String? {
    let item = CardDraft.map(parts.map { ($0.key, $0.value) })
    guard isGood(CardDraft.list([item]), field, parts.map(\.source)) else { return nil }
    let index = lists[field, default: []].count
    lists[field, default: []].append(item)
    for part in parts { part.source.take(as: "\(field)[\(index)].\(part.key)") }
    return "\(field)[\(index)]"
  }

  /// Sets a key of `lineage`.
  func takeLineage(_ source: SourceNode?, as key: String) {
    guard let source, let text = source.text else { return }
    var entries: [(String, YAMLNode)] = []
    if let place = fields.firstIndex(where: { $0.key == "lineage" }),
      case .mapping(let known) = fields.remove(at: place).value.content
    {
      entries = known.map { ($0.key, $0.value) }
    }
    if !entries.contains(where: { $0.0 == key }) {
      entries.append((key, CardDraft.text(text)))
      source.take(as: "lineage.\(key)")
    }
    fields.append(("lineage", CardDraft.map(entries)))
  }

  /// Puts a value that fits, in place of what stood there.
  @discardableResult
  func put(_ field: String, _ value: YAMLNode, from sources: [SourceNode] = []) -> Bool {
    guard isGood(value, field, sources) else { return false }
    fields.removeAll { $0.key == field }
    fields.append((field, value))
    for source in sources { source.take(as: field) }
    return true
  }

  func remark(_ text: String) { remarks.append(text) }

  subscript(field: String) -> YAMLNode? {
    fields.first { $0.key == field }?.value ?? lists[field].map(CardDraft.list)
  }

  private func isGood(_ value: YAMLNode, _ field: String, _ sources: [SourceNode]) -> Bool {
    guard let problem = DocumentSchema.card.problems(of: value, under: field).first else { return true }
    remarks.append("\(sources.first?.path ?? field): \(problem.problem)")
    return false
  }

  /// The card's entries in the order of the schema, and behind them those of its own.
  func entries(and more: [(String, YAMLNode)]) -> YAMLNode.Entries {
    let head = [
      ("apiVersion", CardDraft.text("countersign/v1")), ("kind", CardDraft.text(DocumentSchema.card.kind)),
    ]
    let known = DocumentSchema.card.top.keys.compactMap { key in
      self[key.name].map { (key.name, $0) }
    }
    return (head + known + more).map { ($0, CardDraft.here, $1) }
  }

  static func text(_ text: String) -> YAMLNode {
    YAMLNode(content: .scalar(text, isPlain: false), position: here)
  }
  static func list(_ nodes: [YAMLNode]) -> YAMLNode { YAMLNode(content: .sequence(nodes), position: here) }
  static func map(_ entries: [(String, YAMLNode)]) -> YAMLNode {
    YAMLNode(content: .mapping(entries.map { ($0, here, $1) }), position: here)
  }
}
