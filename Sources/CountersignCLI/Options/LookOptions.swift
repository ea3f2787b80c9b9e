import ArgumentParser
import Glibc
import Reports

/// How much text tells, and whether in colour.
struct LookOptions: ParsableArguments {
  enum ColorChoice: String, ExpressibleByArgument, CaseIterable { case auto, always, never }

  @Option(help: ArgumentHelp("Whether to use colours; NO_COLOR is honoured.", valueName: "auto|always|never"))
  var color: ColorChoice = .auto

  @Flag(name: .shortAndLong, help: "The verdict alone.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Notes and full ids as well.")
  var verbose = false

  var detail: TextReport.Detail { quiet ? .quiet : verbose ? .verbose : .normal }

  /// The style for standard output.
  var style: Style {
    let environment = ProcessEnvironment.current
    let isTerminal = isatty(STDOUT_FILENO) == 1
    let useColor =
      switch color {
      case .always: true
      case .never: false
      case .auto:
        isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
      }
    return Style(
      color: useColor, width: isTerminal ? Terminal.width : 80, unicode: Terminal.isUnicode(environment))
  }
}
