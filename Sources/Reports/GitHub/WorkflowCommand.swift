import Governance

/// A line that GitHub's runner takes for a command: `::name key=value,key=value::message`.
///
/// The runner undoes `%25`, `%0D`, `%0A`, and in values `%3A` and `%2C` as well. Everything passes `Printable` first,
/// so that nothing in it ends the line or looks like something else.
struct WorkflowCommand {
  /// What shows in the files of a change and in the summary of a run.
  enum Annotation: String { case error, warning, notice }

  private let text: String

  /// - Parameters:
  ///   - properties: those without a value are left out.
  ///   - lines: the message; never empty.
  init(_ annotation: Annotation, _ properties: [(String, String?)], lines: [String]) {
    let list = properties.compactMap { key, value in
      value.map { "\(key)=\(WorkflowCommand.escaped($0, beyond: ":,"))" }
    }
    let message = lines.map { WorkflowCommand.escaped($0) }.joined(separator: "%0A")
    text = "::\(annotation.rawValue) \(list.joined(separator: ","))::\(message)"
  }

  /// The command with the end of its line.
  var line: String { text + "\n" }

  private static func escaped(_ original: String, beyond special: String = "") -> String {
    Printable(original).text.unicodeScalars.reduce(into: "") { text, scalar in
      if scalar == "%" || special.unicodeScalars.contains(scalar) {
        text += "%" + String(scalar.value, radix: 16, uppercase: true)
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
  }
}

extension WorkflowCommand.Annotation {
  init(_ severity: Severity) {
    self =
      switch severity {
      case .error: .error
      case .warning: .warning
      case .note: .notice
      }
  }
}
