import Crypto

/// The hash of what a signature covers, in the library's terms.
enum OpenPGPDigest {
  case sha256(SHA256Digest)
  case sha384(SHA384Digest)
  case sha512(SHA512Digest)

  init(_ hash: OpenPGPHash, of bytes: [UInt8]) {
    switch hash {
    case .sha256: self = .sha256(SHA256.hash(data: bytes))
    case .sha384: self = .sha384(SHA384.hash(data: bytes))
    case .sha512: self = .sha512(SHA512.hash(data: bytes))
    }
  }

  var bytes: [UInt8] {
    switch self {
    case .sha256(let digest): Array(digest)
    case .sha384(let digest): Array(digest)
    case .sha512(let digest): Array(digest)
    }
  }
}
