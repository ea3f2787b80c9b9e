@testable import Signatures

extension Workspace {
  /// Makes a key pair `name`, `name.pub`.
  func makeKey(_ name: String, _ kind: [String] = ["ed25519"]) throws {
    try expect(.sshKeygen, ["-q", "-N", "", "-C", name, "-f", name, "-t"] + kind)
  }

  /// The line in `name.pub`, without its end.
  func publicKeyText(_ name: String) throws -> String {
    String(decoding: try read("\(name).pub").dropLast(), as: UTF8.self)
  }

  /// Certifies `key.pub`, which makes `key-cert.pub`.
  func certify(_ key: String, by authority: String, _ options: [String]) throws {
    try expect(.sshKeygen, ["-q", "-s", authority, "-I", "an id"] + options + ["\(key).pub"])
  }

  /// Signs, with a key or with a certificate.
  func sign(_ payload: [UInt8], with file: String, namespace: String = "git") throws -> [UInt8] {
    try expect(.sshKeygen, ["-Y", "sign", "-f", file, "-n", namespace], input: payload).output
  }

  /// Whether `ssh-keygen -Y verify` accepts a signature as this principal's.
  /// - Parameter time: as `-O verify-time` takes it.
  func keygenAccepts(
    _ signature: [UInt8], payload: [UInt8], allowedSigners: String, by principal: String,
    namespace: String = "git", time: String
  ) throws -> Bool {
    try write(Array(allowedSigners.utf8), to: "allowed_signers")
    try write(signature, to: "signature")
    return try run(
      .sshKeygen,
      [
        "-Y", "verify", "-f", "allowed_signers", "-I", principal, "-n", namespace, "-s", "signature",
        "-O", "verify-time=\(time)",
      ],
      input: payload
    ).succeeded
  }
}
