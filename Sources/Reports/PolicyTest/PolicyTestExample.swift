/// A file of tests to start from.
package enum PolicyTestExample {
  /// - Parameter folder: where tests are.
  package static func text(folder: String = "policies/tests") -> String {
    """
    # \(folder)/gates.yaml
    apiVersion: countersign/v1
    kind: PolicyTest
    now: 2026-11-20T12:00:00Z
    card: {id: credit, version: 1.0.0, owner: dana}
    cases:
      - name: nobody approves, nothing lands
        branch: main
        contributors: [erin]
        expect: {verdict: violated, rules: [gate-unsatisfied]}
      - name: one engineer who did not write it is enough
        branch: main
        contributors: [erin]
        approvals: [{gate: technical, by: alice}]
        expect: {verdict: satisfied, gates: {technical: satisfied}}
    """
  }
}
