import CLibyaml
import Governance

/// The events of a YAML text, one at a time, as libyaml's parser finds them. The only file that knows libyaml.
///
/// Events come before anything is composed: an alias is seen as an alias and a tag as a tag, so that both
/// can be refused where they stand and never cost anything.
final class YAMLEvents {
  enum Event {
    case streamStart, streamEnd, documentStart, documentEnd
    case alias
    case scalar(String, isPlain: Bool, isDecorated: Bool)
    /// Decorated: with an anchor or a tag.
    case sequenceStart(isDecorated: Bool)
    case sequenceEnd
    case mappingStart(isDecorated: Bool)
    case mappingEnd
  }

  private var parser = yaml_parser_t()
  private let path: String

  /// - Parameter text: has to outlive the events.
  init(_ text: UnsafeBufferPointer<UInt8>, path: String) {
    self.path = path
    // It fails for want of memory only, which Swift does not survive either.
    precondition(yaml_parser_initialize(&parser) == 1)
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(&parser, text.baseAddress, text.count)
  }

  deinit { yaml_parser_delete(&parser) }

  func next() throws(DocumentError) -> (event: Event, position: Position) {
    var raw = yaml_event_t()
    guard yaml_parser_parse(&parser, &raw) == 1 else {
      let problem = parser.problem.map { String(cString: $0) } ?? "cannot be read"
      throw DocumentError(
        path: path, position: position(parser.problem_mark), problem: "not valid YAML: \(problem)")
    }
    defer { yaml_event_delete(&raw) }
    return (event(raw), position(raw.start_mark))
  }

  private func event(_ raw: yaml_event_t) -> Event {
    switch raw.type {
    case YAML_STREAM_START_EVENT: return .streamStart
    case YAML_DOCUMENT_START_EVENT: return .documentStart
    case YAML_DOCUMENT_END_EVENT: return .documentEnd
    case YAML_ALIAS_EVENT: return .alias
    case YAML_SCALAR_EVENT:
      let scalar = raw.data.scalar
      let text = String(
        decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      return .scalar(
        text, isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE,
        isDecorated: scalar.anchor != nil || scalar.tag != nil)
    case YAML_SEQUENCE_START_EVENT:
      let start = raw.data.sequence_start
      return .sequenceStart(isDecorated: start.anchor != nil || start.tag != nil)
    case YAML_SEQUENCE_END_EVENT: return .sequenceEnd
    case YAML_MAPPING_START_EVENT:
      let start = raw.data.mapping_start
      return .mappingStart(isDecorated: start.anchor != nil || start.tag != nil)
    case YAML_MAPPING_END_EVENT: return .mappingEnd
    default: return .streamEnd
    }
  }

  private func position(_ mark: yaml_mark_t) -> Position {
    Position(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
  }
}
