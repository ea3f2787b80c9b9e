import X509

/// An entry of a certificate's subject alternative name that can name a signer.
///
/// The two kinds can not be mistaken for each other: an e-mail address has no colon, a URI has one.
enum X509Subject: Hashable, Sendable {
  /// An rfc822Name.
  case email(String)
  /// A uniformResourceIdentifier.
  case uri(String)

  /// Nil for every other kind of name, and for an address without `@` or with a colon, or a URI without a
  /// scheme (RFC 3986, section 3.1).
  init?(_ name: GeneralName) {
    switch name {
    case .rfc822Name(let text):
      guard text.utf8.contains(UInt8(ascii: "@")), !text.utf8.contains(UInt8(ascii: ":")) else { return nil }
      self = .email(text)
    case .uniformResourceIdentifier(let text):
      let scheme = text.utf8.prefix { $0 != UInt8(ascii: ":") }
      guard scheme.count < text.utf8.count, scheme.first.map(Self.isLetter) == true else { return nil }
      self = .uri(text)
    default:
      return nil
    }
  }

  var text: String {
    switch self {
    case .email(let text), .uri(let text): text
    }
  }

  /// Whether a policy's text means this subject: byte for byte, but for the case of ASCII letters in an
  /// e-mail address, which mail systems ignore and authorities spell as they like.
  func isNamed(by listed: String) -> Bool {
    switch self {
    case .uri(let text): text.utf8.elementsEqual(listed.utf8)
    case .email(let text): text.utf8.elementsEqual(listed.utf8) { Self.lowered($0) == Self.lowered($1) }
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lowered(byte))
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
  }
}
