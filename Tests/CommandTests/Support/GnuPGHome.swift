import Foundation
import Rehearsal

/// A home of GnuPG's with throw-away keys without passphrases. Its clock is git's: what it makes, it made at
/// the date of the commit, or at the present where git was told no date.
final class GnuPGHome {
  /// A program like `gpg` that knows the home and its clock.
  let program: String
  private let workspace: Workspace
  private let home: AgentHome
  private let birth: Int64

  /// What it takes for the present, in shell.
  private static let gitsDate = "${GIT_COMMITTER_DATE:-$(date +%s)}"

  /// - Parameters:
  ///   - name: a name that no other home in the workspace has.
  ///   - start: when the story begins, in seconds since 1970-01-01T00:00:00Z. Keys are a day older.
  init(
    in workspace: Workspace, named name: String, start: Int64 = RepositoryBuilder.defaultStart
  ) throws {
    self.workspace = workspace
    home = try AgentHome(in: workspace)
    birth = start - 86_400
    program = workspace.path("gpg-\(name)")
    try writeProgram("gpg-\(name)", at: GnuPGHome.gitsDate)
  }

  private func writeProgram(_ name: String, at date: String) throws {
    let options = "--homedir '\(home.path)' --no-tty --ignore-time-conflict"
    try workspace.write(
      "#!/bin/sh\nnow=\(date)\nexec gpg \(options) --faked-system-time \"${now%% *}!\" \"$@\"\n", to: name)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o700], ofItemAtPath: workspace.path(name))
  }

  /// A program like `program` whose clock stands still, as it does for whoever dates a signature back.
  ///
  /// - Parameter date: in seconds since 1970-01-01T00:00:00Z.
  func program(at date: Int64) throws -> String {
    try writeProgram("gpg-\(home.name)-\(date)", at: "\(date)")
    return workspace.path("gpg-\(home.name)-\(date)")
  }

  /// Runs `gpg`.
  ///
  /// - Parameter date: what it takes for the present, in seconds since 1970-01-01T00:00:00Z; nil for the day
  ///   before the story.
  func gpg(_ arguments: String..., input: String = "", at date: Int64? = nil) throws -> Workspace.Outcome {
    let batch = ["--quiet", "--yes", "--pinentry-mode", "loopback", "--passphrase", ""]
    return try workspace.run(
      .sh, [program] + batch + arguments, input: Array(input.utf8),
      with: ["GIT_COMMITTER_DATE": "\(date ?? birth) +0000"])
  }

  /// Makes a key that may sign, the day before stories begin.
  ///
  /// - Parameters:
  ///   - algorithm: as gpg calls it.
  ///   - life: how long it is good, as gpg takes it: `never`, `10d`.
  /// - Returns: its fingerprint.
  func makeKey(
    for person: Person, _ algorithm: String = "ed25519", life: String = "never"
  ) throws -> String {
    let name = "\(person.name) <\(person.email)>"
    try succeed(gpg("--batch", "--quick-generate-key", name, algorithm, "sign", life))
    let lines = try succeed(gpg("--batch", "--with-colons", "--list-keys", person.email))
    let fingerprint = lines.split(separator: "\n").first { $0.hasPrefix("fpr:") }
    return fingerprint.map { String($0.split(separator: ":", omittingEmptySubsequences: false)[9]) } ?? ""
  }

  /// Adds a subkey that may sign.
  func addSubkey(to key: String) throws {
    try succeed(gpg("--batch", "--quick-add-key", key, "ed25519", "sign", "never"))
  }

  /// Lets a key live for so long from this date on.
  func prolong(_ key: String, to life: String, at date: Int64) throws {
    try succeed(gpg("--batch", "--quick-set-expire", key, life, at: date))
  }

  /// The armoured certificate.
  func export(_ key: String) throws -> String { try succeed(gpg("--batch", "--armor", "--export", key)) }

  /// The home of somebody who was told that the key is revoked. This home itself goes on without the
  /// revocation, as whoever stole the key would.
  ///
  /// - Parameters:
  ///   - reason: by gpg's menu: 0 none, 1 compromised, 2 superseded, 3 no longer used.
  ///   - date: when it is revoked, in seconds since 1970-01-01T00:00:00Z.
  func revoked(_ key: String, reason: Int, at date: Int64) throws -> GnuPGHome {
    let revocation = try succeed(
      gpg(
        "--command-fd", "0", "--armor", "--gen-revoke", key, input: "y\n\(reason)\n\ny\n", at: date))
    let others = try GnuPGHome(in: workspace, named: "told-\(UUID().uuidString.prefix(8))")
    try succeed(others.gpg("--batch", "--import", input: export(key)))
    try succeed(others.gpg("--batch", "--import", input: revocation, at: date))
    return others
  }

  @discardableResult
  private func succeed(_ outcome: Workspace.Outcome) throws -> String {
    guard outcome.status == 0 else { throw Workspace.ToolFailed(description: "gpg: \(outcome.errors)") }
    return outcome.text
  }
}
