import ArgumentParser
import Reports

/// The formats of a kind of report, by the names that `--format` and `--output` take.
protocol OutputFormat: RawRepresentable<String>, CaseIterable, ExpressibleByArgument, Sendable {
  static var text: Self { get }
}

extension OutputFormat {
  /// All names, for the help and for who misspelt one.
  static var list: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

/// A file that a report is written to, and in which format.
struct FileOutput<Format: OutputFormat>: Sendable {
  let format: Format
  let path: String

  /// From what stands behind `--output`, such as `json=report.json`.
  ///
  /// - Throws: `ValidationError`.
  init(argument: String) throws {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
      String.init)
    guard parts.count == 2, !parts[1].isEmpty else {
      throw ValidationError("--output takes a format and a file, such as json=report.json")
    }
    guard let format = Format(rawValue: parts[0]) else {
      throw ValidationError(
        "there is no format \(Printable(parts[0]).text); there are \(Format.list)")
    }
    self.format = format
    path = parts[1]
  }

  var file: WholeFile { WholeFile(path: path) }
}
