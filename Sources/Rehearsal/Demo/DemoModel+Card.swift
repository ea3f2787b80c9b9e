extension DemoModel {
  /// The card.
  ///
  /// - Parameter artifact: the SHA-256 of the weights, in hexadecimal.
  func card(artifact: String) -> String {
    var text = """
      apiVersion: countersign/v1
      kind: ModelCard
      id: \(id)
      name: \(name)
      version: \(version)
      stage: \(stage)
      tier: \(tier)
      domain: \(domain)
      owner: \(owner)
      developers: [\(owner)]
      license: Proprietary
      \(prose)
      artifacts:
        - {path: weights/model.csv, sha256: \(artifact)}
      data:
        - {name: \(data), revision: r1, personal: \(isPersonal), license: internal}
      metrics:
        - {name: auc, value: \(auc), slice: overall, split: holdout, evidence: validation}

      """
    if !groups.isEmpty {
      text += "fairness:\n"
      for (group, value) in zip(groups, parity) {
        text +=
          "  - {group: \(group), metric: demographic_parity_difference, value: \(value), slice: \(group), "
          + "assessed: true}\n"
      }
    }
    return text + closing
  }

  private var name: String {
    switch kind {
    case .creditScoring: "Retail credit scoring"
    case .churnForecast: "Subscription churn forecast"
    case .ticketRouting: "Support ticket routing"
    }
  }

  private var domain: String {
    switch kind {
    case .creditScoring: "credit"
    case .churnForecast: "marketing"
    case .ticketRouting: "support"
    }
  }

  /// The member of the cast who builds it and answers for it.
  var owner: String { kind == .churnForecast ? "farid" : "erin" }

  /// Whether the data is about people.
  private var isPersonal: Bool { kind != .ticketRouting }

  private var prose: String {
    switch kind {
    case .creditScoring:
      """
      purpose: Estimate how likely an applicant for a consumer loan is to default within a year
      intended-use:
        - Loans up to 20,000 EUR to private customers, as one input to the decision of a credit officer
        - Setting the interest band within the published range
      out-of-scope-use:
        - Refusing a loan without a credit officer looking at it
        - Business loans, mortgages, and customers without a residence in the EU
      limitations:
        - Applicants with less than six months of account history are scored too low
        - Not validated for incomes from self-employment above 150,000 EUR a year
      """
    case .churnForecast:
      """
      purpose: Find subscribers who are likely to cancel within 90 days, so that somebody calls them in time
      intended-use:
        - Ordering the call list of the retention team
      out-of-scope-use:
        - Setting individual prices
      limitations:
        - Blind to subscribers of less than two months
        - Overestimates churn in August, when many pause their subscription
      """
    case .ticketRouting:
      """
      purpose: Put urgent support tickets in front of the queue
      intended-use:
        - Ordering the queue of the support desk; every ticket is answered all the same
      """
    }
  }

  private var closing: String {
    switch kind {
    case .creditScoring:
      """
      security:
        threat-model: docs/threats/credit-scoring.md, reviewed in spring
        adversarial-tests: [feature-perturbation, membership-inference]
      lineage:
        training-code: src/train.py
        run: mlflow/credit-scoring/\(version)
      kpis:
        - {name: approval_rate, min: 0.2, max: 0.6, unit: ratio}
        - {name: default_rate, max: 0.04, unit: ratio}

      """
    case .churnForecast:
      """
      lineage:
        training-code: src/train.py
        run: mlflow/churn-forecast/\(version)
      kpis:
        - {name: calls_that_kept_a_customer, min: 0.15, unit: ratio}

      """
    case .ticketRouting:
      """
      lineage:
        training-code: src/train.py
        run: mlflow/ticket-routing/\(version)

      """
    }
  }
}
