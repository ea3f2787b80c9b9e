import SwiftASN1
import Testing

@testable import Signatures

extension SignedCommit {
  /// The commit of a payload with this signature.
  static func join(_ payload: [UInt8], signature: [UInt8]) throws -> [UInt8] {
    let end = try #require(payload.firstRange(of: [0x0a, 0x0a])).lowerBound
    let folded = signature.split(separator: 0x0a).joined(separator: [0x0a, 0x20])
    return payload[..<end] + Array("\ngpgsig ".utf8) + folded + payload[end...]
  }

  /// A CMS message, in DER and without unsigned attributes, with one more: armoured.
  static func adding(_ attribute: [UInt8], to message: [UInt8]) throws -> [UInt8] {
    // ContentInfo, [0], SignedData, and its last field: the signers.
    var path = [try DER.parse(message)]
    for index in [1, 0] { path.append(try child(index, of: path[path.count - 1])) }
    let fields = try children(of: path[2])
    let signer = try child(0, of: try #require(fields.last))
    let extended = DERText.node(
      0x30, try children(of: signer).flatMap { Array($0.encodedBytes) }, DERText.set([attribute], tag: 0xa1))
    let data = DERText.node(
      0x30, fields.dropLast().flatMap { Array($0.encodedBytes) }, DERText.node(0x31, extended))
    let type = Array(try child(0, of: path[0]).encodedBytes)
    return DERText.pem("SIGNED MESSAGE", DERText.sequence(type, DERText.node(0xa0, data)))
  }

  private static func children(of node: ASN1Node) throws -> [ASN1Node] {
    guard case .constructed(let list) = node.content else { throw SignatureProblem(reason: "no children") }
    return Array(list)
  }

  private static func child(_ index: Int, of node: ASN1Node) throws -> ASN1Node {
    try children(of: node)[index]
  }
}
