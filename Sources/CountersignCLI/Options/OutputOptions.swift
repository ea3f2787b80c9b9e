import ArgumentParser
import Countersign
import Glibc
import Governance
import Reports

/// How a report is shown and where it goes.
struct OutputOptions<Format: OutputFormat>: ParsableArguments {
  @Option(help: ArgumentHelp("How the report is shown on standard output.", valueName: "format"))
  var format: Format = .text

  @Option(
    name: .customLong("output"),
    help: ArgumentHelp(
      "Also write the report to a file, in any of these formats; may be repeated, a file for each.",
      valueName: "format=file"),
    transform: { try FileOutput<Format>(argument: $0) })
  var outputs: [FileOutput<Format>] = []

  @OptionGroup var look: LookOptions

  var style: Style { look.style }
  var quiet: Bool { look.quiet }

  /// Refuses what could not be written later, before anything is judged.
  func validate() throws {
    var places: Set<WholeFile.Place> = []
    for output in outputs {
      guard let place = try output.file.place() else { continue }
      guard places.insert(place).inserted else {
        throw ValidationError("\(Printable(output.path).text) is named by two --output; name a file for each")
      }
    }
  }

  /// Writes a report to the files, and to standard output.
  ///
  /// - Parameter bytes: the report in a format; text in a style and detail, which other formats do without.
  func write(_ bytes: (Format, Style, TextReport.Detail) -> [UInt8]) throws {
    for output in outputs { try output.file.write(bytes(output.format, Style(), .verbose)) }
    try StandardOutput.write(bytes(format, style, look.detail))
  }
}

extension OutputOptions<ReportFormatName> {
  /// Writes the report of a transition. In GitHub Actions, `github` writes the summary of the step as well.
  func write(_ report: TransitionReport) throws { try write { $0.bytes(for: report) } }

  /// The same for what was found in documents alone.
  func write(_ report: DocumentReport) throws { try write { $0.bytes(for: report) } }

  private func write(_ bytes: (any ReportFormat) -> [UInt8]) throws {
    if format == .github { StepSummary.current?.append(bytes) }
    try write { bytes($0.format(style: $1, detail: $2)) }
  }
}

extension ReportFormatName: OutputFormat {}

enum StandardOutput {
  static func write(_ bytes: [UInt8]) throws {
    try FileDescriptor.write(bytes, to: STDOUT_FILENO)
  }

  static func write(_ text: String) throws { try write(Array(text.utf8)) }
}

enum FileDescriptor {
  /// Writes all bytes, however many calls that takes.
  static func write(_ bytes: [UInt8], to descriptor: Int32) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        throw UsageError("cannot write the report: \(String(cString: strerror(errno)))")
      }
      rest = rest.dropFirst(count)
    }
  }
}

enum StandardError {
  /// Says something that is no report: progress, diagnostics.
  static func say(_ text: String) { write(text + "\n") }

  /// The same without an end of line, as before an answer.
  static func write(_ text: String) { try? FileDescriptor.write(Array(text.utf8), to: STDERR_FILENO) }
}

enum Terminal {
  /// The terminal's width in columns, at least 40 and at most 120.
  static var width: Int {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return min(120, max(40, Int(size.ws_col)))
  }

  /// Whether the locale's encoding is UTF-8, as the variables say.
  static func isUnicode(_ environment: [String: String]) -> Bool {
    let locale =
      ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? "UTF-8"
    return locale.lowercased().contains("utf")
  }
}
