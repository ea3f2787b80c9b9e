import Crypto
import CryptoExtras
import Testing
import X509

@testable import Signatures

/// Long-lived certificates, as S/MIME has them.
@Suite struct X509TrustTests {
  private let payload = Array("tree 0123\n\na payload with \0 and \r\n".utf8)
  private let root: TestIdentity
  private let alice: TestIdentity
  private let name = X509Name(issuer: "CN=Test Root,O=Example\\, Inc", subject: "alice@example.com")
  private let now = TestTime.start + 1000

  init() throws {
    root = try TestIdentity(.authority())
    alice = try TestIdentity(.person(), by: root)
  }

  private func trust(_ roots: TestIdentity..., names: [X509Name]? = nil) throws -> X509Trust {
    try X509Trust(roots: roots.map { ("roots/test.pem", $0.pem) }, names: names ?? [name])
  }

  private func check(_ signature: TestSignature, in trust: X509Trust, at date: Int64? = nil) -> SignatureCheck
  {
    trust.check(signature: signature.armoured, payload: payload, at: date ?? now)
  }

  @Test func `a right signature by a listed name is valid, in DER and in gpgsm's BER`() throws {
    var signature = try TestSignature(payload, by: alice)
    let trust = try trust(root)
    #expect(check(signature, in: trust) == .valid(name.signer, userPresence: nil))
    signature.isIndefinite = true
    #expect(check(signature, in: trust) == .valid(name.signer, userPresence: nil))
  }

  @Test(arguments: ["p384", "p521", "ed25519", "rsa"]) func `every accepted kind of key signs`(_ kind: String)
    throws
  {
    let key: Certificate.PrivateKey =
      switch kind {
      case "p384": .init(P384.Signing.PrivateKey())
      case "p521": .init(P521.Signing.PrivateKey())
      case "ed25519": .init(Curve25519.Signing.PrivateKey())
      default: .init(try _RSA.Signing.PrivateKey(keySize: .bits2048))
      }
    let signer = try TestIdentity(.person(), by: root, key: key)
    let signature = try TestSignature(payload, by: signer)
    let trust = try trust(root)
    #expect(check(signature, in: trust) == .valid(name.signer, userPresence: nil))
    #expect(trust.check(signature: signature.armoured, payload: payload + [0], at: now).kind == .invalid)
  }

  @Test func `other bytes are invalid, whether or not the signer is known`() throws {
    let signature = try TestSignature(payload, by: alice)
    for trust in [try trust(root), try trust(root, names: []), try trust()] {
      let result = trust.check(signature: signature.armoured, payload: payload + [0], at: now)
      #expect(result.kind == .invalid)
    }
    #expect(check(signature, in: try trust(root)).kind == .valid)
  }

  @Test func `the validity of the certificate is judged at the commit's date, to the second`() throws {
    let signature = try TestSignature(payload, by: alice)
    let trust = try trust(root)
    let validity = alice.certificate.validity
    for date in [validity.lowerBound, validity.upperBound] {
      #expect(check(signature, in: trust, at: date) == .valid(name.signer, userPresence: nil))
    }
    for date in [validity.lowerBound - 1, validity.upperBound + 1, .min, .max] {
      #expect(
        check(signature, in: trust, at: date) == .valid(name.signer, userPresence: nil, validity: .expired))
    }
  }

  @Test func `an authority that had expired then is no root`() throws {
    var request = TestIdentity.Request.authority()
    request.validity = TestTime.start - 1000...TestTime.start + 500
    let root = try TestIdentity(request)
    let signature = try TestSignature(payload, by: TestIdentity(.person(), by: root))
    let trust = try trust(root)
    #expect(check(signature, in: trust, at: TestTime.start + 501).kind == .unknownSigner)
    #expect(check(signature, in: trust, at: TestTime.start + 500).kind == .valid)
    // What was found for one time is not taken for another.
    #expect(check(signature, in: trust, at: TestTime.start + 501).kind == .unknownSigner)
  }

  @Test func `a name that is not listed is unknown, and named`() throws {
    let signature = try TestSignature(payload, by: alice)
    let others = [
      X509Name(issuer: name.issuer, subject: "bob@example.com"),
      X509Name(issuer: "CN=Other", subject: name.subject),
    ]
    let result = try check(signature, in: trust(root, names: others))
    #expect(result.kind == .unknownSigner)
    #expect(result.reason?.contains(name.signer.key) == true)
    guard case .unknownSigner(name.signer, .x509, _) = result else {
      Issue.record("\(result)")
      return
    }
  }

  @Test func `case does not tell e-mail addresses apart, and the policy's spelling is the signer`() throws {
    let listed = X509Name(issuer: name.issuer, subject: "ALICE@Example.com")
    let signature = try TestSignature(payload, by: alice)
    #expect(
      try check(signature, in: trust(root, names: [listed])) == .valid(listed.signer, userPresence: nil))
  }

  @Test func `two listed names of one certificate are ambiguous`() throws {
    let signer = try TestIdentity(
      {
        var request = TestIdentity.Request.person()
        request.subjects.append(.rfc822Name("admin@example.com"))
        return request
      }(), by: root)
    let signature = try TestSignature(payload, by: signer)
    let other = X509Name(issuer: name.issuer, subject: "admin@example.com")
    let both = try check(signature, in: trust(root, names: [name, other]))
    #expect(both.kind == .unknownSigner)
    #expect(both.reason?.contains("2 of the policy's names") == true)
    #expect(try check(signature, in: trust(root, names: [other, other])).kind == .valid)
    let twins = [name, X509Name(issuer: name.issuer, subject: "Alice@example.com")]
    #expect(try check(signature, in: trust(root, names: twins)).kind == .unknownSigner)
  }

  @Test func `a certificate without an address or uri is nobody's`() throws {
    var request = TestIdentity.Request.person()
    request.subjects = [.dnsName("alice@example.com")]
    let signature = try TestSignature(payload, by: TestIdentity(request, by: root))
    #expect(try check(signature, in: trust(root)).kind == .unknownSigner)
  }

  @Test func `only the policy's roots are roots, not one that the signature brings`() throws {
    let twin = try TestIdentity(.authority())
    let forged = try TestIdentity(.person(), by: twin)
    let signature = try TestSignature(payload, by: forged, with: [twin])
    let result = try check(signature, in: trust(root))
    guard case .unknownSigner(nil, .x509, let reason?) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(reason.contains("does not chain to the policy's roots"))
    #expect(try check(signature, in: trust(twin)).kind == .valid)
  }

  @Test func `an intermediate counts from the signature and from the policy, and only as an authority`()
    throws
  {
    let name = X509Name(issuer: "CN=Middle,O=Example\\, Inc", subject: "alice@example.com")
    for isAuthority in [true, false] {
      var request = TestIdentity.Request.authority("Middle")
      if !isAuthority { request.basicConstraints = .notCertificateAuthority }
      let middle = try TestIdentity(request, by: root)
      let signer = try TestIdentity(.person(), by: middle)
      let result = try check(
        TestSignature(payload, by: signer, with: [middle]), in: trust(root, names: [name]))
      #expect(result.kind == (isAuthority ? .valid : .unknownSigner))
      let alone = try TestSignature(payload, by: signer)
      #expect(try check(alone, in: trust(root, names: [name])).kind == .unknownSigner)
      if isAuthority {
        #expect(try check(alone, in: trust(root, middle, names: [name])).kind == .valid)
        // An intermediate of the policy is no root.
        #expect(try check(alone, in: trust(middle, names: [name])).kind == .unknownSigner)
      } else {
        #expect(throws: KeyProblem.self) { try trust(root, middle) }
      }
    }
  }

  @Test(arguments: ["key usage", "time stamping", "version 1", "path length"])
  func `an intermediate that may not issue signers' certificates issues none`(_ flaw: String) throws {
    let name = X509Name(issuer: "CN=Middle,O=Example\\, Inc", subject: "alice@example.com")
    for isFlawed in [false, true] {
      var top = TestIdentity.Request.authority()
      var request = TestIdentity.Request.authority("Middle")
      if isFlawed {
        switch flaw {
        case "key usage": request.keyUsage = KeyUsage(digitalSignature: true)
        case "time stamping": request.usages = [.timeStamping]
        case "version 1": request.version = .v1
        default: top.basicConstraints = .isCertificateAuthority(maxPathLength: 0)
        }
      }
      let root = try TestIdentity(top)
      let middle = try TestIdentity(request, by: root)
      let signature = try TestSignature(payload, by: TestIdentity(.person(), by: middle), with: [middle])
      #expect(
        try check(signature, in: trust(root, names: [name])).kind == (isFlawed ? .unknownSigner : .valid))
    }
  }

  @Test func `a certificate for something else signs no commit`() throws {
    let bends: [(inout TestIdentity.Request) -> Void] = [
      { $0.keyUsage = KeyUsage(keyEncipherment: true) },
      { $0.usages = [.serverAuth] },
      { $0.usages = [.timeStamping] },
      { $0.usages = [.codeSigning, .timeStamping] },
      { $0.basicConstraints = .isCertificateAuthority(maxPathLength: nil) },
    ]
    for bend in bends {
      var request = TestIdentity.Request.person()
      bend(&request)
      let signature = try TestSignature(payload, by: TestIdentity(request, by: root))
      let result = try check(signature, in: trust(root))
      #expect(result.reason?.contains("may not sign commits") == true, "\(result)")
    }
    var request = TestIdentity.Request.person()
    request.keyUsage = nil
    request.usages = []
    let signature = try TestSignature(payload, by: TestIdentity(request, by: root))
    #expect(try check(signature, in: trust(root)).kind == .valid)
  }

  @Test func `a root signs no commit itself`() throws {
    #expect(try check(TestSignature(payload, by: root), in: trust(root)).kind == .unknownSigner)
  }

  @Test func `an unknown critical extension is not passed over`() throws {
    for isCritical in [false, true] {
      var request = TestIdentity.Request.person()
      request.extensions = [.init(oid: [1, 2, 3, 4], critical: isCritical, value: [5, 0])]
      let signature = try TestSignature(payload, by: TestIdentity(request, by: root))
      #expect(try check(signature, in: trust(root)).kind == (isCritical ? .unknownSigner : .valid))
    }
  }

  @Test func `any number of threads may ask at once, and all get the same answer`() throws {
    let signature = try TestSignature(payload, by: alice).armoured
    let forged = try TestSignature(payload, by: TestIdentity(.person(), by: TestIdentity(.authority())))
      .armoured
    let trust = try trust(root)
    let payload = payload
    let now = now
    let valid = SignatureCheck.valid(name.signer, userPresence: nil)
    let wrong = Threads.count(400) { index in
      if index.isMultiple(of: 2) {
        return trust.check(signature: signature, payload: payload, at: now + Int64(index)) != valid
      }
      return trust.check(signature: forged, payload: payload, at: now).kind != .unknownSigner
    }
    #expect(wrong == 0)
  }
}
