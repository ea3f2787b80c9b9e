/// One thing that somebody put their signature to and that landed.
package struct SignedAct: Sendable, Codable, Equatable {
  package enum Kind: String, Sendable, Codable {
    case contribution, evidence, approval, merge
  }

  package let kind: Kind
  /// Nil where it is about the policy, and for a merge.
  package let model: ModelID?
  /// Of an approval, its gate and what was decided.
  package let gate: GateID?
  package let decision: Approval.Decision?
  /// The name of the report, where it is one.
  package let report: String?
  /// As of ``LandedDecision/date``: a claim.
  package let date: Instant
  package let commit: CommitID

  package init(
    _ kind: Kind, model: ModelID? = nil, gate: GateID? = nil, decision: Approval.Decision? = nil,
    report: String? = nil, date: Instant, commit: CommitID
  ) {
    self.kind = kind
    self.model = model
    self.gate = gate
    self.decision = decision
    self.report = report
    self.date = date
    self.commit = commit
  }
}

extension SignedAct {
  /// What one person signed of a transition: contributions, evidence, decisions and the merge, in that order. What a
  /// forge signed for them is not among it, but for decisions where the policy takes the forge's word.
  package static func all(
    by person: IdentityID, in facts: TransitionFacts, _ record: LandedRecord
  ) -> [SignedAct] {
    func own(_ commits: [CommitID], _ model: ModelID?) -> [SignedAct] {
      commits.compactMap { facts.commits[$0] }.filter { $0.attribution.identity == person }.map {
        SignedAct(.contribution, model: model, date: $0.committed, commit: $0.id)
      }
    }
    var acts = own(facts.policyChange?.contributions ?? [], nil)
    for model in facts.models {
      acts += own(model.contributions, model.id)
      for report in model.evidence
      where report.attribution.identity == person || report.detached?.identity == person {
        // What stood before was told of the transition that brought it.
        guard let commit = facts.commits[report.commit] else { continue }
        acts.append(
          SignedAct(
            .evidence, model: model.id, report: report.document.name, date: commit.committed,
            commit: commit.id))
      }
    }
    acts += record.decisions.filter { $0.reviewer == person }.map {
      SignedAct(
        .approval, model: $0.model, gate: $0.gate, decision: $0.decision, date: $0.date, commit: $0.commit)
    }
    if let head = facts.commits[facts.head], head.parents.count > 1, head.attribution.identity == person {
      acts.append(SignedAct(.merge, date: head.committed, commit: head.id))
    }
    return acts
  }
}
