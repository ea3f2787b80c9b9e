import SwiftASN1
import X509

/// What a policy's PEM files hold, told apart by what each block says of itself:
///
/// - a `CERTIFICATE` whose extended key usage is time stamping, and nothing else, is an anchor for
///   timestamps: either the time stamping authority's own certificate, or an authority that issues such ones;
/// - any other `CERTIFICATE` must be an authority's (CA in its basic constraints). A self-signed one is a
///   root for signers, any other only helps to complete their chains;
/// - a `PUBLIC KEY` is a log's (Rekor).
///
/// So no certificate is an anchor for both. The root above a time stamping authority mostly has no extended
/// key usage; it must not stand in these files, where it would be a root for signers: the certificate below
/// it is the one to keep.
struct X509Anchors {
  /// The most blocks in all files together.
  static let limit = 64

  private(set) var roots: [X509Certificate] = []
  private(set) var intermediates: [X509Certificate] = []
  private(set) var timestamping: [X509Certificate] = []
  private(set) var logs: [RekorLog] = []

  init(_ files: [(path: String, pem: [UInt8])]) throws(KeyProblem) {
    var count = 0
    for file in files {
      let blocks = try PEMFile.blocks(path: file.path, pem: file.pem)
      count += blocks.count
      guard count <= Self.limit else {
        throw KeyProblem(
          .unsupported, "there are more than \(Self.limit) certificates and keys for x.509; remove some")
      }
      guard !blocks.isEmpty else {
        throw KeyProblem(.malformed, "\(quoted(file.path.utf8)) holds no certificate or public key; add one")
      }
      for block in blocks {
        let place = "\(quoted(file.path.utf8)):\(block.line)"
        if block.label == "CERTIFICATE" {
          try add(certificate: block.bytes, place: place)
        } else {
          let log = try RekorLog(block.bytes, place: place)
          if !logs.contains(log) { logs.append(log) }
        }
      }
    }
  }

  private mutating func add(certificate bytes: [UInt8], place: String) throws(KeyProblem) {
    let certificate: X509Certificate
    let usages: ExtendedKeyUsage?
    do {
      certificate = try X509Certificate(bytes)
      usages = try certificate.content.extensions.extendedKeyUsage
    } catch {
      throw KeyProblem(.malformed, "\(place): this is no certificate that can be read; export it again")
    }
    if let weakness = X509Key.weakness(of: certificate.content.publicKey) {
      throw KeyProblem(.weak, "\(place): the certificate has \(weakness); use another authority")
    }
    guard certificate.content.version == .v3 else {
      throw KeyProblem(.unsupported, "\(place): the certificate is not of version 3; use another authority")
    }
    if let usages, usages.contains(.timeStamping) {
      guard usages.count == 1 else {
        throw KeyProblem(
          .unsupported,
          "\(place): the certificate is for time stamping and something else; keep one for one thing"
        )
      }
      if !timestamping.contains(certificate) { timestamping.append(certificate) }
      return
    }
    guard certificate.isAuthority else {
      throw KeyProblem(
        .unsupported,
        "\(place): the certificate is neither an authority's nor for time stamping; "
          + "keep its issuer's instead, and list the signer's name in the policy")
    }
    if certificate.isSelfSigned {
      if !roots.contains(certificate) { roots.append(certificate) }
    } else if !intermediates.contains(certificate) {
      intermediates.append(certificate)
    }
  }
}
