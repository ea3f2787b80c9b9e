/// An OpenSSH certificate (PROTOCOL.certkeys): an authority's word that a key belongs to some principals.
///
/// A value of this type is well-formed and signed by the authority that it names. Whether that authority is
/// to be believed is for a key ring to say.
package struct SSHCertificate: Sendable {
  /// The key that is certified, as a plain public key.
  package let key: SSHPublicKey

  /// The key that certified it.
  package let authority: SSHPublicKey

  /// The number that the authority gave the certificate; zero if it numbers none.
  package let serial: UInt64

  /// Whom the key belongs to, in the authority's words; never empty, nor is any of them.
  package let principals: [[UInt8]]

  /// The first good second since 1970-01-01T00:00:00Z.
  package let validAfter: UInt64

  /// The first second that is no longer good; the largest number stands for "forever".
  package let validBefore: UInt64

  /// The most principals that a certificate may have (OpenSSH's SSHKEY_CERT_MAX_PRINCIPALS).
  static let principalLimit = 256

  /// The most bytes of a certificate; more cannot stand in an armoured signature.
  static let limit = 16_384

  /// Whether bytes are meant as a certificate, by their type.
  static func isCertificate(_ blob: [UInt8]) -> Bool {
    var reader = WireReader(blob)
    guard let type = try? reader.string("key type") else { return false }
    return SSHAlgorithm.isCertificateName(type)
  }

  /// Reads a certificate in SSH's wire format, and verifies the authority's signature.
  ///
  ///     string    type, such as ssh-ed25519-cert-v01@openssh.com
  ///     string    nonce
  ///     …         the fields of the public key
  ///     uint64    serial
  ///     uint32    type, 1 for a user's
  ///     string    key id
  ///     string    valid principals: strings
  ///     uint64    valid after
  ///     uint64    valid before
  ///     string    critical options: pairs of strings, the first of them in ascending order
  ///     string    extensions: likewise
  ///     string    reserved
  ///     string    signature key
  ///     string    signature, over all that stands before it
  ///
  /// - Throws: `KeyProblem` for any other bytes; for a key or an authority's key that `SSHPublicKey` refuses,
  ///   a certificate as authority among them; for a certificate of a host; for one without principals, which
  ///   would hold for everybody; for one with critical options, of which none says anything about signing
  ///   files, so that a limited key cannot do more here than elsewhere (`ssh-keygen -Y verify` ignores them);
  ///   for a signature that the authority did not make, or made with SHA-1.
  package init(blob: [UInt8]) throws(KeyProblem) {
    do throws(WireProblem) {
      guard blob.count <= Self.limit else {
        throw WireProblem(reason: "it is longer than \(Self.limit) bytes")
      }
      var reader = WireReader(blob)
      let fields = try Fields(&reader)
      self.init(fields, key: try Self.key(fields), authority: try Self.authority(fields))
      let signed = blob.dropLast(reader.remaining.count)
      let signature = try reader.string("authority's signature")
      try reader.end(of: "certificate")
      try verify(signature, over: Array(signed))
    } catch {
      throw KeyProblem(.malformed, "the certificate is refused: \(error.reason)")
    }
  }

  private init(_ fields: Fields, key: SSHPublicKey, authority: SSHPublicKey) {
    self.key = key
    self.authority = authority
    serial = fields.serial
    principals = fields.principals
    validAfter = fields.validAfter
    validBefore = fields.validBefore
  }

  /// Whether a date, in seconds since 1970-01-01T00:00:00Z, is one that the certificate is valid at.
  package func isValid(at date: Int64) -> Bool {
    guard let date = UInt64(exactly: date) else { return false }
    return validAfter <= date && date < validBefore
  }

  private func verify(_ signature: ArraySlice<UInt8>, over data: [UInt8]) throws(WireProblem) {
    let value: SSHSignatureValue
    do {
      value = try SSHSignatureValue(signature, by: authority)
    } catch {
      throw WireProblem(reason: "of its authority's signature, \(error.reason)")
    }
    guard authority.verifier.verify(value, over: data) else {
      throw WireProblem(
        reason: "the authority \(authority.fingerprint) did not sign it; have the key certified again")
    }
  }

  private static func key(_ fields: Fields) throws(WireProblem) -> SSHPublicKey {
    do {
      return try SSHPublicKey(blob: fields.key)
    } catch {
      throw WireProblem(reason: "of the certified key, \(error.reason)")
    }
  }

  private static func authority(_ fields: Fields) throws(WireProblem) -> SSHPublicKey {
    do {
      return try SSHPublicKey(blob: fields.authority)
    } catch {
      throw WireProblem(reason: "of its authority's key, \(error.reason)")
    }
  }
}

extension SSHCertificate {
  /// What a certificate says, up to the signature.
  fileprivate struct Fields {
    /// The certified key's blob, as if it were not certified.
    let key: [UInt8]
    let serial: UInt64
    let principals: [[UInt8]]
    let validAfter: UInt64
    let validBefore: UInt64
    let authority: [UInt8]

    init(_ reader: inout WireReader) throws(WireProblem) {
      let algorithm = try Self.algorithm(reader.string("type"))
      _ = try reader.string("nonce")
      // A string and an mpint have the same frame, so that the fields can be copied without reading them.
      var plain = WireWriter()
      plain.string(algorithm.rawValue)
      for _ in 0..<algorithm.fieldCount { plain.string(try reader.string("certified key")) }
      key = plain.bytes
      serial = try reader.uint64("serial number")
      let type = try reader.uint32("type of certificate")
      guard type == 1 else {
        throw WireProblem(
          reason: type == 2
            ? "it is a host's; certify the key without `-h`" : "type \(type) is neither a user's nor a host's"
        )
      }
      _ = try reader.string("key id")
      principals = try Self.principals(reader.string("list of principals"))
      validAfter = try reader.uint64("begin of validity")
      validBefore = try reader.uint64("end of validity")
      let critical = try Self.options(reader.string("critical options"))
      if let first = critical.first {
        throw WireProblem(
          reason: "it is limited by the critical option \(quoted(first)); certify the key without")
      }
      _ = try Self.options(reader.string("extensions"))
      _ = try reader.string("reserved field")
      authority = Array(try reader.string("authority's key"))
    }

    private static func algorithm(_ name: ArraySlice<UInt8>) throws(WireProblem) -> SSHAlgorithm {
      do {
        if let algorithm = try SSHAlgorithm.certified(by: name) { return algorithm }
      } catch {
        throw WireProblem(reason: error.reason)
      }
      throw WireProblem(reason: "\(quoted(name)) is no type of certificate")
    }

    private static func principals(_ list: ArraySlice<UInt8>) throws(WireProblem) -> [[UInt8]] {
      var reader = WireReader(list)
      var principals: [[UInt8]] = []
      while !reader.remaining.isEmpty {
        guard principals.count < SSHCertificate.principalLimit else {
          throw WireProblem(reason: "it names more than \(SSHCertificate.principalLimit) principals")
        }
        let principal = try reader.string("principal")
        guard !principal.isEmpty, !principal.contains(0) else {
          throw WireProblem(reason: "it names a principal that is empty or has a zero byte")
        }
        principals.append(Array(principal))
      }
      guard !principals.isEmpty else {
        throw WireProblem(reason: "it names no principals; certify the key with `-n` and an e-mail address")
      }
      return principals
    }

    /// - Returns: the options' names.
    private static func options(_ list: ArraySlice<UInt8>) throws(WireProblem) -> [ArraySlice<UInt8>] {
      var reader = WireReader(list)
      var names: [ArraySlice<UInt8>] = []
      while !reader.remaining.isEmpty {
        let name = try reader.string("name of an option")
        _ = try reader.string("value of an option")
        if let last = names.last, !last.lexicographicallyPrecedes(name) {
          throw WireProblem(reason: "its options are not in order, each of them once")
        }
        names.append(name)
      }
      return names
    }
  }
}
