import ArgumentParser
import Countersign
import Glibc
import Governance
import Reports

/// How a report is shown and where it goes.
struct OutputOptions: ParsableArguments {
  @Option(help: ArgumentHelp("How the report is shown on standard output.", valueName: "text|json|jsonl"))
  var format: ReportFormatName = .text

  @Option(
    name: .customLong("output"),
    help: ArgumentHelp("Also write the report to a file; may be repeated.", valueName: "format=file"))
  var outputs: [FileOutput] = []

  @OptionGroup var look: LookOptions

  var style: Style { look.style }
  var quiet: Bool { look.quiet }

  /// Writes the report to standard output and to the files.
  func write(_ report: TransitionReport) throws { try write { $0.bytes(for: report) } }

  /// The same for what was found in documents alone.
  func write(_ report: DocumentReport) throws { try write { $0.bytes(for: report) } }

  private func write(_ bytes: (any ReportFormat) -> [UInt8]) throws {
    for output in outputs {
      try output.write(bytes(output.format.format(style: Style(), detail: .verbose)))
    }
    try StandardOutput.write(bytes(format.format(style: style, detail: look.detail)))
  }
}

/// A file that a report is written to, and in which format.
struct FileOutput: ExpressibleByArgument {
  let format: ReportFormatName
  let path: String

  init(format: ReportFormatName, path: String) {
    self.format = format
    self.path = path
  }

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[1].isEmpty, let format = ReportFormatName(rawValue: String(parts[0]))
    else { return nil }
    self.format = format
    path = String(parts[1])
  }

  /// Writes beside the file and renames, so that nobody ever reads half a report. What is no plain file, such
  /// as a pipe or a device, is written to as it is.
  func write(_ bytes: [UInt8]) throws {
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      try write(bytes, to: path)
      return
    }
    let temporary = path + ".tmp\(getpid())"
    do {
      try write(bytes, to: temporary)
      guard rename(temporary, path) == 0 else { throw failure() }
    } catch {
      unlink(temporary)
      throw error
    }
  }

  private func write(_ bytes: [UInt8], to path: String) throws {
    guard let file = fopen(path, "w") else { throw failure() }
    let written = bytes.isEmpty ? 0 : fwrite(bytes, 1, bytes.count, file)
    // Closing writes what is left, and fails where that does not fit.
    let isWhole = written == bytes.count
    guard fclose(file) == 0, isWhole else { throw failure() }
  }

  private func failure() -> UsageError {
    UsageError("cannot write \(path): \(String(cString: strerror(errno)))")
  }
}

extension ReportFormatName: ExpressibleByArgument {}

enum StandardOutput {
  static func write(_ bytes: [UInt8]) throws {
    try FileDescriptor.write(bytes, to: STDOUT_FILENO)
  }

  static func write(_ text: String) throws { try write(Array(text.utf8)) }
}

private enum FileDescriptor {
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
