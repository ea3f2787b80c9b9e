import Foundation
import Signatures

/// A FIDO key in software, driven by the real `ssh-keygen`, with nothing of the machine's configuration.
final class SecurityKey: Sendable {
  let publicKey: SSHPublicKey
  private let folder: URL

  private static func tool(_ name: String) -> URL? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
      .map { URL(fileURLWithPath: String($0)).appendingPathComponent(name) }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  static var isAvailable: Bool { tool("ssh-keygen") != nil && tool("cc") != nil }

  struct ToolFailed: Error { let name: String }

  init() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("key-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Fixtures/soft-authenticator.c")
    try SecurityKey.run(
      "cc", ["-shared", "-fPIC", "-o", "soft-authenticator.so", source.path, "-lcrypto"], in: folder)
    try SecurityKey.run(
      "ssh-keygen", ["-q", "-N", "", "-C", "test", "-f", "key", "-t", "ed25519-sk"], in: folder)
    let text = try String(contentsOf: folder.appendingPathComponent("key.pub"), encoding: .utf8)
    publicKey = try SSHPublicKey(openSSH: text)
    self.folder = folder
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Signs in git's namespace.
  ///
  /// - Parameter touches: whether the key attests that somebody touched it.
  func sign(_ payload: [UInt8], touches: Bool) throws -> [UInt8] {
    let name = UUID().uuidString
    try Data(payload).write(to: folder.appendingPathComponent(name))
    try SecurityKey.run(
      "ssh-keygen", ["-q", "-Y", "sign", "-f", "key", "-n", "git", name], in: folder, touches: touches)
    return Array(try Data(contentsOf: folder.appendingPathComponent("\(name).sig")))
  }

  private static func run(
    _ name: String, _ arguments: [String], in folder: URL, touches: Bool = true
  ) throws {
    let process = Process()
    process.executableURL = tool(name)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": folder.path,
      "LC_ALL": "C",
      "SSH_SK_PROVIDER": folder.appendingPathComponent("soft-authenticator.so").path,
      "SOFT_AUTHENTICATOR_TOUCH": touches ? "1" : "0",
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    if process.terminationStatus != 0 { throw ToolFailed(name: name) }
  }
}
