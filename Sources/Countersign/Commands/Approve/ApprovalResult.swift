import GitHistory
import Governance
import Signatures

/// What became of a decision once it was signed.
package struct ApprovalResult: Sendable {
  /// Why it does not count; nil where it is heard.
  package let obstacle: ApprovalObstacle?
  /// The gate with it; nil where the gate is not asked for.
  package let gate: GateJudgement?
  /// The model's gates that are not satisfied yet, or the policy's.
  package let open: [GateID]
}

extension ApprovalPlan {
  /// Judges the decision by the signatures that were really made.
  ///
  /// - Parameters:
  ///   - bytes: of the file.
  ///   - commit: the id of the commit that brought it; nil where it is not committed.
  ///   - signature: the file's detached signature; nil where there is none.
  package func result(
    _ bytes: [UInt8], commit: String?, signature: [UInt8]?, clock: Instant,
    in repository: borrowing Repository
  ) throws -> ApprovalResult {
    let id = commit.flatMap { ObjectID(hex: $0) }
    let attribution = CommitAttribution(judging, range: Set([id].compactMap { $0 }), now: clock)
    var signer = Attribution.unsigned
    var date = clock
    if let id {
      let (commit, found) = try attribution.attribution(of: id, in: repository)
      signer = found
      date = Instant(seconds: commit.committer.time)
    }
    let detached = signature.map {
      attribution.attribution(
        ofDetached: $0, over: bytes, namespace: DetachedSignatures.Namespace.approval.rawValue, at: date,
        inTrustedBase: false)
    }
    let approval = try read(bytes)
    let outcome = rehearsal.judgement(
      with: approval, at: path, commit: signer, detached: detached, date: date)
    let gates = outcome.model?.gates ?? [outcome.gate].compactMap { $0 }
    return ApprovalResult(
      obstacle: ApprovalObstacle(outcome, of: approval.decision, briefing: briefing), gate: outcome.gate,
      open: gates.filter { $0.verdict != .satisfied }.map(\.id))
  }
}
