import X509

/// What a certificate is used for here; no certificate serves both.
enum X509Purpose: Sendable {
  /// To sign commits.
  case signing
  /// To say when something was signed (RFC 3161, section 2.3).
  case timestamping

  /// Whether an authority that restricts itself to these usages may stand in a chain for this purpose.
  func isAllowed(_ usages: ExtendedKeyUsage) -> Bool {
    switch self {
    case .signing: usages.contains { [.codeSigning, .emailProtection, .any].contains($0) }
    case .timestamping: usages.contains { [.timeStamping, .any].contains($0) }
    }
  }
}
