/// The one judgement: facts of a transition → what it comes to. Pure; reads nothing and knows no clock.
package enum Judge {
  /// - Parameter explained: a model of which is also wanted who could fill the empty slots of its gates together.
  package static func judge(_ facts: TransitionFacts, explaining explained: ModelID? = nil)
    -> TransitionJudgement
  {
    var judgement = TransitionJudgement()
    judgement.findings = DateJudgement(facts).findings + facts.findings
    if let change = facts.policyChange {
      let gate = PolicyChangeJudging(facts: facts, change: change).judgement()
      judgement.policyChange = gate
      judgement.findings += gate.findings
    }
    judgement.findings += PolicyChangeJudging.inAdvance(facts).filter {
      !$0.isTold(among: judgement.findings)
    }
    for model in facts.models.sorted(by: { $0.directory.utf8.lexicographicallyPrecedes($1.directory.utf8) }) {
      guard model.landed != nil else {
        judgement.findings += model.findings
        // Taking a model away is a change of it like any other, and signed like one.
        judgement.findings +=
          Contributors(
            of: model.contributions, commits: facts.commits, roster: facts.roster,
            severity: facts.policy.signatures.contributions, what: "model \(model.id)", model: model.id
          ).findings
        guard model.base != nil else { continue }
        judgement.findings.append(
          Finding(
            .modelRemoved, .note, "model \(model.id) is removed", model: model.id, path: model.directory))
        continue
      }
      let judging = ModelJudging(model, in: facts)
      let result = judging.judgement(completing: model.id == explained)
      judgement.findings += judging.inAdvance.filter { !$0.isTold(among: result?.findings ?? []) }
      guard let result else { continue }
      judgement.models.append(result)
      judgement.findings += result.findings
    }
    return judgement
  }
}
