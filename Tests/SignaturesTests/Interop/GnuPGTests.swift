import Testing

@testable import Signatures

/// What the real `gpg` makes, and what it says of it.
@Suite(.enabled(if: Tool.present(.gpg, .gpgconf), Comment(rawValue: Tool.missing(.gpg, .gpgconf))))
struct GnuPGTests {
  private let gnupg: GnuPG

  init() throws {
    gnupg = try GnuPG()
  }

  private func check(_ signature: [UInt8], _ key: String, at date: Int64 = GnuPG.signing) throws
    -> SignatureCheck
  {
    try gnupg.ring(key).check(signature: signature, payload: GnuPG.payload, at: date)
  }

  private func valid(_ key: String, _ validity: KeyValidity = .good) -> SignatureCheck {
    .valid(Signer(format: .openpgp, key: key), userPresence: nil, validity: validity)
  }

  @Test(
    "what gpg signs is valid, and not over other bytes",
    arguments: [
      "ed25519", "rsa2048", "rsa3072", "rsa4096", "nistp256", "nistp384", "nistp521",
    ])
  func signs(algorithm: String) throws {
    let key = try gnupg.makeKey(algorithm)
    let ring = try gnupg.ring(key)
    // With the longer curves, gpg insists on a hash of their size.
    let least = ["nistp384": "SHA384", "nistp521": "SHA512"]
    for hash in ["SHA256", "SHA384", "SHA512"] where hash >= least[algorithm] ?? hash {
      let signature = try gnupg.sign(by: key, "--digest-algo", hash)
      #expect(
        ring.check(signature: signature, payload: GnuPG.payload, at: GnuPG.signing) == valid(key), "\(hash)")
      for other in [[], GnuPG.payload + [0], Array(GnuPG.payload.dropLast())] {
        let result = ring.check(signature: signature, payload: other, at: GnuPG.signing)
        #expect(
          result
            == .invalid(
              Signer(format: .openpgp, key: key),
              reason: "the signature is not over these bytes; sign again what is there now"))
      }
    }
  }

  @Test("an empty payload and a long one can be signed", arguments: [0, 1, 3_000_000]) func sizes(size: Int)
    throws
  {
    let key = try gnupg.makeKey()
    let payload = [UInt8](repeating: 10, count: size)
    let signature = try gnupg.sign(payload, by: key)
    #expect(
      try gnupg.ring(key).check(signature: signature, payload: payload, at: GnuPG.signing) == valid(key))
  }

  @Test("a certificate says what gpg says") func names() throws {
    let key = try gnupg.makeKey()
    let subkeys = [
      try gnupg.addSubkey(to: key), try gnupg.addSubkey(to: key, "cv25519", "encr"),
      try gnupg.addSubkey(to: key, "rsa2048"),
    ]
    let certificate = try gnupg.certificate(key)
    #expect(certificate.fingerprint == key)
    #expect(certificate.subkeyFingerprints == subkeys)
    #expect(certificate.signer == Signer(format: .openpgp, key: key))
  }

  @Test("signatures by subkeys are the primary key's", arguments: ["ed25519", "rsa2048"])
  func subkeys(algorithm: String) throws {
    let key = try gnupg.makeKey("ed25519", "cert")
    let first = try gnupg.addSubkey(to: key, algorithm)
    let second = try gnupg.addSubkey(to: key, "rsa3072")
    for subkey in [first, second] {
      #expect(try check(gnupg.sign(by: subkey), key) == valid(key))
    }
  }

  @Test("a primary key that is for certifying only may not sign") func certifyOnly() throws {
    let key = try gnupg.makeKey("rsa2048", "cert")
    #expect(throws: KeyProblem.self) { try gnupg.certificate(key) }
    _ = try gnupg.addSubkey(to: key)
    #expect(try gnupg.certificate(key).keys[0].refusal?.contains("may not sign data") == true)
  }

  @Test("a key expires at the commit's date, whatever the time now") func expiry() throws {
    let key = try gnupg.makeKey(expires: "30d")
    let signature = try gnupg.sign(by: key)
    let end = GnuPG.start + 30 * GnuPG.day
    #expect(try check(signature, key, at: end - 1) == valid(key))
    #expect(try check(signature, key, at: end) == valid(key, .expired))
    #expect(try check(signature, key, at: GnuPG.start) == valid(key))
    #expect(try check(signature, key, at: GnuPG.start - 1) == valid(key, .expired))
    // What the owner says last holds, for the past too.
    try gnupg.gpg(at: GnuPG.signing, "--batch", "--quick-set-expire", key, "60d")
    #expect(try check(signature, key, at: end + 1) == valid(key))
    #expect(try check(signature, key, at: end + 100 * GnuPG.day) == valid(key, .expired))
    try gnupg.gpg(at: GnuPG.signing + 1, "--batch", "--quick-set-expire", key, "1d")
    #expect(try check(signature, key, at: GnuPG.signing + GnuPG.day) == valid(key))
    #expect(try check(signature, key, at: GnuPG.signing + GnuPG.day + 1) == valid(key, .expired))
  }

  @Test("a signature that says it was made outside the key's life is authentic and expired")
  func madeOutside() throws {
    let key = try gnupg.makeKey()
    let late = try gnupg.sign(by: key, at: GnuPG.start + 40 * GnuPG.day)
    #expect(try check(late, key) == valid(key))
    try gnupg.gpg(at: GnuPG.start + 1, "--batch", "--quick-set-expire", key, "30d")
    #expect(try check(late, key) == valid(key, .expired))
    #expect(try check(gnupg.sign(by: key), key) == valid(key))
  }

  @Test("a subkey expires by itself, and with its primary key") func subkeyExpiry() throws {
    let key = try gnupg.makeKey(expires: "60d")
    let short = try gnupg.addSubkey(to: key, expires: "20d")
    let long = try gnupg.addSubkey(to: key, "ed25519", "sign", expires: "never")
    let signatures = try [short, long].map { try gnupg.sign(by: $0) }
    let day = GnuPG.day
    #expect(try check(signatures[0], key, at: GnuPG.start + 20 * day) == valid(key, .expired))
    #expect(try check(signatures[0], key, at: GnuPG.start + 20 * day - 1) == valid(key))
    #expect(try check(signatures[1], key, at: GnuPG.start + 60 * day) == valid(key, .expired))
    #expect(try check(signatures[1], key, at: GnuPG.start + 60 * day - 1) == valid(key))
  }

  @Test("a signature's own expiry counts at the commit's date") func signatureExpiry() throws {
    let key = try gnupg.makeKey()
    let signature = try gnupg.sign(by: key, "--default-sig-expire", "5d")
    #expect(try check(signature, key, at: GnuPG.signing + 5 * GnuPG.day - 1) == valid(key))
    #expect(try check(signature, key, at: GnuPG.signing + 5 * GnuPG.day) == valid(key, .expired))
  }

  @Test("a hard revocation reaches back, a soft one does not", arguments: [0, 1, 2, 3])
  func revocation(reason: Int) throws {
    let key = try gnupg.makeKey()
    let subkey = try gnupg.addSubkey(to: key)
    let early = try [key, subkey].map { try gnupg.sign(by: $0) }
    let revoked = GnuPG.start + 20 * GnuPG.day
    let late = try [key, subkey].map { try gnupg.sign(by: $0, at: revoked) }
    try gnupg.revoke(key, reason: reason, at: revoked)
    let isHard = reason < 2
    for signature in early {
      #expect(try check(signature, key) == valid(key, isHard ? .compromised : .good))
      #expect(try check(signature, key, at: revoked - 1) == valid(key, isHard ? .compromised : .good))
      #expect(try check(signature, key, at: revoked) == valid(key, isHard ? .compromised : .retired))
    }
    for signature in late {
      // The commit's date is early, but the signature says that it was made afterwards.
      #expect(try check(signature, key) == valid(key, isHard ? .compromised : .retired))
    }
  }

  @Test("a revoked subkey says nothing about the primary key", arguments: [0, 1, 2, 3])
  func subkeyRevocation(reason: Int) throws {
    let key = try gnupg.makeKey()
    let subkey = try gnupg.addSubkey(to: key)
    let signatures = try [subkey, key].map { try gnupg.sign(by: $0) }
    let revoked = GnuPG.start + 20 * GnuPG.day
    try gnupg.revoke(subkey: 1, of: key, reason: reason, at: revoked)
    let isHard = reason < 2
    #expect(try check(signatures[0], key) == valid(key, isHard ? .compromised : .good))
    #expect(try check(signatures[0], key, at: revoked) == valid(key, isHard ? .compromised : .retired))
    #expect(try check(signatures[1], key, at: revoked) == valid(key))
  }

  @Test("a revocation counts though the key expired before it") func revokedAfterExpiry() throws {
    let key = try gnupg.makeKey(expires: "30d")
    let signature = try gnupg.sign(by: key)
    try gnupg.revoke(key, reason: 1, at: GnuPG.start + 50 * GnuPG.day)
    #expect(try check(signature, key) == valid(key, .compromised))
  }

  @Test("weak hashes are refused, as is a signature of text", arguments: ["SHA1", "RIPEMD160", "SHA224"])
  func weakHashes(hash: String) throws {
    let key = try gnupg.makeKey("rsa2048")
    let signature = try gnupg.sign(by: key, "--digest-algo", hash, "--allow-weak-digest-algos")
    let result = try check(signature, key)
    #expect(result.kind == .malformed)
    #expect(result.reason?.contains("the hash") == true)
    let text = try check(gnupg.sign(by: key, "--textmode"), key)
    #expect(text.kind == .malformed && text.reason?.contains("--textmode") == true)
  }

  @Test("weak keys are refused, and their twins of today accepted", arguments: ["dsa2048", "rsa1024"])
  func weakKeys(algorithm: String) throws {
    let weak = try gnupg.makeKey(algorithm)
    #expect { try gnupg.certificate(weak) } throws: { ($0 as? KeyProblem)?.kind == .weak }
    let key = try gnupg.makeKey()
    let subkey = try gnupg.addSubkey(to: key, algorithm)
    let result = try check(gnupg.sign(by: subkey), key)
    #expect(result.kind == .malformed && result.reason?.contains(subkey) == true)
    #expect(try check(gnupg.sign(by: key), key) == valid(key))
  }

  @Test("a key on a curve that is not known is refused by name", arguments: ["brainpoolP256r1", "secp256k1"])
  func unknownCurves(algorithm: String) throws {
    let key = try gnupg.makeKey(algorithm)
    #expect { try gnupg.certificate(key) } throws: { ($0 as? KeyProblem)?.kind == .unsupported }
  }

  @Test("a key with a weak self-signature is refused until it is renewed") func weakSelfSignature() throws {
    let key = try gnupg.makeKey("rsa2048", options: ["--cert-digest-algo", "SHA1"])
    #expect { try gnupg.certificate(key) } throws: { ($0 as? KeyProblem)?.kind == .weak }
    try gnupg.gpg(at: GnuPG.start + 60, "--batch", "--quick-set-expire", key, "1y")
    #expect(try check(gnupg.sign(by: key), key) == valid(key))
  }

  @Test("an unknown key is named, and nothing said about it") func unknown() throws {
    let key = try gnupg.makeKey()
    let other = try gnupg.makeKey()
    let result = try check(gnupg.sign(by: other), key)
    guard case .unknownSigner(nil, format: .openpgp, let reason) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(reason?.contains(other) == true)
  }

  @Test("keys without user ids work by their subkeys") func noUserIDs() throws {
    let key = try gnupg.makeKey()
    let subkey = try gnupg.addSubkey(to: key)
    let text = try gnupg.gpg(
      "--batch", "--armor", "--export-filter", "drop-subkey=usage=~e", "--export-filter", "keep-uid=uid=none",
      "--export", key
    ).output
    let ring = OpenPGPKeyRing([try OpenPGPCertificate(armoured: text)])
    #expect(
      ring.check(signature: try gnupg.sign(by: subkey), payload: GnuPG.payload, at: GnuPG.signing)
        == valid(key))
    // Nothing is left that says what the primary key may do.
    let primary = ring.check(signature: try gnupg.sign(by: key), payload: GnuPG.payload, at: GnuPG.signing)
    #expect(primary.kind == .malformed)
  }

  @Test("secret keys and several certificates in a file are refused") func files() throws {
    let keys = try [gnupg.makeKey(), gnupg.makeKey()]
    let both = try gnupg.armoured(keys[0], keys[1])
    let one = try gnupg.armoured(keys[0])
    let secret = try gnupg.gpg("--batch", "--armor", "--export-secret-keys", keys[0]).output
    for text in [both, secret, one + one, one + [0x0a], [0x0a] + one, Array(one.dropLast(30)), []] {
      #expect(throws: KeyProblem.self) { try OpenPGPCertificate(armoured: text) }
    }
    #expect(try OpenPGPCertificate(armoured: one).fingerprint == keys[0])
    let windows = one.flatMap { $0 == 0x0a ? [0x0d, 0x0a] : [$0] }
    #expect(try OpenPGPCertificate(armoured: windows).fingerprint == keys[0])
  }
}
