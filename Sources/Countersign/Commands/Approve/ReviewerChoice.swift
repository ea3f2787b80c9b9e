import Governance

/// As whom somebody decides.
struct ReviewerChoice {
  /// The identity that was named.
  let named: String?
  /// git's `user.email`.
  let email: String?
  /// The key that git signs with; nil where it is not asked to.
  let key: SigningKey?

  /// - Returns: the identity, and what speaks against the key signing for it.
  /// - Throws: `UsageError` where nobody is found.
  func reviewer(in roster: Roster) throws(UsageError) -> (reviewer: IdentityID, obstacle: ApprovalObstacle?) {
    let holder = key?.holder(in: roster) ?? .unknown
    let reviewer = try identity(in: roster, holder: holder)
    switch holder {
    case .identity(let identity, let fingerprint) where identity != reviewer:
      return (
        reviewer,
        ApprovalObstacle(
          rule: .approvalMisattributed,
          "git signs with \(fingerprint), which is \(identity)'s key, and the approval would name \(reviewer)",
          help:
            "sign with a key of \(reviewer)'s (git config user.signingkey), or decide as --reviewer \(identity)"
        )
      )
    case .nobody(let fingerprint):
      let line = key?.rosterLine.map { ": \($0)" } ?? ""
      return (
        reviewer,
        ApprovalObstacle(
          rule: .signerUnknown, "git signs with \(fingerprint), a key that no identity holds",
          help: "list it under \(reviewer) in policies/identities.yaml, by a change of the policy\(line)")
      )
    default: return (reviewer, nil)
    }
  }

  private func identity(in roster: Roster, holder: SigningKey.Holder) throws(UsageError) -> IdentityID {
    if let named {
      guard let identity = roster[id: IdentityID(named)] else {
        throw UsageError("\(named) is not in policies/identities.yaml")
      }
      return identity.id
    }
    // Whose key signs says more than an e-mail, which is a claim.
    if case .identity(let identity, _) = holder { return identity }
    guard let email else {
      throw UsageError("say who you are: --reviewer ID, or set git's user.email")
    }
    guard let identity = roster[email: EmailAddress(email)] else {
      throw UsageError(
        "\(email) is nobody's e-mail in policies/identities.yaml; say who you are: --reviewer ID")
    }
    return identity.id
  }
}
