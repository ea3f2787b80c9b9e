/// Commits whose dates cannot be true: before a parent's, or after now.
///
/// A date is a claim of whoever made the commit, and a key that is not valid any more is valid for a commit
/// that claims to be old. A warning therefore, but an error where the date is what makes a signature good
/// that something rests on.
struct DateJudgement {
  private(set) var findings: [Finding] = []

  init(_ facts: TransitionFacts) {
    let relied = DateJudgement.relied(on: facts)
    let detached = DateJudgement.detached(in: facts)
    let delegated = DateJudgement.delegated(in: facts)
    for commit in facts.commits.commits {
      let newestParent =
        commit.newestParent ?? commit.parents.compactMap { facts.commits[$0]?.committed }.max()
      guard
        let plausible = CommitFacts.plausibleDate(
          claimed: commit.committed, newestParent: newestParent, now: facts.now)
      else { continue }
      let claim =
        plausible < commit.committed ? "in the future" : "before its parent, which is dated \(plausible)"
      let isDelegationOver = delegated[commit.id, default: []].contains { delegate, roles in
        facts.roster.delegators(to: delegate, lending: roles, at: plausible).isEmpty
      }
      let isCommitterInvalid =
        DateJudgement.isValid(commit.attribution)
        && !(commit.plausibleAttribution.map(DateJudgement.isValid)
          ?? DateJudgement.isValid(commit.attribution, at: plausible, facts.roster))
      let isKeyInvalid =
        relied.contains(commit.id)
        && (isCommitterInvalid
          || detached[commit.id, default: []].contains { attribution in
            DateJudgement.isValid(attribution)
              && !DateJudgement.isValid(attribution, at: plausible, facts.roster)
          })
      let decides = isKeyInvalid || isDelegationOver
      let what = isKeyInvalid ? "its key is not valid" : "a delegation does not hold"
      findings.append(
        Finding(
          .dateImplausible, decides ? .error : .warning,
          "commit \(commit.id.short) is dated \(commit.committed), \(claim)"
            + (decides ? "; \(what) at a date that could be true" : ""),
          help: "set the clock right and commit again\(isKeyInvalid ? ", signed with a valid key" : "")",
          commit: commit.id))
    }
  }

  /// The commits whose signatures are judged.
  private static func relied(on facts: TransitionFacts) -> Set<CommitID> {
    var commits = Set(facts.policyChange?.contributions ?? [])
    commits.formUnion(facts.policyChange?.approvals.map(\.commit) ?? [])
    for model in facts.models {
      commits.formUnion(model.contributions)
      commits.formUnion(model.approvals.map(\.commit))
      commits.formUnion(model.evidence.map(\.commit))
      commits.formUnion(model.monitoring?.map(\.commit) ?? [])
      commits.formUnion(model.waivers.flatMap { $0.signatures + $0.ratifications }.map(\.commit))
    }
    return commits
  }

  /// Who approves by a delegated role in each commit, with the roles of which they need one.
  private static func delegated(in facts: TransitionFacts) -> [CommitID: [(IdentityID, [Role])]] {
    var byCommit: [CommitID: [(IdentityID, [Role])]] = [:]
    let gates = facts.policy.gates + (facts.policy.policyGate.map { [$0] } ?? [])
    for record in facts.models.flatMap(\.approvals) + (facts.policyChange?.approvals ?? []) {
      guard let gate = gates.first(where: { $0.id == record.gate }),
        record.attribution.identity == record.holder || record.detached?.identity == record.holder,
        facts.roster[id: record.holder]?.holds(anyOf: gate.roles) == false,
        !facts.roster.delegators(to: record.holder, lending: gate.roles, at: record.committed).isEmpty
      else { continue }
      byCommit[record.commit, default: []].append((record.holder, gate.roles))
    }
    return byCommit
  }

  /// The detached signatures on files that each commit brought.
  private static func detached(in facts: TransitionFacts) -> [CommitID: [Attribution]] {
    var byCommit: [CommitID: [Attribution]] = [:]
    let approvals = facts.models.flatMap(\.approvals) + (facts.policyChange?.approvals ?? [])
    for record in approvals {
      if let one = record.detached { byCommit[record.commit, default: []].append(one) }
    }
    for record in facts.models.flatMap(\.evidence) {
      if let one = record.detached { byCommit[record.commit, default: []].append(one) }
    }
    for signature in facts.models.flatMap(\.waivers).flatMap({ $0.signatures + $0.ratifications }) {
      byCommit[signature.commit, default: []].append(signature.attribution)
    }
    for record in facts.models.flatMap({ $0.monitoring ?? [] }) {
      if let one = record.detached { byCommit[record.commit, default: []].append(one) }
    }
    return byCommit
  }

  private static func isValid(_ attribution: Attribution) -> Bool { attribution.identity != nil }

  private static func isValid(_ attribution: Attribution, at date: Instant, _ roster: Roster) -> Bool {
    guard case .signed(_, let fingerprint, _) = attribution else { return false }
    // Of a key that it does not list, a certified one, the roster has nothing to say.
    let key = roster.holder(of: fingerprint)?.keys.first { $0.fingerprint == fingerprint }
    return key.map { $0.state(at: date, inTrustedBase: false) == .valid } ?? true
  }
}
