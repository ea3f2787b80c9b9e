import Crypto
import CryptoExtras
import Testing
import X509

@testable import Signatures

@Suite struct X509AnchorsTests {
  private let root: TestIdentity

  init() throws { root = try TestIdentity(.authority()) }

  private func problem(_ pem: [UInt8]) -> KeyProblem? {
    do {
      _ = try X509Trust(roots: [("policies/roots/a.pem", pem)], names: [])
      return nil
    } catch {
      return error
    }
  }

  @Test func `blocks are told apart by what they say`() throws {
    let middle = try TestIdentity(.authority("Middle"), by: root)
    let stamp = try TestIdentity(.timestamping(), by: root)
    let stampAuthority = try TestIdentity(.authority("TSA", usages: [.timeStamping]))
    let log = TestWitness.Log()
    let pem = [root.pem, middle.pem, stamp.pem, stampAuthority.pem, log.pem, root.pem, log.pem].flatMap(
      \.self)
    let anchors = try X509Anchors([("a.pem", Array("# a comment\n\n".utf8) + pem)])
    #expect(anchors.roots == [root.certificate])
    #expect(anchors.intermediates == [middle.certificate])
    #expect(anchors.timestamping == [stamp.certificate, stampAuthority.certificate])
    #expect(anchors.logs.map(\.id) == [log.id])
  }

  @Test func `a signer's own certificate is no root`() throws {
    let alice = try TestIdentity(.person(), by: root)
    #expect(problem(alice.pem)?.reason.contains("keep its issuer's instead") == true)
    #expect(problem(try TestIdentity(.person()).pem)?.kind == .unsupported)
    #expect(problem(root.pem) == nil)
  }

  @Test func `a certificate for time stamping and something else is refused`() throws {
    let both = try TestIdentity(.authority("Both", usages: [.timeStamping, .codeSigning]))
    #expect(problem(both.pem)?.kind == .unsupported)
    #expect(problem(try TestIdentity(.authority("One", usages: [.codeSigning])).pem) == nil)
  }

  @Test func `files with anything else are refused, with the line`() throws {
    let text = String(decoding: root.pem, as: UTF8.self)
    let key = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"
    let cases = [
      "", "hello\n", text + key, " " + text, text.replacing("-----END", with: "---END"),
      text.replacing("\n", with: "\r\n"), text.replacing("\n", with: "\n\n"),
      text.replacing("BEGIN CERT", with: "BEGIN  CERT"), text + "-----BEGIN CERTIFICATE-----\n",
      "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n",
      String(decoding: DERText.pem("CERTIFICATE", root.certificate.bytes + [0]), as: UTF8.self),
      String(decoding: DERText.pem("PUBLIC KEY", [0x30, 0]), as: UTF8.self),
      String(decoding: DERText.pem("PUBLIC KEY", root.certificate.bytes), as: UTF8.self),
    ]
    for text in cases { #expect(problem(Array(text.utf8))?.reason.contains("policies/roots/a.pem") == true) }
    let line = text.utf8.count { $0 == 0x0a } + 1
    #expect(problem(root.pem + Array(key.utf8))?.reason.contains("\":\(line): only blocks") == true)
    #expect(problem(Array((text + "\n# end\n" + text).utf8)) == nil)
  }

  @Test func `too much of everything is refused`() throws {
    #expect(problem([UInt8](repeating: 0x0a, count: PEMFile.limit + 1))?.kind == .malformed)
    let many = (0...X509Anchors.limit).flatMap { _ in root.pem }
    #expect(problem(many)?.kind == .unsupported)
    #expect(problem((0..<X509Anchors.limit).flatMap { _ in root.pem }) == nil)
  }

  @Test func `logs may have any accepted kind of key`() throws {
    let rsa = try _RSA.Signing.PrivateKey(keySize: .bits2048)
    let pems = [
      rsa.publicKey.pemRepresentation, P384.Signing.PrivateKey().publicKey.pemRepresentation,
    ]
    for pem in pems { #expect(problem(Array((pem + "\n").utf8)) == nil) }
  }
}
