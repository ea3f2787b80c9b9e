/// Finds out what a certificate says of its keys: which may sign, and when.
///
/// What the holder said last holds: of several self-signatures the newest, which extends or shortens the key's
/// life for all dates. It must be readable and right; if it is not, no older one takes its place.
struct OpenPGPCertificateJudge {
  private let block: OpenPGPKeyBlock
  private let verifier: OpenPGPVerificationKey

  /// Bit 1 of the key flags: this key may sign data (RFC 9580, section 5.2.3.29).
  private static let maySign: UInt8 = 0x02

  init(_ block: OpenPGPKeyBlock) throws(KeyProblem) {
    self.block = block
    verifier = try block.primary.verifier()
  }

  /// The primary key first, then its subkeys in order.
  func keys() throws(KeyProblem) -> [OpenPGPSigningKey] {
    let primary = try judgedPrimary()
    var keys = [primary]
    for subkey in block.subkeys { keys.append(try judged(subkey, under: primary.life)) }
    return keys
  }

  private func judgedPrimary() throws(KeyProblem) -> OpenPGPSigningKey {
    let key = block.primary
    let newest = Self.newest(block.certifications.map(\.signature))
    var statements: [OpenPGPSignaturePacket] = []
    for certification in block.certifications where newest.contains(certification.signature.created) {
      try check(certification.signature, about: certification.userID)
      statements.append(certification.signature)
    }
    let newestDirect = Self.newest(block.direct)
    for signature in block.direct where newestDirect.contains(signature.created) {
      try check(signature, about: nil)
      statements.append(signature)
    }
    var life = OpenPGPKeyLife(from: Int64(key.created))
    for statement in statements { life.end(by: try Self.end(of: key, by: statement)) }
    life.revocations = try revocations(block.revocations, of: nil)

    let refusal: String? =
      if statements.isEmpty {
        "the primary key \(key.name) has no self-signature that lets it sign"
      } else if !statements.allSatisfy(Self.allowsSigning) {
        "the primary key \(key.name) may not sign data; sign with a signing subkey"
      } else {
        nil
      }
    return OpenPGPSigningKey(
      key: key, refusal: refusal, life: life, verifier: refusal == nil ? verifier : nil)
  }

  private func judged(
    _ subkey: OpenPGPKeyBlock.Subkey, under primary: OpenPGPKeyLife
  ) throws(KeyProblem) -> OpenPGPSigningKey {
    var life = OpenPGPKeyLife(from: Int64(subkey.key.created))
    life.revocations = try revocations(subkey.revocations, of: subkey.key)
    let newest = Self.newest(subkey.bindings)
    let bindings = subkey.bindings.filter { newest.contains($0.created) }
    let subkeyVerifier: OpenPGPVerificationKey
    do throws(KeyProblem) {
      guard !bindings.isEmpty else { throw KeyProblem(.malformed, "the primary key does not vouch for it") }
      for binding in bindings { try Self.checkPurpose(of: binding) }
      subkeyVerifier = try subkey.key.verifier()
      for binding in bindings {
        let back = try backSignature(binding, by: subkey.key, subkeyVerifier)
        try check(binding, about: subkey.key)
        life.end(by: try Self.end(of: subkey.key, by: binding))
        life.end(by: back.expires)
      }
    } catch {
      return OpenPGPSigningKey(
        key: subkey.key, refusal: "the subkey \(subkey.key.name) may not sign: \(error.reason)",
        life: life.within(primary), verifier: nil)
    }
    return OpenPGPSigningKey(
      key: subkey.key, refusal: nil, life: life.within(primary), verifier: subkeyVerifier)
  }

  private static func checkPurpose(of binding: OpenPGPSignaturePacket) throws(KeyProblem) {
    guard flags(binding).map({ $0 & maySign != 0 }) == true else {
      throw KeyProblem(.unsupported, "its flags say that it is for another purpose; sign with a signing key")
    }
  }

  /// The signature by which a signing subkey shows that it wants to belong to this primary key (section
  /// 5.2.1.9). Without it anybody could claim somebody else's key as a subkey, and its signatures with it.
  private func backSignature(
    _ binding: OpenPGPSignaturePacket, by subkey: OpenPGPKeyPacket, _ verifier: OpenPGPVerificationKey
  ) throws(KeyProblem) -> OpenPGPSignaturePacket {
    let embedded = (binding.hashed + binding.unhashed).filter {
      $0.type == OpenPGPSubpacket.embeddedSignature
    }
    guard let only = embedded.first, embedded.count == 1 else {
      throw KeyProblem(.malformed, "it did not sign the primary key in turn (`gpg --edit-key` cross-certify)")
    }
    do throws(WireProblem) {
      let back = try OpenPGPSignaturePacket(body: Array(only.body))
      _ = try OpenPGPHash.numbered(back.hashNumber)
      guard back.kind == .primaryKeyBinding, back.issuer.map({ $0.matches(subkey.fingerprint) }) ?? true
      else {
        throw WireProblem(reason: "it is another kind of signature, or by another key")
      }
      guard back.algorithm == subkey.algorithmNumber, back.created >= subkey.created,
        verifier.verifies(back, about: framed(block.primary.body) + framed(subkey.body))
      else { throw WireProblem(reason: "it is not right") }
      return back
    } catch {
      throw KeyProblem(.malformed, "its signature over the primary key is not accepted: \(error.reason)")
    }
  }

  private func revocations(
    _ signatures: [OpenPGPSignaturePacket], of subkey: OpenPGPKeyPacket?
  ) throws(KeyProblem) -> [OpenPGPKeyLife.Revocation] {
    var revocations: [OpenPGPKeyLife.Revocation] = []
    for signature in signatures {
      if let subkey {
        try check(signature, about: subkey)
      } else {
        try check(signature, about: nil)
      }
      let reason = signature.hashed.first { $0.type == OpenPGPSubpacket.revocationReason }?.body.first
      let isSoft = reason.map(OpenPGPKeyLife.Revocation.softReasons.contains) ?? false
      revocations.append(OpenPGPKeyLife.Revocation(date: Int64(signature.created), isHard: !isSoft))
    }
    return revocations
  }

  private func check(_ signature: OpenPGPSignaturePacket, about userID: OpenPGPPacket?) throws(KeyProblem) {
    // Section 5.2.4: 0xb4 for a user id, 0xd1 for an attribute, four octets of length, the body.
    let named = userID.map { packet in
      [packet.tag == OpenPGPPacket.userID ? 0xb4 : 0xd1] + bigEndian(UInt32(packet.body.count)) + packet.body
    }
    try check(signature, over: named ?? [], of: block.primary)
  }

  private func check(
    _ signature: OpenPGPSignaturePacket, about subkey: OpenPGPKeyPacket
  ) throws(KeyProblem) {
    try check(signature, over: framed(subkey.body), of: subkey)
  }

  /// Checks a signature by the primary key over itself and `content`.
  private func check(
    _ signature: OpenPGPSignaturePacket, over content: [UInt8], of key: OpenPGPKeyPacket
  ) throws(KeyProblem) {
    let what = "the key's own signature of type \(signature.kind.rawValue) about \(key.name)"
    do {
      _ = try OpenPGPHash.numbered(signature.hashNumber)
    } catch {
      throw KeyProblem(
        .weak,
        "\(what) is weak: \(error.reason) for it (`gpg --cert-digest-algo SHA512`), such as by a new expiry date"
      )
    }
    guard signature.algorithm == block.primary.algorithmNumber, signature.created >= block.primary.created,
      verifier.verifies(signature, about: framed(block.primary.body) + content)
    else { throw KeyProblem(.malformed, "\(what) is not right; export the certificate again") }
  }

  /// When a key ends by what a self-signature says: the key's own expiration (section 5.2.3.13) or that of
  /// the self-signature, whichever is first.
  private static func end(
    of key: OpenPGPKeyPacket, by signature: OpenPGPSignaturePacket
  ) throws(KeyProblem) -> Int64? {
    let lifetime: UInt32
    do {
      lifetime = try signature.number(OpenPGPSubpacket.keyExpiration) ?? 0
    } catch {
      throw KeyProblem(.malformed, "the certificate does not say when its key expires: \(error.reason)")
    }
    let ends = [signature.expires, lifetime == 0 ? nil : Int64(key.created) + Int64(lifetime)]
    return ends.compactMap { $0 }.min()
  }

  /// A self-signature without key flags allows what the algorithm can do.
  private static func allowsSigning(_ signature: OpenPGPSignaturePacket) -> Bool {
    flags(signature).map { $0 & maySign != 0 } ?? true
  }

  private static func flags(_ signature: OpenPGPSignaturePacket) -> UInt8? {
    signature.hashed.first { $0.type == OpenPGPSubpacket.keyFlags }.map { $0.body.first ?? 0 }
  }

  /// The time of the newest, as a set of at most one.
  private static func newest(_ signatures: [OpenPGPSignaturePacket]) -> Set<UInt32> {
    Set([signatures.map(\.created).max()].compactMap { $0 })
  }
}
