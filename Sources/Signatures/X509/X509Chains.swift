import FoundationEssentials
import Synchronization
@_spi(FixedExpiryValidationTime) import X509

/// Answers whether a certificate chains to a policy's anchors for one purpose, and remembers what it found.
///
/// Any number of threads may ask at once. What is remembered never changes an answer, only how soon it comes.
final class X509Chains: Sendable {
  /// What an answer depends on, but for the time: the leaf, and all certificates that came with it.
  private typealias Key = [X509Certificate]

  private let purpose: X509Purpose
  private let anchors: [X509Certificate]
  private let intermediates: [X509Certificate]
  private let store: CertificateStore

  /// When the chain that was found for a leaf holds, in seconds since 1970.
  private let found = Mutex<[Key: ClosedRange<Int64>]>([:])

  /// The most chains that are remembered, so that memory has a bound.
  private static let limit = 1024

  init(purpose: X509Purpose, anchors: [X509Certificate], intermediates: [X509Certificate]) {
    self.purpose = purpose
    self.anchors = anchors
    self.intermediates = intermediates
    store = CertificateStore(anchors.map(\.content))
  }

  /// Whether the leaf was trusted at a time.
  ///
  /// - Parameters:
  ///   - leaf: not an anchor itself.
  ///   - others: certificates that came with it; none of them is trusted for that.
  ///   - seconds: since 1970, within the leaf's validity.
  func isTrusted(_ leaf: X509Certificate, with others: [X509Certificate], at seconds: Int64) -> Bool {
    guard leaf.validity.contains(seconds), !anchors.contains(leaf) else { return false }
    let candidates = candidates(others)
    let key = [leaf] + candidates
    if let known = found.withLock({ $0[key] }), known.contains(seconds) { return true }
    guard let window = verify(leaf, with: candidates, at: seconds) else { return false }
    found.withLock { if $0.count < Self.limit { $0[key] = window } }
    return true
  }

  /// The others that can help: one for each authority, and none for one that the policy has itself.
  ///
  /// Certificates that differ in everything but name and key would let the search try every order of them;
  /// without those, each certificate has one issuer, and the search is as short as the chain.
  private func candidates(_ others: [X509Certificate]) -> [X509Certificate] {
    var result: [X509Certificate] = []
    for other in others where other.isAuthority {
      let isKnown = (intermediates + anchors + result).contains {
        $0.content.subject == other.content.subject && $0.content.publicKey == other.content.publicKey
      }
      if !isKnown { result.append(other) }
    }
    return result
  }

  /// When all certificates of the chain that was found are valid; nil if none was found.
  private func verify(
    _ leaf: X509Certificate, with candidates: [X509Certificate], at seconds: Int64
  ) -> ClosedRange<Int64>? {
    let pool = CertificateStore((intermediates + candidates).map(\.content))
    let result = SynchronousExecutor.run { [store, purpose] in
      var verifier = Verifier(rootCertificates: store) {
        RFC5280Policy(fixedExpiryValidationTime: Date(timeIntervalSince1970: Double(seconds)))
        X509AuthorityPolicy(purpose: purpose)
      }
      return await verifier.validate(leaf: leaf.content, intermediates: pool)
    }
    guard case .validCertificate(let chain)? = result else { return nil }
    let first = chain.map { Int64($0.notValidBefore.timeIntervalSince1970) }.max() ?? seconds
    let last = chain.map { Int64($0.notValidAfter.timeIntervalSince1970) }.min() ?? seconds
    return first <= seconds && seconds <= last ? first...last : nil
  }
}
