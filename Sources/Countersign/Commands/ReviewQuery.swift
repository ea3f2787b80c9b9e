import GitHistory
import Governance

/// What a reviewer of a model has to look at.
package struct ReviewQuery {
  package let model: String
  package let gate: GateID?
  /// Whose approval the changes are counted from; nil is anybody's.
  package let reviewer: IdentityID?
  /// A revision that they are counted from instead.
  package let since: String?
  private let digests = ContentDigests()

  /// - Parameter model: a model's name or directory.
  package init(model: String, gate: GateID? = nil, reviewer: IdentityID? = nil, since: String? = nil) {
    self.model = model
    self.gate = gate
    self.reviewer = reviewer
    self.since = since
  }

  /// - Parameters:
  ///   - request: the transition; nil is the one that whoever asks has in mind (see `LikelyTransition`).
  ///   - branch: the branch that is then asked about, if any.
  ///   - clock: the present, used where no moment is named.
  /// - Throws: `UsageError` where a name or revision names nothing, or nothing can be judged, `GitError` where it
  ///   cannot be read.
  package func review(
    of request: Check.Request?, head: String, branch: String? = nil, at: Instant?, clock: Instant,
    in repository: borrowing Repository
  ) throws -> ReviewReport {
    try repository.requireCompleteHistory()
    let head = request?.head ?? head
    let query = DigestQuery(revision: head)
    let policy = try query.policy(query.tree(repository), repository)?.policy
    let meant = try LikelyTransition(head: head, branch: branch, at: at, policy: policy)
      .meant(by: model, given: request, in: repository)
    let (name, directory) = (meant.name, meant.directory)
    let (report, judged) = try Check(meant.request, clock: clock).judged(explaining: nil, in: repository)
    guard let judged else {
      throw UsageError(
        "there is nothing to review: \(report.findings.first { $0.severity == .error }?.message ?? "nothing changes")"
      )
    }
    guard let facts = judged.facts.models.first(where: { $0.id == name }), let landed = facts.landed else {
      throw UsageError(
        "\(name) does not change from \(meant.request.base ?? "nothing") to \(meant.request.head)")
    }
    let gates = try asked(report.models.first { $0.id == name }, judged.loaded.policy)
    let (baseline, before) = try baseline(
      of: facts, directory, landed, gates: gates, judged, repository)
    let old = before?.reports ?? []
    return ReviewReport(
      transition: report.narrowed(to: [name]), model: name, directory: directory.display,
      baseline: baseline,
      fields: FieldChange.changes(from: before?.card?.fields, to: landed.card?.fields),
      metrics: MetricChange.changes(from: before, to: landed, in: directory.display),
      files: SubjectFileChange.changes(from: before?.subject, to: landed.subject),
      reports: facts.evidence.map { record in
        let relative = String(
          decoding: record.path.utf8.dropFirst(directory.display.utf8.count + 1), as: UTF8.self)
        let isKnown =
          old.contains { $0.path.isExactly(record.path) }
          && before?.subject[relative] == landed.subject[relative]
        return ReviewReport.Report(record: record, isNew: !isKnown)
      }, gates: gates)
  }

  /// The gates that apply, or the one that was named.
  private func asked(_ judgement: ModelJudgement?, _ policy: Policy) throws -> [Gate] {
    let applying = Set((judgement?.gates ?? []).map(\.id))
    guard let gate else { return policy.gates.filter { applying.contains($0.id) } }
    guard let found = policy.gates.first(where: { $0.id == gate }) else {
      throw UsageError(
        "the policy has no gate \(gate) for models; its gates are \(policy.gates.map(\.id.text).joined(separator: ", "))"
      )
    }
    return [found]
  }

  private func baseline(
    of facts: ModelFacts, _ directory: GitPath, _ landed: ModelState, gates: [Gate], _ judged: Check.Judged,
    _ repository: borrowing Repository
  ) throws -> (ReviewReport.Baseline, ModelState?) {
    if let since {
      let id = try DigestQuery.commit(since, repository)
      return (.named(id.commitID), try state(directory, in: id, repository))
    }
    let last = try LastApproval(
      of: directory, among: facts.approvals, gates: gates, reviewer: reviewer, besides: landed.subject,
      in: judged.facts, digests: digests, repository)
    if let last {
      return (
        .approved(
          by: last.approval.reviewer, gate: last.approval.gate, at: last.approval.date, last.commit),
        last.state
      )
    }
    if let base = judged.transition.baseCommit, let state = facts.base {
      return (.landed(base.commitID), state)
    }
    return (.nothing, nil)
  }

  private func state(
    _ directory: GitPath, in commit: ObjectID, _ repository: borrowing Repository
  ) throws -> ModelState? {
    var reader = ModelReader(directory, digests: digests, reports: ReportReading())
    return try reader.state(in: repository.commit(commit).tree, repository)
  }
}
