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
    for commit in facts.commits.commits {
      let newestParent =
        commit.newestParent ?? commit.parents.compactMap { facts.commits[$0]?.committed }.max()
      // The date closest to the claim that would be plausible.
      let plausible: Instant
      let claim: String
      if commit.committed.isClearlyAfter(facts.now) {
        plausible = facts.now
        claim = "in the future"
      } else if let parent = newestParent, parent.isClearlyAfter(commit.committed) {
        plausible = parent
        claim = "before its parent, which is dated \(parent)"
      } else {
        continue
      }
      let decides =
        relied.contains(commit.id)
        && ([commit.attribution] + detached[commit.id, default: []]).contains { attribution in
          DateJudgement.isValid(attribution)
            && !DateJudgement.isValid(attribution, at: plausible, facts.roster)
        }
      findings.append(
        Finding(
          .dateImplausible, decides ? .error : .warning,
          "commit \(commit.id.short) is dated \(commit.committed), \(claim)"
            + (decides ? "; its key is not valid at a date that could be true" : ""),
          help: "set the clock right and commit again\(decides ? ", signed with a valid key" : "")",
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
    }
    return commits
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
    return byCommit
  }

  private static func isValid(_ attribution: Attribution) -> Bool { attribution.identity != nil }

  private static func isValid(_ attribution: Attribution, at date: Instant, _ roster: Roster) -> Bool {
    guard case .signed(_, let fingerprint, _) = attribution,
      let key = roster.holder(of: fingerprint)?.keys.first(where: { $0.fingerprint == fingerprint })
    else { return false }
    return key.state(at: date, inTrustedBase: false) == .valid
  }
}
