@testable import Signatures

/// The fields of an SSHSIG, to be bent by a test and put together again.
struct SignatureParts {
  var magic: [UInt8]
  var version: UInt32
  var key: [UInt8]
  var namespace: [UInt8]
  var reserved: [UInt8]
  var hash: [UInt8]
  var value: [UInt8]
  /// What follows the last field.
  var tail: [UInt8] = []

  init(armoured text: [UInt8]) throws {
    var reader = WireReader(try SSHArmour.decode(text))
    magic = Array(try reader.bytes(6, "magic"))
    version = try reader.uint32("version")
    key = Array(try reader.string("key"))
    namespace = Array(try reader.string("namespace"))
    reserved = Array(try reader.string("reserved"))
    hash = Array(try reader.string("hash"))
    value = Array(try reader.string("value"))
  }

  var blob: [UInt8] {
    var writer = WireWriter()
    writer.raw(magic)
    writer.uint32(version)
    for field in [key, namespace, reserved, hash, value] { writer.string(field) }
    writer.raw(tail)
    return writer.bytes
  }

  var armoured: [UInt8] { SSHArmour.encode(signature: blob) }

  /// An ECDSA value with these two mpints, as they are.
  static func ecdsa(_ algorithm: String, r: [UInt8], s: [UInt8]) -> [UInt8] {
    var pair = WireWriter()
    pair.string(r)
    pair.string(s)
    return strings(Array(algorithm.utf8), pair.bytes)
  }

  static func strings(_ fields: [UInt8]...) -> [UInt8] {
    var writer = WireWriter()
    for field in fields { writer.string(field) }
    return writer.bytes
  }
}
