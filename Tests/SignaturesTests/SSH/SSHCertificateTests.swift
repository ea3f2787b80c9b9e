import Testing

@testable import Signatures

@Suite struct SSHCertificateTests {
  private let authority = SSHSigningKey.generate()
  private let erin = SSHSigningKey.generate()

  private var parts: CertificateParts {
    CertificateParts(erin.publicKey, principals: "erin@example.com", "erin", by: authority.publicKey)
  }

  private func refusal(_ parts: CertificateParts) -> String? {
    do throws(KeyProblem) {
      _ = try SSHCertificate(blob: parts.blob(signedBy: authority))
      return nil
    } catch {
      return error.reason
    }
  }

  @Test("the fields of a certificate are read") func fields() throws {
    var parts = parts
    parts.serial = 1 << 40 + 7
    parts.validAfter = 100
    parts.validBefore = 200
    let certificate = try SSHCertificate(blob: parts.blob(signedBy: authority))
    #expect(certificate.key == erin.publicKey)
    #expect(certificate.authority == authority.publicKey)
    #expect(certificate.serial == 1 << 40 + 7)
    #expect(certificate.principals == [Array("erin@example.com".utf8), Array("erin".utf8)])
    for (date, isValid) in [(99, false), (100, true), (199, true), (200, false), (-1, false)]
      as [(Int64, Bool)]
    {
      #expect(certificate.isValid(at: date) == isValid)
    }
  }

  @Test("a certificate for ever is valid from 1970 on") func forever() throws {
    let certificate = try SSHCertificate(blob: parts.blob(signedBy: authority))
    #expect(certificate.isValid(at: 0))
    #expect(certificate.isValid(at: .max))
    #expect(!certificate.isValid(at: -1))
  }

  @Test("extensions, a nonce and a reserved field may be anything well-formed") func liberties() {
    var parts = parts
    parts.extensions = SignatureParts.strings(Array("a".utf8), [1], Array("b@example.com".utf8), [])
    parts.nonce = []
    parts.reserved = [1, 2, 3]
    parts.keyID = [0xff]
    #expect(refusal(parts) == nil)
    parts.extensions = []
    #expect(refusal(parts) == nil)
  }

  @Test("a certificate by another authority than the named one is refused") func forged() {
    let stranger = SSHSigningKey.generate()
    #expect(throws: KeyProblem.self) { _ = try SSHCertificate(blob: parts.blob(signedBy: stranger)) }
    #expect(throws: KeyProblem.self) { _ = try SSHCertificate(blob: parts.blob(signature: [])) }
  }

  @Test("a certificate with a bit of any byte turned over is refused") func anyByte() throws {
    let good = parts.blob(signedBy: authority)
    for index in good.indices {
      var bad = good
      bad[index] ^= 1 << (index % 8)
      #expect(throws: KeyProblem.self, "byte \(index)") { _ = try SSHCertificate(blob: bad) }
    }
  }

  @Test("a certificate that is cut short, or goes on, is refused") func length() throws {
    let good = parts.blob(signedBy: authority)
    for count in good.indices {
      #expect(throws: KeyProblem.self) { _ = try SSHCertificate(blob: Array(good.prefix(count))) }
    }
    #expect(throws: KeyProblem.self) { _ = try SSHCertificate(blob: good + [0]) }
    var long = parts
    long.reserved = [UInt8](repeating: 0, count: SSHCertificate.limit)
    #expect(refusal(long)?.contains("longer") == true)
  }

  @Test("a host's certificate, and one of no known type, is refused", arguments: [0, 2, 3, 256] as [UInt32])
  func kind(kind: UInt32) {
    var parts = parts
    parts.kind = kind
    #expect(refusal(parts) != nil)
  }

  @Test("a certificate without principals, which would be everybody's, is refused") func principals() {
    var bad = parts
    bad.principals = []
    #expect(refusal(bad)?.contains("no principals") == true)
    for list in [[[]], [Array("erin".utf8), []], [[0]], [Array("erin\0@example.com".utf8)]] as [[[UInt8]]] {
      bad.principals = CertificateParts.list(list)
      #expect(refusal(bad)?.contains("principal") == true)
    }
    bad.principals = CertificateParts.list([Array("erin".utf8)]) + [0, 0]
    #expect(refusal(bad) != nil)
    bad.principals = CertificateParts.list(.init(repeating: [0x61], count: 256))
    #expect(refusal(bad) == nil)
    bad.principals = CertificateParts.list(.init(repeating: [0x61], count: 257))
    #expect(refusal(bad)?.contains("256") == true)
  }

  @Test(
    "a certificate with a critical option is refused, whether or not the option is known",
    arguments: ["force-command", "source-address", "verify-required", "x@example.com", ""])
  func critical(name: String) {
    var bad = parts
    bad.critical = SignatureParts.strings(Array(name.utf8), [])
    #expect(refusal(bad)?.contains("critical option") == true)
  }

  @Test("options out of order, twice or cut short are refused") func order() {
    for names in [["b", "a"], ["a", "a"], ["ab", "a"]] {
      var bad = parts
      bad.extensions = names.flatMap { SignatureParts.strings(Array($0.utf8), []) }
      #expect(refusal(bad)?.contains("order") == true)
    }
    var bad = parts
    bad.extensions = SignatureParts.strings(Array("permit-pty".utf8))
    #expect(refusal(bad) != nil)
    bad.extensions += [0, 0, 0]
    #expect(refusal(bad) != nil)
  }

  @Test("an authority that is a certificate itself, or a weak key, is refused") func chain() throws {
    let root = SSHSigningKey.generate()
    var bad = parts
    bad.authority = CertificateParts(authority.publicKey, principals: "ca", by: root.publicKey)
      .blob(signedBy: root)
    #expect(refusal(bad)?.contains("certificate, not a key") == true)
    let rsa = try Fixture.publicKeyText("rsa-1024").split(separator: " ")[1]
    bad.authority = try #require(Base64.decode(Array(rsa.utf8)))
    #expect(refusal(bad)?.contains("1024 bits") == true)
  }

  @Test("a weak or malformed certified key is refused") func certifiedKey() throws {
    let rsa = try Fixture.publicKeyText("rsa-1024").split(separator: " ")[1]
    let blob = try #require(Base64.decode(Array(rsa.utf8)))
    var bad = parts
    bad.type = Array("ssh-rsa-cert-v01@openssh.com".utf8)
    bad.keyFields = Array(blob.dropFirst(4 + 7))
    #expect(refusal(bad)?.contains("1024 bits") == true)
    bad = parts
    bad.keyFields = SignatureParts.strings([UInt8](repeating: 0, count: 32))
    #expect(refusal(bad)?.contains("small order") == true)
  }

  @Test(
    "other types of certificate are refused",
    arguments: [
      "ssh-dss-cert-v01@openssh.com", "ssh-ed25519", "ssh-ed25519-cert-v00@openssh.com",
      "rsa-sha2-512-cert-v01@openssh.com", "-cert-v01@openssh.com",
      "sk-ssh-ed25519@openssh.com-cert-v01@openssh.com",
      "ssh-ed25519-cert-v01@openssh.com-cert-v01@openssh.com", "",
    ])
  func types(name: String) {
    var bad = parts
    bad.type = Array(name.utf8)
    #expect(refusal(bad) != nil)
  }

  @Test("every accepted type of key has its type of certificate")
  func names() throws {
    for algorithm in SSHAlgorithm.allCases {
      let stem = algorithm.rawValue.split(separator: "@")[0]
      #expect(try SSHAlgorithm.certified(by: Array("\(stem)-cert-v01@openssh.com".utf8)) == algorithm)
    }
  }
}
