import Countersign
import Glibc

/// A program of the user's that a command runs: git, and what git signs with.
struct Program {
  /// Where its output goes.
  enum Output {
    /// Where ours goes.
    case inherited
    /// To standard error, so that standard output stays a report.
    case asMessages
    case captured
  }

  struct Outcome {
    /// Zero where it succeeded.
    let status: Int32
    /// Empty where nothing was captured.
    let output: [UInt8]
  }

  /// The program, by its name or path, and its arguments.
  let words: [String]
  /// Variables beside those of this process, or in their place.
  var environment: [String: String] = [:]

  /// Runs it to its end. Its messages go where ours go.
  ///
  /// A signal that stops us, while signals are watched, is passed on and waited for.
  ///
  /// - Parameter input: what it reads; nil for what we would read.
  /// - Throws: `UsageError` where it cannot be started.
  func run(_ output: Output = .inherited, input: [UInt8]? = nil) throws(UsageError) -> Outcome {
    var ends: [Int32] = [-1, -1]
    if output == .captured {
      guard pipe(&ends) == 0 else { throw failure(errno) }
      // The program gets the end it writes to and no other, or reading would never end.
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    }
    defer { if ends[0] >= 0 { close(ends[0]) } }
    let process = try started(output, input, closing: ends[1])
    var bytes: [UInt8] = []
    if output == .captured {
      var part = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = read(ends[0], &part, part.count)
        if count < 0, errno == EINTR {
          Interruption.passOn(to: process)
          continue
        }
        guard count > 0 else { break }
        bytes += part[..<count]
      }
    }
    return Outcome(status: try wait(for: process), output: bytes)
  }

  /// Starts it with our end of its output closed.
  private func started(
    _ output: Output, _ input: [UInt8]?, closing end: Int32
  ) throws(UsageError) -> pid_t {
    defer { if end >= 0 { close(end) } }
    return try start(output == .captured ? end : output == .asMessages ? STDERR_FILENO : nil, input)
  }

  private func start(_ output: Int32?, _ input: [UInt8]?) throws(UsageError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let output { posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO) }
    // A file that has no name any more: unlike a pipe it never fills up.
    let file = try input.map { (bytes) throws(UsageError) in try filed(bytes) }
    defer { if let file { fclose(file) } }
    if let file { posix_spawn_file_actions_adddup2(&actions, fileno(file), STDIN_FILENO) }
    var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    let own: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") }
    defer { (pointers + own).forEach { free($0) } }
    var variables = own + inherited + [nil]
    var process = pid_t()
    let code = posix_spawnp(&process, words[0], &actions, nil, &pointers, &variables)
    guard code == 0 else { throw failure(code) }
    return process
  }

  /// The variables of this process as they are, in whatever encoding, but for those that are given anew.
  private var inherited: [UnsafeMutablePointer<CChar>?] {
    var variables: [UnsafeMutablePointer<CChar>?] = []
    var entry = environ
    while let variable = entry.pointee {
      let isGiven = environment.keys.contains { strncmp(variable, "\($0)=", $0.utf8.count + 1) == 0 }
      if !isGiven { variables.append(variable) }
      entry += 1
    }
    return variables
  }

  private func filed(_ bytes: [UInt8]) throws(UsageError) -> UnsafeMutablePointer<FILE> {
    guard let file = tmpfile() else { throw failure(errno) }
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count, fflush(file) == 0 else {
      let code = errno
      fclose(file)
      throw failure(code)
    }
    rewind(file)
    return file
  }

  private func wait(for process: pid_t) throws(UsageError) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { throw failure(errno) }
      Interruption.passOn(to: process)
    }
    return status
  }

  private func failure(_ code: Int32) -> UsageError {
    UsageError("cannot run \(words.first ?? ""): \(String(cString: strerror(code)))")
  }
}
