/// A model of a generated history, as it stands on its newest branch.
struct GeneratedModel {
  let id: String
  let tier: String
  /// Index of the engineer who owns it.
  let owner: Int
  /// How many releases there were.
  var release = 0
  var stage = "development"
  /// The SHA-256 of its weights, in hexadecimal.
  var artifact = ""
  /// The line that every change of the code changes.
  var codeState: UInt64 = 0

  var directory: String { "models/\(id)" }
  var version: String { "1.\(release).0" }

  /// One approval each.
  func gates(of people: GeneratedPeople, picking random: inout SplitMix64) -> [(
    gate: String, reviewer: Person
  )] {
    func pick(_ gate: String, _ count: Int, of people: [Person]) -> [(String, Person)] {
      let first = random.below(people.count)
      return (0..<count).map { (gate, people[(first + $0) % people.count]) }
    }
    switch tier {
    case "low": return pick("technical", 1, of: people.validators)
    case "medium":
      return pick("technical", 1, of: people.validators) + pick("security", 1, of: people.securityReviewers)
    default:
      return pick("technical", 2, of: people.validators) + pick("fairness", 1, of: people.fairnessReviewers)
        + pick("security", 1, of: people.securityReviewers)
    }
  }

  /// How many approvals the tier asks for.
  var approvals: Int { tier == "low" ? 1 : tier == "medium" ? 2 : 4 }

  func card(owner: Person) -> String {
    CardDraft(id: id) {
      $0.version = version
      $0.stage = stage
      $0.tier = tier
      $0.owner = owner.id
      $0.developers = [owner.id]
      $0.purpose = "Predict outcome \(id) from the features that src/features.py computes"
      $0.artifacts = [("weights/model.csv", artifact)]
      $0.more = [
        (
          "fairness",
          .list([
            .map([
              ("group", "age under 25"), ("metric", "demographic_parity_difference"),
              ("value", .plain("0.04")),
              ("assessed", .plain("true")),
            ])
          ])
        )
      ]
    }.yaml
  }

  var code: String {
    "import pandas as pd\n\nSEED = \(codeState)\n\n\ndef train(rows: pd.DataFrame):\n    ...  # \(id)\n"
  }

  var weights: String {
    "feature,coefficient\nintercept,-0.\(codeState % 1000)\nslope,0.\(codeState % 997)\n"
  }

  static let policy = PolicyDraft {
    $0.gates = [
      GateDraft("technical", roles: ["validator"], approvals: "{low: 1, high: 2}") {
        $0.thresholds = ["{metric: auc, min: 0.75}"]
        $0.evidence = ["{name: validation, signed-by: [ci-validator]}"]
      },
      GateDraft.fairness.with {
        $0.tiers = ["high"]
        $0.scope = ["card.yaml", "evidence/fairness*"]
        $0.thresholds = ["{metric: demographic_parity_difference, max: 0.10}"]
        $0.evidence = ["{name: fairness, signed-by: [ci-validator]}"]
      },
      GateDraft.security.with { $0.tiers = ["medium", "high"] },
      .policy,
    ]
    $0.sections.append(("separation-of-duties", "{gates-per-person: 1}"))
  }
}
