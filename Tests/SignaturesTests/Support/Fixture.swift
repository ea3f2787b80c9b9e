import Foundation

@testable import Signatures

/// The fixed test signatures; their folder's README says how they were made.
enum Fixture {
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures")

  /// Every accepted algorithm, and RSA in three sizes.
  static let accepted = [
    "ed25519", "ecdsa-p256", "ecdsa-p384", "ecdsa-p521", "rsa-2048", "rsa-3072", "rsa-4096",
    "fido-ed25519", "fido-p256",
  ]

  static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appendingPathComponent("ssh/\(name)")))
  }

  static func payload() throws -> [UInt8] { try bytes("payload") }

  static func signature(_ name: String) throws -> [UInt8] { try bytes("\(name).sig") }

  static func publicKeyText(_ name: String) throws -> String {
    String(decoding: try bytes("\(name).pub"), as: UTF8.self)
  }

  static func publicKey(_ name: String) throws -> SSHPublicKey {
    try SSHPublicKey(openSSH: publicKeyText(name))
  }

  /// A verifier that knows these fixed keys.
  static func verifier(_ names: String...) throws -> SignatureVerifier {
    SignatureVerifier(keys: KeyRing(try names.map { try publicKey($0) }))
  }
}
