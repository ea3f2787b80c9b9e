/// A transferable public key (RFC 9580, section 10.1), taken apart but not verified.
///
///     primary key, *signature, *( user id or attribute, *signature ), *( subkey, *signature )
struct OpenPGPKeyBlock {
  struct Subkey {
    let key: OpenPGPKeyPacket
    var bindings: [OpenPGPSignaturePacket] = []
    var revocations: [OpenPGPSignaturePacket] = []
  }

  /// The holder's own signature over a user id or attribute.
  struct Certification {
    let userID: OpenPGPPacket
    let signature: OpenPGPSignaturePacket
  }

  let primary: OpenPGPKeyPacket
  private(set) var direct: [OpenPGPSignaturePacket] = []
  private(set) var revocations: [OpenPGPSignaturePacket] = []
  private(set) var certifications: [Certification] = []
  private(set) var subkeys: [Subkey] = []

  /// Far more than anybody has, and little enough to verify in a moment.
  private static let mostSubkeys = 64
  private static let mostRevocations = 16

  private static let advice = "export it again with `gpg --armor --export-options export-minimal --export`"

  init(_ packets: [OpenPGPPacket]) throws(KeyProblem) {
    guard let first = packets.first, first.tag == OpenPGPPacket.publicKey else {
      let isSecret = [5, 7].contains(packets.first?.tag)
      throw KeyProblem(
        .malformed,
        isSecret
          ? "this is a secret key; take it out of the repository, revoke it, and make a new one"
          : "this is no openpgp certificate; \(Self.advice)")
    }
    primary = try OpenPGPKeyPacket(body: first.body)
    var userID: OpenPGPPacket?
    for packet in packets.dropFirst() {
      switch packet.tag {
      case OpenPGPPacket.signature: try add(packet, userID)
      case OpenPGPPacket.userID, OpenPGPPacket.userAttribute:
        guard subkeys.isEmpty else {
          throw KeyProblem(.malformed, "the certificate has a user id behind a subkey; \(Self.advice)")
        }
        userID = packet
      case OpenPGPPacket.publicSubkey: try add(subkey: OpenPGPKeyPacket(body: packet.body))
      case OpenPGPPacket.publicKey:
        throw KeyProblem(.malformed, "there is a second certificate in it; give each a file of its own")
      case 5, 7:
        throw KeyProblem(
          .malformed, "there is a secret key in it; take it out of the repository and revoke it")
      default:
        throw KeyProblem(.malformed, "the certificate has a packet of type \(packet.tag); \(Self.advice)")
      }
    }
  }

  private mutating func add(subkey: OpenPGPKeyPacket) throws(KeyProblem) {
    let known = [primary.fingerprint] + subkeys.map(\.key.fingerprint)
    guard !known.contains(subkey.fingerprint) else {
      throw KeyProblem(.malformed, "the key \(subkey.name) stands in it twice; \(Self.advice)")
    }
    guard subkeys.count < Self.mostSubkeys else {
      throw KeyProblem(.unsupported, "the certificate has more than \(Self.mostSubkeys) subkeys")
    }
    subkeys.append(Subkey(key: subkey))
  }

  /// Files a signature under what it is about.
  ///
  /// Signatures of others are passed over, as they say nothing here, but for revocations: whether somebody
  /// was named to revoke the key cannot be found out from the certificate alone, so such a key is refused.
  private mutating func add(_ packet: OpenPGPPacket, _ userID: OpenPGPPacket?) throws(KeyProblem) {
    let signature: OpenPGPSignaturePacket
    do {
      signature = try OpenPGPSignaturePacket(body: packet.body)
    } catch {
      throw KeyProblem(
        .unsupported, "the certificate has a signature that cannot be read: \(error.reason); \(Self.advice)")
    }
    let isOwn = signature.issuer.map { $0.matches(primary.fingerprint) } ?? true
    switch signature.kind {
    case .keyRevocation where userID == nil && subkeys.isEmpty:
      try check(isOwn, revocations)
      revocations.append(signature)
    case .subkeyRevocation where !subkeys.isEmpty:
      try check(isOwn, subkeys[subkeys.count - 1].revocations)
      subkeys[subkeys.count - 1].revocations.append(signature)
    case .subkeyBinding where !subkeys.isEmpty && isOwn:
      subkeys[subkeys.count - 1].bindings.append(signature)
    case .directKey where userID == nil && subkeys.isEmpty:
      if isOwn { direct.append(signature) }
    case .genericCertification, .personaCertification, .casualCertification, .positiveCertification:
      guard let userID, subkeys.isEmpty else { throw misplaced(signature) }
      if isOwn { certifications.append(Certification(userID: userID, signature: signature)) }
    // Which names a key goes by is for the policy to say: user ids come and go without the key.
    case .certificationRevocation where userID != nil && subkeys.isEmpty: break
    default: throw misplaced(signature)
    }
  }

  private func check(_ isOwn: Bool, _ others: [OpenPGPSignaturePacket]) throws(KeyProblem) {
    guard isOwn else {
      throw KeyProblem(
        .unsupported,
        "the certificate has a revocation by another key, which cannot be judged; use another key")
    }
    guard others.count < Self.mostRevocations else {
      throw KeyProblem(
        .unsupported, "the certificate has more than \(Self.mostRevocations) revocations of one key")
    }
  }

  private func misplaced(_ signature: OpenPGPSignaturePacket) -> KeyProblem {
    KeyProblem(
      .malformed,
      "the certificate has a signature of type \(signature.kind.rawValue) where none belongs; \(Self.advice)")
  }
}
