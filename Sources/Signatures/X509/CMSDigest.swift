import Crypto
import SwiftASN1

/// The hashes that signatures may use. SHA-1 and MD5 are none of them.
enum CMSDigest: CaseIterable, Sendable {
  case sha256, sha384, sha512

  /// RFC 5754, section 2.
  var identifier: ASN1ObjectIdentifier {
    switch self {
    case .sha256: [2, 16, 840, 1, 101, 3, 4, 2, 1]
    case .sha384: [2, 16, 840, 1, 101, 3, 4, 2, 2]
    case .sha512: [2, 16, 840, 1, 101, 3, 4, 2, 3]
    }
  }

  init(_ algorithm: CMSAlgorithm) throws(SignatureProblem) {
    let known = Self.allCases.first { $0.identifier == algorithm.identifier }
    guard let known, !algorithm.hasParameters else {
      throw SignatureProblem(
        reason: "the signature's hash \(algorithm.identifier) is not accepted; use sha256")
    }
    self = known
  }

  func hash(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    let bytes = Array(bytes)
    return switch self {
    case .sha256: Array(SHA256.hash(data: bytes))
    case .sha384: Array(SHA384.hash(data: bytes))
    case .sha512: Array(SHA512.hash(data: bytes))
    }
  }
}
