extension Manual {
  static let deployment: [ManualPage] = [
    ManualPage(
      .kpiBreach, "a model in use misses one of its own KPIs",
      meaning: """
        A signed monitoring report on the version that stands, or that lands, gives a value outside the `min` or \
        `max` of a KPI on the card, as it was or as it lands; or an incident whose `severity` is neither `low` nor \
        `medium`. The gates in `monitoring.reopens` are open again, all where the policy lists none that applies: \
        an approval of them counts if the tree of its commit holds the report, so that its reviewer could know. A \
        later report within the limits takes nothing back, nor does it help to edit, delete or replace the report. \
        Reports count by the signature of `monitoring.signed-by`, on their commit or in a .sig beside them \
        (namespace countersign-monitoring@v1).
        """,
      why: "A model was approved for how it was said to behave. This is how it does behave.",
      example: """
        monitoring: {reopens: [technical], signed-by: [ci]}     # policy.yaml
        kpis: [{name: approval_rate, min: 0.2, max: 0.6}]       # card.yaml
        kpis: [{name: approval_rate, value: 0.71}]     # monitoring/2026-10-31.yaml
        """,
      fix:
        "Find out what changed; retrain, roll back, or have the model reviewed again on top of the report.",
      weight: "error, violated; a note once the gates that it opened were passed again"),
    ManualPage(
      .monitoringMissing, "a model in use has no recent monitoring report",
      meaning: """
        The policy asks for a report `every` so often for the tier, and so much time has passed since the newest \
        one's `period.until`, or for one of the card's KPIs since the newest that gives it. Before the first report, \
        time counts from the oldest approval of the version. Asked of models that stood already at the stages in \
        `monitoring.stages` (the last one, if left out). Until there is a report, the gates that a breach would open \
        are open. A report that nobody signed who may, and one on a time to come, counts as absent.
        """,
      why: "A model that nobody watches drifts unseen.",
      example: """
        monitoring:
          every: {high: P30D}
          signed-by: [ci]
        """,
      fix: "Add a signed report under the model's monitoring/ directory.",
      weight:
        "error, violated; a warning where a waiver lifts the gates, or about a report that does not count"),
    ManualPage(
      .revalidationDue, "a model was not validated for too long",
      meaning: """
        The newest evidence that a gate relies on was `produced` longer ago than `monitoring.revalidate` allows for \
        the tier. Where no gate asks for evidence, the newest approval that fills a slot is taken.
        """,
      why: "What was measured once is true of the data of its time.",
      example: """
        monitoring:
          revalidate: {high: P1Y}
        """,
      fix: "Run the validation again and commit its report, or have the model reviewed and approved again.",
      weight: "error; violated"),
    ManualPage(
      .conditionOverdue, "a condition of an approval is not met in time",
      meaning: """
        An approval was given with `conditions`, and the `due` moment of one has passed (a bare date is its first \
        second, UTC). The approval does not count any more. That a condition is met only its reviewer can say, by \
        approving anew without it.
        """,
      why: "A promise that nobody follows up was not a condition.",
      example: """
        conditions:
          - {id: c1, text: add a drift alarm, owner: erin, due: 2027-01-31}
        """,
      fix: "Meet the condition, and let the reviewer approve again without it.",
      weight: "error where the gate lacks the approval, else a warning"),
  ]
}
