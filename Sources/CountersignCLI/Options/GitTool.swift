import Countersign
import Glibc

/// Runs the user's own git, with the user's own configuration: the one place where Countersign does.
struct GitTool {
  /// The root of the working tree.
  let directory: String

  /// Runs git with its output going where ours goes.
  ///
  /// - Throws: `UsageError` where git is missing or fails; git has said why by then.
  func run(_ arguments: [String]) throws {
    let status = try wait(for: start(arguments, output: nil))
    guard status == 0 else { throw UsageError("git \(arguments.first ?? "") failed") }
  }

  /// What git prints, without the final newline; nil if it fails, or prints what is no UTF-8.
  func output(_ arguments: [String]) throws -> String? {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw UsageError("cannot run git: \(String(cString: strerror(errno)))") }
    // git gets the end it writes to and no other, or reading would never end.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    let process: pid_t
    do {
      defer { close(ends[1]) }
      process = try start(arguments, output: ends[1])
    }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(ends[0], &part, part.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      bytes += part[..<count]
    }
    guard try wait(for: process) == 0 else { return nil }
    if bytes.last == 0x0A { bytes.removeLast() }
    return String(validating: bytes, as: UTF8.self)
  }

  private func start(_ arguments: [String], output: Int32?) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let output { posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO) }
    let words = ["git", "-C", directory] + arguments
    var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { pointers.forEach { free($0) } }
    var process = pid_t()
    let failure = posix_spawnp(&process, "git", &actions, nil, &pointers, environ)
    guard failure == 0 else { throw UsageError("cannot run git: \(String(cString: strerror(failure)))") }
    return process
  }

  private func wait(for process: pid_t) throws -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { throw UsageError("git got lost: \(String(cString: strerror(errno)))") }
    }
    return status
  }
}
