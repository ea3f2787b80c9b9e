import CryptoExtras

/// The two numbers of an RSA public key, most significant byte first, within the accepted bounds.
struct RSANumbers {
  let exponent: [UInt8]
  let modulus: [UInt8]

  /// NIST SP 800-131A allows nothing below 2048 bits; BoringSSL takes nothing above 8192 (OpenSSH: 16384).
  static let modulusBits = 2048...8192

  /// BoringSSL's bound; every real key has 65537, old ones 3, 17, 35 or 37.
  static let exponentBits = 2...33

  /// Reads `mpint e, mpint n` (RFC 4253, section 6.6).
  init(fields: inout KeyFields) throws(KeyProblem) {
    exponent = try fields.positiveInteger("rsa exponent")
    modulus = try fields.positiveInteger("rsa modulus")
    let advice = "use an ssh-ed25519 key, or `ssh-keygen -t rsa -b 3072`"
    let bits = Self.bits(modulus)
    guard bits >= Self.modulusBits.lowerBound else {
      throw KeyProblem(
        .weak, "the rsa key has \(bits) bits, fewer than \(Self.modulusBits.lowerBound); \(advice)")
    }
    guard bits <= Self.modulusBits.upperBound else {
      throw KeyProblem(
        .unsupported, "the rsa key has \(bits) bits, more than \(Self.modulusBits.upperBound); \(advice)")
    }
    guard Self.exponentBits.contains(Self.bits(exponent)), Self.isOdd(exponent) else {
      throw KeyProblem(.weak, "the rsa key's exponent is even, one or longer than 33 bits; \(advice)")
    }
    guard Self.isOdd(modulus) else {
      throw KeyProblem(.weak, "the rsa key's modulus is even, so anybody can factor it; \(advice)")
    }
  }

  func publicKey() throws(KeyProblem) -> _RSA.Signing.PublicKey {
    do {
      return try _RSA.Signing.PublicKey(n: modulus, e: exponent)
    } catch {
      throw KeyProblem(.malformed, "the numbers of the rsa key make no key; copy it again from the .pub file")
    }
  }

  private static func isOdd(_ number: [UInt8]) -> Bool { number.last.map { $0 & 1 == 1 } ?? false }

  private static func bits(_ number: [UInt8]) -> Int {
    number.count * 8 - (number.first?.leadingZeroBitCount ?? 0)
  }
}
