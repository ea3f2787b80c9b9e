import Crypto

/// The hashes that SSHSIG and RSA signatures may use (PROTOCOL.sshsig, section 2; RFC 8332).
enum SSHHash: String, CaseIterable, Sendable {
  case sha256
  case sha512

  func digest(_ bytes: [UInt8]) -> [UInt8] {
    switch self {
    case .sha256: Array(SHA256.hash(data: bytes))
    case .sha512: Array(SHA512.hash(data: bytes))
    }
  }
}
