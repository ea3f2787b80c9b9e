import Countersign
import Glibc

/// Signs a file as git would sign a commit, by the same program and key. The bytes pass through pipes and nameless
/// files: nothing is left behind.
struct DetachedSigner {
  let settings: SigningSettings
  let git: GitTool

  private static let namespace = "countersign-approval@v1"

  /// The armoured signature.
  ///
  /// - Throws: `UsageError` where none was made; the program has said why by then.
  func signature(over bytes: [UInt8]) throws(UsageError) -> [UInt8] {
    let outcome =
      if settings.format == .ssh { try sshOutcome(bytes) } else {
        try Program(words: [settings.program, "-bsau", try localUser()]).run(.captured, input: bytes)
      }
    guard outcome.status == 0, !outcome.output.isEmpty else {
      throw UsageError("it could not be signed, and nothing was written; \(settings.help)")
    }
    return outcome.output
  }

  /// The key that git would name: its setting, else the committer.
  private func localUser() throws(UsageError) -> String {
    if let key = settings.key { return key }
    guard let committer = try git.output(["var", "GIT_COMMITTER_IDENT"]),
      let end = committer.lastIndex(of: ">")
    else { throw UsageError("git does not know who you are: git config user.email ADDRESS") }
    return String(committer[...end])
  }

  private func sshOutcome(_ bytes: [UInt8]) throws(UsageError) -> Program.Outcome {
    guard let key = settings.key else { throw settings.lack ?? UsageError("there is no key to sign with") }
    let words = [settings.program, "-Y", "sign", "-n", DetachedSigner.namespace, "-f"]
    guard let literal = SigningSettings.literal(key) else {
      return try Program(words: words + [key]).run(.captured, input: bytes)
    }
    // ssh-keygen asks the agent for the private half, and wants the public one in a file.
    let file = try TemporaryFile(holding: Array((literal + "\n").utf8))
    defer { file.remove() }
    return try Program(words: words + [file.path, "-U"]).run(.captured, input: bytes)
  }
}

/// A file for a program that takes nothing else, in the folder for such files.
private struct TemporaryFile {
  let path: String

  init(holding bytes: [UInt8]) throws(UsageError) {
    let folder = ProcessEnvironment.current["TMPDIR"] ?? "/tmp"
    var template = Array("\(folder)/countersign-key-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else {
      throw UsageError("cannot write below \(folder): \(String(cString: strerror(errno)))")
    }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let written = write(descriptor, bytes, bytes.count)
    close(descriptor)
    guard written == bytes.count else {
      unlink(path)
      throw UsageError("cannot write \(path): \(String(cString: strerror(errno)))")
    }
  }

  func remove() { unlink(path) }
}
