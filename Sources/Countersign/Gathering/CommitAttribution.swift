import GitHistory
import Governance
import Signatures

/// Who made a commit: its signature checked against the keys of the roster.
final class CommitAttribution {
  private let roster: Roster
  private let verifier: SignatureVerifier
  private let userPresenceRequired: Bool
  private let range: Set<ObjectID>
  private var known: [ObjectID: (RawCommit, Attribution)] = [:]

  /// - Parameter range: the commits under judgement; all others are in the trusted base.
  init(_ policy: LoadedPolicy, range: Set<ObjectID>) {
    roster = policy.roster
    verifier = SignatureVerifier(keys: policy.keys)
    userPresenceRequired = policy.policy.signatures.userPresenceRequired
    self.range = range
  }

  func attribution(
    of id: ObjectID, in repository: borrowing Repository
  ) throws(GitError) -> (commit: RawCommit, attribution: Attribution) {
    if let known = known[id] { return known }
    let commit = try repository.commit(id)
    let check = verifier.check(
      signature: commit.signature, payload: commit.payload, namespace: "git", at: commit.committer.time)
    let attribution = check.attribution(
      roster: roster, date: Instant(seconds: commit.committer.time), inTrustedBase: !range.contains(id),
      userPresenceRequired: userPresenceRequired)
    known[id] = (commit, attribution)
    return (commit, attribution)
  }

  func facts(of id: ObjectID, in repository: borrowing Repository) throws(GitError) -> CommitFacts {
    let (commit, attribution) = try attribution(of: id, in: repository)
    var newestParent: Instant?
    for parent in commit.parents {
      let date = Instant(seconds: try repository.commit(parent).committer.time)
      newestParent = newestParent.map { max($0, date) } ?? date
    }
    return CommitFacts(
      id: id.commitID, parents: commit.parents.map(\.commitID),
      author: EmailAddress(bytes: commit.author.email),
      committer: EmailAddress(bytes: commit.committer.email),
      coAuthors: commit.coAuthors.map { EmailAddress(bytes: $0) },
      committed: Instant(seconds: commit.committer.time), newestParent: newestParent, attribution: attribution
    )
  }
}

extension EmailAddress {
  /// An address as a commit has it. Bytes that are no UTF-8 are kept apart from every address that is.
  init(bytes: [UInt8]) {
    self.init(String(validating: bytes, as: UTF8.self) ?? "\u{0}" + Hexadecimal.encode(bytes))
  }
}

extension SignatureCheck {
  /// What the check means under a roster: who holds the key, and whether it was good at that date.
  func attribution(
    roster: Roster, date: Instant, inTrustedBase: Bool, userPresenceRequired: Bool
  ) -> Attribution {
    switch self {
    case .unsigned: return .unsigned
    case .malformed(let reason): return .malformed(reason: reason)
    case .unknownSigner(let signer, _, let reason):
      return .unknownSigner(key: signer.map { KeyFingerprint($0.key) }, reason: reason)
    case .invalid(_, let reason): return .invalid(reason: reason)
    case .valid(let signer, let userPresence, let validity):
      let fingerprint = KeyFingerprint(signer.key)
      guard let holder = roster.holder(of: fingerprint),
        let key = holder.keys.first(where: { $0.fingerprint == fingerprint })
      else { return .unknownSigner(key: fingerprint, reason: nil) }
      if userPresenceRequired, userPresence == false {
        return .invalid(reason: "the security key does not attest that somebody touched it")
      }
      return .signed(
        by: holder.id, key: fingerprint,
        state: validity.worse(of: key.state(at: date, inTrustedBase: inTrustedBase)))
    }
  }
}

extension KeyValidity {
  /// What the keys themselves say and what the roster says of a key, whichever is worse.
  func worse(of state: KeyState) -> KeyState {
    switch (self, state) {
    case (.compromised, _), (_, .compromised): .compromised
    case (.retired, _), (_, .retired): .retired
    case (.expired, _), (_, .expired): .expired
    case (.good, .valid): .valid
    }
  }
}
