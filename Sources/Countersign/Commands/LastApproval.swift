import GitHistory
import Governance
import Signatures

/// The newest state of a model that somebody approved and that is not the one at hand: what changed since is what they,
/// or who relies on them, have not seen. Only the word of somebody independent is taken (see `isIndependent`): whoever
/// changed the model could else write an approval that makes a change look old.
struct LastApproval {
  let approval: Approval
  /// The commit that brought it, in which the model stood as it was approved.
  let commit: CommitID
  let state: ModelState

  /// How many approvals of the past are tried.
  private static let limit = 32

  /// - Parameters:
  ///   - gates: at which of them.
  ///   - reviewer: whose; nil is anybody's.
  ///   - landed: the model at hand. What is approved as it stands is seen already.
  init?(
    of directory: GitPath, among records: [ApprovalRecord], gates: [Gate], reviewer: IdentityID? = nil,
    besides landed: Subject, in facts: TransitionFacts, digests: ContentDigests,
    _ repository: borrowing Repository
  ) throws(GitError) {
    let name = ModelID(GitPath(bytes: directory.lastComponent).display)
    guard let model = facts.models.first(where: { $0.id == name }) else { return nil }
    let digester = Digester(sha256: Signatures.Digest.sha256)
    var wanted: [(record: ApprovalRecord, approval: Approval, gate: Gate)] = []
    for record in records {
      guard let approval = record.document, approval.decision.approves,
        reviewer == nil || approval.reviewer == reviewer,
        let gate = gates.first(where: { $0.id == record.gate }),
        digester.digest(of: landed, scope: gate) != approval.subject,
        facts.isIndependent(record, at: gate, of: model)
      else { continue }
      wanted.append((record, approval, gate))
    }
    wanted.sort { $1.approval.date < $0.approval.date }
    for (record, approval, gate) in wanted.prefix(LastApproval.limit) {
      guard let commit = ObjectID(hex: record.commit.text) else { continue }
      var reader = ModelReader(directory, digests: digests, reports: ReportReading())
      guard let state = try reader.state(in: repository.commit(commit).tree, repository),
        digester.digest(of: state.subject, scope: gate) == approval.subject
      else { continue }
      self.approval = approval
      self.commit = record.commit
      self.state = state
      return
    }
    return nil
  }
}
