import Documents
import Governance

/// A policy and its people as their documents say, without the keys: who signed is given here, never verified.
package struct PolicyDocuments: Sendable {
  package let policy: Policy
  /// Nil where there is no `identities.yaml`.
  package let roster: Roster?

  package init(policy: Policy, roster: Roster?) {
    self.policy = policy
    self.roster = roster
  }

  /// Reads both.
  ///
  /// - Throws: everything that is wrong with them.
  package init(_ directory: PolicyDirectory) throws(DocumentErrors) {
    policy = try Policy.read(directory.policy.bytes, path: directory.policy.path)
    guard let file = directory.identities else {
      roster = nil
      return
    }
    roster = try Roster.read(
      file.bytes, path: file.path, exclusiveRoles: policy.separation.exclusiveRoles,
      gateRoles: policy.gateRoles, keys: .unverified)
  }
}

extension KeyReader {
  /// Takes a key for what its text says: it is told apart from others, and nothing is asked of it.
  package static var unverified: KeyReader {
    KeyReader(
      ssh: { .success(KeyFingerprint("ssh \($0)")) }, openPGP: { .success(KeyFingerprint("openpgp \($0)")) },
      x509: { .success(KeyFingerprint("x509 \($1) by \($0)")) })
  }
}
