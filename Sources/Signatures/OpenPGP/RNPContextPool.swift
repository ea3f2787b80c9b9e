import Synchronization

/// Contexts that are not in use. Starting one takes milliseconds and a context serves one thread, so each
/// thread takes one and puts it back; there are never more than threads that verified at once.
final class RNPContextPool: Sendable {
  private let idle = Mutex<[RNPContext]>([])

  /// For the signatures within certificates. Apart from the others, since it unloads all keys each time.
  static let forCertificates = RNPContextPool()

  /// Lends a context.
  /// - Returns: nil if the library cannot be started.
  func with<Answer>(_ body: (RNPContext) -> Answer) -> Answer? {
    guard let context = idle.withLock({ $0.popLast() }) ?? RNPContext() else { return nil }
    defer { idle.withLock { $0.append(context) } }
    return body(context)
  }
}
