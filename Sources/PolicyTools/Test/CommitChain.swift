import Governance

/// A history for a case: one commit after the other, each by one person, on top of a base that nobody sees.
struct CommitChain {
  static let base: CommitID = "base"
  private(set) var commits: [CommitFacts] = []
  private let roster: Roster

  init(roster: Roster) { self.roster = roster }

  var head: CommitID { commits.last?.id ?? CommitChain.base }
  var graph: CommitGraph { CommitGraph(commits) }

  /// Adds a commit. Its date is as plausible as any: the order of dates is no matter of a policy.
  ///
  /// - Parameters:
  ///   - kind: what stands in its id, before its number.
  ///   - author: whose name it bears besides that of its signer.
  mutating func add(
    _ kind: String, by author: IdentityID, signedBy signer: Attribution, at date: Instant
  ) -> CommitID {
    let id = CommitID("\(kind)-\(commits.count { $0.id.text.utf8.starts(with: "\(kind)-".utf8) } + 1)")
    let email = CommitChain.email(of: author, roster)
    commits.append(
      CommitFacts(
        id: id, parents: [head], author: email, committer: email, committed: date, newestParent: date,
        attribution: signer))
    return id
  }

  /// The identity's address; one that nobody has where the roster gives none.
  static func email(of identity: IdentityID, _ roster: Roster) -> EmailAddress {
    roster[id: identity]?.emails.first ?? EmailAddress("\(identity)@policy-test.invalid")
  }

  /// A signature by a good key of the identity.
  static func signature(of identity: IdentityID) -> Attribution {
    .signed(by: identity, key: KeyFingerprint("policy test key of \(identity)"), state: .valid)
  }
}
