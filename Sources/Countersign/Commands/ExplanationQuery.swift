import GitHistory
import Governance

/// How the judgement of one model comes about.
package struct ExplanationQuery {
  package let model: String
  package let gate: GateID?

  /// - Parameter model: a model's name or directory.
  package init(model: String, gate: GateID? = nil) {
    self.model = model
    self.gate = gate
  }

  /// - Parameters:
  ///   - request: the transition; nil is the one that whoever asks has in mind (see `LikelyTransition`).
  ///   - branch: the branch that is then asked about, if any.
  ///   - clock: the present, used where the request names no moment.
  /// - Throws: `UsageError` where model, gate or revisions name nothing, `GitError` where they cannot be read.
  package func explanation(
    of request: Check.Request?, head: String, branch: String? = nil, at: Instant?, clock: Instant,
    in repository: borrowing Repository
  ) throws -> Explanation {
    try repository.requireCompleteHistory()
    let head = request?.head ?? head
    let query = DigestQuery(revision: head)
    let policy = try query.loadablePolicy(query.tree(repository), repository)?.policy
    let meant = try LikelyTransition(head: head, branch: branch, at: at, policy: policy)
      .meant(by: model, given: request, in: repository)
    let name = meant.name
    let told = try meant.standing(clock: clock, isExplained: true, in: repository)
    let (report, judged): (TransitionReport, Check.Judged?)
    if let told {
      (report, judged) = (told.report, told.judged)
    } else {
      (report, judged) = try Check(meant.request, clock: clock).judged(explaining: name, in: repository)
    }
    if let gate, let policy = judged?.loaded.policy, !policy.gates.contains(where: { $0.id == gate }) {
      throw UsageError(
        "the policy has no gate \(gate) for models; its gates are \(policy.gates.map(\.id.text).joined(separator: ", "))"
      )
    }
    let facts = judged?.facts.models.first { $0.id == name }
    var explanation = Explanation(
      report: report, model: name, gate: gate, card: facts?.landed?.card, origins: [:])
    explanation.standing = told?.standing
    if let judged { explanation.origins = try origins(explanation, judged, repository) }
    return explanation
  }

  /// Who brought each file that was read.
  private func origins(
    _ explanation: Explanation, _ judged: Check.Judged, _ repository: borrowing Repository
  ) throws(GitError) -> [Explanation.Place: Explanation.Origin] {
    let attribution = CommitAttribution(
      judged.loaded, range: Set(judged.transition.commits.map(\.id)), now: judged.facts.now)
    var origins: [Explanation.Place: Explanation.Origin] = [:]
    let leaves = (explanation.judgement?.leaves ?? []) + explanation.gates.flatMap(\.leaves)
    var places = leaves.flatMap(\.readings).compactMap { reading in
      reading.path.map { Explanation.Place(path: $0, isAtBase: reading.isAtBase) }
    }
    places += [explanation.card.map { Explanation.Place(path: $0.path, isAtBase: false) }].compactMap { $0 }
    for place in places where origins[place] == nil {
      let path = GitPath(place.path)
      let tree = place.isAtBase ? judged.transition.base : judged.transition.landed
      guard let tree, let entry = try repository.entry(at: path, inTree: tree) else { continue }
      // What a merge takes from base is in base's history alone.
      var ends = [judged.transition.baseCommit].compactMap { $0 }
      if !place.isAtBase { ends.insert(judged.transition.head, at: 0) }
      for end in ends where origins[place] == nil {
        guard
          let origin = try repository.origins(of: path, entry: (entry.mode, entry.id), from: end).first
        else { continue }
        origins[place] = Explanation.Origin(
          commit: origin.commitID,
          attribution: try attribution.attribution(of: origin, in: repository).attribution)
      }
    }
    return origins
  }
}
