import Documents
import Governance

/// A value of somebody else's document, with its path there. What a card takes over is marked as taken; the rest is
/// kept as it is.
struct SourceNode {
  let node: YAMLNode
  /// The way to it in words, such as `components[0].name`.
  let path: String
  /// The same as the places of its ancestors, which no choice of names can confuse.
  fileprivate let place: [Int]
  fileprivate let ledger: Ledger

  /// - Parameter number: tells the documents of one ledger apart.
  init(root node: YAMLNode, ledger: Ledger, number: Int = 0) {
    self.init(node, "", [number], ledger)
  }

  private init(_ node: YAMLNode, _ path: String, _ place: [Int], _ ledger: Ledger) {
    self.node = node
    self.path = path
    self.place = place
    self.ledger = ledger
  }

  subscript(key: String) -> SourceNode? {
    guard case .mapping(let entries) = node.content,
      let index = entries.firstIndex(where: { $0.key.utf8.elementsEqual(key.utf8) })
    else { return nil }
    return child(index, entries[index])
  }

  /// The values of a list; nothing where it is none.
  var elements: [SourceNode] {
    guard case .sequence(let nodes) = node.content else { return [] }
    return nodes.enumerated().map { SourceNode($1, "\(path)[\($0)]", place + [$0], ledger) }
  }

  /// The values of a mapping under their names.
  var members: [(key: String, value: SourceNode)] {
    guard case .mapping(let entries) = node.content else { return [] }
    return entries.enumerated().map { ($1.key, child($0, $1)) }
  }

  private func child(_ index: Int, _ entry: YAMLNode.Entries.Element) -> SourceNode {
    SourceNode(entry.value, path.isEmpty ? entry.key : "\(path).\(entry.key)", place + [index], ledger)
  }

  var isMapping: Bool { if case .mapping = node.content { true } else { false } }

  /// The text of a single value that says something and is neither true nor false.
  var text: String? {
    guard case .scalar(let text, let isPlain) = node.content, !node.isNull, !Value.string(text).isEmpty else {
      return nil
    }
    return isPlain && (text == "true" || text == "false") ? nil : text
  }

  /// The number that a value is, or that its text is: several formats write numbers in quotes.
  var number: YAMLNode? {
    guard case .scalar(let text, _) = node.content, Number(text) != nil else { return nil }
    return YAMLNode(content: .scalar(text, isPlain: true), position: node.position)
  }

  /// Notes that the card says it, under a field.
  func take(as field: String) { ledger.take(self, field) }

  /// Notes that the card says it in part, under a field; the whole is kept as well.
  func note(as field: String) { ledger.note(self, field) }

  /// The value without what was taken; nil if nothing is left. A list is kept whole where anything of it is left:
  /// without its neighbours nobody would know what a value was about.
  var rest: YAMLNode? {
    switch remainder(ledger.taken) {
    case .nothing: nil
    case .part(let node): node
    case .all: node
    }
  }

  /// The paths of what no field took over, each as high up as all below it is left.
  var restPaths: [String] {
    switch remainder(ledger.taken) {
    case .nothing: []
    case .all where !path.isEmpty: [path]
    case .all, .part: (members.map(\.value) + elements).flatMap(\.restPaths)
    }
  }

  private enum Remainder {
    case all, nothing
    case part(YAMLNode)
  }

  private func remainder(_ taken: Set<[Int]>) -> Remainder {
    if taken.contains(place) { return .nothing }
    let children: [SourceNode] = isMapping ? members.map(\.value) : elements
    if children.isEmpty { return .all }
    let remainders = children.map { $0.remainder(taken) }
    if remainders.allSatisfy({ if case .all = $0 { true } else { false } }) { return .all }
    if remainders.allSatisfy({ if case .nothing = $0 { true } else { false } }) { return .nothing }
    guard case .mapping(let entries) = node.content else { return .part(node) }
    let left = zip(entries, remainders).compactMap { entry, remainder -> YAMLNode.Entries.Element? in
      switch remainder {
      case .nothing: nil
      case .all: entry
      case .part(let node): (entry.key, entry.position, node)
      }
    }
    return .part(YAMLNode(content: .mapping(left), position: node.position))
  }
}

/// What of a document a card took over.
final class Ledger {
  /// The places of the values.
  fileprivate var taken: Set<[Int]> = []
  /// What was taken as what, in the order in which it was.
  private(set) var entries: [ImportReport.Taken] = []

  fileprivate func take(_ source: SourceNode, _ field: String) {
    taken.insert(source.place)
    note(source, field)
  }

  fileprivate func note(_ source: SourceNode, _ field: String) {
    entries.append(ImportReport.Taken(path: source.path, field: field))
  }
}
