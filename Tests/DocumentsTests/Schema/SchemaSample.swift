@testable import Documents

/// One whole document of each kind, by the name of the kind; those that have a reader are the readers' samples.
enum SchemaSample {
  static let whole: [String: String] = [
    "policy": Sample.policy, "identities": Sample.identities, "model-card": Sample.card,
    "approval": Sample.approval, "evidence": Sample.evidence, "waiver": waiver,
    "monitoring-report": monitoring,
    "policy-test": policyTest, "readme-card": frontMatter,
  ]

  private static let frontMatter =
    ReadmeCardReaderTests.sample.split(separator: "---\n").first.map(String.init) ?? ""

  private static let waiver = """
    apiVersion: countersign/v1
    kind: Waiver
    repository: acme/models
    model: credit-scoring
    gate: security
    stage: production
    subject: \(Sample.digest)
    issued: 2026-11-20
    reason: The scanner is broken
    compensating-controls: [Traffic is watched by hand]
    expires: 2026-12-20
    approvers: [kim, lee]

    """

  private static let monitoring = """
    apiVersion: countersign/v1
    kind: MonitoringReport
    model: credit-scoring
    version: 2.1.0
    period: {from: 2026-10-01, until: 2026-10-31}
    kpis: [{name: approval_rate, value: 0.41}]
    incidents: [{id: i7, severity: low, text: A feed was late}]

    """

  private static let policyTest = """
    apiVersion: countersign/v1
    kind: PolicyTest
    now: 2026-11-20T12:00:00Z
    people:
      - {id: alice, roles: [validator], teams: [risk]}
      - {id: ci, kind: bot, roles: [ci]}
    card:
      id: credit
      version: 1.0.0
      owner: dana
    cases:
      - name: a high-risk model needs the board
        branch: main
        now: 2026-11-20T12:00:00Z
        base: none
        card: {tier: high, purpose: ~}
        contributors: [erin]
        reached: [staging]
        evidence:
          - {name: validation, by: ci, produced: 2026-11-19, metrics: [{name: auc, value: 0.9}], tests: []}
        approvals:
          - {gate: technical, by: alice}
          - {gate: technical, by: bob, decision: reject, stale: true, checklist: [], rationale: Too weak, signed: false}
        expect:
          verdict: violated
          tier: high
          gates: {technical: satisfied, board: not-applicable}
          rules: [gate-unsatisfied]
      - name: a policy change needs two maintainers
        base: {tier: low}
        policy-change: {contributors: [mona], approvals: [{by: nick}], version: 8}
        expect: {verdict: violated, rules: [gate-unsatisfied]}

    """

  /// What is wrong with a text as a document of a kind, by its schema alone.
  static func problems(of text: String, as kind: String) -> [String] {
    guard let schema = DocumentSchema.named(kind) else { return ["no schema \(kind)"] }
    return Outcome { () throws(DocumentErrors) in
      try readDocument(Array(text.utf8), path: "d.yaml", as: schema) { _ in true }
    }.problems
  }

  /// What is wrong with a text for the reader of a kind; for its schema, where nobody reads the kind yet.
  static func problemsOfReader(of text: String, as kind: String) -> [String] {
    switch kind {
    case "policy": policy(text).problems
    case "identities": roster(text).problems
    case "model-card": card(text).problems
    case "approval": approval(text).problems
    case "evidence": evidence(text).problems
    default: problems(of: text, as: kind)
    }
  }
}
