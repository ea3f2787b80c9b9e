import GitHistory
import Governance
import Signatures

/// Who vouches for an entry of the record.
struct LogVoucher: Sendable {
  let attribution: Attribution
  /// Whether that is a person, or nobody.
  let isPerson: Bool
}

/// Whose signatures the entries of the record carry.
///
/// Everybody on the roster may record, a bot, a forge or a person: what they record is judged again anyway.
final class LogSignatures {
  private let memory = JudgingMemory()
  private var verifiers: [Governance.Digest: SignatureVerifier] = [:]

  /// By the policy that judged the transition, and by the one at its head where that calls the key compromised.
  ///
  /// - Returns: nil where no policy says who may record.
  func voucher(
    of commit: RawCommit, base: ObjectID?, head: ObjectID, _ repository: borrowing Repository
  ) throws(GitError) -> LogVoucher? {
    let after = try policy(at: head, repository)
    guard
      let policy = try base.flatMap({ (base) throws(GitError) in try policy(at: base, repository) }) ?? after
    else { return nil }
    if let after, after.digest != policy.digest {
      let later = voucher(of: commit, by: after)
      if later.attribution.isCompromised { return later }
    }
    return voucher(of: commit, by: policy)
  }

  /// By the policy of one commit.
  func voucher(
    of commit: RawCommit, byPolicyAt id: ObjectID, _ repository: borrowing Repository
  ) throws(GitError) -> LogVoucher? {
    try policy(at: id, repository).map { voucher(of: commit, by: $0) }
  }

  /// Nil where there is none that loads, and where the commit is not here.
  private func policy(at id: ObjectID, _ repository: borrowing Repository) throws(GitError) -> LoadedPolicy? {
    do throws(GitError) {
      if case .loaded(let loaded) = try memory.policy(of: repository.commit(id).tree, repository) {
        return loaded
      }
      return nil
    } catch {
      // What was taken off the branch is gone with the next collection of garbage.
      if error.code == .missingObject || error.code == .malformedCommit { return nil }
      throw error
    }
  }

  private func voucher(of commit: RawCommit, by policy: LoadedPolicy) -> LogVoucher {
    let verifier = verifiers[policy.digest] ?? SignatureVerifier(keys: policy.keys)
    verifiers[policy.digest] = verifier
    // No entry lies in the trusted base: a key that is compromised vouches for none.
    let attribution = verifier.check(
      signature: commit.signature, payload: commit.payload, namespace: "git", at: commit.committer.time
    ).attribution(
      roster: policy.roster, date: Instant(seconds: commit.committer.time), inTrustedBase: false,
      userPresenceRequired: false)
    let kind = attribution.identity.flatMap { policy.roster[id: $0]?.kind }
    return LogVoucher(attribution: attribution, isPerson: kind == nil || kind == .person)
  }
}
