import GitHistory

extension DemoStory {
  /// What main holds when the newcomer arrives.
  enum Release {
    static let ticketRouting = DemoModel(
      kind: .ticketRouting, version: "1.0.0", auc: "0.91", data: "tickets-2025",
      coefficients: ["-1.92", "3.40", "0.61"])
    static let churnForecast = DemoModel(
      kind: .churnForecast, version: "1.0.0", auc: "0.79", parity: ["0.05"], data: "subscriptions-2025",
      coefficients: ["-0.84", "0.37", "0.52"])
    static let creditScoring = DemoModel(
      kind: .creditScoring, version: "2.1.0", auc: "0.86", parity: ["0.06", "0.03", "0.05"],
      data: "loans-2025", coefficients: ["-2.31", "-0.48", "-0.02", "0.91"])
  }

  /// The first commit: the policy and the people, before there is any model.
  func foundation() throws(RehearsalError) -> ObjectID {
    go(to: 60 * 24)
    try repository.write("README.md", DemoStory.readme)
    try repository.write("policies/policy.yaml", DemoPolicy.text(version: 1, maxAge: "P90D"))
    try repository.write("policies/identities.yaml", IdentitiesDraft(cast).yaml)
    return try repository.commit("policies: what a model has to pass, and who may judge", by: cast.kim)
  }

  /// What happened since: three models, one stricter policy, one update; each landed in order.
  func past() throws(RehearsalError) {
    try develop(Release.ticketRouting, hoursAgo: 55 * 24)
    try develop(Release.churnForecast, hoursAgo: 52 * 24)
    try develop(Release.creditScoring, hoursAgo: 49 * 24)
    try promote(Release.ticketRouting, hoursAgo: 44 * 24, reviewsOfLowTier)
    try promote(Release.churnForecast, hoursAgo: 38 * 24, reviewsOfMediumTier)
    try tightenPolicy(hoursAgo: 30 * 24)
    try promote(Release.creditScoring, hoursAgo: 24 * 24, reviewsOfHighTier)
    var update = Release.churnForecast
    update.version = "1.1.0"
    update.stage = "production"
    update.auc = "0.81"
    update.parity = ["0.04"]
    update.coefficients = ["-0.88", "0.41", "0.49"]
    try change(
      update, on: "churn-forecast/1.1", hoursAgo: 12 * 24, "retrain with the summer's pauses left out")
    try review(update, reviewsOfMediumTier)
    try land("churn-forecast/1.1", by: cast.farid)
  }

  var reviewsOfLowTier: [Review] {
    [
      Review("technical", cast.alice, after: 19 * 60), Review("security", cast.heidi, after: 130),
      Review("business", cast.dana, after: 210),
    ]
  }

  var reviewsOfMediumTier: [Review] {
    [
      Review("technical", cast.alice, after: 21 * 60), Review("fairness", cast.grace, after: 190),
      Review("security", cast.heidi, after: 75), Review("legal", cast.judy, after: 18 * 60),
      Review("business", cast.dana, after: 240),
    ]
  }

  var reviewsOfHighTier: [Review] {
    [
      Review("technical", cast.alice, after: 20 * 60), Review("technical", cast.farid, after: 155),
      Review("fairness", cast.grace, after: 200), Review("security", cast.heidi, after: 85),
      Review("legal", cast.judy, after: 17 * 60), Review("business", cast.dana, after: 230),
      Review("board", cast.kim, after: 21 * 60),
    ]
  }

  /// Makes a branch on which the owner commits a release, and the bot validates it.
  func change(
    _ model: DemoModel, on branch: String, hoursAgo: Int64, _ message: String
  ) throws(RehearsalError) {
    try repository.branch(branch, from: "main")
    go(to: hoursAgo)
    try put(model)
    try repository.commit("\(model.id): \(message)", by: cast[model.owner])
    try validate(model)
  }

  private func develop(_ model: DemoModel, hoursAgo: Int64) throws(RehearsalError) {
    let branch = "\(model.id)/develop"
    try change(model, on: branch, hoursAgo: hoursAgo, "first version")
    try land(branch, by: cast[model.owner])
  }

  private func promote(_ model: DemoModel, hoursAgo: Int64, _ reviews: [Review]) throws(RehearsalError) {
    var model = model
    model.stage = "production"
    let branch = "\(model.id)/production"
    try change(model, on: branch, hoursAgo: hoursAgo, "to production")
    try review(model, reviews)
    try land(branch, by: cast[model.owner])
  }

  /// A change of the policy as it should be: approved by two maintainers who did not write it.
  private func tightenPolicy(hoursAgo: Int64) throws(RehearsalError) {
    let branch = "policies/fresher-evidence"
    try repository.branch(branch, from: "main")
    go(to: hoursAgo)
    try repository.write("policies/policy.yaml", DemoPolicy.text(version: 2, maxAge: "P30D"))
    try repository.commit("policies: evidence holds for a month, not for a quarter", by: cast.kim)
    let reasons = [
      (
        cast.alice,
        "Reports of a quarter ago described models that had been retrained since; a month is what we rerun."
      ),
      (
        cast.judy,
        "Agrees with what we promised the auditors in spring; nothing in production is caught out by it."
      ),
    ]
    for (person, reason) in reasons {
      pass(minutes: 22 * 60)
      let approval = ApprovalDraft(
        gate: "policy", subject: try repository.policyDigest(), reviewer: person, date: repository.clock
      ) {
        $0.version = "2"
        $0.rationale = reason
      }
      try repository.write(GitPath("policies/approvals/policy/\(person.id).yaml"), approval.yaml)
      try repository.commit("policies: approve version 2", by: person)
    }
    try land(branch, by: cast.kim)
  }

  private static let readme = """
    # Models of Acme

    A made-up company's models, under a policy that `countersign` enforces: see `policies/policy.yaml` for
    what is asked, `policies/identities.yaml` for who may give it, and `models/` for what it is about.

    The people's private keys are in `.git/demo-keys`, so that you can play every part, and break the rules:

        git as erin commit -m "…"      # commits and signs as Erin
        git log --show-signature
        countersign check --base main --head <branch> --branch main

    Everything here is thrown away with the directory.

    """
}
