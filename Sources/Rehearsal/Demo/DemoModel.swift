/// A release of one of the demo's models: its numbers, and the files that hold them.
struct DemoModel {
  enum Kind { case creditScoring, churnForecast, ticketRouting }

  let kind: Kind
  var version: String
  var stage = "development"
  var auc: String
  /// The demographic parity difference of each group, in the order of ``groups``.
  var parity: [String] = []
  /// What the model was trained on.
  var data: String
  /// Coefficients, which differ from release to release.
  var coefficients: [String]

  var id: String {
    switch kind {
    case .creditScoring: "credit-scoring"
    case .churnForecast: "churn-forecast"
    case .ticketRouting: "ticket-routing"
    }
  }

  var directory: String { "models/\(id)" }

  var tier: String {
    switch kind {
    case .creditScoring: "high"
    case .churnForecast: "medium"
    case .ticketRouting: "low"
    }
  }

  /// The protected groups in scope.
  var groups: [String] {
    switch kind {
    case .creditScoring: ["age under 25", "women", "foreign nationals"]
    case .churnForecast: ["age over 65"]
    case .ticketRouting: []
    }
  }

  /// The largest difference between groups, which is what the gate asks about.
  var worstParity: String { parity.max() ?? "0" }

  /// The model itself: small, but a model.
  var weights: String {
    let names: [String]
    switch kind {
    case .creditScoring: names = ["intercept", "income_to_debt", "months_at_employer", "missed_payments"]
    case .churnForecast: names = ["intercept", "months_since_order", "support_contacts"]
    case .ticketRouting: names = ["intercept", "mentions_outage", "mentions_invoice"]
    }
    return "feature,coefficient\n"
      + zip(names, coefficients).map { "\($0),\($1)\n" }.joined()
  }

  /// What trains it.
  var code: String {
    """
    \"\"\"Train \(id) on \(data).\"\"\"
    import pandas as pd
    from sklearn.linear_model import LogisticRegression

    SEED = 20_26
    TARGET = "\(target)"


    def train(rows: pd.DataFrame) -> LogisticRegression:
        model = LogisticRegression(C=0.3, max_iter=500, random_state=SEED)
        return model.fit(rows.drop(columns=[TARGET]), rows[TARGET])

    """
  }

  private var target: String {
    switch kind {
    case .creditScoring: "defaulted_within_a_year"
    case .churnForecast: "cancelled_within_90_days"
    case .ticketRouting: "urgent"
    }
  }

  func validation(artifact: String, produced: Int64) -> String {
    EvidenceDraft("validation", artifact: artifact, produced: produced) {
      $0.metrics = [.init("auc", auc)]
      $0.tests = [("schema", true), ("reproducible-training", true), ("robustness-noise", true)]
      $0.more = tool("make validate") + dataset
    }.yaml
  }

  func fairness(artifact: String, produced: Int64) -> String {
    EvidenceDraft("fairness", artifact: artifact, produced: produced) {
      $0.metrics =
        [.init("demographic_parity_difference", worstParity)]
        + zip(groups, parity).map { .init("demographic_parity_difference", $1, slice: $0) }
      $0.tests = [("every-group-has-1000-rows", true)]
      $0.more = tool("make fairness") + dataset
    }.yaml
  }

  private func tool(_ command: String) -> [(String, YAMLDraft?)] {
    [("tool", .map([("name", "acme-eval"), ("version", "3.2.0"), ("command", .text(command))]))]
  }

  private var dataset: [(String, YAMLDraft?)] {
    [("dataset", .map([("name", .text("\(data)-holdout")), ("revision", "r1")]))]
  }
}
