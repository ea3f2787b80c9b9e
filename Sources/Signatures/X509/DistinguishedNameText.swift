import SwiftASN1
import X509

/// Distinguished names as text (RFC 4514), in exactly one spelling: that of `openssl -nameopt RFC2253`.
///
///     distinguishedName = [ relativeDistinguishedName *( COMMA relativeDistinguishedName ) ]
///     relativeDistinguishedName = attributeTypeAndValue *( PLUS attributeTypeAndValue )
///     attributeTypeAndValue = attributeType EQUALS attributeValue
enum DistinguishedNameText {
  /// RFC 4514, section 3, and the address that S/MIME's older names carry.
  private static let types: [(ASN1ObjectIdentifier, String)] = [
    (.RDNAttributeType.commonName, "CN"),
    (.RDNAttributeType.localityName, "L"),
    (.RDNAttributeType.stateOrProvinceName, "ST"),
    (.RDNAttributeType.organizationName, "O"),
    (.RDNAttributeType.organizationalUnitName, "OU"),
    (.RDNAttributeType.countryName, "C"),
    (.RDNAttributeType.streetAddress, "street"),
    (.RDNAttributeType.domainComponent, "DC"),
    ([0, 9, 2342, 19_200_300, 100, 1, 1], "UID"),
    (.RDNAttributeType.emailAddress, "emailAddress"),
  ]

  static func text(of name: DistinguishedName) -> String {
    // The most significant part, which stands first in the bytes, comes last in the text (section 2.1).
    name.reversed().map { part in part.reversed().map(text(of:)).joined(separator: "+") }
      .joined(separator: ",")
  }

  private static func text(of attribute: RelativeDistinguishedName.Attribute) -> String {
    if let type = types.first(where: { $0.0 == attribute.type }), let value = String(attribute.value) {
      return "\(type.1)=\(escaped(Array(value.utf8)))"
    }
    // Section 2.4: what has no string form here is written as its encoding, after a number sign.
    var serializer = DER.Serializer()
    guard (try? serializer.serialize(ASN1Any(attribute.value))) != nil else { return "\(attribute.type)=#" }
    return "\(attribute.type)=#\(upper(serializer.serializedBytes))"
  }

  /// Section 2.4, which also allows to escape what is not printable ASCII, so that the text is ASCII.
  private static func escaped(_ value: [UInt8]) -> String {
    var result = ""
    for (index, byte) in value.enumerated() {
      let isEdge = index == 0 || index == value.count - 1
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: ";"),
        UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"):
        result += "\\\(Unicode.Scalar(byte))"
      case UInt8(ascii: "#") where index == 0: result += "\\#"
      case UInt8(ascii: " ") where isEdge: result += "\\ "
      case 0x20...0x7e: result.unicodeScalars.append(Unicode.Scalar(byte))
      default: result += "\\\(upper([byte]))"
      }
    }
    return result
  }

  private static func upper(_ bytes: [UInt8]) -> String {
    Hexadecimal.encode(bytes).uppercased()
  }
}
