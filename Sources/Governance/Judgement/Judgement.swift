/// What a transition came to: the verdict, and everything it rests on.
package struct TransitionJudgement: Sendable {
  package var models: [ModelJudgement]
  /// The gate that a change of the policy passes; nil where the policy does not change.
  package var policyChange: GateJudgement?
  /// All findings, in the order of the report.
  package var findings: [Finding]
  package var verdict: Verdict { findings.verdict }

  package init(models: [ModelJudgement] = [], policyChange: GateJudgement? = nil, findings: [Finding] = []) {
    self.models = models
    self.policyChange = policyChange
    self.findings = findings
  }
}

/// What one model came to.
package struct ModelJudgement: Sendable, Codable {
  package var id: ModelID
  package var version: String?
  package var stage: StageID
  package var tier: TierID
  package var subject: Digest
  package var contributors: [IdentityID]
  package var gates: [GateJudgement]
  package var findings: [Finding]
  /// The rules of the policy by which the tier is what it is, and by which gates apply.
  package var leaves: [Leaf] = []
  /// The file of its card, relative to the repository, or where that would be; nil where nobody said.
  package var card: String?
  /// What comes of itself as time goes by, the earliest first.
  package var due: [DueDate] = []
  package var verdict: Verdict { findings.verdict }

  /// What a record keeps: rules are explained of what is judged anew.
  private enum CodingKeys: CodingKey {
    case id, version, stage, tier, subject, contributors, gates, findings, card
  }
}

/// What one gate came to.
package struct GateJudgement: Sendable, Codable {
  package var id: GateID
  package var title: String?
  package var roles: [Role]
  /// How many approvals it takes.
  package var required: Int
  /// The people whose approval fills a slot.
  package var counted: [IdentityID]
  package var approvals: [ApprovalOutcome]
  /// Who else could fill a slot that is still empty.
  package var candidates: [Candidate]
  /// The gates that come before this one and are not satisfied yet.
  package var waitsFor: [GateID] = []
  package var findings: [Finding]
  /// What it asks besides approvals, in the order of the policy.
  package var leaves: [Leaf] = []
  /// Who would have to sign for the empty slots to be filled; nil where none is empty, or nobody asked.
  package var completions: Completions?
  /// What lifts what it asks; nil where it stands by itself, or does not stand.
  package var waiver: UsedWaiver?
  package var verdict: Verdict { findings.verdict }

  private enum CodingKeys: CodingKey {
    case id, title, roles, required, counted, approvals, candidates, waitsFor, waiver, findings
  }
}

/// Whether one approval counts, and if not, the one reason why.
package struct ApprovalOutcome: Sendable, Codable {
  package enum Standing: Sendable, Codable, Equatable {
    case counted
    /// Good, but every slot is filled already.
    case surplus
    case rejected(Rule, String)
  }
  package var record: ApprovalRecord
  package var reviewer: IdentityID
  /// In whose place the reviewer approves, where that is not in their own right.
  package var delegator: IdentityID?
  package var standing: Standing

  package init(
    record: ApprovalRecord, reviewer: IdentityID, delegator: IdentityID? = nil, standing: Standing
  ) {
    self.record = record
    self.reviewer = reviewer
    self.delegator = delegator
    self.standing = standing
  }
}
