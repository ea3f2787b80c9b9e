import Foundation
import GitHistory

@testable import Rehearsal

/// What the real git says about signed commits, with nothing of the machine's configuration.
enum GitVerdicts {
  struct Failure: Error, CustomStringConvertible { let description: String }

  static var isAvailable: Bool {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    return ["git", "ssh-keygen", "xargs"].allSatisfy { tool in
      folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(tool)") }
    }
  }

  /// Commits that git calls good, by their ids, with the fingerprints of the keys. What is missing is not good.
  ///
  /// - Parameter people: whose keys `allowed_signers` lists.
  static func good(_ commits: [[UInt8]], people: [Person]) throws -> (
    ids: [ObjectID], good: [ObjectID: String]
  ) {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "against-git-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let repository = folder.appendingPathComponent("repository").path
    let writer = try RepositoryWriter(creating: repository, bare: true)
    let ids = try commits.map { try writer.writeRaw(.commit, $0) }

    func write(_ text: String, _ name: String) throws -> URL {
      let file = folder.appendingPathComponent(name)
      try Data(text.utf8).write(to: file)
      return file
    }
    let signers = people.map { "\($0.email) namespaces=\"git\" \($0.key.publicKey.text)\n" }.joined()
    let allowed = try write(signers, "allowed_signers")
    let input = try write(Set(ids).map { "\($0)\n" }.joined(), "ids")
    let output = try write("", "verdicts")
    let configuration = try write(
      "[gpg]\n\tformat = ssh\n\tprogram = false\n[gpg \"x509\"]\n\tprogram = false\n"
        + "[gpg \"ssh\"]\n\tallowedSignersFile = \(allowed.path)\n", "configuration")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    // One git a commit: within one, an object named by two commits as two kinds would confuse it.
    process.arguments = ["xargs", "-P", "4", "-n", "40", "sh", "-c", script, "sh"]
    process.currentDirectoryURL = URL(fileURLWithPath: repository)
    process.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": folder.path,
      "TMPDIR": folder.path, "LC_ALL": "C", "TZ": "UTC", "GIT_CONFIG_NOSYSTEM": "1",
      "GIT_CONFIG_GLOBAL": configuration.path, "GIT_TERMINAL_PROMPT": "0",
    ]
    process.standardInput = try FileHandle(forReadingFrom: input)
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(description: "xargs failed") }

    var good: [ObjectID: String] = [:]
    let lines = try String(contentsOf: output, encoding: .utf8).split(separator: "\n")
    guard lines.count == Set(ids).count else { throw Failure(description: "git left commits out") }
    for line in lines {
      let words = line.split(separator: " ")
      if words.count == 2, let id = ObjectID(hex: String(words[0])) { good[id] = String(words[1]) }
    }
    return (ids, good)
  }

  /// Prints every id, and behind it the key's fingerprint where git is satisfied and names a principal.
  private static let script = """
    for id; do
      key=
      if text=$(git verify-commit "$id" 2>&1); then
        case $text in
        'Good "git" signature for '*' key SHA256:'*) key=${text##* key } ;;
        *) key="unreadable" ;;
        esac
      fi
      printf '%s %s\\n' "$id" "$key"
    done
    """
}
