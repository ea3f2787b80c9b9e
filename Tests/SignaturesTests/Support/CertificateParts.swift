@testable import Signatures

/// The fields of a certificate, to be bent by a test, put together and signed by an authority.
struct CertificateParts {
  var type = Array("ssh-ed25519-cert-v01@openssh.com".utf8)
  var nonce = [UInt8](repeating: 7, count: 32)
  /// The fields of the certified key, framed.
  var keyFields: [UInt8]
  var serial: UInt64 = 0
  var kind: UInt32 = 1
  var keyID = Array("a test".utf8)
  /// A list, framed within.
  var principals: [UInt8]
  var validAfter: UInt64 = 0
  var validBefore = UInt64.max
  var critical: [UInt8] = []
  var extensions = SignatureParts.strings(Array("permit-pty".utf8), [])
  var reserved: [UInt8] = []
  var authority: [UInt8]
  var tail: [UInt8] = []

  /// What a certificate for an Ed25519 key says.
  init(_ key: SSHPublicKey, principals: String..., by authority: SSHPublicKey) {
    keyFields = Array(key.blob.dropFirst(4 + "ssh-ed25519".utf8.count))
    self.principals = Self.list(principals.map { Array($0.utf8) })
    self.authority = authority.blob
  }

  static func list(_ strings: [[UInt8]]) -> [UInt8] {
    var writer = WireWriter()
    for string in strings { writer.string(string) }
    return writer.bytes
  }

  /// The bytes that the authority signs.
  var signed: [UInt8] {
    var writer = WireWriter()
    writer.string(type)
    writer.string(nonce)
    writer.raw(keyFields)
    writer.uint64(serial)
    writer.uint32(kind)
    writer.string(keyID)
    writer.string(principals)
    writer.uint64(validAfter)
    writer.uint64(validBefore)
    for field in [critical, extensions, reserved, authority] { writer.string(field) }
    return writer.bytes
  }

  /// The certificate, signed.
  func blob(signedBy authority: SSHSigningKey) -> [UInt8] { blob(signature: authority.value(over: signed)) }

  /// The certificate with any bytes for a signature.
  func blob(signature: [UInt8]) -> [UInt8] {
    var writer = WireWriter()
    writer.raw(signed)
    writer.string(signature)
    writer.raw(tail)
    return writer.bytes
  }
}

extension WireWriter {
  fileprivate mutating func uint64(_ value: UInt64) {
    uint32(UInt32(value >> 32))
    uint32(UInt32(truncatingIfNeeded: value))
  }
}

extension SSHSigningKey {
  /// Signs in git's namespace in the name of a certificate.
  func sign(_ payload: [UInt8], certificate: [UInt8]) throws -> [UInt8] {
    var parts = try SignatureParts(armoured: sign(payload, namespace: "git"))
    parts.key = certificate
    return parts.armoured
  }
}
