/// An SSHSIG as it stands in its armour (PROTOCOL.sshsig): who claims to have signed, for what purpose.
/// Nothing in it is verified yet.
package struct SSHSignature: Sendable {
  /// The purpose that the signature was made for, as bytes; never empty.
  package let namespace: [UInt8]

  let keyBlob: [UInt8]
  let hash: SSHHash
  let valueBlob: ArraySlice<UInt8>

  static let magic = "SSHSIG".utf8
  static let version: UInt32 = 1

  /// Reads an armoured signature.
  ///
  /// - Throws: `SignatureProblem` for armour that `ssh-keygen` would not have written, but for the width of
  ///   its lines and a missing last line feed; for bytes after the armour's END line; and for what
  ///   `init(blob:)` refuses.
  package init(armoured text: [UInt8]) throws(SignatureProblem) {
    try self.init(blob: SSHArmour.decode(text))
  }

  /// Reads the blob within the armour.
  ///
  ///     byte[6]   MAGIC_PREAMBLE "SSHSIG"
  ///     uint32    SIG_VERSION 1
  ///     string    publickey
  ///     string    namespace
  ///     string    reserved
  ///     string    hash_algorithm
  ///     string    signature
  ///
  /// `reserved` has to be empty. The specification lets readers ignore it, but has it signed, while OpenSSH
  /// verifies as if it were empty: with anything in it, one of the two would take for good what the other
  /// does not. Nobody writes it.
  ///
  /// - Throws: `SignatureProblem` for another layout or version, bytes behind, an empty namespace, a reserved
  ///   field that is not empty, or a hash that is neither sha256 nor sha512.
  package init(blob: [UInt8]) throws(SignatureProblem) {
    do throws(WireProblem) {
      var reader = WireReader(blob)
      guard try reader.bytes(Self.magic.count, "signature").elementsEqual(Self.magic) else {
        throw WireProblem(reason: "the signature does not begin with SSHSIG")
      }
      let version = try reader.uint32("signature's version")
      guard version == Self.version else {
        throw WireProblem(reason: "the signature has version \(version); only version 1 is known")
      }
      keyBlob = Array(try reader.string("signature's public key"))
      namespace = Array(try reader.string("signature's namespace"))
      guard !namespace.isEmpty else {
        throw WireProblem(reason: "the signature's namespace is empty; sign again with `-n`")
      }
      guard try reader.string("signature's reserved field").isEmpty else {
        throw WireProblem(
          reason: "the signature's reserved field is not empty; sign again with `ssh-keygen -Y sign`")
      }
      let name = try reader.string("signature's hash name")
      guard let hash = SSHHash.allCases.first(where: { $0.rawValue.utf8.elementsEqual(name) }) else {
        throw WireProblem(
          reason: "the signature's hash \(quoted(name)) is not accepted; use sha512 or sha256")
      }
      self.hash = hash
      valueBlob = try reader.string("signature's value")
      try reader.end(of: "signature")
    } catch {
      throw SignatureProblem(error)
    }
  }

  /// The certificate that the signature names in a key's place; nil if it names a key.
  ///
  /// - Throws: `SignatureProblem` if it is not one that `SSHCertificate` accepts. That includes one that its
  ///   authority did not sign: then nothing in it is anybody's word, not even the key.
  package func certificate() throws(SignatureProblem) -> SSHCertificate? {
    guard SSHCertificate.isCertificate(keyBlob) else { return nil }
    do {
      return try SSHCertificate(blob: keyBlob)
    } catch {
      throw SignatureProblem(reason: "in the signature, \(error.reason)")
    }
  }

  /// The key that the signature names.
  /// - Throws: `SignatureProblem` if it is not one that `SSHPublicKey` accepts.
  package func publicKey() throws(SignatureProblem) -> SSHPublicKey {
    do {
      return try SSHPublicKey(blob: keyBlob)
    } catch {
      throw SignatureProblem(reason: "in the signature, \(error.reason)")
    }
  }

  /// What was signed, if this signature is over `payload`.
  func signedData(payload: [UInt8]) -> [UInt8] {
    Self.signedData(namespace: namespace, reserved: [], hash: hash, payload: payload)
  }

  /// PROTOCOL.sshsig, section 3:
  ///
  ///     byte[6]   MAGIC_PREAMBLE
  ///     string    namespace
  ///     string    reserved
  ///     string    hash_algorithm
  ///     string    H(message)
  static func signedData(
    namespace: some Collection<UInt8>, reserved: [UInt8], hash: SSHHash, payload: [UInt8]
  ) -> [UInt8] {
    var writer = WireWriter()
    writer.raw(magic)
    writer.string(namespace)
    writer.string(reserved)
    writer.string(hash.rawValue)
    writer.string(hash.digest(payload))
    return writer.bytes
  }
}
