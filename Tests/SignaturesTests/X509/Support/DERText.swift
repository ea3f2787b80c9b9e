import SwiftASN1

@testable import Signatures

/// Writes DER piece by piece (X.690), right or wrong as a test wants it.
enum DERText {
  static func node(_ tag: UInt8, _ content: [UInt8]...) -> [UInt8] {
    let content = content.flatMap(\.self)
    let count = content.count
    let length: [UInt8] =
      count < 0x80
      ? [UInt8(count)]
      : count < 0x100 ? [0x81, UInt8(count)] : [0x82, UInt8(count >> 8), UInt8(count & 0xff)]
    precondition(count < 0x10000)
    return [tag] + length + content
  }

  static func sequence(_ parts: [UInt8]...) -> [UInt8] { node(0x30, parts.flatMap(\.self)) }

  /// A SET OF, its elements in the order that DER wants.
  static func set(_ parts: [[UInt8]], tag: UInt8 = 0x31) -> [UInt8] {
    node(tag, parts.sorted { $0.lexicographicallyPrecedes($1) }.flatMap(\.self))
  }

  static func octets(_ bytes: [UInt8]) -> [UInt8] { node(0x04, bytes) }

  static func integer(_ value: UInt8) -> [UInt8] { node(0x02, [value]) }

  static func oid(_ value: ASN1ObjectIdentifier) -> [UInt8] { bytes(value) }

  static func algorithm(_ value: ASN1ObjectIdentifier, null: Bool = false) -> [UInt8] {
    sequence(oid(value), null ? [5, 0] : [])
  }

  static func attribute(_ type: ASN1ObjectIdentifier, _ values: [UInt8]...) -> [UInt8] {
    sequence(oid(type), set(values))
  }

  static func bytes(_ value: some DERSerializable) -> [UInt8] {
    var serializer = DER.Serializer()
    try! serializer.serialize(value)
    return serializer.serializedBytes
  }

  static func pem(_ label: String, _ bytes: [UInt8]) -> [UInt8] {
    var text = "-----BEGIN \(label)-----\n"
    var rest = String(decoding: Base64.encode(bytes), as: UTF8.self)[...]
    while !rest.isEmpty {
      text += rest.prefix(64) + "\n"
      rest = rest.dropFirst(64)
    }
    return Array((text + "-----END \(label)-----\n").utf8)
  }
}
