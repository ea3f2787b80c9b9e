/// The lines around a CMS signature, as git finds them (RFC 7468, sections 2 and 9, in its strict form).
enum CMSArmour {
  /// The most bytes an armoured signature may have; a signature with three certificates, a timestamp and an
  /// entry of a log needs about 15,000.
  static let limit = 65_536

  private static let armour = StrictArmour(labels: ["SIGNED MESSAGE", "PKCS7", "CMS"], limit: limit)

  static func decode(_ text: [UInt8]) throws(SignatureProblem) -> [UInt8] { try armour.decode(text) }
}
