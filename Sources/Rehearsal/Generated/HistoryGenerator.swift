import GitHistory

/// The steps that a generated history is made of.
struct HistoryGenerator {
  private let repository: RepositoryBuilder
  private let people: GeneratedPeople
  private var random: SplitMix64
  /// Where main stood before the last merge, and which model that merge brought.
  private var previous: (tip: ObjectID, model: Int)?

  private(set) var models: [GeneratedModel]
  /// How many commits main has.
  private(set) var count = 0
  /// When the last commit was made.
  private(set) var end: Int64 = 0

  /// 2025-01-06T08:00:00Z.
  private static let start: Int64 = 1_736_150_400

  init(path: String, models: Int, seed: UInt64) throws(RehearsalError) {
    repository = try RepositoryBuilder(creating: path, start: HistoryGenerator.start, bare: true)
    people = GeneratedPeople(seed: seed)
    var random = SplitMix64(seed: seed)
    let engineers = people.engineers.count
    self.models = (0..<models).map { number in
      // The first is of the high tier, so that there is always one for the change at the end.
      let tier = number == 0 ? "high" : ["low", "low", "medium", "medium", "high"][random.below(5)]
      let digits = String(number)
      let id = "model-" + String(repeating: "0", count: max(0, 5 - digits.utf8.count)) + digits
      return GeneratedModel(id: id, tier: tier, owner: random.below(engineers))
    }
    self.random = random
  }

  /// The policy, then all models; the commit that brought the policy.
  mutating func foundation() throws(RehearsalError) -> ObjectID {
    try repository.write("policies/policy.yaml", GeneratedModel.policy.yaml)
    try repository.write("policies/identities.yaml", people.roster.yaml)
    let root = try commit("policies: the first", by: people.maintainers[0])
    for index in models.indices {
      try writeCode(index)
      let directory = models[index].directory
      try repository.write(GitPath("\(directory)/src/features.py"), "FEATURES = ['slope']  # \(index)\n")
      try repository.write(GitPath("\(directory)/docs/notes.md"), "# Notes on \(models[index].id)\n")
    }
    _ = try commit("models: bring what there is", by: people.engineers[0])
    return root
  }

  /// Goes on by one merge, or by less where `limit` commits leave no room for one.
  mutating func step(atMost limit: Int) throws(RehearsalError) {
    let index = random.below(models.count)
    let contributions = min(1 + random.below(3), limit - 2 - models[index].approvals)
    guard contributions > 0 else {
      try repository.write("docs/log.md", "# Log\n\nEntry \(count)\n")
      _ = try commit("docs: log", by: people.engineers[random.below(people.engineers.count)])
      return
    }
    guard let main = repository.tip(of: "main") else { preconditionFailure("the foundation was laid") }
    // Beside the last merge, if that was about another model.
    let isParallel = random.below(4) == 0
    var start = main
    if isParallel, let previous, previous.model != index { start = previous.tip }
    previous = (main, index)
    if start == main { repository.leaveBranch() } else { try repository.checkOut(commit: start) }
    try contribute(index, commits: contributions)
    try writeEvidence(index)
    _ = try commit("\(models[index].id): reports", by: people.bot)
    try approve(index)
    try merge(index, into: main, isFastForward: start == main)
  }

  /// A branch of ten commits on top of main.
  mutating func change() throws(RehearsalError) -> (base: ObjectID, head: ObjectID) {
    guard let base = repository.tip(of: "main") else { preconditionFailure("the foundation was laid") }
    let onMain = count
    defer { count = onMain }
    try repository.branch("change", from: "main")
    try contribute(0, commits: 4)
    for name in ["validation", "fairness"] {
      try writeEvidence(0, only: name)
      _ = try commit("\(models[0].id): \(name)", by: people.bot)
    }
    try approve(0)
    guard let head = repository.head else { preconditionFailure("there was a commit just now") }
    end = repository.clock - repository.step
    return (base, head)
  }

  private mutating func commit(_ message: String, by person: Person) throws(RehearsalError) -> ObjectID {
    count += 1
    return try repository.commit(message, by: person)
  }

  private mutating func contribute(_ index: Int, commits: Int) throws(RehearsalError) {
    // Owner and developer in one: nobody else may not approve.
    let author = people.engineers[models[index].owner]
    for number in 1...commits {
      models[index].codeState = random.next() >> 33
      try writeCode(index)
      if number == commits {
        models[index].release += 1
        models[index].stage = "production"
        try writeCard(index)
      }
      _ = try commit("\(models[index].id): change the training (\(number)/\(commits))", by: author)
    }
  }

  private mutating func writeCode(_ index: Int) throws(RehearsalError) {
    let directory = models[index].directory
    try repository.write(GitPath("\(directory)/src/train.py"), models[index].code)
    try repository.write(GitPath("\(directory)/weights/model.csv"), models[index].weights)
    models[index].artifact = try repository.sha256(of: GitPath("\(directory)/weights/model.csv"))
    // What the card says has to be the file, in every commit.
    try writeCard(index)
  }

  private func writeCard(_ index: Int) throws(RehearsalError) {
    let card = models[index].card(owner: people.engineers[models[index].owner])
    try repository.write(GitPath("\(models[index].directory)/card.yaml"), card)
  }

  private func writeEvidence(_ index: Int, only name: String? = nil) throws(RehearsalError) {
    let model = models[index]
    for report in model.tier == "high" ? ["validation", "fairness"] : ["validation"]
    where name ?? report == report {
      let evidence = EvidenceDraft(report, artifact: model.artifact, produced: repository.clock) {
        $0.metrics =
          report == "fairness" ? [.init("demographic_parity_difference", "0.04")] : [.init("auc", "0.87")]
      }
      try repository.write(GitPath("\(model.directory)/evidence/\(report).yaml"), evidence.yaml)
    }
  }

  private mutating func approve(_ index: Int) throws(RehearsalError) {
    let model = models[index]
    let policy = try repository.policyDigest()
    for (gate, reviewer) in model.gates(of: people, picking: &random) {
      let scope = gate == "fairness" ? ["card.yaml", "evidence/fairness*"] : nil
      let approval = ApprovalDraft(
        model: model.id, gate: gate, subject: try repository.subjectDigest(of: model.id, scope: scope),
        reviewer: reviewer, date: repository.clock
      ) {
        $0.version = model.version
        $0.policy = policy
        $0.rationale = "judged release \(model.version) of \(model.id) with seed \(model.codeState)"
      }
      try repository.write(GitPath("\(model.directory)/approvals/\(gate)/\(reviewer.id).yaml"), approval.yaml)
      _ = try commit("\(model.id): approve \(gate)", by: reviewer)
    }
  }

  private mutating func merge(_ index: Int, into main: ObjectID, isFastForward: Bool) throws(RehearsalError) {
    guard let side = repository.head else { preconditionFailure("the side branch has commits") }
    let message = "Merge \(models[index].id) \(models[index].version)"
    let person = people.engineers[random.below(people.engineers.count)]
    count += 1
    if isFastForward {
      // The merged tree is the side's, which the working set is already.
      repository.enterBranch("main")
      try repository.commit(message, by: person, parents: [main, side])
    } else {
      try repository.checkOut("main")
      let conflicts = try repository.takeChanges(of: [side])
      precondition(conflicts.isEmpty, "parallel branches change different models")
      try repository.commit(message, by: person, parents: [main, side])
    }
  }
}
