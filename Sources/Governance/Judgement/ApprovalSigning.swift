/// By whose signature an approval file is a decision: that of the commit that brought it, or a detached one
/// beside it.
///
/// A yes counts by the signatures that the policy lists. A no (a rejection, a withdrawal, a removal) counts by
/// any signature of the reviewer's own: a policy that wants stronger signatures does not want fewer objections.
///
/// A forge signs what its users do on its pages. Where the policy takes its word for them, such a commit is its
/// author's and nobody else's: neither a co-author nor the committer approves by it, nor the forge itself.
struct ApprovalSigning {
  let accepted: Set<ApprovalSignature>
  let roster: Roster
  let commits: CommitGraph

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
  func isAnchored(_ record: ApprovalRecord) -> Bool {
    guard let signer = record.attribution.identity else { return false }
    return signer == record.holder || forgeObjection(record, record.holder, forge: signer) == nil
  }

  /// Whether a compromised key signed the record, its commit or the bytes themselves.
  func isByCompromisedKey(_ record: ApprovalRecord) -> Bool {
    record.attribution.isCompromised || record.detached?.isCompromised ?? false
  }

  private func counts(_ signature: ApprovalSignature, for record: ApprovalRecord) -> Bool {
    accepted.contains(signature) || !(record.document?.decision.approves ?? false)
  }

  private func commitObjection(_ record: ApprovalRecord, _ reviewer: IdentityID) -> (Rule, String)? {
    guard counts(.commit, for: record) || accepted.contains(.forge) else {
      return (.approvalUnsigned, "it has no detached signature, and the policy counts no commit's")
    }
    if let problem = record.attribution.problem {
      let rule = problem.rule == .signatureMissing ? .approvalUnsigned : problem.rule
      return (rule, "its commit \(record.commit.short) \(problem.message)")
    }
    guard let signer = record.attribution.identity else { return (.approvalUnsigned, "it is not signed") }
    if signer != reviewer { return forgeObjection(record, reviewer, forge: signer) }
    if counts(.commit, for: record) { return nil }
    return (
      .approvalUnsigned,
      "commit \(record.commit.short) is signed by \(reviewer), and the policy counts only \(acceptedNames)"
    )
  }

  /// Why the signer does not stand for the reviewer as a forge that vouches for its user; nil if it does.
  private func forgeObjection(
    _ record: ApprovalRecord, _ reviewer: IdentityID, forge signer: IdentityID
  ) -> (Rule, String)? {
    let what = "it names \(reviewer) as reviewer, but commit \(record.commit.short) is signed by"
    guard roster[id: signer]?.kind == .forge else { return (.approvalMisattributed, "\(what) \(signer)") }
    guard accepted.contains(.forge) else {
      return (
        .approvalMisattributed,
        "\(what) forge \(signer), whose word for its users the policy does not take (signatures.approvals)"
      )
    }
    guard let email = record.author ?? commits[record.commit]?.author, let author = roster[email: email]
    else {
      return (.approvalMisattributed, "\(what) forge \(signer) for an author whom no identity's e-mail names")
    }
    if author.id == reviewer { return nil }
    return (.approvalMisattributed, "\(what) forge \(signer) for \(author.id)")
  }

  private var acceptedNames: String {
    ApprovalSignature.allCases.filter(accepted.contains).map(\.rawValue).joined(separator: ", ")
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
