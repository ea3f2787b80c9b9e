import Foundation

/// A temporary folder to run real tools in, with nothing of the machine's configuration; removed at the end.
final class Workspace {
  struct Outcome {
    let status: Int32
    let output: [UInt8]
    let errors: String

    var succeeded: Bool { status == 0 }
    var text: String { String(decoding: output, as: UTF8.self) }
  }

  struct ToolFailed: Error, CustomStringConvertible {
    let description: String
  }

  let folder: URL
  var environment: [String: String]

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("signatures-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      "HOME": folder.path,
      "LC_ALL": "C",
      "TZ": "UTC",
      "GIT_CONFIG_NOSYSTEM": "1",
      "GIT_CONFIG_GLOBAL": "/dev/null",
      "GIT_TERMINAL_PROMPT": "0",
    ]
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  /// Writes a file that only its owner may read, as ssh wants private keys.
  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: folder.appendingPathComponent(name))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path(name))
  }

  /// Lets a file that was written run as a program.
  func makeExecutable(_ name: String) throws {
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path(name))
  }

  func read(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appendingPathComponent(name)))
  }

  /// Runs a tool in the folder. Input and output go through files, so that no pipe can fill up.
  func run(_ tool: Tool, _ arguments: [String], input: [UInt8] = []) throws -> Outcome {
    guard let executable = tool.location else { throw ToolFailed(description: "\(tool.rawValue) is missing") }
    let id = UUID().uuidString
    let names = ["in", "out", "err"].map { "\($0)-\(id)" }
    try write(input, to: names[0])
    try write([], to: names[1])
    try write([], to: names[2])
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = environment
    process.standardInput = try FileHandle(forReadingFrom: folder.appendingPathComponent(names[0]))
    process.standardOutput = try FileHandle(forWritingTo: folder.appendingPathComponent(names[1]))
    process.standardError = try FileHandle(forWritingTo: folder.appendingPathComponent(names[2]))
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: try read(names[1]),
      errors: String(decoding: try read(names[2]), as: UTF8.self))
  }

  /// Runs a tool that must succeed.
  @discardableResult
  func expect(_ tool: Tool, _ arguments: [String], input: [UInt8] = []) throws -> Outcome {
    let outcome = try run(tool, arguments, input: input)
    guard outcome.succeeded else {
      throw ToolFailed(
        description: "\(tool.rawValue) \(arguments.joined(separator: " ")): \(outcome.text)\(outcome.errors)")
    }
    return outcome
  }
}
