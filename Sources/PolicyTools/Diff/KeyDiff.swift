import Governance

/// The keys of one identity: which come and go, and when they count.
enum KeyDiff {
  static func compare(_ before: [IdentityKey], _ after: [IdentityKey], _ differences: inout Differences) {
    differences.add(
      from: before.map(\.fingerprint), to: after.map(\.fingerprint), joining: .loosens, joins: "gains key",
      leaves: "loses key")
    for key in after {
      guard let earlier = before.first(where: { $0.fingerprint == key.fingerprint }) else { continue }
      let what = "key \(key.fingerprint)"
      if earlier.kind != key.kind {
        differences.add(.changes, "\(what) is", from: name(earlier.kind), to: name(key.kind))
      }
      // Without a start it has always counted, without an end it always will.
      compare("\(what) counts from", earlier.from, key.from, "ever", isLoosenedBy: .earlier, &differences)
      compare(
        "\(what) counts until", earlier.until, key.until, "further notice", isLoosenedBy: .later, &differences
      )
      compareRevocations(what, earlier.revoked, key.revoked, &differences)
    }
  }

  private enum Move { case earlier, later }

  private static func compare(
    _ what: String, _ before: Instant?, _ after: Instant?, _ open: String, isLoosenedBy move: Move,
    _ differences: inout Differences
  ) {
    if before == after { return }
    let isLoosened: Bool =
      switch (before, after) {
      case (_, nil): true
      case (nil, _): false
      case (let before?, let after?): move == .earlier ? after < before : before < after
      }
    differences.add(
      isLoosened ? .loosens : .tightens, what, from: before?.description ?? open,
      to: after?.description ?? open)
  }

  private static func compareRevocations(
    _ what: String, _ before: IdentityKey.Revocation?, _ after: IdentityKey.Revocation?,
    _ differences: inout Differences
  ) {
    if before == after { return }
    func text(_ revocation: IdentityKey.Revocation?) -> String {
      revocation.map { "\($0.reason.rawValue) at \($0.at)" } ?? "in use"
    }
    differences.add(direction(before, after), "\(what) is", from: text(before), to: text(after))
  }

  /// A compromised key never counts, whenever it was revoked; a retired one counts up to then.
  private static func direction(
    _ before: IdentityKey.Revocation?, _ after: IdentityKey.Revocation?
  ) -> PolicyDifference.Direction {
    func lost(_ revocation: IdentityKey.Revocation?) -> (Int, Int64) {
      switch revocation {
      case nil: (0, 0)
      // Negated, so that an earlier end weighs more.
      case let revocation? where revocation.reason == .retired: (1, 0 &- revocation.at.seconds)
      default: (2, 0)
      }
    }
    let (was, shall) = (lost(before), lost(after))
    return was == shall ? .changes : was < shall ? .tightens : .loosens
  }

  private static func name(_ kind: IdentityKey.Kind) -> String {
    switch kind {
    case .ssh: "an SSH key"
    case .openPGP(let path): "the certificate \(path)"
    case .x509(let issuer, let subject): "\(subject)'s by \(issuer)"
    }
  }
}
