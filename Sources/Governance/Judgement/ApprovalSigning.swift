/// By whose signature an approval file is a decision: that of the commit that brought it, or a detached one
/// beside it.
///
/// A yes counts by the signatures that the policy lists. A no (a rejection, a withdrawal, a removal) counts by
/// any signature of the reviewer's own: a policy that wants stronger signatures does not want fewer objections.
struct ApprovalSigning {
  let accepted: Set<ApprovalSignature>

  /// Why the record is no decision of the reviewer's, or nil if it is one. Where neither signature counts, the
  /// detached one says why, since that is the one that was made for this very file.
  func objection(to record: ApprovalRecord, naming reviewer: IdentityID) -> (Rule, String)? {
    guard let byCommit = commitObjection(record, reviewer) else { return nil }
    guard let detached = record.detached, counts(.detached, for: record) else { return byCommit }
    return ApprovalSigning.objection(toDetached: detached, naming: reviewer)
  }

  /// What is wrong with a detached signature beside an approval that counts by its commit's. That does not void
  /// it, else whoever can add a file could void it; but it may be a trace of an edit, so it is told.
  func remark(on record: ApprovalRecord, naming reviewer: IdentityID) -> (Rule, String)? {
    guard let detached = record.detached, counts(.detached, for: record) else { return nil }
    return ApprovalSigning.objection(toDetached: detached, naming: reviewer)
  }

  /// Whether the commit that brought the record is the holder's own, and so its place in history too. A file
  /// that counts by its detached signature alone may have been brought there by anybody.
  func isAnchored(_ record: ApprovalRecord) -> Bool { record.attribution.identity == record.holder }

  private func counts(_ signature: ApprovalSignature, for record: ApprovalRecord) -> Bool {
    accepted.contains(signature) || !(record.document?.decision.approves ?? false)
  }

  private func commitObjection(_ record: ApprovalRecord, _ reviewer: IdentityID) -> (Rule, String)? {
    guard counts(.commit, for: record) else {
      return (.approvalUnsigned, "it has no detached signature, and the policy counts no commit's")
    }
    if let problem = record.attribution.problem {
      let rule = problem.rule == .signatureMissing ? .approvalUnsigned : problem.rule
      return (rule, "its commit \(record.commit.short) \(problem.message)")
    }
    guard let signer = record.attribution.identity else { return (.approvalUnsigned, "it is not signed") }
    if signer == reviewer { return nil }
    return (
      .approvalMisattributed,
      "it names \(reviewer) as reviewer, but commit \(record.commit.short) is signed by \(signer)"
    )
  }

  private static func objection(
    toDetached attribution: Attribution, naming reviewer: IdentityID
  ) -> (Rule, String)? {
    if let problem = attribution.detachedProblem { return problem }
    guard let signer = attribution.identity else { return (.approvalUnsigned, "it is not signed") }
    if signer == reviewer { return nil }
    return (
      .approvalMisattributed,
      "it names \(reviewer) as reviewer, but its detached signature is \(signer)'s"
    )
  }
}
