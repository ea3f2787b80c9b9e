/// An SSH public key that was found acceptable, ready to verify with. Two keys are equal if their blobs are.
package struct SSHPublicKey: Hashable, Sendable {
  /// The key's type.
  package let algorithm: SSHAlgorithm

  /// The key in SSH's wire format, canonical: no other bytes mean the same key.
  package let blob: [UInt8]

  /// `SHA256:` and the unpadded base64 of the SHA-256 of `blob`, as `ssh-keygen -l` prints it.
  package let fingerprint: String

  let verifier: SSHVerificationKey

  /// The most bytes a blob may have; the longest accepted RSA key needs 1,062.
  static let limit = 4_096

  /// Reads a key in SSH's wire format.
  ///
  ///     ssh-ed25519                         string key[32]                             RFC 8709, section 4
  ///     ecdsa-sha2-nistp256, 384, 521       string curve, string Q                     RFC 5656, section 3.1
  ///     ssh-rsa                             mpint e, mpint n                           RFC 4253, section 6.6
  ///     sk-ssh-ed25519@openssh.com          string key[32], string application         PROTOCOL.u2f
  ///     sk-ecdsa-sha2-nistp256@openssh.com  string curve, string Q, string application PROTOCOL.u2f
  ///
  /// each after its type as a string, with nothing behind.
  ///
  /// - Throws: `KeyProblem` for any other bytes, for an encoding that is not canonical, for a point that is
  ///   not on its curve (or, for Ed25519, of small order), and for a weak key: DSA, RSA under 2048 bits or
  ///   with an even or outlandish exponent.
  package init(blob: [UInt8]) throws(KeyProblem) {
    guard blob.count <= Self.limit else {
      throw KeyProblem(
        .malformed, "the public key is longer than \(Self.limit) bytes; use an ssh-ed25519 key")
    }
    var fields = KeyFields(blob)
    algorithm = try SSHAlgorithm.named(try fields.string("key type"))
    verifier = try SSHVerificationKey(algorithm, fields: &fields)
    try fields.end()
    self.blob = blob
    let padded = Base64.encode(Digest.sha256(blob))
    fingerprint = "SHA256:" + String(decoding: padded.prefix { $0 != UInt8(ascii: "=") }, as: UTF8.self)
  }

  /// Reads a key as it stands in a `.pub` file.
  ///
  ///     line = type 1*( SP / TAB ) base64 [ 1*( SP / TAB ) [ comment ] ] [ [ CR ] LF ]
  ///
  /// There may be no options in front, as `authorized_keys` knows them, and no second line.
  ///
  /// - Throws: `KeyProblem` if the text has another form, if its base64 is not canonical, if the type in the
  ///   text is not the one in the blob, and where `init(blob:)` does.
  package init(openSSH text: String) throws(KeyProblem) {
    let isBlank: (UInt8) -> Bool = { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    var line = Array(text.utf8)
    if line.last == UInt8(ascii: "\n") { line.removeLast() }
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    guard !line.contains(where: { [0x00, 0x0a, 0x0d].contains($0) }) else {
      throw KeyProblem(.malformed, "a public key is one line; give each key by itself")
    }
    let type = line.prefix { !isBlank($0) }
    let algorithm = try SSHAlgorithm.named(type)
    let base64 = line.dropFirst(type.count).drop(while: isBlank).prefix { !isBlank($0) }
    guard !base64.isEmpty, let blob = Base64.decode(Array(base64)) else {
      throw KeyProblem(
        .malformed, "what follows \(algorithm.rawValue) is not base64; copy the key again from the .pub file")
    }
    try self.init(blob: blob)
    guard self.algorithm == algorithm else {
      throw KeyProblem(
        .malformed,
        "the key says \(algorithm.rawValue), but is \(self.algorithm.rawValue); "
          + "copy it again from the .pub file"
      )
    }
  }

  /// The key as a `.pub` file has it, without comment and line end.
  package var text: String {
    algorithm.rawValue + " " + String(decoding: Base64.encode(blob), as: UTF8.self)
  }

  /// This key's name as a signer.
  package var signer: Signer { Signer(format: .ssh, key: fingerprint) }

  /// Whether two keys are the same bytes.
  package static func == (a: SSHPublicKey, b: SSHPublicKey) -> Bool { a.blob == b.blob }

  /// Feeds the blob, which is all that equality looks at.
  package func hash(into hasher: inout Hasher) { hasher.combine(blob) }
}
