import GitHistory

/// The steps that the demo's story is made of.
final class DemoStory {
  let repository: RepositoryBuilder
  let cast: Cast
  let now: Int64

  init(path: String, now: Int64, cast: Cast) throws(RehearsalError) {
    // Time passes by `pass` alone.
    repository = try RepositoryBuilder(creating: path, start: now, step: 0)
    self.cast = cast
    self.now = now
  }

  /// A review in its place: who, on which gate, how many minutes after what came before.
  struct Review {
    let gate: String
    let reviewer: Person
    let minutes: Int64

    init(_ gate: String, _ reviewer: Person, after minutes: Int64) {
      self.gate = gate
      self.reviewer = reviewer
      self.minutes = minutes
    }
  }

  /// Goes on with the story this many minutes later.
  func pass(minutes: Int64) { repository.clock += minutes * 60 }

  /// Goes on with the story at a time before now.
  func go(to hoursAgo: Int64) { repository.clock = now - hoursAgo * 3600 }

  /// Puts a release's own files into the working set: card, weights and code. What was approved of the
  /// release before goes, so that nobody reads about approvals that were for something else.
  func put(_ model: DemoModel) throws(RehearsalError) {
    let directory = GitPath(model.directory)
    let approvals = GitPath("\(directory)/approvals")
    if try !repository.paths(below: approvals).isEmpty { try repository.remove(approvals) }
    try repository.write(GitPath("\(directory)/weights/model.csv"), model.weights)
    try repository.write(GitPath("\(directory)/src/train.py"), model.code)
    let artifact = try repository.sha256(of: GitPath("\(directory)/weights/model.csv"))
    try repository.write(GitPath("\(directory)/card.yaml"), model.card(artifact: artifact))
  }

  /// Lets the bot validate a release and commit its reports.
  func validate(_ model: DemoModel, after minutes: Int64 = 95) throws(RehearsalError) {
    pass(minutes: minutes)
    let directory = model.directory
    let artifact = try repository.sha256(of: GitPath("\(directory)/weights/model.csv"))
    // The run ended just before its reports were committed.
    let produced = repository.clock - 45
    try repository.write(
      GitPath("\(directory)/evidence/validation.yaml"),
      model.validation(artifact: artifact, produced: produced))
    if !model.groups.isEmpty {
      try repository.write(
        GitPath("\(directory)/evidence/fairness.yaml"), model.fairness(artifact: artifact, produced: produced)
      )
    }
    try repository.commit("\(model.id): validation reports for \(model.version)", by: cast.ci)
  }

  /// Lets reviewers approve what the working set holds, each in a signed commit of their own.
  func review(_ model: DemoModel, _ reviews: [Review]) throws(RehearsalError) {
    for review in reviews {
      pass(minutes: review.minutes)
      let scope = review.gate == "fairness" ? ["card.yaml", "evidence/fairness*"] : nil
      let approval = ApprovalDraft(
        model: model.id, gate: review.gate, subject: try repository.subjectDigest(of: model.id, scope: scope),
        reviewer: review.reviewer, date: repository.clock
      ) {
        $0.version = model.version
        $0.rationale = DemoRationale.text(gate: review.gate, reviewer: review.reviewer.id, model: model)
        $0.checklist = DemoRationale.checklist(of: review.gate)
        $0.evidence = DemoRationale.evidence(of: review.gate)
      }
      var bound = approval
      bound.policy = try repository.policyDigest()
      try repository.write(
        GitPath("\(model.directory)/approvals/\(review.gate)/\(review.reviewer.id).yaml"), bound.yaml)
      try repository.commit("\(model.id): approve \(review.gate) for \(model.version)", by: review.reviewer)
    }
  }

  /// Merges a branch to main.
  func land(_ branch: String, by person: Person, after minutes: Int64 = 40) throws(RehearsalError) {
    pass(minutes: minutes)
    try repository.checkOut("main")
    try repository.merge(branch, by: person)
  }
}
