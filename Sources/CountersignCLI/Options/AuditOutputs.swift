import ArgumentParser
import AuditDatabase
import Glibc
import Governance
import Reports

/// The formats of an audit by the names that `--format` and `--output` take.
enum AuditFormatName: String, OutputFormat {
  case text, json, jsonl, csv, html, sqlite

  /// - Parameters:
  ///   - style: how text is laid out; the others have no style.
  ///   - detail: how much text tells; the others always tell everything.
  ///   - scope: what was asked for.
  func format(
    _ style: Style, _ detail: TextReport.Detail, policy: AuditSummary.Policy, scope: AuditScope
  ) throws -> any AuditFormat {
    switch self {
    case .text: AuditText(style: style, detail: detail, policy: policy)
    case .json: AuditJSON(isLines: false)
    case .jsonl: AuditJSON(isLines: true)
    case .csv: AuditCSV()
    case .html: AuditHTML(policy: policy, scope: scope, spool: try SpoolFile())
    case .sqlite: try AuditDatabase(policy: policy, scope: scope, directory: SpoolFile.directory)
    }
  }
}

/// All that one replay is told in: standard output, and the files.
struct AuditOutputs {
  private var formats: [any AuditFormat]
  /// Where each goes; nil is standard output.
  private let files: [FileDraft?]

  init(_ options: OutputOptions<AuditFormatName>, policy: AuditSummary.Policy, scope: AuditScope) throws {
    formats =
      try options.outputs.map { try $0.format.format(Style(), .verbose, policy: policy, scope: scope) }
      + [options.format.format(options.style, options.look.detail, policy: policy, scope: scope)]
    files = try options.outputs.map { try $0.file.draft() } + [nil]
  }

  mutating func begin() throws {
    for index in formats.indices { try formats[index].begin(sink(index)) }
  }

  mutating func add(_ transition: AuditedTransition) throws {
    for index in formats.indices { try formats[index].add(transition, sink(index)) }
  }

  /// Says what it all comes to, and puts the files where they belong.
  mutating func finish(_ summary: AuditSummary) throws {
    for index in formats.indices { try formats[index].finish(summary, sink(index)) }
    for file in files { try file?.finish() }
  }

  private func sink(_ index: Int) -> AuditFormat.Sink {
    files[index].map { file in { try file.write($0) } } ?? { try StandardOutput.write($0) }
  }
}
