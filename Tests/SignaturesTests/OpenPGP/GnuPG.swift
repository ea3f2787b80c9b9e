import Foundation

@testable import Signatures

/// A GnuPG home of its own, with test keys without passphrases. All dates are seconds since 1970.
final class GnuPG: @unchecked Sendable {
  let workspace: Workspace

  /// 13 September 2020, when the keys are made.
  static let start: Int64 = 1_600_000_000
  static let day: Int64 = 86_400
  /// When signatures are made, but where a test says otherwise.
  static let signing = start + 10 * day

  static let payload = Array("tree 0123\n\na payload with \0 and \r\n and caf\u{e9}".utf8)

  init() throws {
    workspace = try Workspace()
    workspace.environment["GNUPGHOME"] = workspace.folder.path
  }

  deinit {
    _ = try? workspace.run(.gpgconf, ["--kill", "all"])
  }

  /// Runs `gpg` as if it were `date`.
  @discardableResult
  func gpg(at date: Int64 = start, input: String = "", _ arguments: String...) throws -> Workspace.Outcome {
    try gpg(at: date, input: Array(input.utf8), arguments)
  }

  func gpg(at date: Int64, input: [UInt8], _ arguments: [String]) throws -> Workspace.Outcome {
    try workspace.expect(
      .gpg,
      [
        "--faked-system-time", "\(date)!", "--no-tty", "--quiet", "--yes", "--pinentry-mode", "loopback",
        "--passphrase", "", "--ignore-time-conflict",
      ] + arguments, input: input)
  }

  /// Makes a primary key.
  /// - Returns: its fingerprint.
  func makeKey(
    _ algorithm: String = "ed25519", _ usage: String = "sign", expires: String = "never",
    at date: Int64 = start,
    options: [String] = []
  ) throws -> String {
    let name = "test \(UUID().uuidString)"
    _ = try gpg(
      at: date, input: [],
      ["--batch"] + options + [
        "--quick-generate-key", "\(name) <test@example.com>", algorithm, usage, expires,
      ])
    return try fingerprints(of: name)[0]
  }

  /// Adds a subkey.
  /// - Returns: its fingerprint.
  func addSubkey(
    to primary: String, _ algorithm: String = "ed25519", _ usage: String = "sign", expires: String = "never",
    at date: Int64 = start
  ) throws -> String {
    try gpg(at: date, "--batch", "--quick-add-key", primary, algorithm, usage, expires)
    return try fingerprints(of: primary).last!
  }

  /// The primary key's, then the subkeys'.
  func fingerprints(of key: String) throws -> [String] {
    try gpg("--batch", "--with-colons", "--with-subkey-fingerprint", "--list-keys", key).text
      .split(separator: "\n").filter { $0.hasPrefix("fpr:") }
      .map { String($0.split(separator: ":", omittingEmptySubsequences: false)[9]) }
  }

  func armoured(_ keys: String...) throws -> [UInt8] {
    try gpg(at: Self.start, input: [], ["--batch", "--armor", "--export"] + keys).output
  }

  func certificate(_ key: String) throws -> OpenPGPCertificate {
    try OpenPGPCertificate(armoured: armoured(key))
  }

  func ring(_ keys: String...) throws -> OpenPGPKeyRing {
    OpenPGPKeyRing(try keys.map { try certificate($0) })
  }

  /// Signs with exactly this key or subkey.
  func sign(
    _ payload: [UInt8] = payload, by key: String, at date: Int64 = signing, _ options: String...
  ) throws -> [UInt8] {
    try gpg(
      at: date, input: payload,
      ["--batch", "--armor", "--local-user", "\(key)!"] + options + ["--detach-sign"]
    ).output
  }

  /// Revokes a primary key. Reasons by gpg's menu: 0 none, 1 compromised, 2 superseded, 3 no longer used.
  func revoke(_ key: String, reason: Int, at date: Int64) throws {
    let revocation = try gpg(
      at: date, input: "y\n\(reason)\n\ny\n", "--command-fd", "0", "--armor", "--gen-revoke", key
    ).output
    _ = try gpg(at: date, input: revocation, ["--batch", "--import"])
  }

  /// Revokes the subkey at an index that counts from 1.
  func revoke(subkey index: Int, of key: String, reason: Int, at date: Int64) throws {
    try gpg(
      at: date, input: "key \(index)\nrevkey\ny\n\(reason)\n\ny\nsave\n", "--command-fd", "0", "--edit-key",
      key)
  }
}
