import Testing

@testable import Signatures

@Suite struct KeyRingTests {
  private let payload = Array("payload".utf8)
  private let authority = SSHSigningKey.generate()
  private let erin = SSHSigningKey.generate()

  /// A ring of a text in which ERIN and CA at the ends of lines stand for keys.
  private func ring(_ text: String, _ keys: SSHPublicKey...) -> KeyRing {
    let lines = text.split(separator: "\n").map { line in
      if line.hasSuffix(" ERIN") { return line.dropLast(4) + erin.publicKey.text }
      return line.dropLast(2) + authority.publicKey.text
    }
    let file = AllowedSigners(Array(lines.joined(separator: "\n").utf8))
    #expect(file.problems == [])
    return KeyRing(keys, allowedSigners: file.lines)
  }

  private func check(
    _ ring: KeyRing, certified: [String]? = nil, from: UInt64 = 0, until: UInt64 = .max,
    at date: Int64 = 1_700_000_000
  ) throws -> SignatureCheck {
    var signature = erin.sign(payload, namespace: "git")
    if let certified {
      var parts = CertificateParts(erin.publicKey, by: authority.publicKey)
      parts.principals = CertificateParts.list(certified.map { Array($0.utf8) })
      parts.serial = 7
      parts.validAfter = from
      parts.validBefore = until
      signature = try erin.sign(payload, certificate: parts.blob(signedBy: authority))
    }
    return SignatureVerifier(keys: ring)
      .check(signature: signature, payload: payload, namespace: "git", at: date)
  }

  private func certified(_ principals: String..., validity: KeyValidity = .good) -> SignatureCheck {
    let certified = Certified(
      authority: authority.publicKey.fingerprint, serial: 7, principals: principals)
    return .valid(
      Signer(format: .ssh, key: erin.publicKey.fingerprint, certified: certified), userPresence: nil,
      validity: validity)
  }

  // MARK: Plain keys

  @Test("a key of allowed signers is known") func plain() throws {
    let ring = ring("erin@example.com ERIN")
    #expect(ring.count == 1)
    #expect(ring.contains(erin.publicKey))
    #expect(try check(ring) == .valid(erin.publicKey.signer, userPresence: nil))
  }

  @Test("a key that may not sign in git's namespace is not known there, and the reason says so")
  func namespaces() throws {
    let refused = try check(ring(#"e@x namespaces="file,!git,g*" ERIN"#))
    #expect(refused.kind == .unknownSigner)
    #expect(refused.reason?.contains("may not sign in namespace \"git\"") == true)
    #expect(try check(ring(#"e@x namespaces="file,g*" ERIN"#)).kind == .valid)
  }

  @Test("a key outside its time is expired, before it too") func window() throws {
    let ring = ring(#"e@x valid-after="20200101Z",valid-before="20210101Z" ERIN"#)
    for (date, validity) in [
      (1_577_836_799, .expired), (1_577_836_800, .good), (1_609_459_200, .good), (1_609_459_201, .expired),
      (.min, .expired), (.max, .expired),
    ] as [(Int64, KeyValidity)] {
      #expect(
        try check(ring, at: date) == .valid(erin.publicKey.signer, userPresence: nil, validity: validity))
    }
  }

  @Test("what one line of a key permits is permitted, but not by halves") func lines() throws {
    let over = #"e@x valid-before="20200101Z",namespaces="git" ERIN"#
    #expect(try check(ring(over)) == .valid(erin.publicKey.signer, userPresence: nil, validity: .expired))
    // The line that is not over is for another namespace.
    #expect(
      try check(ring(over + "\n" + #"e@x namespaces="file" ERIN"#))
        == .valid(erin.publicKey.signer, userPresence: nil, validity: .expired))
    #expect(
      try check(ring(over + "\n" + "f@x ERIN")) == .valid(erin.publicKey.signer, userPresence: nil))
    #expect(try check(ring(over, erin.publicKey)) == .valid(erin.publicKey.signer, userPresence: nil))
  }

  // MARK: Certified keys

  @Test("a key certified by a known authority is valid, for the principals that it may certify")
  func certificate() throws {
    let ring = ring("*@example.com,!ceo@example.com cert-authority CA")
    #expect(ring.count == 0)
    #expect(
      try check(
        ring, certified: ["root", "erin@example.com", "ceo@example.com", "e@example.com", "erin@example.org"])
        == certified("erin@example.com", "e@example.com"))
  }

  @Test("a certificate by an unknown authority is by an unknown signer, and the reason names the authority")
  func unknownAuthority() throws {
    let result = try check(ring("* cert-authority ERIN"), certified: ["erin@example.com"])
    #expect(result.kind == .unknownSigner)
    #expect(result.reason?.contains(authority.publicKey.fingerprint) == true)
  }

  @Test("a key that may certify may not sign, and one that may sign may not certify") func roles() throws {
    #expect(try check(ring("* cert-authority ERIN")).kind == .unknownSigner)
    #expect(try check(ring("* CA"), certified: ["erin@example.com"]).kind == .unknownSigner)
    // Nor does a certificate inherit what its plain key may do.
    #expect(try check(ring("* ERIN"), certified: ["erin@example.com"]).kind == .unknownSigner)
    let both = ring("* ERIN\n* cert-authority CA")
    #expect(try check(both).kind == .valid)
    #expect(try check(both, certified: ["erin@example.com"]) == certified("erin@example.com"))
  }

  @Test("an authority certifies nobody else than its line says") func principals() throws {
    let ring = ring("*@example.com cert-authority CA")
    for names in [["erin@example.org"], ["ERIN@EXAMPLE.COM"], ["*@example.com.evil"], ["*"]] {
      let result = try check(ring, certified: names)
      #expect(result.kind == .unknownSigner)
      #expect(result.reason?.contains("none of the certificate's principals") == true)
    }
  }

  @Test("a principal that is no text is nobody") func noText() throws {
    var parts = CertificateParts(erin.publicKey, by: authority.publicKey)
    parts.principals = CertificateParts.list([[0xff, 0x40, 0x78]])
    let signature = try erin.sign(payload, certificate: parts.blob(signedBy: authority))
    let verifier = SignatureVerifier(keys: ring("* cert-authority CA"))
    #expect(verifier.check(signature: signature, payload: payload, namespace: "git").kind == .unknownSigner)
  }

  @Test("a certificate outside its time, or its authority's, is expired") func times() throws {
    let ring = ring(#"* cert-authority,valid-after="20200101Z",valid-before="20210101Z" CA"#)
    for (date, validity) in [
      (1_577_836_799, .expired), (1_577_836_800, .good), (1_609_459_200, .good), (1_609_459_201, .expired),
    ] as [(Int64, KeyValidity)] {
      #expect(
        try check(ring, certified: ["e@x"], at: date) == certified("e@x", validity: validity))
    }
    for (date, validity) in [
      (1_599_999_999, .expired), (1_600_000_000, .good), (1_600_000_099, .good), (1_600_000_100, .expired),
    ] as [(Int64, KeyValidity)] {
      #expect(
        try check(ring, certified: ["e@x"], from: 1_600_000_000, until: 1_600_000_100, at: date)
          == certified("e@x", validity: validity))
    }
    #expect(
      try check(self.ring("* cert-authority CA"), certified: ["e@x"], at: -1)
        == certified("e@x", validity: .expired))
  }

  @Test("an authority's line that is over certifies nobody whom another line leaves out") func someLines()
    throws
  {
    let ring = ring(
      #"""
      a@x,b@x cert-authority,valid-before="20200101Z" CA
      b@x,c@x cert-authority CA
      d@x cert-authority,namespaces="file" CA
      """#)
    #expect(try check(ring, certified: ["a@x", "b@x", "c@x", "d@x"]) == certified("b@x", "c@x"))
    #expect(try check(ring, certified: ["a@x", "d@x"]) == certified("a@x", validity: .expired))
    let result = try check(self.ring(#"* cert-authority,namespaces="file" CA"#), certified: ["d@x"])
    #expect(result.kind == .unknownSigner)
    #expect(result.reason?.contains("may not certify for namespace \"git\"") == true)
  }

  @Test("a certificate that its authority did not sign is malformed, by a known authority too")
  func forged() throws {
    let parts = CertificateParts(erin.publicKey, principals: "e@x", by: authority.publicKey)
    let signature = try erin.sign(payload, certificate: parts.blob(signedBy: erin))
    let verifier = SignatureVerifier(keys: ring("* cert-authority CA\n* ERIN"))
    #expect(verifier.check(signature: signature, payload: payload, namespace: "git").kind == .malformed)
  }

  @Test("a certified key's signature over other bytes, or in another's name, is invalid") func invalid()
    throws
  {
    let verifier = SignatureVerifier(keys: ring("* cert-authority CA"))
    let parts = CertificateParts(erin.publicKey, principals: "e@x", by: authority.publicKey)
    let certificate = parts.blob(signedBy: authority)
    let good = try erin.sign(payload, certificate: certificate)
    #expect(verifier.check(signature: good, payload: payload, namespace: "git").kind == .valid)
    #expect(
      verifier.check(signature: good, payload: payload + [0], namespace: "git")
        == .invalid(
          erin.publicKey.signer, reason: "the signature is not over these bytes; sign again what is there now"
        ))
    #expect(verifier.check(signature: good, payload: payload, namespace: "file").kind == .invalid)
    let stolen = try SSHSigningKey.generate().sign(payload, certificate: certificate)
    #expect(verifier.check(signature: stolen, payload: payload, namespace: "git").kind == .invalid)
  }

  // MARK: Other formats

  private struct Answer: SignatureKeys {
    let check: SignatureCheck
    func check(signature: [UInt8], payload: [UInt8], at date: Int64) -> SignatureCheck {
      date == 42 && payload == [1] ? check : .malformed(reason: "not what was asked")
    }
  }

  @Test("signatures of other formats are checked by the keys of their format, at the same date")
  func otherFormats() {
    var ring = KeyRing()
    let openpgp = SignatureCheck.valid(Signer(format: .openpgp, key: "a"), userPresence: nil)
    let x509 = SignatureCheck.valid(Signer(format: .x509, key: "b"), userPresence: nil, validity: .retired)
    ring.openpgp = Answer(check: openpgp)
    ring.x509 = Answer(check: x509)
    let verifier = SignatureVerifier(keys: ring)
    for (line, answer) in [
      ("-----BEGIN PGP SIGNATURE-----", openpgp), ("-----BEGIN SIGNED MESSAGE-----", x509),
    ] {
      for namespace in ["git", "countersign-approval@v1"] {
        #expect(
          verifier.check(signature: Array(line.utf8), payload: [1], namespace: namespace, at: 42) == answer)
      }
    }
  }
}
