import GitHistory
import Governance
import Signatures

/// Who made a commit or signed a file: the signature checked against the keys of the roster.
final class CommitAttribution {
  private let roster: Roster
  private let verifier: SignatureVerifier
  private let userPresenceRequired: Bool
  private let range: Set<ObjectID>
  let now: Instant
  private var known: [ObjectID: (RawCommit, Attribution)] = [:]

  /// - Parameters:
  ///   - range: the commits under judgement; all others are in the trusted base.
  ///   - now: no commit is newer.
  init(_ policy: LoadedPolicy, range: Set<ObjectID>, now: Instant) {
    roster = policy.roster
    verifier = SignatureVerifier(keys: policy.keys)
    userPresenceRequired = policy.policy.signatures.userPresenceRequired
    self.range = range
    self.now = now
  }

  func attribution(
    of id: ObjectID, in repository: borrowing Repository
  ) throws(GitError) -> (commit: RawCommit, attribution: Attribution) {
    if let known = known[id] { return known }
    let commit = try repository.commit(id)
    let attribution = attribution(of: commit, at: Instant(seconds: commit.committer.time))
    known[id] = (commit, attribution)
    return (commit, attribution)
  }

  private func attribution(of commit: RawCommit, at date: Instant) -> Attribution {
    verifier.check(
      signature: commit.signature, payload: commit.payload, namespace: "git", at: date.seconds
    ).attribution(
      roster: roster, date: date, inTrustedBase: !range.contains(commit.id),
      userPresenceRequired: userPresenceRequired)
  }

  /// The date that detached signatures in a commit are judged at: the committer's, or the one closest to it that
  /// could be true. Whoever brings a file need not be who signed it, nor care what its date makes of the signature.
  func signingDate(
    in commit: RawCommit, _ repository: borrowing Repository
  ) throws(GitError) -> Instant {
    let claimed = Instant(seconds: commit.committer.time)
    return CommitFacts.plausibleDate(
      claimed: claimed, newestParent: try newestParent(of: commit, repository), now: now) ?? claimed
  }

  private func newestParent(
    of commit: RawCommit, _ repository: borrowing Repository
  ) throws(GitError) -> Instant? {
    var newest: Instant?
    for parent in commit.parents {
      let date = Instant(seconds: try repository.commit(parent).committer.time)
      newest = newest.map { max($0, date) } ?? date
    }
    return newest
  }

  /// Who made a detached signature over a file.
  func attribution(
    ofDetached signature: [UInt8], over payload: [UInt8], namespace: String, at date: Instant,
    inTrustedBase: Bool
  ) -> Attribution {
    verifier.check(signature: signature, payload: payload, namespace: namespace, at: date.seconds)
      .attribution(
        roster: roster, date: date, inTrustedBase: inTrustedBase, userPresenceRequired: userPresenceRequired)
  }

  func facts(of id: ObjectID, in repository: borrowing Repository) throws(GitError) -> CommitFacts {
    let (commit, attribution) = try attribution(of: id, in: repository)
    let committed = Instant(seconds: commit.committer.time)
    let newestParent = try newestParent(of: commit, repository)
    let plausible = CommitFacts.plausibleDate(claimed: committed, newestParent: newestParent, now: now)
    return CommitFacts(
      id: id.commitID, parents: commit.parents.map(\.commitID),
      author: EmailAddress(bytes: commit.author.email),
      committer: EmailAddress(bytes: commit.committer.email),
      coAuthors: commit.coAuthors.map { EmailAddress(bytes: $0) },
      committed: committed, newestParent: newestParent, attribution: attribution,
      plausibleAttribution: plausible.map { self.attribution(of: commit, at: $0) })
  }
}

extension EmailAddress {
  /// An address as a commit has it. Bytes that are no UTF-8 are kept apart from every address that is.
  init(bytes: [UInt8]) {
    self.init(String(validating: bytes, as: UTF8.self) ?? "\u{0}" + Hexadecimal.encode(bytes))
  }
}
