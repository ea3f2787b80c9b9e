import Foundation
import Rehearsal
import Testing

/// A governed repository at whose `change` alice reviews at the machine's time. Nobody has approved anything yet.
final class ReviewDesk {
  static let rationale = "read the change, ran it on the holdout set and compared the numbers with the card"

  let workspace: Workspace
  let repository: GovernedFolder

  /// - Parameters:
  ///   - approvals: which signatures of approvals the policy accepts.
  ///   - files: files below `policies/`, by their names there.
  init(
    in workspace: Workspace, approvals: String = "[commit, detached]", files: [String: String] = [:],
    roster: (inout IdentitiesDraft) -> Void = { _ in }, policy: (inout PolicyDraft) -> Void = { _ in }
  ) throws {
    self.workspace = workspace
    repository = try GovernedFolder(
      in: workspace, named: "desk-\(UUID().uuidString.prefix(8))",
      start: Int64(Date().timeIntervalSince1970) - 3_600, approvals: approvals, files: files, roster: roster,
      policy: policy)
    try sit(.alice, repository.ownKey(of: .alice))
    try removeDraft()
  }

  /// Lets a person work here.
  func sit(_ person: Person, _ signing: GitSigning) throws {
    try repository.configure(signing, for: person)
    try repository.git("config", "commit.gpgSign", "false")
  }

  /// Takes alice's written approval away, with the folders that were made for it.
  private func removeDraft() throws {
    try FileManager.default.removeItem(atPath: location("models/credit/approvals"))
  }

  func location(_ file: String) -> String { workspace.path(repository.path(file)) }

  func exists(_ file: String) -> Bool { FileManager.default.fileExists(atPath: location(file)) }

  /// Runs `countersign approve credit --gate technical`.
  func approve(_ arguments: String..., input: String = "", with more: [String: String] = [:]) throws
    -> Workspace.Outcome
  {
    try workspace.run(
      .countersign, ["approve", "credit", "--gate", "technical"] + arguments, in: repository.name,
      input: Array(input.utf8), with: more)
  }

  /// The same with a rationale.
  func approveWell(_ arguments: String..., with more: [String: String] = [:]) throws -> Workspace.Outcome {
    try workspace.run(
      .countersign,
      ["approve", "credit", "--gate", "technical", "--rationale", ReviewDesk.rationale] + arguments,
      in: repository.name, with: more)
  }

  /// Runs `countersign approve credit --gate technical` at a terminal of 80 columns.
  ///
  /// - Parameter answers: each with what is waited for before it is typed.
  func dialogue(_ answers: [(prompt: String, answer: String)], _ arguments: String...) throws
    -> Workspace.Outcome
  {
    let script = try Terminal.script(in: workspace)
    let pairs = answers.flatMap { [$0.prompt, $0.answer] }
    let command = ["countersign", "approve", "credit", "--gate", "technical"] + arguments
    return try workspace.run(
      .python3, [script, "\(answers.count)"] + pairs + command, in: repository.name,
      with: ["TERM": "xterm", "LC_ALL": "C.UTF-8", "NO_COLOR": "1"])
  }

  /// Judges HEAD as a change of `main`, now.
  func check() throws -> Workspace.Outcome {
    try workspace.run(
      .countersign,
      ["check", "--base", "main", "--branch", "main", "--root", repository.root, "--format", "json"],
      in: repository.name)
  }

  /// Expects that these people's approvals count.
  func expectCounted(_ people: [String] = ["alice"], sourceLocation: SourceLocation = #_sourceLocation) throws
  {
    let outcome = try check()
    #expect(outcome.status == 0, "\(outcome.text)\(outcome.errors)", sourceLocation: sourceLocation)
    let gates = try outcome.report().models.flatMap(\.gates)
    #expect(gates.map(\.counted) == [people], sourceLocation: sourceLocation)
  }

  /// Everything that could be changed by a run: HEAD, the index, the working tree with what is ignored, and what lies
  /// in `.git` itself.
  func state() throws -> String {
    let known: Set<String> = ["COMMIT_EDITMSG", "index", "ORIG_HEAD", "logs", "objects"]
    let own = try FileManager.default.contentsOfDirectory(atPath: location(".git")).filter {
      !known.contains($0)
    }
    let folders = try FileManager.default.subpathsOfDirectory(atPath: location("models"))
    return try [
      repository.git("rev-parse", "HEAD"), repository.git("ls-files", "--stage"),
      repository.git("status", "--porcelain", "--ignored"), own.sorted().joined(separator: " "),
      folders.sorted().joined(separator: " "),
    ].joined(separator: "\n")
  }

  /// Expects that a run did nothing, and said why.
  func expectUnchanged(
    since before: String, _ outcome: Workspace.Outcome, status: Int32 = 64, saying words: String...,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    #expect(outcome.status == status, "\(outcome.text)\(outcome.errors)", sourceLocation: sourceLocation)
    for word in words {
      #expect(outcome.errors.contains(word), "\(outcome.errors)", sourceLocation: sourceLocation)
    }
    #expect(try state() == before, sourceLocation: sourceLocation)
  }
}

/// A terminal that a program believes in.
enum Terminal {
  /// Writes the script that plays it: the number of answers, each with what it waits for, then the command. What the
  /// program showed is printed.
  static func script(in workspace: Workspace) throws -> String {
    try workspace.write(source, to: "terminal.py")
    return workspace.path("terminal.py")
  }

  private static let source = #"""
    import fcntl, os, pty, select, signal, struct, sys, termios, time
    # Whoever runs the tests may have blocked signals.
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    count = int(sys.argv[1])
    words = sys.argv[2:]
    answers = [(words[2 * i], words[2 * i + 1]) for i in range(count)]
    command = words[2 * count:]
    process, terminal = pty.fork()
    if process == 0:
        os.execvp(command[0], command)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack('HHHH', 24, 80, 0, 0))
    shown = b''
    def show(until):
        global shown
        start = len(shown)
        end = time.time() + 20
        while until is None or until.encode() not in shown[start:]:
            if time.time() > end or not select.select([terminal], [], [], 20)[0]:
                os.kill(process, signal.SIGKILL)
                return False
            try:
                part = os.read(terminal, 65536)
            except OSError:
                return False
            if not part:
                return False
            shown += part
        return True
    for prompt, answer in answers:
        if not show(prompt):
            break
        os.write(terminal, b'\x04' if answer == '^D' else b'\x03' if answer == '^C' else answer.encode() + b'\n')
    show(None)
    status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    sys.stdout.buffer.write(shown.replace(b'\r\n', b'\n'))
    sys.exit(status if status >= 0 else 128 - status)
    """#
}
