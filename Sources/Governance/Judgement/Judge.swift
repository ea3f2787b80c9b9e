/// The one judgement: facts of a transition → what it comes to. Pure; reads nothing and knows no clock.
package enum Judge {
  package static func judge(_ facts: TransitionFacts) -> TransitionJudgement {
    var judgement = TransitionJudgement()
    judgement.findings = dates(facts)
    if let change = facts.policyChange {
      let gate = PolicyChangeJudging(facts: facts, change: change).judgement()
      judgement.policyChange = gate
      judgement.findings += gate.findings
    }
    for model in facts.models.sorted(by: { $0.directory.utf8.lexicographicallyPrecedes($1.directory.utf8) }) {
      guard model.landed != nil else {
        judgement.findings += model.findings
        judgement.findings.append(
          Finding(
            .modelRemoved, .note, "model \(model.id) is removed", model: model.id, path: model.directory))
        continue
      }
      guard let result = ModelJudging(model, in: facts).judgement() else { continue }
      judgement.models.append(result)
      judgement.findings += result.findings
    }
    return judgement
  }

  /// Commits whose dates cannot be true: before a parent's, or after now.
  private static func dates(_ facts: TransitionFacts) -> [Finding] {
    facts.commits.commits.compactMap { commit in
      if commit.committed.seconds > facts.now.seconds + clockTolerance {
        return Finding(
          .dateImplausible, .warning, "commit \(commit.id.short) is dated \(commit.committed), in the future",
          help: "set the clock right and commit again", commit: commit.id)
      }
      for parent in commit.parents {
        guard let before = facts.commits[parent]?.committed,
          commit.committed.seconds + clockTolerance < before.seconds
        else { continue }
        return Finding(
          .dateImplausible, .warning,
          "commit \(commit.id.short) is dated \(commit.committed), before its parent \(parent.short)",
          help: "set the clock right and commit again", commit: commit.id)
      }
      return nil
    }
  }
}
