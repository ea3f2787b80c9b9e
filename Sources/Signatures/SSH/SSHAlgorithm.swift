/// The accepted types of SSH public keys, by the names that stand in front of them in a `.pub` file.
package enum SSHAlgorithm: String, Hashable, Sendable, CaseIterable {
  /// RFC 8709.
  case ed25519 = "ssh-ed25519"
  /// RFC 5656, with SHA-256.
  case ecdsaP256 = "ecdsa-sha2-nistp256"
  /// RFC 5656, with SHA-384.
  case ecdsaP384 = "ecdsa-sha2-nistp384"
  /// RFC 5656, with SHA-512.
  case ecdsaP521 = "ecdsa-sha2-nistp521"
  /// RFC 4253, section 6.6, for the key; its signatures are RFC 8332's with SHA-2, never SHA-1.
  case rsa = "ssh-rsa"
  /// PROTOCOL.u2f: Ed25519 on a FIDO authenticator.
  case fidoEd25519 = "sk-ssh-ed25519@openssh.com"
  /// PROTOCOL.u2f: ECDSA over P-256 on a FIDO authenticator.
  case fidoP256 = "sk-ecdsa-sha2-nistp256@openssh.com"

  /// Whether the key lives on a FIDO authenticator, which reports user presence.
  package var isFIDO: Bool { self == .fidoEd25519 || self == .fidoP256 }

  /// The curve's name within the blob (RFC 5656, section 6.1); nil for keys that name none.
  var curve: String? {
    switch self {
    case .ecdsaP256, .fidoP256: "nistp256"
    case .ecdsaP384: "nistp384"
    case .ecdsaP521: "nistp521"
    case .ed25519, .fidoEd25519, .rsa: nil
    }
  }

  /// The bytes of a coordinate or a scalar of the curve; nil for keys without ECDSA.
  var fieldBytes: Int? {
    switch self {
    case .ecdsaP256, .fidoP256: 32
    case .ecdsaP384: 48
    case .ecdsaP521: 66
    case .ed25519, .fidoEd25519, .rsa: nil
    }
  }

  /// How many fields follow the type in a blob, each of them a string or an mpint.
  var fieldCount: Int {
    switch self {
    case .ed25519: 1
    case .ecdsaP256, .ecdsaP384, .ecdsaP521, .rsa, .fidoEd25519: 2
    case .fidoP256: 3
    }
  }

  /// The algorithm of this name.
  static func named(_ name: some Collection<UInt8>) throws(KeyProblem) -> SSHAlgorithm {
    // Compared as bytes: String's == would take canonically equivalent names for equal.
    if let algorithm = allCases.first(where: { $0.rawValue.utf8.elementsEqual(name) }) { return algorithm }
    let advice = "use an ssh-ed25519 key (`ssh-keygen -t ed25519`)"
    if name.elementsEqual("ssh-dss".utf8) {
      throw KeyProblem(.weak, "dsa keys are too short and tied to sha-1; \(advice)")
    }
    if isCertificateName(name) {
      throw KeyProblem(
        .unsupported,
        "\(quoted(name)) is a certificate, not a key; name the plain public key that it certifies")
    }
    throw KeyProblem(.unsupported, "key type \(quoted(name)) is not supported; \(advice)")
  }

  /// The algorithm of the key that a certificate of this type is about; nil for no type of certificate.
  ///
  /// The type of a FIDO key ends in `@openssh.com` itself, which the type of its certificate has only once.
  static func certified(by name: some Collection<UInt8>) throws(KeyProblem) -> SSHAlgorithm? {
    guard isCertificateName(name) else { return nil }
    let stem = name.dropLast(certificateSuffix.count)
    if let algorithm = allCases.first(where: { $0.rawValue.prefix { $0 != "@" }.utf8.elementsEqual(stem) }) {
      return algorithm
    }
    throw KeyProblem(
      .unsupported,
      "certificate type \(quoted(name)) is not supported; have an ssh-ed25519 key certified")
  }

  /// Whether a word is the type of a certificate, be it accepted or not.
  static func isCertificateName(_ word: some Collection<UInt8>) -> Bool {
    word.suffix(certificateSuffix.count).elementsEqual(certificateSuffix)
  }

  /// Whether a word is the type of a key or of a certificate, be it accepted or not.
  static func isTypeName(_ word: some Collection<UInt8>) -> Bool {
    allCases.contains { $0.rawValue.utf8.elementsEqual(word) } || word.elementsEqual("ssh-dss".utf8)
      || isCertificateName(word)
  }

  private static let certificateSuffix = "-cert-v01@openssh.com".utf8
}
