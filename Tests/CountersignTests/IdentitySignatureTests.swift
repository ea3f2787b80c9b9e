import Foundation
import GitHistory
import Governance
import Rehearsal
import Signatures
import Testing

/// Attacks with signatures that are not what they have to be.
struct IdentitySignatureTests {
  /// Takes an armoured signature apart, changes the bytes and puts it together again.
  private static func bent(_ armoured: [UInt8], _ change: (inout Data) -> Void) -> [UInt8] {
    let lines = String(decoding: armoured, as: UTF8.self).split(separator: "\n")
    guard var blob = Data(base64Encoded: lines.dropFirst().dropLast().joined()) else { return [] }
    change(&blob)
    let text = blob.base64EncodedString(options: [.lineLength76Characters, .endLineWithLineFeed])
    return Array("\(lines[0])\n\(text)\n\(lines[lines.count - 1])\n".utf8)
  }

  /// A replacement of the same length, so that the fields' lengths go on fitting.
  private static func replacing(_ old: String, by new: String, in armoured: [UInt8]) -> [UInt8] {
    bent(armoured) { blob in
      guard let range = blob.range(of: Data(old.utf8)) else { return }
      blob.replaceSubrange(range, with: Data(new.utf8))
    }
  }

  private static func armoured(_ fixture: String) throws -> [UInt8] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return Array(try Data(contentsOf: folder.appendingPathComponent("Fixtures/ssh/\(fixture)")))
  }

  enum Forgery: String, CaseIterable {
    case otherNamespace, approvalNamespace, otherHash, trailingBytes, bytesAfterTheEnd, rsaWithSHA1, shortRSA
    case openPGP, otherPersons

    func signature(over payload: [UInt8]) throws -> [UInt8] {
      let key = Person.erin.key
      let good = key.sign(payload, namespace: "git")
      switch self {
      case .otherNamespace: return key.sign(payload, namespace: "file")
      case .approvalNamespace: return key.sign(payload, namespace: "countersign-approval@v1")
      case .otherHash: return IdentitySignatureTests.replacing("sha512", by: "sha384", in: good)
      case .trailingBytes: return IdentitySignatureTests.bent(good) { $0.append(0) }
      case .bytesAfterTheEnd: return good + Array("trust me\n".utf8)
      case .rsaWithSHA1: return try IdentitySignatureTests.armoured("rsa-2048-sha1.sig")
      case .shortRSA: return try IdentitySignatureTests.armoured("rsa-1024.sig")
      case .openPGP:
        return Array(
          "-----BEGIN PGP SIGNATURE-----\n\niHUEABYKAB0WIQ==\n=aBcD\n-----END PGP SIGNATURE-----\n".utf8)
      // A right signature of erin's, of another commit.
      case .otherPersons: return key.sign(Array("tree 0\n".utf8), namespace: "git")
      }
    }

    var rule: Rule {
      switch self {
      case .otherNamespace, .approvalNamespace, .otherPersons: .signatureInvalid
      case .otherHash, .trailingBytes, .bytesAfterTheEnd, .rsaWithSHA1, .shortRSA: .signatureMalformed
      case .openPGP: .signerUnknown
      }
    }
  }

  @Test("a signature that is not what git makes signs nothing", arguments: Forgery.allCases)
  func forged(_ forgery: Forgery) throws {
    let stage = try Stage()
    try stage.retrain(signed: .forged { (try? forgery.signature(over: $0)) ?? [] })
    try stage.approve(by: .alice)
    try stage.check().expectViolated(forgery.rule)
    #expect(try stage.check().errors == [forgery.rule])

    let twin = try Stage()
    try twin.retrain(signed: .forged { Person.erin.key.sign($0, namespace: "git") })
    try twin.approve(by: .alice)
    try twin.check().expectSatisfied()
  }

  @Test("a short RSA key is no key for a roster") func shortRSAListed() throws {
    let text = String(decoding: try IdentitySignatureTests.armoured("rsa-1024.pub"), as: UTF8.self)
      .split(separator: " ").prefix(2).joined(separator: " ")
    let stage = try Stage(roster: { roster in
      roster.change(.farid) {
        $0.keys = []
        $0.more = [("keys", .plain("[{ssh: \"\(text)\"}]"))]
      }
    })
    try stage.retrain()
    try stage.approve(by: .alice)
    try stage.check().expectUndecided(.identitiesInvalid)
  }

  @Test(
    "an OpenPGP certificate that is not there or an X.509 name without issuer makes the roster invalid",
    arguments: [
      "{openpgp: keys/farid.asc}", "{openpgp: ../farid.asc}", "{x509: {subject: f}}",
      "{openpgp: keys/a.asc, x509: {issuer: i, subject: s}}",
    ])
  func otherFormats(_ key: String) throws {
    let stage = try Stage(roster: { roster in
      roster.change(.farid) {
        $0.keys = []
        $0.more = [("keys", .plain("[\(key)]"))]
      }
    })
    try stage.retrain()
    try stage.approve(by: .alice)
    try stage.check().expectUndecided(.identitiesInvalid)
  }

  @Test("X.509 names without a root to check their certificates against are a warning") func rootless() throws
  {
    for hasName in [true, false] {
      let stage = try Stage(roster: { roster in
        guard hasName else { return }
        roster.change(.farid) {
          $0.keys = []
          $0.more = [
            ("keys", .plain("[{x509: {issuer: https://accounts.example.com, subject: f@example.com}}]"))
          ]
        }
      })
      try stage.retrain()
      try stage.approve(by: .alice)
      let report = try stage.check()
      report.expectSatisfied()
      let told = report.findings.filter { $0.rule == .identitiesInvalid }
      #expect(told.map(\.severity) == (hasName ? [.warning] : []))
    }
  }

  @Test(
    "a security key that nobody touched approves nothing where the policy asks for user presence",
    .enabled(if: SecurityKey.isAvailable, "not run, for want of ssh-keygen and cc"))
  func untouched() throws {
    let key = try SecurityKey()
    func governed(_ requirement: String) throws -> Stage {
      try Stage(
        policy: {
          $0.sections = [("signatures", "{contributions: required, user-presence: \(requirement)}")]
        },
        roster: { $0.change(.farid) { $0.keys = [.init(key.publicKey)] } })
    }
    for (touches, requirement) in [(false, "required"), (true, "required"), (false, "optional")] {
      let stage = try governed(requirement)
      try stage.retrain()
      try stage.approve(by: .farid, signed: .forged { (try? key.sign($0, touches: touches)) ?? [] })
      let report = try stage.check()
      if touches || requirement == "optional" {
        report.expectSatisfied()
      } else {
        report.expectRejected(.signatureInvalid, of: "farid")
      }
    }
  }
}
