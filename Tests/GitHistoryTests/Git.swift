import Foundation
import GitHistory

/// The real git in a directory of its own, without any configuration of the machine; dates are fixed and
/// grow.
final class Git {
  let path: String
  private(set) var clock = 1_700_000_000

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// An empty directory, or the repository `git init` makes in it.
  init(initializing arguments: [String]? = []) throws {
    path = NSTemporaryDirectory() + "githistory-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    if let arguments { try run(["init", "-q", "-b", "main"] + arguments) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  @discardableResult
  func run(
    _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:], accept: Set<Int32> = [0]
  ) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git"] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: path)
    clock += 10
    process.environment = [
      "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": path, "LC_ALL": "C", "GIT_CONFIG_NOSYSTEM": "1",
      "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_AUTHOR_NAME": "Erin", "GIT_AUTHOR_EMAIL": "erin@example.com",
      "GIT_COMMITTER_NAME": "Erin", "GIT_COMMITTER_EMAIL": "erin@example.com",
      "GIT_AUTHOR_DATE": "\(clock) +0000", "GIT_COMMITTER_DATE": "\(clock) +0000", "GIT_TERMINAL_PROMPT": "0",
    ].merging(environment) { $1 }
    let output = Pipe()
    let errors = Pipe()
    let stdin = Pipe()
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = stdin
    try process.run()
    if !input.isEmpty { stdin.fileHandleForWriting.write(Data(input)) }
    try stdin.fileHandleForWriting.close()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    let message = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    if !accept.contains(process.terminationStatus) {
      throw Failure(description: "git \(arguments): \(String(decoding: message, as: UTF8.self))")
    }
    return String(decoding: data, as: UTF8.self)
  }

  func callAsFunction(_ arguments: String...) throws -> String {
    try run(arguments).trimmingCharacters(in: .newlines)
  }

  /// The lines that git prints.
  func lines(_ arguments: String...) throws -> [String] {
    try run(arguments).split(separator: "\n").map(String.init)
  }

  func write(_ text: String, to file: String) throws {
    let url = URL(fileURLWithPath: path + "/" + file)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// Writes the files and commits everything that changed.
  @discardableResult
  func commit(_ message: String, _ files: [String: String] = [:]) throws -> ObjectID {
    for (file, text) in files { try write(text, to: file) }
    _ = try self("add", "-A")
    _ = try self("commit", "-q", "--allow-empty", "-m", message)
    return try id("HEAD")
  }

  func id(_ revision: String) throws -> ObjectID {
    let text = try self("rev-parse", "--verify", revision)
    guard let id = ObjectID(hex: text) else { throw Failure(description: "\(revision) is \(text)") }
    return id
  }

  /// Stores an object as it is, well-formed or not.
  func store(_ bytes: [UInt8], as kind: String) throws -> ObjectID {
    let text = try run(["hash-object", "-t", kind, "-w", "--stdin", "--literally"], input: bytes)
    guard let id = ObjectID(hex: String(text.dropLast())) else { throw Failure(description: text) }
    return id
  }

  /// The file of a loose object.
  func looseFile(_ id: ObjectID) -> String {
    path + "/.git/objects/" + id.hex.prefix(2) + "/" + id.hex.dropFirst(2)
  }

  func open() throws(GitError) -> Repository { try Repository(at: path) }
}

/// The code of the error that `body` throws; nil when it throws none.
func code<Result: ~Copyable>(_ body: () throws(GitError) -> Result) -> GitError.Code? {
  do throws(GitError) {
    _ = try body()
    return nil
  } catch {
    return error.code
  }
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
