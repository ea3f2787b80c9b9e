@testable import Signatures

extension SignatureCheck {
  /// The case alone, for tests that do not care about reasons.
  enum Kind: Equatable {
    case unsigned, malformed, unknownSigner, invalid, valid
  }

  var kind: Kind {
    switch self {
    case .unsigned: .unsigned
    case .malformed: .malformed
    case .unknownSigner: .unknownSigner
    case .invalid: .invalid
    case .valid: .valid
    }
  }

  /// The message, where the case has one.
  var reason: String? {
    switch self {
    case .malformed(let reason), .invalid(_, let reason): reason
    case .unknownSigner(_, _, let reason): reason
    case .unsigned, .valid: nil
    }
  }
}
