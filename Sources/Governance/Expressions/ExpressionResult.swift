import CEL

/// What an expression came to, for people who write policies.
package struct ExpressionResult: Sendable {
  package enum Outcome: Sendable {
    case value(Shown)
    /// Why there is no value, and where in the expression.
    case error(String, Position?)
  }

  /// A part that decides, and what it came to.
  package struct Part: Sendable {
    package let source: String
    /// Where the part begins in the expression's text.
    package let position: Position
    package let outcome: Outcome
  }

  /// The expression.
  package let source: String
  package let outcome: Outcome
  /// In the order of the text, nothing twice, no literals.
  package let parts: [Part]
  /// The variables that it speaks of and that have no value.
  package let missing: [ExpressionVariable]
}

extension ExpressionResult {
  /// A value in forms that can be shown.
  package struct Shown: Sendable {
    /// The name of its type, as `type(x)` has it.
    package let type: String
    /// The value with the kinds that JSON has.
    package let plain: Plain
    private let value: CEL.Value

    init(_ value: CEL.Value) {
      type = value.type.rawValue
      plain = Plain(value)
      self.value = value
    }

    /// The value as the language writes it, in one line; cut off with `…` past so many characters.
    package func text(atMost count: Int) -> String { value.excerpt(atMost: count) }
  }

  /// A value with the kinds that JSON has.
  package indirect enum Plain: Sendable {
    case null
    case bool(Bool)
    /// In JSON's digits (RFC 8259, section 6).
    case number(String)
    case string(String)
    case list([Plain])
    case map([(key: String, value: Plain)])

    /// Bytes become base64, timestamps RFC 3339, durations seconds such as `1.5s`, types their names, an optional
    /// what it holds or null; keys become texts. NaN and the infinities, which JSON does not have, are texts. So
    /// does the JSON mapping of protocol buffers have it, but for 64-bit integers, which stay numbers here.
    init(_ value: CEL.Value) {
      switch value {
      case .null, .optional(nil): self = .null
      case .bool(let bool): self = .bool(bool)
      case .int(let int): self = .number(String(int))
      case .uint(let uint): self = .number(String(uint))
      case .double(let double):
        self =
          double.isFinite
          ? .number(double.description)
          : .string(double.isNaN ? "NaN" : double < 0 ? "-Infinity" : "Infinity")
      case .string(let text): self = .string(text)
      case .bytes(let bytes): self = .string(Plain.base64(bytes))
      case .list(let list): self = .list(list.elements.map(Plain.init))
      case .map(let map): self = .map(map.entries.map { (Plain.key($0.key), Plain($0.value)) })
      case .timestamp(let moment): self = .string(moment.text)
      case .duration(let span): self = .string(Plain.seconds(span.nanoseconds))
      case .type(let type): self = .string(type.rawValue)
      case .optional(let box?): self = Plain(box.value)
      case .network(let network): self = .string(network.text)
      }
    }

    private static func key(_ key: CEL.Value) -> String {
      switch Plain(key) {
      case .string(let text), .number(let text): text
      case .bool(let bool): bool ? "true" : "false"
      // The language has no other keys.
      default: key.excerpt
      }
    }

    private static func seconds(_ nanoseconds: Int64) -> String {
      let (whole, rest) = nanoseconds.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
      var fraction = String(1_000_000_000 + rest).dropFirst()
      while fraction.utf8.last == 0x30 { fraction.removeLast() }
      return "\(nanoseconds < 0 ? "-" : "")\(whole)\(fraction.isEmpty ? "" : ".\(fraction)")s"
    }

    /// RFC 4648, section 4.
    private static func base64(_ bytes: [UInt8]) -> String {
      let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
      var text: [UInt8] = []
      text.reserveCapacity((bytes.count + 2) / 3 * 4)
      for start in stride(from: 0, to: bytes.count, by: 3) {
        let group = bytes[start..<min(start + 3, bytes.count)]
        let bits = (0..<3).reduce(0) { $0 << 8 | ($1 < group.count ? Int(group[start + $1]) : 0) }
        for place in 0..<4 {
          text.append(place > group.count ? 0x3D : alphabet[bits >> (18 - 6 * place) & 63])
        }
      }
      return String(decoding: text, as: UTF8.self)
    }
  }
}
