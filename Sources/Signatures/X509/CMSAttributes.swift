import SwiftASN1

/// Attributes of a signer (RFC 5652, section 5.3), of which only those with one value can be asked for:
///
///     Attribute ::= SEQUENCE { attrType OBJECT IDENTIFIER, attrValues SET OF AttributeValue }
struct CMSAttributes {
  private struct Attribute {
    let type: ASN1ObjectIdentifier
    let values: [ASN1Node]
  }

  static let contentType: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 9, 3]
  static let messageDigest: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 9, 4]
  /// RFC 5035, section 3.
  static let signingCertificateV2: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 9, 16, 2, 47]
  /// RFC 3161, appendix A.
  static let timestampToken: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 9, 16, 2, 14]
  /// A serialized `dev.sigstore.rekor.v1.TransparencyLogEntry`, as gitsign embeds it.
  static let logEntry: ASN1ObjectIdentifier = [1, 3, 6, 1, 4, 1, 57264, 3, 1]

  static let limit = 32

  private let attributes: [Attribute]

  static let none = CMSAttributes(attributes: [])

  private init(attributes: [Attribute]) {
    self.attributes = attributes
  }

  init(_ nodes: ASN1NodeCollection) throws {
    var attributes: [Attribute] = []
    for node in nodes {
      guard attributes.count < Self.limit else {
        throw SignatureProblem(reason: "the signature has more than \(Self.limit) attributes")
      }
      let attribute = try BER.sequence(node, identifier: .sequence) { fields in
        let type = try ASN1ObjectIdentifier(berEncoded: &fields)
        guard let values = fields.next(), values.identifier == .set,
          case .constructed(let list) = values.content
        else { throw SignatureProblem(reason: "an attribute of the signature has no set of values") }
        return Attribute(type: type, values: Array(list))
      }
      // RFC 5652, section 5.3: what is allowed once is not allowed twice, and whoever reads the first one
      // would see another signature than who reads the last.
      guard !attributes.contains(where: { $0.type == attribute.type }) else {
        throw SignatureProblem(reason: "the signature has the attribute \(attribute.type) twice")
      }
      attributes.append(attribute)
    }
    self.attributes = attributes
  }

  /// The value of an attribute, or nil if there is no such attribute.
  func value(of type: ASN1ObjectIdentifier) throws(SignatureProblem) -> ASN1Node? {
    guard let attribute = attributes.first(where: { $0.type == type }) else { return nil }
    guard let value = attribute.values.first, attribute.values.count == 1 else {
      throw SignatureProblem(
        reason: "the signature's attribute \(type) has \(attribute.values.count) values instead of one")
    }
    return value
  }
}
