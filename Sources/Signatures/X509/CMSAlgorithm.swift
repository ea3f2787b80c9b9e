import SwiftASN1

/// An algorithm's name, with parameters that are absent or NULL (RFC 5280, section 4.1.1.2):
///
///     AlgorithmIdentifier ::= SEQUENCE { algorithm OBJECT IDENTIFIER, parameters ANY OPTIONAL }
struct CMSAlgorithm: Hashable, Sendable, BERParseable {
  let identifier: ASN1ObjectIdentifier

  /// Whether there are parameters other than NULL, which no accepted algorithm has.
  let hasParameters: Bool

  init(derEncoded node: ASN1Node) throws {
    (identifier, hasParameters) = try BER.sequence(node, identifier: .sequence) { fields in
      let identifier = try ASN1ObjectIdentifier(berEncoded: &fields)
      let parameters = fields.next()
      return (identifier, parameters.map { $0.encodedBytes != [0x05, 0x00] } ?? false)
    }
  }
}
