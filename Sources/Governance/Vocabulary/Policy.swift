/// The gate policy of a repository: `policies/policy.yaml`.
package struct Policy: Sendable {
  /// Grows with every change.
  package var version: Int
  /// Named in every approval, so that none can be replayed in another repository.
  package var repository: String
  /// Which directories are models.
  package var layout: Glob
  /// Risk classes, ordered low to high. Never empty: a policy without tiers has the one tier `default`.
  package var tiers: [Tier]
  /// Stages of a model's life, in order.
  package var stages: [Stage]
  package var card: CardRequirements
  /// The gates that models pass, in the order of the file.
  package var gates: [Gate]
  /// The gate that changes under `policies/` pass; without one every change is refused.
  package var policyGate: Gate?
  package var separation: SeparationOfDuties
  package var signatures: SignatureRequirements
  package var approvals: ApprovalRequirements
  /// What is asked of models in use; nil where nothing is.
  package var monitoring: MonitoringRequirements?
  /// Who may waive gates; nil where nobody may.
  package var waivers: WaiverRequirements?
  /// What audits tell of how reviews were done.
  package var theatre: TheatreThresholds
  package var positions: Positions

  package init(
    version: Int, repository: String, layout: Glob = Glob("models/*"), tiers: [Tier] = [Tier(id: "default")],
    stages: [Stage], card: CardRequirements = CardRequirements(), gates: [Gate], policyGate: Gate? = nil,
    separation: SeparationOfDuties = SeparationOfDuties(),
    signatures: SignatureRequirements = SignatureRequirements(),
    approvals: ApprovalRequirements = ApprovalRequirements(), monitoring: MonitoringRequirements? = nil,
    waivers: WaiverRequirements? = nil,
    theatre: TheatreThresholds = TheatreThresholds(), positions: Positions = Positions()
  ) {
    self.version = version
    self.repository = repository
    self.layout = layout
    self.tiers = tiers
    self.stages = stages
    self.card = card
    self.gates = gates
    self.policyGate = policyGate
    self.separation = separation
    self.signatures = signatures
    self.approvals = approvals
    self.monitoring = monitoring
    self.waivers = waivers
    self.theatre = theatre
    self.positions = positions
  }

  /// The stage that the branch is tied to.
  package func stage(ofBranch branch: String) -> Stage? {
    stages.first { $0.branch?.isExactly(branch) ?? false }
  }

  /// A stage's place in the order, 0 the first.
  package func rank(of stage: StageID) -> Int? { stages.firstIndex { $0.id == stage } }

  /// A tier's place in the order, 0 the lowest.
  package func rank(of tier: TierID) -> Int? { tiers.firstIndex { $0.id == tier } }

  /// Whether a model at this stage has to pass gates: every stage after the first, the only stage of a
  /// policy that has one, and a first stage that some gate names.
  package func isGated(_ stage: StageID) -> Bool {
    guard let rank = rank(of: stage) else { return true }
    return rank > 0 || stages.count == 1 || gates.contains { $0.stages?.contains(stage) ?? false }
  }

  /// The gates that a model of this stage and tier has to pass.
  package func gates(for stage: StageID, tier: TierID) -> [Gate] {
    gates.filter { gate in
      (gate.stages?.contains(stage) ?? isGated(stage)) && (gate.tiers?.contains(tier) ?? true)
    }
  }
}

/// A risk class.
package struct Tier: Sendable {
  package let id: TierID
  /// The models that are of this tier at least, whatever their cards declare.
  package let when: PolicyExpression?
  package init(id: TierID, when: PolicyExpression? = nil) {
    self.id = id
    self.when = when
  }
}

/// A stage of a model's life, perhaps tied to a branch, perhaps only to be reached through another.
package struct Stage: Sendable, Equatable {
  package let id: StageID
  package let branch: String?
  package let after: StageID?
  package init(id: StageID, branch: String? = nil, after: StageID? = nil) {
    self.id = id
    self.branch = branch
    self.after = after
  }
}

/// What a card must say, by tier.
package struct CardRequirements: Sendable, Equatable {
  /// Fields that every card needs.
  package var all: [String]
  /// Fields that cards of a tier, and of every higher one, need besides.
  package var perTier: [TierID: [String]]
  /// Whether `TBD` and its like count as missing.
  package var rejectPlaceholders: Bool

  package init(all: [String] = [], perTier: [TierID: [String]] = [:], rejectPlaceholders: Bool = true) {
    self.all = all
    self.perTier = perTier
    self.rejectPlaceholders = rejectPlaceholders
  }

  /// The fields that a card of this tier needs: `all`, then each tier's up to it, without repetition.
  package func fields(for tier: TierID, in tiers: [Tier]) -> [String] {
    let rank = tiers.firstIndex { $0.id == tier } ?? tiers.count - 1
    let names = all + tiers[...rank].flatMap { perTier[$0.id] ?? [] }
    return names.enumerated().filter { index, name in
      !names[..<index].contains { $0.isExactly(name) }
    }.map(\.element)
  }
}

/// Who may not do what together with what.
package struct SeparationOfDuties: Sendable {
  package var approverIsNotContributor: Bool
  package var approverIsNotOwner: Bool
  /// How many gates of one model one person may fill in one transition; nil is no limit.
  package var gatesPerPerson: PerTier<Int>?
  /// How many teams the counted approvals of one model must come from.
  package var distinctTeams: PerTier<Int>?
  /// Sets of roles of which one identity may hold at most one.
  package var exclusiveRoles: [[Role]]

  package init(
    approverIsNotContributor: Bool = true, approverIsNotOwner: Bool = true,
    gatesPerPerson: PerTier<Int>? = nil,
    distinctTeams: PerTier<Int>? = nil, exclusiveRoles: [[Role]] = []
  ) {
    self.approverIsNotContributor = approverIsNotContributor
    self.approverIsNotOwner = approverIsNotOwner
    self.gatesPerPerson = gatesPerPerson
    self.distinctTeams = distinctTeams
    self.exclusiveRoles = exclusiveRoles
  }
}

/// A signature that an approval may count by: that of the commit that brought it, a detached one beside it, or
/// that of a forge which vouches for the commit's author.
package enum ApprovalSignature: String, Sendable, CaseIterable { case commit, detached, forge }

/// What signatures the policy asks for.
package struct SignatureRequirements: Sendable, Equatable {
  /// How grave an unsigned contribution is: `error` where they are required, else `warning`.
  package var contributions: Severity
  /// Whether a FIDO key must attest that somebody touched it.
  package var userPresenceRequired: Bool
  /// Which signatures approvals count by. Never empty.
  package var approvals: Set<ApprovalSignature>

  package init(
    contributions: Severity = .error, userPresenceRequired: Bool = false,
    approvals: Set<ApprovalSignature> = [.commit, .detached]
  ) {
    self.contributions = contributions
    self.userPresenceRequired = userPresenceRequired
    self.approvals = approvals
  }
}

/// What approvals must be like to count.
package struct ApprovalRequirements: Sendable {
  /// Whether an approval given under another policy digest is stale.
  package var bindPolicy: Bool
  /// How long an approval holds, from its date.
  package var expire: PerTier<Period>?
  /// The least length of a rationale, in characters.
  package var minRationale: PerTier<Int>?

  package init(bindPolicy: Bool = false, expire: PerTier<Period>? = nil, minRationale: PerTier<Int>? = nil) {
    self.bindPolicy = bindPolicy
    self.expire = expire
    self.minRationale = minRationale
  }
}
