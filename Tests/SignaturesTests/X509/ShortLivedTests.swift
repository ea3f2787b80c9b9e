import Testing
import X509

@testable import Signatures

/// Short-lived certificates in Fulcio's form, and who may say when they were used.
@Suite struct ShortLivedTests {
  private let payload = Array("tree 0123\n\na message\n".utf8)
  private let root: TestIdentity
  private let alice: TestIdentity
  private let signature: TestSignature
  private let log = TestWitness.Log()
  private let authority: TestIdentity
  private let name = X509Name(issuer: "https://accounts.example.com", subject: "alice@example.com")
  private let now = TestTime.start + 5

  init() throws {
    root = try TestIdentity(.authority())
    alice = try TestIdentity(.fulcio(), by: root)
    signature = try TestSignature(payload, by: alice)
    authority = try TestIdentity(.timestamping(), by: TestIdentity(.authority("TSA Root")))
  }

  private func trust(_ pems: [UInt8]..., names: [X509Name]? = nil) throws -> X509Trust {
    try X509Trust(roots: ([root.pem] + pems).map { ("roots/test.pem", $0) }, names: names ?? [name])
  }

  private func check(
    _ attributes: [UInt8]..., in trust: X509Trust? = nil, signature: TestSignature? = nil,
    at date: Int64? = nil
  ) throws -> SignatureCheck {
    var signature = signature ?? self.signature
    signature.unsignedAttributes = attributes
    let trust = try trust ?? self.trust(log.pem, authority.pem)
    return trust.check(signature: signature.armoured, payload: payload, at: date ?? now)
  }

  private func stamp(
    _ seconds: Int = 5, by authority: TestIdentity? = nil, with others: [TestIdentity] = [],
    digest: CMSDigest = .sha256, bend: (inout TestSignature) throws -> Void = { _ in }
  ) throws -> [UInt8] {
    try TestWitness.timestamp(
      over: signature.value, at: TestWitness.text(seconds), by: authority ?? self.authority, with: others,
      digest: digest, bend: bend)
  }

  private var valid: SignatureCheck { .valid(name.signer, userPresence: nil) }

  private func expectUnknown(_ result: SignatureCheck, _ part: String, line: Int = #line) {
    #expect(result.kind == .unknownSigner && result.reason?.contains(part) == true, "line \(line): \(result)")
  }

  // MARK: - Nobody

  @Test func `without a trusted time a short-lived key is unknown, and the reason says what to do`() throws {
    expectUnknown(try check(), "gitsign.rekorMode")
    expectUnknown(try check(at: TestTime.start + 100_000), "gitsign.rekorMode")
    #expect(try check(stamp()) == valid)
  }

  @Test func `a certificate for a day is short-lived without fulcio's extensions, one for longer is not`()
    throws
  {
    for (life, kind) in [(86_400, SignatureCheck.Kind.unknownSigner), (86_401, .valid)]
      as [(Int64, SignatureCheck.Kind)]
    {
      var request = TestIdentity.Request.person()
      request.validity = TestTime.start...TestTime.start + life
      let signature = try TestSignature(payload, by: TestIdentity(request, by: root))
      let listed = X509Name(issuer: "CN=Test Root,O=Example\\, Inc", subject: "alice@example.com")
      #expect(try check(in: trust(names: [listed]), signature: signature).kind == kind)
    }
  }

  @Test func `fulcio's extensions make a key short-lived however long its certificate is valid`() throws {
    var request = TestIdentity.Request.fulcio()
    request.validity = TestTime.start...TestTime.start + 1_000_000
    let signature = try TestSignature(payload, by: TestIdentity(request, by: root))
    expectUnknown(try check(signature: signature), "gitsign.rekorMode")
  }

  // MARK: - Time stamping authorities

  @Test func `a timestamp by a listed authority makes a signature valid, with any good hash`() throws {
    for digest in CMSDigest.allCases { #expect(try check(stamp(digest: digest)) == valid) }
    expectUnknown(try check(stamp(), in: trust(log.pem)), "the timestamp's authority is not in the policy")
  }

  @Test func `an authority for time stamping may be listed by its issuer, if that is for nothing else`()
    throws
  {
    let middle = try TestIdentity(
      .authority("TSA Middle", usages: [.timeStamping]), by: TestIdentity(.authority()))
    let authority = try TestIdentity(.timestamping(), by: middle)
    #expect(try check(stamp(by: authority), in: trust(middle.pem)) == valid)
    expectUnknown(try check(stamp(by: authority), in: trust(self.authority.pem)), "not in the policy")
    // A root for signers vouches for no time, whatever it issues.
    let byRoot = try TestIdentity(.timestamping(), by: root)
    expectUnknown(try check(stamp(by: byRoot)), "not in the policy")
  }

  @Test func `a timestamp over other bytes says nothing`() throws {
    let other = try TestWitness.timestamp(
      over: signature.value + [0], at: TestWitness.text(5), by: authority)
    expectUnknown(try check(other), "over another signature")
    expectUnknown(try check(stamp { $0.attached?[40] ^= 1 }), "timestamp")
    expectUnknown(try check(stamp { $0.signedAttributes = nil }), "no signed attributes")
    expectUnknown(try check(stamp { $0.contentType = [1, 2, 840, 113549, 1, 7, 1] }), "type of content")
  }

  @Test func `a certificate that is for more than time stamping makes no timestamps`() throws {
    let issuer = try TestIdentity(.authority("TSA Middle", usages: [.timeStamping]))
    let bends: [(inout TestIdentity.Request) -> Void] = [
      { $0.usages = [.timeStamping, .codeSigning] }, { $0.usages = [] }, { $0.isUsageCritical = false },
      { $0.usages = [.any] }, { $0.keyUsage = KeyUsage(keyEncipherment: true) },
      { $0.basicConstraints = .isCertificateAuthority(maxPathLength: nil) },
    ]
    for bend in bends {
      var request = TestIdentity.Request.timestamping()
      bend(&request)
      let authority = try TestIdentity(request, by: issuer)
      expectUnknown(try check(stamp(by: authority), in: trust(issuer.pem)), "not for time stamping only")
    }
    let honest = try TestIdentity(.timestamping(), by: issuer)
    #expect(try check(stamp(by: honest), in: trust(issuer.pem)) == valid)
  }

  @Test func `an authority for time stamping is no root for signers, and signs no commit`() throws {
    let middle = try TestIdentity(.authority("TSA Middle", usages: [.timeStamping]))
    let forged = try TestSignature(payload, by: TestIdentity(.fulcio(), by: middle))
    expectUnknown(try check(in: trust(middle.pem), signature: forged), "does not chain")
    var request = TestIdentity.Request.timestamping()
    request.subjects = [.rfc822Name("alice@example.com")]
    let direct = try TestSignature(payload, by: TestIdentity(request, by: root))
    expectUnknown(try check(signature: direct), "may not sign commits")
  }

  @Test func `an authority that had expired when it stamped is not believed`() throws {
    for (last, kind) in [(5, SignatureCheck.Kind.valid), (4, .unknownSigner)]
      as [(Int64, SignatureCheck.Kind)]
    {
      var request = TestIdentity.Request.timestamping()
      request.validity = TestTime.start - 1000...TestTime.start + last
      let authority = try TestIdentity(request, by: root)
      #expect(try check(stamp(by: authority), in: trust(authority.pem)).kind == kind)
    }
  }

  @Test func `no bit of a timestamp can be changed but in certificates that it only carries`() throws {
    let attribute = try stamp()
    let trust = try trust(authority.pem)
    var signature = signature
    signature.unsignedAttributes = [attribute]
    var message = signature.message
    let start = try #require(message.firstRange(of: attribute))
    // This copy is only looked for; the policy has the certificate itself.
    let idle = try #require(message[start].firstRange(of: authority.certificate.bytes))
    for index in start where !idle.contains(index) {
      for bit in 0..<8 {
        message[index] ^= 1 << bit
        let result = trust.check(signature: DERText.pem("CMS", message), payload: payload, at: now)
        if result == valid {
          Issue.record(
            "bit \(bit) of byte \(index - start.lowerBound)"
          )
        }
        message[index] ^= 1 << bit
      }
    }
    #expect(trust.check(signature: DERText.pem("CMS", message), payload: payload, at: now) == valid)
  }

  // MARK: - Logs

  @Test func `a listed log's entry makes a signature valid, with or without its body`() throws {
    for body in [false, true] {
      #expect(try check(log.attribute(about: signature, at: now, body: body)) == valid)
    }
    expectUnknown(try check(log.attribute(about: signature, at: now), in: trust()), "is not in the policy")
  }

  @Test func `an entry about another signature, certificate or hash says nothing`() throws {
    let again = try TestSignature(payload, by: alice)
    let others = [
      again, try TestSignature(payload + [0], by: alice),
      try TestSignature(payload, by: TestIdentity(.fulcio(), by: root)),
    ]
    for other in others {
      for body in [false, true] {
        let result = try check(log.attribute(about: other, at: now, body: body))
        #expect(result.kind == .unknownSigner, "\(result)")
      }
    }
    #expect(try check(log.attribute(about: again, at: now), signature: again) == valid)
  }

  @Test func `an entry that another log signed, or of another kind or time, says nothing`() throws {
    let other = TestWitness.Log()
    expectUnknown(
      try check(log.attribute(about: signature, at: now, signer: other)), "did not sign this entry")
    expectUnknown(
      try check(log.attribute(about: signature, at: now, signer: other), in: trust(log.pem, other.pem)),
      "did not sign this entry")
    expectUnknown(try check(log.attribute(about: signature, at: now, kind: "intoto")), "hashedrekord")
    let late = try log.attribute(about: signature, at: now + 100_000, claimed: now)
    expectUnknown(try check(late), "did not sign this entry")
    #expect(try check(other.attribute(about: signature, at: now), in: trust(other.pem)) == valid)
  }

  @Test func `no bit of an entry can be changed but in the proof, which nothing rests on`() throws {
    let attribute = try log.attribute(about: signature, at: now)
    let trust = try trust(log.pem)
    var signature = signature
    signature.unsignedAttributes = [attribute]
    var message = signature.message
    let start = try #require(message.firstRange(of: attribute))
    let proof = [0x08, 7, 0x12, 32] + [UInt8](repeating: 9, count: 32) + [0x22, 1, 1, 0x22, 1, 2]
    let idle = try #require(message.firstRange(of: proof))
    for index in start where !idle.contains(index) {
      for bit in 0..<8 {
        message[index] ^= 1 << bit
        let result = trust.check(signature: DERText.pem("CMS", message), payload: payload, at: now)
        // The number of the proof's own field may become that of one that nobody knows.
        if result == valid, index != idle.lowerBound - 2 {
          Issue.record(
            "bit \(bit) of byte \(index - start.lowerBound)"
          )
        }
        message[index] ^= 1 << bit
      }
    }
    #expect(trust.check(signature: DERText.pem("CMS", message), payload: payload, at: now) == valid)
  }

  // MARK: - Times

  @Test func `a trusted time outside of the certificate's validity does not count`() throws {
    for (offset, kind) in [
      (0, SignatureCheck.Kind.valid), (600, .valid), (-1, .unknownSigner), (601, .unknownSigner),
    ] as [(Int64, SignatureCheck.Kind)] {
      let time = TestTime.start + offset
      #expect(try check(log.attribute(about: signature, at: time), at: time).kind == kind)
    }
  }

  @Test func `the commit's date must be near the trusted time`() throws {
    let attribute = try log.attribute(about: signature, at: now)
    for (date, kind) in [
      (now + 3600, SignatureCheck.Kind.valid), (now - 3600, .valid), (now + 3601, .unknownSigner),
      (now - 3601, .unknownSigner), (.min, .unknownSigner), (.max, .unknownSigner),
    ] {
      #expect(try check(attribute, at: date).kind == kind)
    }
  }

  @Test func `one good word is enough, and bad ones are all told`() throws {
    let other = TestWitness.Log()
    let bad = try other.attribute(about: signature, at: now)
    #expect(try check(bad, stamp()) == valid)
    let both = try check(bad, stamp(by: TestIdentity(.timestamping(), by: root)))
    expectUnknown(both, "is not in the policy")
    expectUnknown(both, "the timestamp's authority")
  }

  // MARK: - Names

  @Test func `an issuer is who fulcio says it is, and a uri is compared byte for byte`() throws {
    let uri = "https://github.com/acme/models/.github/workflows/train.yml@refs/heads/main"
    let signer = try TestIdentity(
      .fulcio(issuer: "https://token.example.com", subjects: [.uniformResourceIdentifier(uri)]), by: root)
    let signature = try TestSignature(payload, by: signer)
    let attribute = try log.attribute(about: signature, at: now)
    let listed = X509Name(issuer: "https://token.example.com", subject: uri)
    #expect(
      try check(attribute, in: trust(log.pem, names: [listed]), signature: signature)
        == .valid(listed.signer, userPresence: nil))
    for wrong in [
      X509Name(issuer: "https://accounts.example.com", subject: uri),
      X509Name(issuer: "https://token.example.com", subject: uri.uppercased()),
      X509Name(issuer: "CN=Test Root,O=Example\\, Inc", subject: uri),
    ] {
      let result = try check(attribute, in: trust(log.pem, names: [wrong]), signature: signature)
      expectUnknown(result, listed.signer.key)
    }
  }

  @Test func `fulcio's older extension counts alone, and two that differ are refused`() throws {
    for (issuers, kind) in [
      ((true, false), SignatureCheck.Kind.valid), ((false, true), .valid), ((true, true), .malformed),
    ] as [((Bool, Bool), SignatureCheck.Kind)] {
      var request = TestIdentity.Request.fulcio()
      let old = request.extensions[0]
      let new = request.extensions[1]
      request.extensions = (issuers.0 ? [old] : []) + (issuers.1 ? [new] : [])
      if kind == .malformed {
        request.extensions = [old, TestIdentity.Request.fulcio(issuer: "https://evil.example").extensions[1]]
      }
      let signature = try TestSignature(payload, by: TestIdentity(request, by: root))
      #expect(try check(log.attribute(about: signature, at: now), signature: signature).kind == kind)
    }
  }
}
