import GitHistory

extension DemoStory {
  /// When the changes of all scenes begin: late enough for main, early enough for all reviews.
  private static let start: Int64 = 5 * 24

  /// The branches to be judged, each from main's tip, each with one fault at most.
  func scenes() throws(RehearsalError) -> [Demo.Scene] {
    [try honest(), try selfApproved(), try stale(), try weakenedPolicy()]
  }

  private func release(_ change: (inout DemoModel) -> Void) -> DemoModel {
    var model = Release.creditScoring
    model.version = "2.2.0"
    model.stage = "production"
    change(&model)
    return model
  }

  private func scene(
    _ branch: String, _ title: String, _ story: String, rule: String? = nil, consequences: [String] = []
  ) -> Demo.Scene {
    Demo.Scene(
      title: title, story: story, branch: branch, base: "main", head: branch,
      expectedExit: rule == nil ? 0 : 1, expectedRule: rule, consequences: consequences)
  }

  private func honest() throws(RehearsalError) -> Demo.Scene {
    let branch = "credit-scoring/recalibrate"
    let model = release {
      $0.auc = "0.87"
      $0.parity = ["0.05", "0.03", "0.04"]
      $0.data = "loans-2026"
      $0.coefficients = ["-2.28", "-0.51", "-0.02", "0.94"]
    }
    try change(model, on: branch, hoursAgo: DemoStory.start, "recalibrate on this year's loans")
    try review(model, reviewsOfHighTier)
    return scene(
      branch, "An honest change",
      "Erin recalibrated credit-scoring, the pipeline validated it, and seven people reviewed it, each their "
        + "part. It may land.")
  }

  private func selfApproved() throws(RehearsalError) -> Demo.Scene {
    let branch = "credit-scoring/longer-history"
    let model = release {
      $0.auc = "0.86"
      $0.parity = ["0.04", "0.03", "0.05"]
      $0.coefficients = ["-2.35", "-0.47", "-0.03", "0.90"]
    }
    try change(model, on: branch, hoursAgo: DemoStory.start, "weigh longer employment")
    let reviews = reviewsOfHighTier.map { review in
      review.reviewer.id == "farid" ? Review("technical", cast.erin, after: review.minutes) : review
    }
    try review(model, reviews)
    return scene(
      branch, "An author approves herself",
      "Farid was on holiday, so Erin gave the second technical approval herself. She wrote the change: her "
        + "approval does not count.", rule: "approval-by-contributor",
      consequences: ["gate-order", "gate-unsatisfied"])
  }

  private func stale() throws(RehearsalError) -> Demo.Scene {
    let branch = "credit-scoring/last-minute"
    let model = release {
      $0.auc = "0.87"
      $0.parity = ["0.06", "0.02", "0.05"]
      $0.coefficients = ["-2.30", "-0.49", "-0.02", "0.93"]
    }
    try change(model, on: branch, hoursAgo: DemoStory.start, "smooth missed payments")
    try review(model, reviewsOfHighTier)
    go(to: 5)
    try repository.edit("models/credit-scoring/src/train.py", "C=0.3", to: "C=0.9")
    try repository.commit("credit-scoring: tune the regularisation", by: cast.erin)
    return scene(
      branch, "A change after the approvals",
      "All seven approved; then Erin pushed one more line of training code. Six approvals are for something "
        + "else now. The fairness review judged card and measurements only, and stands.",
      rule: "approval-stale", consequences: ["gate-order", "gate-unsatisfied"])
  }

  private func weakenedPolicy() throws(RehearsalError) -> Demo.Scene {
    let branch = "credit-scoring/new-market"
    let model = release {
      $0.auc = "0.88"
      $0.parity = ["0.05", "0.03", "0.13"]
      $0.coefficients = ["-2.19", "-0.55", "-0.04", "1.02"]
    }
    try change(model, on: branch, hoursAgo: DemoStory.start, "open the model to a new market")
    pass(minutes: 25)
    try repository.write(
      "policies/policy.yaml", DemoPolicy.text(version: 3, maxAge: "P30D", parity: "0.15"))
    try repository.remove("policies/approvals")
    try repository.commit("policies: adapt the parity limit to the new market", by: cast.erin)
    try review(model, reviewsOfHighTier)
    return scene(
      branch, "A policy weakened on the way",
      "The new version treats foreign nationals worse than the policy allows, so the same branch loosens the "
        + "policy. No maintainer approved that, and the old policy judges the change all the same.",
      rule: "policy-change-unapproved", consequences: ["gate-order", "threshold-unmet"])
  }
}
