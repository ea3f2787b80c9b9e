/// A detached OpenPGP signature as it stands in its armour: which key claims to have signed, and when.
/// Nothing in it is verified yet.
struct OpenPGPSignature {
  let packet: OpenPGPSignaturePacket
  let issuer: OpenPGPKeyName

  /// Reads an armoured signature: one packet, of type binary document, with an accepted hash.
  ///
  /// Its unhashed area, which the signature does not cover, may name the issuer and say nothing else; so all
  /// that can be changed about a valid signature is how its lengths are spelled, and the armour's header lines.
  ///
  /// - Throws: `SignatureProblem` for anything else.
  init(armoured text: [UInt8]) throws(SignatureProblem) {
    do throws(WireProblem) {
      var reader = OpenPGPReader(try OpenPGPArmour.signature.decode(text))
      let packet = try OpenPGPPacket(from: &reader)
      guard packet.tag == OpenPGPPacket.signature else {
        throw WireProblem(reason: "it is a packet of type \(packet.tag); sign detached (`gpg --detach-sign`)")
      }
      guard reader.isAtEnd else { throw WireProblem(reason: "there is more than one packet in it") }
      self.packet = try OpenPGPSignaturePacket(body: packet.body)
      guard self.packet.kind == .binary else {
        throw WireProblem(
          reason: "it is not a signature of binary data, but of type \(self.packet.kind.rawValue); "
            + "sign without `--textmode`")
      }
      _ = try OpenPGPHash.numbered(self.packet.hashNumber)
      let naming = [OpenPGPSubpacket.issuerKeyID, OpenPGPSubpacket.issuerFingerprint]
      if let other = self.packet.unhashed.first(where: { !naming.contains($0.type) }) {
        throw WireProblem(reason: "a subpacket of type \(other.type) stands where nothing protects it")
      }
      guard let issuer = self.packet.issuer else { throw WireProblem(reason: "it does not name its key") }
      self.issuer = issuer
    } catch {
      throw SignatureProblem(reason: "the openpgp signature is not accepted: \(error.reason)")
    }
  }
}
