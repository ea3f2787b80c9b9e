/// Whether 32 bytes are an Ed25519 public key that only the holder of a private key can sign for.
///
/// The library checks neither when it reads a key. Bytes that are no point never verify anything; a point
/// of small order is worse, since anybody can make signatures that verify under it.
enum Ed25519Point {
  /// - Throws: `KeyProblem` for bytes that are not the canonical encoding of a point on the curve
  ///   (RFC 8032, section 5.1.3), or a point whose order divides the cofactor 8.
  static func validate(_ encoding: ArraySlice<UInt8>) throws(KeyProblem) {
    var yBytes = Array(encoding)
    yBytes[31] &= 0x7f  // the top bit is the sign of x
    guard let y = Field25519(littleEndian: yBytes) else {
      throw KeyProblem(.malformed, "the ed25519 key is not in canonical form; \(advice)")
    }
    guard !smallOrder.contains(y) else {
      throw KeyProblem(
        .weak, "the ed25519 key is a point of small order, for which anybody can sign; \(advice)")
    }
    // x^2 = (y^2 - 1) / (d y^2 + 1), so there is an x exactly if the product of the two is a square.
    let ySquared = y * y
    guard ((ySquared - .one) * (d * ySquared + .one)).isSquare else {
      throw KeyProblem(.malformed, "the ed25519 key is not a point on the curve; \(advice)")
    }
  }

  private static let advice = "copy it again from the .pub file"

  /// -121665/121666 (RFC 8032, section 5.1).
  private static let d = constant("a3785913ca4deb75abd841414d0a700098e879777940c78c73fe6f2bee6c0352")

  /// The y coordinates of the eight points whose order divides 8: orders 4, 1, 2, and twice 8.
  private static let smallOrder: [Field25519] = [
    constant("0000000000000000000000000000000000000000000000000000000000000000"),
    constant("0100000000000000000000000000000000000000000000000000000000000000"),
    constant("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
    constant("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
    constant("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
  ]

  private static func constant(_ littleEndian: String) -> Field25519 {
    Field25519(littleEndian: Hexadecimal.decode(littleEndian)!)!
  }
}
