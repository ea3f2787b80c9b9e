import Governance
import PolicyTools

/// Whom a policy would need and the roster does not have, in words.
enum Shortages {
  static func words(_ policy: Policy, _ roster: Roster, at now: Instant) -> [String] {
    var words: [String] = []
    var short: [GateID] = []
    for gate in policy.gates + (policy.policyGate.map { [$0] } ?? []) {
      let missing = (gate.counts(in: policy).max() ?? 1) - roster.people(holding: gate.roles).count
      if missing <= 0 { continue }
      short.append(gate.id)
      let roles = gate.roles.map(\.text).joined(separator: " or ")
      words.append(
        "gate \(gate.id) needs \(missing) more \(missing == 1 ? "person" : "people") with role \(roles)")
    }
    // Of a gate that has too few people the policy's lint would only say the same again.
    let lint = PolicyLint(policy, roster, at: now).findings.filter { finding in
      finding.severity == .error
        && !short.contains { finding.message.utf8.starts(with: "gate \($0) asks for ".utf8) }
    }
    words += lint.map { $0.message + ($0.help.map { "; \($0)" } ?? "") }
    return words
  }
}
