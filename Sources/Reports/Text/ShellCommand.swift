import Governance

/// A command for the reader to run, each word quoted so that a shell takes it as it is.
struct ShellCommand {
  /// Whether the terminal shows more than ASCII.
  let unicode: Bool

  init(unicode: Bool = true) { self.unicode = unicode }

  /// The command that supplies an approval of a gate, of the policy's where there is no model.
  func approve(_ model: ModelID?, gate: GateID) -> String {
    let quotedGate = word(gate.text) ?? "GATE"
    // A name that looks like an option has to follow a bare `--`, and an option's value its `=`.
    let option = quotedGate.hasPrefix("-") ? "--gate=\(quotedGate)" : "--gate \(quotedGate)"
    guard let model else { return "countersign approve \(option)" }
    let quotedModel = word(model.text) ?? "MODEL"
    return model.text.utf8.first == 0x2D
      ? "countersign approve \(option) -- \(quotedModel)" : "countersign approve \(quotedModel) \(option)"
  }

  /// The text as one word of a POSIX shell, or nil where it could not be shown as it is: a command that
  /// holds an escape in place of a character would name something else.
  func word(_ text: String) -> String? {
    let isPlain = text.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "-_./+:@%".utf8.contains(byte)
    }
    if isPlain, !text.isEmpty { return text }
    guard Printable(text, unicode: unicode).text.isExactly(text) else { return nil }
    return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\"'\"'")
      + "'"
  }
}
