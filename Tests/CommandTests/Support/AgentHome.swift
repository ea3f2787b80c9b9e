import Foundation

/// A folder for GnuPG to keep keys in, removed at the end together with the agent that runs for it.
final class AgentHome {
  let name: String
  let path: String
  private let workspace: Workspace

  /// Its path is short, wherever temporary files lie, since an agent's socket may have 107 bytes.
  init(in workspace: Workspace) throws {
    self.workspace = workspace
    name = "gnupg-\(UUID().uuidString.prefix(8))"
    path = "/tmp/\(name)"
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
  }

  deinit {
    _ = try? workspace.run(.gpgconf, ["--homedir", path, "--kill", "all"])
    // Where there is a /run/user, the sockets are there.
    _ = try? workspace.run(.gpgconf, ["--homedir", path, "--remove-socketdir"])
    try? FileManager.default.removeItem(atPath: path)
  }

  func write(_ text: String, to file: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(file)"))
  }
}
