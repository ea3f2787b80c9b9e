import Crypto

/// An Ed25519 private key in memory: for demonstrations, tests and signing without an agent.
package struct SSHSigningKey: Sendable, CustomStringConvertible {
  private let key: Curve25519.Signing.PrivateKey

  /// The public half.
  package let publicKey: SSHPublicKey

  /// The key that RFC 8032, section 5.1.5 derives from a seed: the same seed gives the same key.
  /// - Parameter seed: 32 bytes, as secret as the key.
  /// - Throws: `KeyProblem` for any other number of bytes.
  package init(seed: [UInt8]) throws(KeyProblem) {
    guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
      throw KeyProblem(.malformed, "an ed25519 seed has 32 bytes, not \(seed.count)")
    }
    try self.init(key)
  }

  private init(_ key: Curve25519.Signing.PrivateKey) throws(KeyProblem) {
    self.key = key
    var writer = WireWriter()
    writer.string(SSHAlgorithm.ed25519.rawValue)
    writer.string(Array(key.publicKey.rawRepresentation))
    publicKey = try SSHPublicKey(blob: writer.bytes)
  }

  /// A new key from the system's random numbers.
  package static func generate() -> SSHSigningKey {
    do {
      return try SSHSigningKey(Curve25519.Signing.PrivateKey())
    } catch {
      preconditionFailure("the library made an unusable key: \(error)")
    }
  }

  /// Signs bytes, as `ssh-keygen -Y sign -n NAMESPACE` does: hashed with SHA-512, deterministic.
  ///
  /// - Parameters:
  ///   - payload: what to sign.
  ///   - namespace: the purpose; must not be empty (PROTOCOL.sshsig, section 2).
  /// - Returns: the armoured signature, byte for byte what OpenSSH writes, with a line feed at its end.
  package func sign(_ payload: [UInt8], namespace: String) -> [UInt8] {
    precondition(!namespace.isEmpty, "an SSHSIG namespace must not be empty")
    return sign(payload, namespace: Array(namespace.utf8), reserved: [], hash: .sha512)
  }

  /// Signs with every field of the format at the caller's choice, sensible or not.
  func sign(_ payload: [UInt8], namespace: [UInt8], reserved: [UInt8], hash: SSHHash) -> [UInt8] {
    let data = SSHSignature.signedData(
      namespace: namespace, reserved: reserved, hash: hash, payload: payload)
    var blob = WireWriter()
    blob.raw(SSHSignature.magic)
    blob.uint32(SSHSignature.version)
    blob.string(publicKey.blob)
    blob.string(namespace)
    blob.string(reserved)
    blob.string(hash.rawValue)
    blob.string(value(over: data))
    return SSHArmour.encode(signature: blob.bytes)
  }

  /// Signs bytes as they are: `string "ssh-ed25519", string signature[64]` (RFC 8709, section 6).
  func value(over data: [UInt8]) -> [UInt8] {
    guard let signature = try? key.signature(for: data) else {
      preconditionFailure("ed25519 signs any bytes")
    }
    var value = WireWriter()
    value.string(SSHAlgorithm.ed25519.rawValue)
    value.string(Array(signature))
    return value.bytes
  }

  /// The text of an unencrypted private key file (OpenSSH's PROTOCOL.key) that `ssh-keygen` and git accept;
  /// OpenSSH wants the file readable by its owner only. The same key and comment give the same text.
  ///
  /// - Parameter comment: what `ssh-add -l` shows beside the key; any text, also none.
  package func openSSHPrivateKey(comment: String) -> String {
    //     byte[]  "openssh-key-v1" NUL
    //     string  cipher name, kdf name, kdf options
    //     uint32  number of keys
    //     string  public key
    //     string  private part:
    //               uint32 check, uint32 check
    //               string type, string public, string private, string comment
    //               byte[] 1, 2, 3, … up to the cipher's block size, 8 for none
    var secret = WireWriter()
    // The two equal numbers tell whether decryption worked. Unencrypted they need not be random.
    let check = Array(Digest.sha256(publicKey.blob).prefix(4))
    secret.raw(check + check)
    secret.string(SSHAlgorithm.ed25519.rawValue)
    let point = Array(key.publicKey.rawRepresentation)
    secret.string(point)
    secret.string(Array(key.rawRepresentation) + point)
    secret.string(comment)
    let padding = (8 - secret.bytes.count % 8) % 8
    secret.raw((0..<padding).map { UInt8($0 + 1) })

    var file = WireWriter()
    file.raw("openssh-key-v1\0".utf8)
    file.string("none")
    file.string("none")
    file.string("")
    file.uint32(1)
    file.string(publicKey.blob)
    file.string(secret.bytes)
    return String(decoding: SSHArmour.encode(privateKey: file.bytes), as: UTF8.self)
  }

  /// The public key's fingerprint: printing a key must not tell the secret.
  package var description: String { "private half of \(publicKey.fingerprint)" }
}
