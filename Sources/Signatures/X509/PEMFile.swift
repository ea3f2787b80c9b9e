/// A file of PEM blocks (RFC 7468), as a policy keeps it: certificates and public keys, and text between.
enum PEMFile {
  struct Block {
    let label: String
    let bytes: [UInt8]
    /// Counted from 1, where the block begins.
    let line: Int
  }

  /// The most bytes a file may have.
  static let limit = 262_144

  /// The blocks in their order.
  ///
  ///     file  = *( text LF / block )
  ///     block = "-----BEGIN " label "-----" LF 1*( 1*base64-char LF ) "-----END " label "-----" LF
  ///
  /// Text between blocks is what `openssl` prints there; it may not contain five dashes, so that no block
  /// with a slip in its first line is passed over.
  static func blocks(path: String, pem: [UInt8]) throws(KeyProblem) -> [Block] {
    let name = quoted(path.utf8)
    guard pem.count <= limit else {
      throw KeyProblem(.malformed, "\(name) is longer than \(limit) bytes; split it")
    }
    let dashes = Array("-----".utf8)
    var blocks: [Block] = []
    var open: (label: String, line: Int, base64: [UInt8])?
    var number = 0
    for line in pem.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      if let current = open {
        if line.elementsEqual("-----END \(current.label)-----".utf8) {
          guard !current.base64.isEmpty, let bytes = Base64.decode(current.base64) else {
            throw KeyProblem(
              .malformed,
              "\(name):\(current.line): the block is not canonical base64; copy it again"
            )
          }
          blocks.append(Block(label: current.label, bytes: bytes, line: current.line))
          open = nil
        } else {
          guard !line.starts(with: dashes), !line.isEmpty else {
            throw KeyProblem(
              .malformed, "\(name):\(number): the block has no line END \(current.label); copy it again")
          }
          open?.base64 += line
        }
      } else if let label = ["CERTIFICATE", "PUBLIC KEY"].first(where: {
        line.elementsEqual("-----BEGIN \($0)-----".utf8)
      }) {
        open = (label, number, [])
      } else if line.count >= 5,
        line.indices.dropLast(4).contains(where: { line[$0...].starts(with: dashes) })
      {
        throw KeyProblem(
          .unsupported,
          "\(name):\(number): only blocks CERTIFICATE and PUBLIC KEY may stand here; remove this"
        )
      }
    }
    guard open == nil else {
      throw KeyProblem(.malformed, "\(name): the last block has no line END; copy it again")
    }
    return blocks
  }
}
