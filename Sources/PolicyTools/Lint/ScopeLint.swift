import Governance

/// Scopes that bind nothing, or not what their gate judges.
struct ScopeLint {
  private(set) var findings: [LintFinding] = []
  private let linted: LintedPolicy

  init(_ linted: LintedPolicy) {
    self.linted = linted
    for gate in linted.policy.gates {
      guard let scope = gate.scope else { continue }
      let dead = scope.indices.filter { ScopeLint.isExcluded(scope[$0]) }
      if dead.count == scope.count {
        findings.append(
          linted.finding(
            .scopeEmpty, .error,
            "the scope of gate \(gate.id) holds only what is no part of a model's subject, so that it is never satisfied",
            help: "name files that reviewers judge, such as card.yaml", gate: gate, "scope"))
        continue
      }
      for index in dead {
        warn(gate, index, "\(scope[index]) is no part of a model's subject, and binds nothing")
      }
      checkRelative(gate, scope)
      checkSight(gate)
    }
  }

  private mutating func warn(_ gate: Gate, _ index: Int, _ message: String, help: String? = nil) {
    findings.append(
      linted.finding(
        .scopeWithoutEffect, .warning, "in the scope of gate \(gate.id), \(message)",
        help: help ?? "take it out", gate: gate, "scope[\(index)]"))
  }

  /// Whether a pattern can only match what lies in a directory that is left out of the subject.
  private static func isExcluded(_ glob: Glob) -> Bool {
    let parts = glob.description.split(separator: "/", maxSplits: 1)
    return parts.count == 2
      && Subject.excludedDirectories.contains { $0.isExactly(String(parts[0])) }
  }

  /// Patterns are relative to the model's directory, and easily written as if they were not.
  private mutating func checkRelative(_ gate: Gate, _ scope: [Glob]) {
    let layout = linted.policy.layout.description.split(separator: "/").map(String.init)
    for (index, glob) in scope.enumerated() {
      let parts = glob.description.split(separator: "/").map(String.init)
      guard let first = parts.first, let top = layout.first, first.isExactly(top), parts.count > layout.count
      else { continue }
      warn(
        gate, index, "\(glob) is looked for within each model's directory",
        help: "write it without \(linted.policy.layout)/, such as \(parts.last ?? "card.yaml")")
    }
  }

  /// Thresholds and evidence are judged at every change, but who approved did not see the new values.
  private mutating func checkSight(_ gate: Gate) {
    if gate.evidence.isEmpty, !gate.thresholds.isEmpty, !gate.binds("card.yaml"), !gate.binds("README.md") {
      note(gate, "bounds metrics of the card, which its scope leaves out", help: "add card.yaml to `scope`")
    }
    let scope = gate.scope ?? []
    let seesEvidence = scope.contains { glob in
      glob.description.utf8.starts(with: "evidence/".utf8) || glob.description.utf8.first == 0x2A
    }
    if !gate.evidence.isEmpty, !seesEvidence {
      note(gate, "asks for evidence, which its scope leaves out", help: "add \"evidence/**\" to `scope`")
    }
  }

  private mutating func note(_ gate: Gate, _ message: String, help: String) {
    findings.append(
      linted.finding(
        .scopeBlind, .note,
        "gate \(gate.id) \(message): an approval stands when they change", help: help, gate: gate, "scope"))
  }
}
