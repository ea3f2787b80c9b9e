import Governance
import PolicyTools

/// A policy and its tests as texts, run.
struct Rehearsed {
  static let policy = """
    apiVersion: countersign/v1
    kind: Policy
    version: 7
    repository: acme/models
    tiers: [{id: low}, {id: high}]
    stages:
      - {id: development}
      - {id: staging, branch: staging}
      - {id: production, branch: main, after: staging}
    gates:
      - id: technical
        roles: [validator]
        approvals: {low: 1, high: 2}
        thresholds:
          - {metric: auc, min: 0.80}
          - {metric: auc, not-below-baseline: 0.01}
        evidence: [{name: validation, signed-by: [ci], max-age: P30D, independent: true}]
        checklist: [{id: read, text: I read it}]
      - {id: board, roles: [board], tiers: [high], after: [technical]}
      - {id: policy, applies-to: policy, roles: [maintainer]}
    approvals:
      min-rationale: {high: 80}
      expire: {low: P1Y}

    """

  static let people = """
    apiVersion: countersign/v1
    kind: Identities
    identities:
      - {id: alice, roles: [validator]}
      - {id: bob, roles: [validator]}
      - {id: erin, roles: [validator]}
      - {id: dana, roles: [owner]}
      - {id: greta, roles: [board]}
      - {id: mona, roles: [maintainer]}
      - {id: nick, roles: [maintainer]}
      - {id: ci, kind: bot, roles: [ci]}
      - {id: mallory, kind: bot}

    """

  static let head = """
    apiVersion: countersign/v1
    kind: PolicyTest
    now: 2026-11-20T12:00:00Z
    card: {id: credit, version: 1.0.0, owner: dana}
    cases:

    """

  var policy = Rehearsed.policy
  var people: String? = Rehearsed.people

  /// What comes of whole files of tests.
  func report(
    files: [String], running pattern: String? = nil, coverage: Bool = false
  ) -> PolicyTestReport {
    func file(_ name: String, _ text: String) -> PolicyDirectory.File {
      PolicyDirectory.File(path: name, bytes: Array(text.utf8))
    }
    let tests = files.enumerated().map { file("policies/tests/\($0).yaml", $1) }
    return PolicyTestRun(
      PolicyDirectory(
        path: "policies", policy: file("policies/policy.yaml", policy),
        identities: people.map { file("policies/identities.yaml", $0) }, tests: tests)
    ).report(running: pattern, coverage: coverage)
  }

  /// What comes of one case, given as the lines of its mapping.
  func outcome(_ lines: String) throws -> PolicyTestReport.Outcome {
    let report = report(files: [Rehearsed.head + Rehearsed.item("a case", lines)])
    if let outcome = report.outcomes.first { return outcome }
    throw Refused(problems: report.problems.map(\.message))
  }

  struct Refused: Error { let problems: [String] }

  static func item(_ name: String, _ lines: String) -> String {
    "  - name: \(name)\n"
      + lines.split(separator: "\n").map { "    \($0)\n" }.joined()
  }
}

extension PolicyTestReport.Outcome {
  /// The rules of its errors.
  var rules: Set<Rule> { Set(findings.filter { $0.severity == .error }.map(\.rule)) }
}
