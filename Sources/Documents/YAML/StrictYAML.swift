import Governance
import Yams

/// Reads YAML strictly: UTF-8, one document, no anchors, aliases or tags, no duplicate keys, at most 1 MiB
/// and 64 levels. The only file that knows Yams.
enum StrictYAML {
  /// Bytes.
  static let sizeLimit = 1 << 20
  /// The top mapping is level 1.
  static let depthLimit = 64

  static func read(_ bytes: [UInt8], path: String) throws(DocumentError) -> YAMLNode {
    func refuse(_ position: Position, _ problem: String, _ hint: String? = nil) -> DocumentError {
      DocumentError(path: path, position: position, problem: problem, hint: hint)
    }
    let start = Position(line: 1, column: 1)
    guard bytes.count <= sizeLimit else { throw refuse(start, "the file is larger than 1 MiB") }
    guard !bytes.starts(with: [0xEF, 0xBB, 0xBF]) else {
      throw refuse(start, "the file starts with a byte order mark", "save it as UTF-8 without one")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw refuse(start, "the file is not UTF-8", "save it as UTF-8")
    }
    if let offset = bytes.firstIndex(of: 0) {
      throw refuse(position(of: offset, in: bytes), "the file contains a NUL byte")
    }
    if let offset = AliasScan.firstAlias(in: bytes) {
      throw refuse(position(of: offset, in: bytes), "anchors and aliases are not allowed", "write the value out")
    }
    // Yams' anchors are weak references into the parser: it has to outlive the nodes.
    let parser: Parser
    let root: Node?
    do {
      parser = try Parser(yaml: text, resolver: .basic)
      root = try parser.singleRoot()
    } catch {
      throw documentError(error, path: path)
    }
    guard let root else { throw refuse(start, "the file is empty") }
    let converter = Converter(path: path)
    let node: YAMLNode
    do {
      node = try converter.convert(root, level: 1)
    } catch {
      throw error
    }
    withExtendedLifetime(parser) {}
    return node
  }

  private static func position(of offset: Int, in bytes: [UInt8]) -> Position {
    let before = bytes[..<offset]
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let line = before.count { $0 == 0x0A } + 1
    // Continuation bytes are no columns of their own.
    return Position(line: line, column: before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1)
  }

  private static func documentError(_ error: any Error, path: String) -> DocumentError {
    func at(_ mark: Mark?, _ problem: String, _ hint: String? = nil) -> DocumentError {
      DocumentError(
        path: path, position: Position(line: max(1, mark?.line ?? 1), column: max(1, mark?.column ?? 1)),
        problem: problem, hint: hint)
    }
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
      return at(mark, "not valid YAML: \(problem)")
    case .composer(_, let problem, let mark, _):
      if problem.contains("another document") { return at(mark, "there is more than one document", "one file, one document") }
      return at(mark, "not valid YAML: \(problem)")
    case .duplicatedKeysInMapping(let keys, let context):
      return at(context.mark, "key \(keys.first ?? "") stands twice", "remove one of them")
    case .reader(let problem, _, _, _):
      return at(nil, "not valid YAML: \(problem)")
    default:
      return at(nil, "not valid YAML")
    }
  }

  private struct Converter {
    let path: String

    func convert(_ node: Node, level: Int, isKey: Bool = false) throws(DocumentError) -> YAMLNode {
      let mark = node.mark
      let position = Position(line: mark?.line ?? 1, column: mark?.column ?? 1)
      func refuse(_ problem: String, _ hint: String? = nil) -> DocumentError {
        DocumentError(path: path, position: position, problem: problem, hint: hint)
      }
      guard level <= depthLimit else { throw refuse("the document is nested deeper than \(depthLimit) levels") }
      switch node {
      case .scalar(let scalar):
        guard scalar.anchor == nil else { throw refuse("anchors and aliases are not allowed", "write the value out") }
        // A quoted scalar has the tag `str` of itself, a plain one none; Yams gives it to keys as well, when
        // it compares them.
        let tag = scalar.tag.description
        guard tag.isEmpty || ((isKey || scalar.style != .plain) && tag == Tag.Name.str.rawValue) else {
          throw refuse("tags are not allowed: \(tag)", "remove it")
        }
        return YAMLNode(content: .scalar(scalar.string, isPlain: scalar.style == .plain), position: position)
      case .sequence(let sequence):
        guard sequence.anchor == nil else { throw refuse("anchors and aliases are not allowed", "write the value out") }
        guard sequence.tag.description.isEmpty else { throw refuse("tags are not allowed", "remove it") }
        var nodes: [YAMLNode] = []
        for child in sequence { nodes.append(try convert(child, level: level + 1)) }
        return YAMLNode(content: .sequence(nodes), position: position)
      case .mapping(let mapping):
        guard mapping.anchor == nil else { throw refuse("anchors and aliases are not allowed", "write the value out") }
        guard mapping.tag.description.isEmpty else { throw refuse("tags are not allowed", "remove it") }
        var entries: [(key: String, position: Position, value: YAMLNode)] = []
        var keys: Set<[UInt8]> = []
        for (keyNode, valueNode) in mapping {
          let key = try convert(keyNode, level: level + 1, isKey: true)
          guard case .scalar(let name, _) = key.content else {
            throw DocumentError(path: path, position: key.position, problem: "a key has to be a single value")
          }
          guard !(name.isExactly("<<")) else {
            throw DocumentError(path: path, position: key.position, problem: "merge keys are not allowed")
          }
          guard keys.insert(Array(name.utf8)).inserted else {
            throw DocumentError(path: path, position: key.position, problem: "key \(name) stands twice")
          }
          entries.append((name, key.position, try convert(valueNode, level: level + 1)))
        }
        return YAMLNode(content: .mapping(entries), position: position)
      case .alias:
        throw refuse("anchors and aliases are not allowed", "write the value out")
      }
    }
  }
}
