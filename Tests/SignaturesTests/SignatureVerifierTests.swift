import Testing

@testable import Signatures

@Suite struct SignatureVerifierTests {
  private let payload: [UInt8]

  init() throws {
    payload = try Fixture.payload()
  }

  private func check(
    _ signature: [UInt8]?, by names: String..., payload: [UInt8]? = nil, namespace: String = "git"
  ) throws -> SignatureCheck {
    let keys = try names.map { try Fixture.publicKey($0) }
    return SignatureVerifier(keys: KeyRing(keys))
      .check(signature: signature, payload: payload ?? self.payload, namespace: namespace)
  }

  @Test("no signature is unsigned, an empty one is malformed") func absent() throws {
    #expect(try check(nil) == .unsigned)
    #expect(try check([]).kind == .malformed)
  }

  @Test("a right signature by a known key is valid and names the key", arguments: Fixture.accepted)
  func valid(name: String) throws {
    let key = try Fixture.publicKey(name)
    let presence: Bool? = name.hasPrefix("fido") ? true : nil
    #expect(
      try check(Fixture.signature(name), by: name)
        == .valid(Signer(format: .ssh, key: key.fingerprint), userPresence: presence))
  }

  @Test(
    "a right signature by a key that is not in the ring is by an unknown signer", arguments: Fixture.accepted)
  func unknown(name: String) throws {
    let signer = try Fixture.publicKey(name).signer
    let other = name == "ed25519" ? "rsa-2048" : "ed25519"
    #expect(
      try check(Fixture.signature(name), by: other) == .unknownSigner(signer, format: .ssh, reason: nil))
    #expect(try check(Fixture.signature(name)) == .unknownSigner(signer, format: .ssh, reason: nil))
  }

  @Test(
    "a signature over other bytes is invalid, whether or not its key is known", arguments: Fixture.accepted)
  func otherBytes(name: String) throws {
    let signature = try Fixture.signature(name)
    for other in [payload + [0], payload.dropLast(), [], [0x54] + payload.dropFirst()] {
      #expect(try check(signature, by: name, payload: Array(other)).kind == .invalid)
      #expect(try check(signature, payload: Array(other)).kind == .invalid)
    }
  }

  @Test(
    "an SSHSIG in another namespace is invalid",
    arguments: ["file", "Git", "gi", "git\0", "", "countersign-approval@v1"])
  func otherNamespace(namespace: String) throws {
    let signature = try Fixture.signature("ed25519")
    #expect(try check(signature, by: "ed25519", namespace: namespace).kind == .invalid)

    // And the other way: renaming the field does not move the signature over.
    guard !namespace.isEmpty else { return }
    var parts = try SignatureParts(armoured: signature)
    parts.namespace = Array(namespace.utf8)
    #expect(try check(parts.armoured, by: "ed25519", namespace: namespace).kind == .invalid)
    #expect(try check(parts.armoured, by: "ed25519").kind == .invalid)
  }

  @Test("namespaces are compared as bytes, not as canonically equivalent text") func normalisation() throws {
    let key = try SSHSigningKey(seed: [UInt8](repeating: 7, count: 32))
    let verifier = SignatureVerifier(keys: KeyRing([key.publicKey]))
    let signature = key.sign(payload, namespace: "caf\u{e9}")
    #expect(verifier.check(signature: signature, payload: payload, namespace: "caf\u{e9}").kind == .valid)
    #expect(verifier.check(signature: signature, payload: payload, namespace: "cafe\u{301}").kind == .invalid)
  }

  @Test("an SSHSIG with sha256 is as good as one with sha512") func sha256() throws {
    #expect(try check(Fixture.signature("ed25519-hash-sha256"), by: "ed25519").kind == .valid)
  }

  @Test(
    "an SSHSIG with another hash is malformed",
    arguments: ["md5", "sha1", "sha384", "SHA512", "sha512\0", "sha3-512", "", "sha512,sha256"])
  func otherHash(hash: String) throws {
    var parts = try SignatureParts(armoured: Fixture.signature("ed25519"))
    parts.hash = Array(hash.utf8)
    #expect(try check(parts.armoured, by: "ed25519").kind == .malformed)
  }

  @Test("an SSHSIG whose hash name was exchanged for the other accepted one is invalid") func exchangedHash()
    throws
  {
    for (name, hash) in [("ed25519", "sha256"), ("ed25519-hash-sha256", "sha512")] {
      var parts = try SignatureParts(armoured: Fixture.signature(name))
      parts.hash = Array(hash.utf8)
      #expect(try check(parts.armoured, by: "ed25519").kind == .invalid)
    }
  }

  @Test("a reserved field is malformed, whether it was signed or not: OpenSSH verifies as if it were empty")
  func reserved() throws {
    var parts = try SignatureParts(armoured: Fixture.signature("ed25519"))
    parts.reserved = [0]
    #expect(try check(parts.armoured, by: "ed25519").kind == .malformed)

    let key = SSHSigningKey.generate()
    let verifier = SignatureVerifier(keys: KeyRing([key.publicKey]))
    let signed = key.sign(payload, namespace: Array("git".utf8), reserved: [1, 2], hash: .sha512)
    #expect(verifier.check(signature: signed, payload: payload, namespace: "git").kind == .malformed)
    parts = try SignatureParts(armoured: signed)
    parts.reserved = []
    #expect(verifier.check(signature: parts.armoured, payload: payload, namespace: "git").kind == .invalid)
  }

  @Test("RSA with SHA-1 is malformed, though the signature is right") func rsaWithSHA1() throws {
    let result = try check(Fixture.signature("rsa-2048-sha1"), by: "rsa-2048")
    #expect(result.kind == .malformed)
    #expect(result.reason?.contains("sha-1") == true)
  }

  @Test("RSA with SHA-1 is invalid under the name of SHA-2") func rsaWithSHA1Renamed() throws {
    var parts = try SignatureParts(armoured: Fixture.signature("rsa-2048-sha1"))
    var reader = WireReader(parts.value)
    _ = try reader.string("name")
    let value = Array(try reader.string("value"))
    for name in ["rsa-sha2-256", "rsa-sha2-512"] {
      parts.value = SignatureParts.strings(Array(name.utf8), value)
      #expect(try check(parts.armoured, by: "rsa-2048").kind == .invalid)
    }
  }

  @Test("RSA with either SHA-2 is valid") func rsaWithSHA2() throws {
    #expect(try check(Fixture.signature("rsa-2048-rsa-sha2-256"), by: "rsa-2048").kind == .valid)
    #expect(try check(Fixture.signature("rsa-2048"), by: "rsa-2048").kind == .valid)
  }

  @Test("a 1024-bit RSA key and a DSA key are malformed, though their signatures are right")
  func weakKeys() throws {
    for (name, word) in [("rsa-1024", "1024 bits"), ("dsa", "dsa keys")] {
      let result = try check(Fixture.signature(name))
      #expect(result.kind == .malformed)
      #expect(result.reason?.contains(word) == true)
    }
  }

  @Test("a key of small order, for which anybody can sign, is malformed") func smallOrder() throws {
    // R = the neutral element and s = 0 satisfy s B = R + h A for every h if A is the neutral element.
    let neutral = [1] + [UInt8](repeating: 0, count: 31)
    var parts = try SignatureParts(armoured: Fixture.signature("ed25519"))
    parts.key = SignatureParts.strings(Array("ssh-ed25519".utf8), neutral)
    parts.value = SignatureParts.strings(
      Array("ssh-ed25519".utf8), neutral + [UInt8](repeating: 0, count: 32))
    let result = try check(parts.armoured)
    #expect(result.kind == .malformed)
    #expect(result.reason?.contains("small order") == true)
  }

  @Test(
    "a FIDO signature without user presence is valid and says so", arguments: ["fido-ed25519", "fido-p256"])
  func untouched(name: String) throws {
    let signer = try Fixture.publicKey(name).signer
    #expect(
      try check(Fixture.signature("\(name)-untouched"), by: name) == .valid(signer, userPresence: false))
  }

  @Test("user presence cannot be claimed afterwards", arguments: ["fido-ed25519", "fido-p256"])
  func claimedPresence(name: String) throws {
    var parts = try SignatureParts(armoured: Fixture.signature("\(name)-untouched"))
    let flags = parts.value.count - 5
    #expect(parts.value[flags] == 0)
    parts.value[flags] = 1
    #expect(try check(parts.armoured, by: name).kind == .invalid)
  }

  @Test("a FIDO signature is no signature by a plain key of the same point, nor the reverse")
  func fidoAndPlain() throws {
    let plain = try SignatureParts(armoured: Fixture.signature("ed25519"))
    let fido = try SignatureParts(armoured: Fixture.signature("fido-ed25519"))
    var mixed = plain
    mixed.value = fido.value
    #expect(try check(mixed.armoured, by: "ed25519").kind == .malformed)
    mixed = fido
    mixed.value = plain.value
    #expect(try check(mixed.armoured, by: "fido-ed25519").kind == .malformed)

    // The point of a FIDO key under a plain key's type, with the authenticator's numbers.
    let point = Array(plain.key.suffix(32))
    mixed = plain
    mixed.key = SignatureParts.strings(Array("sk-ssh-ed25519@openssh.com".utf8), point, Array("ssh:".utf8))
    var reader = WireReader(plain.value)
    _ = try reader.string("name")
    mixed.value =
      SignatureParts.strings(
        Array("sk-ssh-ed25519@openssh.com".utf8), Array(try reader.string("value"))) + [1, 0, 0, 0, 0]
    #expect(try check(mixed.armoured).kind == .invalid)
  }

  @Test("an exchanged key is not blamed on its owner's bytes: the signature is invalid") func exchangedKey()
    throws
  {
    let other = SSHSigningKey.generate()
    var parts = try SignatureParts(armoured: Fixture.signature("ed25519"))
    parts.key = other.publicKey.blob
    #expect(try check(parts.armoured, by: "ed25519").kind == .invalid)
  }

  @Test("a key that differs from a known one only in its spelling is not that key") func spelling() throws {
    let known = try Fixture.publicKey("rsa-2048")
    var parts = try SignatureParts(armoured: Fixture.signature("rsa-2048"))
    var reader = WireReader(known.blob)
    let type = Array(try reader.string("type"))
    let exponent = Array(try reader.string("e"))
    let modulus = Array(try reader.string("n"))
    parts.key = SignatureParts.strings(type, [0] + exponent, modulus)
    #expect(try check(parts.armoured, by: "rsa-2048").kind == .malformed)
    parts.key = SignatureParts.strings(type, exponent, [0] + modulus)
    #expect(try check(parts.armoured, by: "rsa-2048").kind == .malformed)
    parts.key = known.blob + [0]
    #expect(try check(parts.armoured, by: "rsa-2048").kind == .malformed)
  }

  @Test(
    "formats whose keys this version has not are named, and nothing is claimed about them",
    arguments: [
      ("-----BEGIN PGP SIGNATURE-----", SignatureFormat.openpgp),
      ("-----BEGIN PGP MESSAGE-----", .openpgp), ("-----BEGIN SIGNED MESSAGE-----", .x509),
      ("-----BEGIN PKCS7-----", .x509), ("-----BEGIN CMS-----", .x509),
    ])
  func otherFormats(line: String, format: SignatureFormat) throws {
    let result = try check(Array((line + "\n\nabc\n").utf8), by: "ed25519")
    guard case .unknownSigner(nil, format, let reason?) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(reason.contains("this version has no"))
  }

  @Test(
    "what begins with no known armour is malformed",
    arguments: [
      "x", "\n-----BEGIN SSH SIGNATURE-----\n", "-----BEGIN SSH SIGNATURE----", "-----BEGIN RSA KEY-----",
    ])
  func noArmour(text: String) throws {
    #expect(try check(Array(text.utf8), by: "ed25519").kind == .malformed)
  }

  @Test("one verifier serves many threads at once") func threads() async throws {
    let verifier = try Fixture.verifier("ed25519", "ecdsa-p256", "rsa-2048", "fido-p256")
    let names = ["ed25519", "ecdsa-p256", "rsa-2048", "fido-p256"]
    let signatures = try names.map { try Fixture.signature($0) }
    let payload = payload
    let valid = await withTaskGroup(of: Bool.self) { group in
      for turn in 0..<200 {
        group.addTask {
          let signature = signatures[turn % signatures.count]
          return verifier.check(signature: signature, payload: payload, namespace: "git").kind == .valid
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(valid == 200)
  }

  @Test("a ring counts a key once") func ring() throws {
    let key = try Fixture.publicKey("ed25519")
    let ring = KeyRing([key, try SSHPublicKey(openSSH: key.text + " again")])
    #expect(ring.count == 1)
    #expect(ring.contains(key))
    #expect(try !ring.contains(Fixture.publicKey("rsa-2048")))
  }
}
