import Countersign
import Glibc

/// Runs the user's own git, with the user's own configuration: the one place where Countersign does.
struct GitTool {
  /// The root of the working tree.
  let directory: String
  /// Variables for git beside those of this process.
  var environment: [String: String] = [:]

  /// Runs git with its output going where ours goes.
  ///
  /// - Throws: `UsageError` where git is missing or fails; git has said why by then.
  func run(_ arguments: [String]) throws {
    guard try succeeds(arguments, .inherited) else {
      throw UsageError("git \(arguments.first ?? "") failed")
    }
  }

  /// Whether git succeeds; where it does not, it has said why by then.
  func succeeds(_ arguments: [String], _ output: Program.Output = .asMessages) throws(UsageError) -> Bool {
    try program(arguments).run(output).status == 0
  }

  /// What git prints, without the final newline; nil if it fails, or prints what is no UTF-8.
  func output(_ arguments: [String], input: [UInt8]? = nil) throws(UsageError) -> String? {
    let outcome = try program(arguments).run(.captured, input: input)
    guard outcome.status == 0 else { return nil }
    let bytes = outcome.output
    return String(validating: bytes.last == 0x0A ? bytes.dropLast() : bytes[...], as: UTF8.self)
  }

  /// - Throws: `UsageError` where git, by its own variables, looks at another repository than we do.
  func require(_ gitDirectory: String) throws(UsageError) {
    let theirs = try output(["rev-parse", "--absolute-git-dir"]).flatMap(resolved)
    if theirs == nil || theirs != resolved(gitDirectory) {
      throw UsageError("git looks at another repository than \(gitDirectory); unset GIT_DIR")
    }
  }

  private func resolved(_ path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }

  /// A value of git's configuration; nil where none is set.
  ///
  /// - Parameter isPath: whether `~` in it stands for a home.
  func setting(_ name: String, isPath: Bool = false) throws(UsageError) -> String? {
    let value = try output(["config"] + (isPath ? ["--type=path"] : []) + ["--get", name])
    return value?.isEmpty ?? true ? nil : value
  }

  private func program(_ arguments: [String]) -> Program {
    Program(words: ["git", "-C", directory] + arguments, environment: environment)
  }
}
