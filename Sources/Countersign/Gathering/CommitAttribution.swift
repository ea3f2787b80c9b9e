import GitHistory
import Governance
import Signatures

/// Who made a commit or signed a file: the signature checked against the keys of the roster.
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
      signature: commit.signature, payload: commit.payload, namespace: "git",
      at: commit.committer.time)
    let attribution = check.attribution(
      roster: roster, date: Instant(seconds: commit.committer.time), inTrustedBase: !range.contains(id),
      userPresenceRequired: userPresenceRequired)
    known[id] = (commit, attribution)
    return (commit, attribution)
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
