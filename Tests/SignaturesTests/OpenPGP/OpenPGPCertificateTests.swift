import Testing

@testable import Signatures

/// Certificates that somebody put together from parts of others.
@Suite(.enabled(if: Tool.present(.gpg, .gpgconf), Comment(rawValue: Tool.missing(.gpg, .gpgconf))))
struct OpenPGPCertificateTests {
  private let gnupg: GnuPG
  private let key: String
  private let subkey: String
  private let packets: [OpenPGPPacket]

  init() throws {
    gnupg = try GnuPG()
    key = try gnupg.makeKey()
    subkey = try gnupg.addSubkey(to: key, expires: "100d")
    packets = try OpenPGPForgery.packets(gnupg.armoured(key), .certificate)
  }

  private func ring(_ packets: [OpenPGPPacket]) throws -> OpenPGPKeyRing {
    OpenPGPKeyRing([try OpenPGPCertificate(armoured: OpenPGPForgery.armoured(packets, .certificate))])
  }

  private func check(_ ring: OpenPGPKeyRing, by signer: String) throws -> SignatureCheck {
    ring.check(signature: try gnupg.sign(by: signer), payload: GnuPG.payload, at: GnuPG.signing)
  }

  @Test("gpg's certificate, taken apart and put together, is the same") func honest() throws {
    #expect(packets.map(\.tag) == [6, 13, 2, 14, 2])
    let ring = try ring(packets)
    for signer in [key, subkey] {
      #expect(try check(ring, by: signer) == .valid(Signer(format: .openpgp, key: key), userPresence: nil))
    }
  }

  @Test("a subkey that did not sign the primary key in turn may not sign") func noBackSignature() throws {
    let issuer = try #require(Hexadecimal.decode(key.lowercased())).suffix(8)
    let area = OpenPGPForgery.subpacket(16, Array(issuer))
    let bent = try packets.map {
      try OpenPGPForgery.isBinding($0) ? OpenPGPForgery.unhashed(area, in: $0) : $0
    }
    #expect(bent != packets)
    let result = try check(try ring(bent), by: subkey)
    #expect(result.kind == .malformed && result.reason?.contains("cross-certify") == true)
    #expect(try check(try ring(bent), by: key).kind == .valid)
  }

  @Test("a subkey with another key's signature over the primary key may not sign") func wrongBackSignature()
    throws
  {
    let other = try gnupg.addSubkey(to: key)
    let both = try OpenPGPForgery.packets(gnupg.armoured(key), .certificate)
    let bindings = both.filter(OpenPGPForgery.isBinding)
    try #require(bindings.count == 2)
    let foreign = try OpenPGPSignaturePacket(body: bindings[1].body).unhashed
    let area = foreign.flatMap { OpenPGPForgery.subpacket($0.type, Array($0.body)) }
    let bent = try both.map { $0 == bindings[0] ? try OpenPGPForgery.unhashed(area, in: $0) : $0 }
    #expect(try check(try ring(bent), by: subkey).kind == .malformed)
    #expect(try check(try ring(bent), by: other).kind == .valid)
  }

  @Test("somebody else's key cannot be taken for one's own subkey") func stolenSubkey() throws {
    let thief = try gnupg.makeKey()
    let theirs = try OpenPGPForgery.packets(gnupg.armoured(thief), .certificate)
    #expect(throws: KeyProblem.self) { try ring(theirs + packets.suffix(2)) }
    // A thief can bind it to a key of their own, but not make it sign that in turn.
    for victim in [packets[0], packets[3]] {
      let stolen = try OpenPGPCertificate(
        armoured: OpenPGPForgery.armoured(
          StolenKey(try OpenPGPKeyPacket(body: victim.body)).certificate, .certificate))
      let signer = victim == packets[0] ? key : subkey
      #expect(stolen.subkeyFingerprints == [signer])
      #expect(try check(OpenPGPKeyRing([stolen]), by: signer).kind == .malformed)
    }
    #expect(try check(try ring(theirs), by: thief).kind == .valid)
  }

  @Test("a subkey that is not bound, or for encryption, may not sign") func otherSubkeys() throws {
    let unbound = try check(try ring(Array(packets.dropLast())), by: subkey)
    #expect(unbound.kind == .malformed && unbound.reason?.contains("vouch") == true)
    let encryption = try gnupg.addSubkey(to: key, "rsa2048", "encr")
    // gpg itself does not sign with it, so a signature is made to name it.
    var body = try OpenPGPForgery.packets(gnupg.sign(by: key), .signature)[0].body
    let own = try #require(Hexadecimal.decode(key.lowercased()))
    let named = try #require(Hexadecimal.decode(encryption.lowercased()))
    for (from, to) in [(own, named), (Array(own.suffix(8)), Array(named.suffix(8)))] {
      for index in 0...(body.count - from.count) where body[index..<(index + from.count)].elementsEqual(from)
      {
        body.replaceSubrange(index..<(index + from.count), with: to)
      }
    }
    let signature = OpenPGPForgery.armoured([OpenPGPPacket(tag: 2, body: body)], .signature)
    let result = try gnupg.ring(key).check(signature: signature, payload: GnuPG.payload, at: GnuPG.signing)
    #expect(result.kind == .malformed && result.reason?.contains("another purpose") == true)
  }

  @Test("no byte of what the holder signed can be changed", arguments: [0, 1, 2, 3, 4]) func mutations(
    index: Int
  ) throws {
    let signature = try gnupg.sign(by: subkey)
    for position in stride(from: 0, to: packets[index].body.count, by: 3) {
      var bent = packets
      var body = packets[index].body
      body[position] ^= 0x04
      bent[index] = OpenPGPPacket(tag: bent[index].tag, body: body)
      // The names of issuers in unhashed areas may go wrong without changing what anything means.
      guard let ring = try? ring(bent) else { continue }
      let result = ring.check(signature: signature, payload: GnuPG.payload, at: GnuPG.signing)
      let isSame = result == .valid(Signer(format: .openpgp, key: key), userPresence: nil)
      if result.kind == .valid, !isSame || index < 2 { Issue.record("\(result): byte \(position)") }
    }
  }

  @Test("what the holder said last is not passed over when it is broken") func newestBroken() throws {
    let signature = try gnupg.sign(by: key)
    try gnupg.gpg(at: GnuPG.start + 60, "--batch", "--quick-set-expire", key, "5d")
    let renewed = try OpenPGPForgery.packets(gnupg.armoured(key), .certificate)
    var broken = renewed[2].body
    broken[broken.count - 1] ^= 1
    #expect(throws: KeyProblem.self) {
      try ring(renewed.enumerated().map { $0 == 2 ? OpenPGPPacket(tag: 2, body: broken) : $1 })
    }
    // The older self-signature may stand beside it, in any order.
    for both in [[packets[2], renewed[2]], [renewed[2], packets[2]]] {
      let result = try ring(packets[0...1] + both + packets[3...])
        .check(signature: signature, payload: GnuPG.payload, at: GnuPG.signing)
      #expect(result == .valid(Signer(format: .openpgp, key: key), userPresence: nil, validity: .expired))
    }
  }

  @Test("a revocation that is broken, or by somebody else, makes the certificate unusable") func revocations()
    throws
  {
    let thief = try gnupg.makeKey()
    try gnupg.revoke(thief, reason: 1, at: GnuPG.signing)
    let foreign = try OpenPGPForgery.packets(gnupg.armoured(thief), .certificate)[1]
    try #require(foreign.body[1] == 0x20)
    #expect(throws: KeyProblem.self) { try ring([packets[0], foreign] + packets[1...]) }

    try gnupg.revoke(key, reason: 1, at: GnuPG.signing)
    let revoked = try OpenPGPForgery.packets(gnupg.armoured(key), .certificate)
    try #require(revoked[1].body[1] == 0x20)
    var body = revoked[1].body
    body[body.count - 1] ^= 1
    #expect(throws: KeyProblem.self) {
      try ring([revoked[0], OpenPGPPacket(tag: 2, body: body)] + revoked[2...])
    }
    _ = try ring(revoked)
  }

  @Test("a key that stands in two certificates has no holder") func twice() throws {
    let mine = try gnupg.certificate(key)
    let other = try OpenPGPCertificate(
      armoured: OpenPGPForgery.armoured(Array(packets.dropLast(2)), .certificate))
    #expect(mine.fingerprint == other.fingerprint)
    #expect(try check(OpenPGPKeyRing([mine, mine]), by: key).kind == .valid)
    #expect(try check(OpenPGPKeyRing([mine, other]), by: key).kind == .unknownSigner)
    #expect(try check(OpenPGPKeyRing([mine, other]), by: subkey).kind == .valid)
  }

  @Test("sizes and counts are bounded") func bounds() throws {
    let long = [UInt8](repeating: 0x41, count: OpenPGPArmour.certificate.limit + 1)
    #expect(throws: KeyProblem.self) { try OpenPGPCertificate(armoured: long) }
    let notation = OpenPGPPacket(tag: 63, body: [])
    #expect(throws: KeyProblem.self) { try ring(packets + [notation]) }
    #expect(throws: KeyProblem.self) { try ring(packets + packets.suffix(2)) }
    #expect(throws: KeyProblem.self) { try ring(packets + [packets[1], packets[2]]) }
    #expect(throws: KeyProblem.self) { try ring(Array(packets.dropFirst())) }
  }
}
