import SwiftASN1
import Testing
import X509

@testable import Signatures

/// Messages that are nearly as they should be.
@Suite struct CMSAttackTests {
  private let payload = Array("tree 0123\n\na message\n".utf8)
  private let root: TestIdentity
  private let alice: TestIdentity
  private let trust: X509Trust

  init() throws {
    root = try TestIdentity(.authority())
    alice = try TestIdentity(.person(), by: root)
    let name = X509Name(issuer: "CN=Test Root,O=Example\\, Inc", subject: "alice@example.com")
    trust = try X509Trust(roots: [("roots/test.pem", root.pem)], names: [name])
  }

  private func check(_ text: [UInt8], payload: [UInt8]? = nil) -> SignatureCheck {
    trust.check(signature: text, payload: payload ?? self.payload, at: TestTime.start)
  }

  private func check(_ bend: (inout TestSignature) throws -> Void) throws -> SignatureCheck {
    var signature = try TestSignature(payload, by: alice)
    #expect(check(signature.armoured).kind == .valid)
    try bend(&signature)
    return check(signature.armoured)
  }

  @Test func `two signers are one too many, and none is one too few`() throws {
    for copies in [0, 2] {
      let result = try check { $0.copies = copies }
      #expect(result == .malformed(reason: "the signature does not have exactly one signer"))
    }
  }

  @Test func `content within the message is refused, even if it is the payload`() throws {
    let result = try check { $0.attached = payload }
    #expect(result.reason?.contains("make a detached signature") == true)
    #expect(result.kind == .malformed)
  }

  @Test(arguments: [[1, 3, 14, 3, 2, 26], [1, 2, 840, 113549, 2, 5]] as [ASN1ObjectIdentifier])
  func `sha-1 and md5 are refused by name`(_ hash: ASN1ObjectIdentifier) throws {
    let result = try check { $0.digestIdentifier = hash }
    #expect(result == .malformed(reason: "the signature's hash \(hash) is not accepted; use sha256"))
  }

  @Test func `a hash that is not the one of the algorithm is refused`() throws {
    #expect(try check { $0.algorithmIdentifier = [1, 2, 840, 10045, 4, 3, 3] }.kind == .malformed)
    #expect(try check { $0.algorithmIdentifier = [1, 2, 840, 10045, 4, 1] }.kind == .malformed)
    #expect(try check { $0.algorithmIdentifier = [1, 2, 840, 113549, 1, 1, 1] }.kind == .invalid)
  }

  @Test func `without signed attributes nothing counts, however right the signature is`() throws {
    let result = try check {
      $0.signedAttributes = nil
      try $0.sign(content: payload)
    }
    #expect(result.kind == .malformed)
    #expect(result.reason?.contains("no signed attributes") == true)
  }

  @Test func `signed attributes are not taken for content, nor content for attributes`() throws {
    let signature = try TestSignature(payload, by: alice)
    var twin = signature
    twin.signedAttributes = nil
    #expect(check(twin.armoured, payload: signature.signedBytes).kind == .malformed)
  }

  @Test func `the content's hash must be among the signed attributes, once and right`() throws {
    let hash = CMSDigest.sha256.hash(payload)
    let right = DERText.attribute(CMSAttributes.messageDigest, DERText.octets(hash))
    let wrong = DERText.attribute(CMSAttributes.messageDigest, DERText.octets(CMSDigest.sha256.hash([])))
    let type = DERText.attribute(CMSAttributes.contentType, DERText.oid([1, 2, 840, 113549, 1, 7, 1]))
    let other = DERText.attribute(CMSAttributes.contentType, DERText.oid([1, 2, 840, 113549, 1, 7, 2]))
    let double = DERText.attribute(
      CMSAttributes.messageDigest, DERText.octets(hash), DERText.octets(CMSDigest.sha256.hash([])))
    let cases: [([[UInt8]], SignatureCheck.Kind)] = [
      ([type, right], .valid), ([type], .malformed), ([right], .malformed), ([], .malformed),
      ([type, wrong], .invalid), ([other, right], .invalid), ([type, right, wrong], .malformed),
      ([type, right, right], .malformed), ([type, double], .malformed),
      ([type, DERText.attribute(CMSAttributes.messageDigest, hash.isEmpty ? [] : [5, 0])], .malformed),
    ]
    for (attributes, kind) in cases {
      let result = try check {
        $0.signedAttributes = attributes
        try $0.sign()
      }
      #expect(result.kind == kind, "\(result)")
    }
  }

  @Test func `signed attributes out of order have another encoding and are refused`() throws {
    var signature = try TestSignature(payload, by: alice)
    let honest = signature.message
    let attributes = try #require(signature.signedAttributes).sorted { $0.lexicographicallyPrecedes($1) }
    let ordered = attributes.flatMap(\.self)
    let reversed = attributes.reversed().flatMap(\.self)
    signature.signedAttributes = attributes
    let start = try #require(honest.firstRange(of: ordered))
    var forged = honest
    forged.replaceSubrange(start, with: reversed)
    #expect(check(DERText.pem("CMS", honest)).kind == .valid)
    #expect(check(DERText.pem("CMS", forged)).kind == .malformed)
  }

  @Test func `the certificate's hash, where it is signed in, must be right`() throws {
    for (bytes, kind) in [
      (alice.certificate.bytes, SignatureCheck.Kind.valid), (root.certificate.bytes, .invalid),
    ] {
      let entry = DERText.sequence(DERText.octets(CMSDigest.sha256.hash(bytes)))
      let result = try check {
        $0.signedAttributes?.append(
          DERText.attribute(CMSAttributes.signingCertificateV2, DERText.sequence(DERText.sequence(entry))))
        try $0.sign()
      }
      #expect(result.kind == kind)
    }
  }

  @Test func `another person's certificate with the same name, or the same key, does not take over`() throws {
    let twin = try TestIdentity(.person(), by: root)
    #expect(try check { $0.certificates = [twin.certificate.bytes] }.kind == .malformed)
    var request = TestIdentity.Request.person()
    request.serial = alice.certificate.content.serialNumber
    let clash = try TestIdentity(request, by: root)
    #expect(try check { $0.certificates = [clash.certificate.bytes] }.kind == .invalid)
    #expect(try check { $0.certificates.append(clash.certificate.bytes) }.kind == .malformed)
    #expect(try check { $0.certificates.append(alice.certificate.bytes) }.kind == .valid)
    #expect(try check { $0.certificates = [] }.kind == .malformed)
  }

  @Test(arguments: [[0x80], [0xff, 0x01], [0x7f, 0xff], [0x01]] as [[UInt8]])
  func `a serial number is the same number in the signature and the certificate`(_ serial: [UInt8]) throws {
    var request = TestIdentity.Request.person()
    request.serial = Certificate.SerialNumber(bytes: serial)
    let person = try TestIdentity(request, by: root)
    #expect(check(try TestSignature(payload, by: person).armoured).kind == .valid)
  }

  @Test func `more certificates than a chain needs are refused`() throws {
    #expect(
      try check { $0.certificates += Array(repeating: root.certificate.bytes, count: 7) }.kind == .valid)
    #expect(
      try check { $0.certificates += Array(repeating: root.certificate.bytes, count: 8) }.kind == .malformed)
  }

  @Test func `versions are those that the standard asks for`() throws {
    for version in [0, 2, 3, 4, 5] as [UInt8] {
      #expect(try check { $0.version = version }.kind == .malformed)
    }
  }

  @Test func `nothing follows the message, in the armour or behind it`() throws {
    let signature = try TestSignature(payload, by: alice)
    let text = signature.armoured
    #expect(check(text).kind == .valid)
    #expect(check(text.dropLast()).kind == .valid)
    for tail in ["\n", "x", " ", "\r\n", "-----BEGIN SIGNED MESSAGE-----\n"] {
      #expect(check(text + Array(tail.utf8)).kind == .malformed)
    }
    for label in ["SIGNED MESSAGE", "PKCS7", "CMS"] {
      #expect(check(DERText.pem(label, signature.message)).kind == .valid)
      #expect(check(DERText.pem(label, signature.message + [0])).kind == .malformed)
      #expect(check(DERText.pem(label, signature.message + [0, 0])).kind == .malformed)
      #expect(check(DERText.pem(label, signature.message + signature.message)).kind == .malformed)
    }
    #expect(check(DERText.pem("CERTIFICATE", signature.message)).kind == .malformed)
    let crossed = String(decoding: text, as: UTF8.self).replacing("END SIGNED MESSAGE", with: "END CMS")
    #expect(check(Array(crossed.utf8)).kind == .malformed)
    #expect(
      check(Array(String(decoding: text, as: UTF8.self).replacing("\n", with: "\r\n").utf8)).kind
        == .malformed)
    #expect(check([UInt8](repeating: 0x41, count: CMSArmour.limit + 1)).kind == .malformed)
  }

  @Test func `deep nesting and long lengths end in a refusal`() throws {
    #expect(check(DERText.pem("CMS", [UInt8](repeating: 0x30, count: 40_000))).kind == .malformed)
    let nested = (0..<10_000).flatMap { _ in [0x30, 0x80] as [UInt8] }
    #expect(check(DERText.pem("CMS", nested)).kind == .malformed)
    #expect(check(DERText.pem("CMS", [0x30, 0x88] + [UInt8](repeating: 0xff, count: 8))).kind == .malformed)
  }

  @Test func `no byte of a message can be changed`() throws {
    let signature = try TestSignature(payload, by: alice, with: [root])
    var message = signature.message
    // The root's certificate in the message is one that the policy has itself: nothing rests on this copy.
    let idle = try #require(message.firstRange(of: root.certificate.bytes))
    for index in message.indices where !idle.contains(index) {
      for bit in [0, 5, 7] {
        message[index] ^= 1 << bit
        let result = check(DERText.pem("CMS", message))
        if result.kind == .valid {
          Issue.record(
            "bit \(bit) of byte \(index)"
          )
        }
        message[index] ^= 1 << bit
      }
    }
    #expect(check(DERText.pem("CMS", message)).kind == .valid)
  }

  @Test func `no bit of a message in BER can be changed`() throws {
    var signature = try TestSignature(payload, by: alice)
    signature.isIndefinite = true
    var message = signature.message
    for index in message.indices {
      for bit in 0..<8 {
        message[index] ^= 1 << bit
        let result = check(DERText.pem("CMS", message))
        if result.kind == .valid {
          Issue.record(
            "bit \(bit) of byte \(index)"
          )
        }
        message[index] ^= 1 << bit
      }
    }
    for length in message.indices {
      #expect(check(DERText.pem("CMS", Array(message.prefix(length)))).kind == .malformed)
    }
    #expect(check(DERText.pem("CMS", message)).kind == .valid)
  }
}
