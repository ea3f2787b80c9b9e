import Foundation

/// A real program, run apart from the machine's and the user's settings.
struct Tool {
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String
  }

  let path: String
  let home: String

  init(_ name: String, home: String) {
    path = "/usr/bin/env"
    self.home = home
    self.name = name
  }

  private let name: String

  @discardableResult
  func run(_ arguments: String..., in directory: String, environment: [String: String] = [:]) throws
    -> Outcome
  {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = [name] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: directory)
    process.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": home, "LC_ALL": "C",
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_TERMINAL_PROMPT": "0",
    ].merging(environment) { _, given in given }
    // Files, not pipes: a pipe that nobody empties in time blocks the program.
    let (output, errors) = (home + "/out-\(UUID().uuidString)", home + "/err-\(UUID().uuidString)")
    for file in [output, errors] { _ = FileManager.default.createFile(atPath: file, contents: nil) }
    process.standardOutput = FileHandle(forWritingAtPath: output)
    process.standardError = FileHandle(forWritingAtPath: errors)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: try String(contentsOfFile: output, encoding: .utf8),
      errors: try String(contentsOfFile: errors, encoding: .utf8))
  }
}
