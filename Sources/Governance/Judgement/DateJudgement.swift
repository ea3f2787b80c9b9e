/// Commits whose dates cannot be true: before a parent's, or after now.
///
/// Dates in commits are claims. Such a date is a warning, and an error where a judgement rests on it: where
/// the commit brought what is judged, and its signature is by a key that is valid at some dates only. Else
/// whoever holds a retired key could go on signing by setting the clock back.
struct DateJudgement {
  private(set) var findings: [Finding] = []

  init(_ facts: TransitionFacts) {
    let judged = DateJudgement.judgedCommits(facts)
    for commit in facts.commits.commits {
      guard let problem = DateJudgement.problem(with: commit, facts) else { continue }
      let isDecisive = judged.contains(commit.id) && DateJudgement.isDated(commit.attribution, facts.roster)
      findings.append(
        Finding(
          .dateImplausible, isDecisive ? .error : .warning,
          "commit \(commit.id.short) is dated \(commit.committed), \(problem)",
          help: "set the clock right and commit again", commit: commit.id))
    }
  }

  private static func problem(with commit: CommitFacts, _ facts: TransitionFacts) -> String? {
    if commit.committed.isClearlyAfter(facts.now) { return "in the future" }
    let later = commit.parents.first { facts.commits[$0]?.committed.isClearlyAfter(commit.committed) ?? false }
    return later.map { "before its parent \($0.short)" }
  }

  /// The commits that brought something under judgement.
  private static func judgedCommits(_ facts: TransitionFacts) -> Set<CommitID> {
    var commits = Set(facts.policyChange?.contributions ?? [])
    commits.formUnion(facts.policyChange?.approvals.map(\.commit) ?? [])
    for model in facts.models {
      commits.formUnion(model.contributions)
      commits.formUnion(model.approvals.map(\.commit))
      commits.formUnion(model.evidence.map(\.commit))
    }
    return commits
  }

  /// Whether it hangs on the date that the signature is good.
  private static func isDated(_ attribution: Attribution, _ roster: Roster) -> Bool {
    guard case .signed(let identity, let fingerprint, _) = attribution,
      let key = roster[id: identity]?.keys.first(where: { $0.fingerprint == fingerprint })
    else { return false }
    return key.from != nil || key.until != nil || key.revoked != nil
  }
}
