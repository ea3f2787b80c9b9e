/// Whom a certificate speaks for, as a policy writes it: an issuer's word about a subject.
///
/// Two names are the same only if their bytes are; Swift's own comparison of strings would fold canonical
/// equivalents, and one person could pass for another.
package struct X509Name: Hashable, Sendable {
  /// Who vouches for the subject. For certificates in Fulcio's form the OpenID Connect issuer, such as
  /// `https://accounts.example.com` (extension 1.3.6.1.4.1.57264.1.8); else the distinguished name of the
  /// certificate's issuer in the form of RFC 4514 that `openssl x509 -noout -issuer -nameopt RFC2253` prints.
  package let issuer: String

  /// An e-mail address or a URI of the certificate's subject alternative name (RFC 5280, section 4.2.1.6).
  package let subject: String

  /// Names a subject; both texts are taken as they are.
  package init(issuer: String, subject: String) {
    self.issuer = issuer
    self.subject = subject
  }

  package static func == (one: X509Name, other: X509Name) -> Bool {
    one.issuer.utf8.elementsEqual(other.issuer.utf8) && one.subject.utf8.elementsEqual(other.subject.utf8)
  }

  package func hash(into hasher: inout Hasher) {
    for text in [issuer, subject] {
      hasher.combine(text.utf8.count)
      for byte in text.utf8 { hasher.combine(byte) }
    }
  }

  /// The name as a signer's key: `issuer="…" subject="…"`, always ASCII.
  ///
  /// Within the quotes every byte but printable ASCII, and the quote and the backslash themselves, is written
  /// as a backslash and two lower-case hexadecimal digits, so that no two names share a text.
  package var signer: Signer {
    Signer(format: .x509, key: "issuer=\"\(Self.escaped(issuer))\" subject=\"\(Self.escaped(subject))\"")
  }

  /// The most bytes of a name that a message shows.
  private static let shown = 256

  /// The name for messages: the signer's key, or only how long it is if it is very long.
  var description: String {
    let key = signer.key
    guard key.utf8.count <= Self.shown else { return "a name of \(key.utf8.count) bytes" }
    return key
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      if (0x20...0x7e).contains(byte), byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        result += "\\" + Hexadecimal.encode([byte])
      }
    }
    return result
  }
}
