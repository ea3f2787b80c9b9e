extension Manual {
  static let deployment: [ManualPage] = [
    ManualPage(
      .kpiBreach, "a model in use misses one of its own KPIs",
      meaning: "The newest monitoring report gives a value outside the `min` or `max` of a KPI on the card.",
      why: "A model was approved for how it was said to behave. This is how it does behave.",
      example: """
        kpis: [{name: approval_rate, min: 0.2, max: 0.6}]       # card.yaml
        kpis: [{name: approval_rate, value: 0.71}]     # monitoring/2026-10-31.yaml
        """,
      fix: "Find out what changed; retrain, roll back, or have the model reviewed again.",
      weight: "warning", isReported: false),
    ManualPage(
      .monitoringMissing, "a model in use has no recent monitoring report",
      meaning: "The policy asks for a report `every` so often for the tier, and the newest one is older.",
      why: "A model that nobody watches drifts unseen.",
      example: """
        monitoring:
          every: {high: P30D}
        """,
      fix: "Add a report under the model's monitoring/ directory.",
      weight: "warning", isReported: false),
    ManualPage(
      .revalidationDue, "approvals of a model in use have expired",
      meaning: "The model still runs on approvals that the policy's `approvals.expire` has ended.",
      why: "An approval is a judgement about a time, too.",
      example: """
        approvals:
          expire: {high: P180D}
        """,
      fix: "Have the model reviewed and approved again.",
      weight: "warning", isReported: false),
    ManualPage(
      .conditionOverdue, "a condition of an approval is not met in time",
      meaning:
        "An approval was given `approve-with-conditions`, and the `due` date of a condition has passed.",
      why: "A promise that nobody follows up was not a condition.",
      example: """
        conditions:
          - {id: c1, text: add a drift alarm, owner: erin, due: 2027-01-31}
        """,
      fix: "Meet the condition, and let the reviewer approve again.",
      weight: "warning", isReported: false),
  ]
}
