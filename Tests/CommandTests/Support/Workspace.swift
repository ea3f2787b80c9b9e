import Foundation

/// A temporary folder to run programs in, with nothing of the machine's configuration; removed at the end.
final class Workspace {
  struct Outcome {
    let status: Int32
    let output: [UInt8]
    let errors: String

    var text: String { String(decoding: output, as: UTF8.self) }

    /// The output without white space at its end.
    var line: String { text.trimmingCharacters(in: .whitespacesAndNewlines) }

    /// The report that was printed as JSON.
    func report() throws -> Report { try JSONDecoder().decode(Report.self, from: Data(output)) }
  }

  struct ToolFailed: Error, CustomStringConvertible {
    let description: String
  }

  let folder: URL
  var environment: [String: String]

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("command-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    environment = [
      "PATH": "\(Tool.built.path):\(Tool.searchPath)", "HOME": folder.path, "LC_ALL": "C", "TZ": "UTC",
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_TERMINAL_PROMPT": "0",
      "GIT_AUTHOR_NAME": "Erin", "GIT_AUTHOR_EMAIL": "erin@example.com", "GIT_COMMITTER_NAME": "Erin",
      "GIT_COMMITTER_EMAIL": "erin@example.com", "GIT_AUTHOR_DATE": "1790000000 +0000",
      "GIT_COMMITTER_DATE": "1790000000 +0000",
    ]
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  /// Writes a file that only its owner may read, as ssh wants private keys.
  func write(_ text: String, to name: String) throws {
    let file = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
  }

  func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
  }

  /// Runs a program in the folder, or one below. Input and output go through files, so that no pipe can fill up.
  func run(
    _ tool: Tool, _ arguments: [String], in directory: String = ".", input: [UInt8] = [],
    with more: [String: String] = [:]
  ) throws -> Outcome {
    guard let executable = tool.location else { throw ToolFailed(description: "\(tool.rawValue) is missing") }
    let channels = folder.appendingPathComponent(".run-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: channels, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: channels) }
    let (standardInput, output, errors) = (
      channels.appendingPathComponent("in"), channels.appendingPathComponent("out"),
      channels.appendingPathComponent("err")
    )
    try Data(input).write(to: standardInput)
    try Data().write(to: output)
    try Data().write(to: errors)
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder.appendingPathComponent(directory)
    process.environment = environment.merging(more) { $1 }
    process.standardInput = try FileHandle(forReadingFrom: standardInput)
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: Array(try Data(contentsOf: output)),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }

  /// Runs a program that must succeed, and answers what it printed.
  @discardableResult
  func expect(
    _ tool: Tool, _ arguments: String..., in directory: String = ".", input: [UInt8] = [],
    with more: [String: String] = [:]
  ) throws -> String {
    let outcome = try run(tool, arguments, in: directory, input: input, with: more)
    guard outcome.status == 0 else {
      throw ToolFailed(
        description: "\(tool.rawValue) \(arguments.joined(separator: " ")): \(outcome.text)\(outcome.errors)")
    }
    return outcome.line
  }
}
