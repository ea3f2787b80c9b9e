import Countersign
import Glibc

/// How the user's git is configured to sign.
struct SigningSettings {
  enum Format: String { case openPGP = "openpgp", ssh, x509 }

  let format: Format
  /// The program that signs.
  let program: String
  /// What `user.signingkey` says, or what is taken in its place; nil where nothing says.
  let key: String?
  /// What git is told in its own words where a key was named for this once.
  private(set) var arguments: [String] = []

  /// With an SSH key that was named in place of what git is configured for.
  ///
  /// - Parameter path: the file of the key, or of its public half where an agent has the private one.
  /// - Throws: `UsageError` where there is no such file.
  init(_ git: GitTool, sshKey path: String) throws(UsageError) {
    guard let resolved = realpath(path, nil) else {
      throw UsageError("there is no key \(path): \(String(cString: strerror(errno)))")
    }
    defer { free(resolved) }
    let file = String(cString: resolved)
    format = .ssh
    program = try git.setting("gpg.ssh.program", isPath: true) ?? "ssh-keygen"
    key = file
    arguments = ["-c", "gpg.format=ssh", "-c", "user.signingkey=\(file)"]
  }

  /// - Throws: `UsageError` for a format that git does not know.
  init(_ git: GitTool) throws(UsageError) {
    let name = try git.setting("gpg.format") ?? Format.openPGP.rawValue
    guard let format = Format(rawValue: name) else {
      throw UsageError("git's gpg.format is \(name); set it: git config gpg.format ssh")
    }
    self.format = format
    switch format {
    case .ssh:
      program = try git.setting("gpg.ssh.program", isPath: true) ?? "ssh-keygen"
      key = try SigningSettings.sshKey(git)
    case .openPGP:
      let general = try git.setting("gpg.program", isPath: true)
      program = try git.setting("gpg.openpgp.program", isPath: true) ?? general ?? "gpg"
      key = try git.setting("user.signingkey")
    case .x509:
      program = try git.setting("gpg.x509.program", isPath: true) ?? "gpgsm"
      key = try git.setting("user.signingkey")
    }
  }

  private static func sshKey(_ git: GitTool) throws(UsageError) -> String? {
    if let key = try git.setting("user.signingkey") {
      return literal(key) == nil ? try git.setting("user.signingkey", isPath: true) : key
    }
    guard let command = try git.setting("gpg.ssh.defaultKeyCommand") else { return nil }
    let outcome = try Program(words: ["/bin/sh", "-c", command]).run(.captured)
    let line = outcome.output.prefix { $0 != 0x0A }
    guard outcome.status == 0, let text = String(validating: line, as: UTF8.self), literal(text) != nil else {
      throw UsageError("git's gpg.ssh.defaultKeyCommand names no key: \(command)")
    }
    return text
  }

  /// The public key that a setting is itself, rather than the name of a file; as git tells them apart.
  static func literal(_ key: String) -> String? {
    if key.hasPrefix("key::") { return String(key.dropFirst(5)) }
    return key.hasPrefix("ssh-") ? key : nil
  }

  /// The key as the roster knows it.
  var signingKey: SigningKey {
    switch format {
    case .openPGP: .openPGP(key)
    case .x509: .x509(key)
    case .ssh: .ssh(key.flatMap { SigningSettings.literal($0) ?? SigningSettings.publicKey(beside: $0) })
    }
  }

  /// The public half of a key file; nil where it is not at hand.
  private static func publicKey(beside path: String) -> String? {
    for path in [path, path + ".pub"] {
      guard let bytes = try? InputFile.read(path, limit: 1 << 16),
        let text = String(validating: bytes, as: UTF8.self), !text.hasPrefix("-----")
      else { continue }
      return text
    }
    return nil
  }

  /// What to do where signing fails.
  var help: String {
    let key = self.key.map { " (user.signingkey is \($0))" } ?? ""
    return switch format {
    case .ssh:
      "git signs with \(program)\(key); is the key there, and in the agent? git config user.signingkey KEY.pub"
    case .openPGP:
      "git signs with \(program)\(key); for an SSH key: git config gpg.format ssh; git config user.signingkey KEY.pub"
    case .x509: "git signs with \(program)\(key); is the certificate there?"
    }
  }

  /// That nothing says which key to sign with; nil where something does. gpg has a choice of its own.
  var lack: UsageError? {
    guard format == .ssh, key == nil else { return nil }
    return UsageError("git has no key to sign with: git config user.signingkey ~/.ssh/id_ed25519.pub")
  }
}
