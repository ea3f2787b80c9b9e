/// The lines around SSH's base64: of signatures (PROTOCOL.sshsig, section 1) and of private keys.
enum SSHArmour {
  /// The most bytes an armoured signature may have: room for one by a certified key with the longest RSA keys.
  static let limit = 16_384

  private static let signature = StrictArmour(labels: ["SSH SIGNATURE"], limit: limit)
  private static let privateKey = StrictArmour(labels: ["OPENSSH PRIVATE KEY"], limit: limit)

  /// The columns that OpenSSH breaks its base64 into (`sshbuf_dtob64`).
  private static let columns = 70

  static func decode(_ text: [UInt8]) throws(SignatureProblem) -> [UInt8] { try signature.decode(text) }

  static func encode(signature blob: [UInt8]) -> [UInt8] { signature.encode(blob, columns: columns) }

  static func encode(privateKey blob: [UInt8]) -> [UInt8] { privateKey.encode(blob, columns: columns) }
}
