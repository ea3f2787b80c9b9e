/// How much a finding weighs: an `error` keeps the transition from passing, the others inform.
package enum Severity: String, Sendable, Codable, Comparable, CaseIterable {
  case note, warning, error

  private var weight: Int { self == .note ? 0 : self == .warning ? 1 : 2 }
  package static func < (left: Severity, right: Severity) -> Bool { left.weight < right.weight }
}

/// What a judgement came to. `undecided` never passes.
package enum Verdict: String, Sendable, Codable, CaseIterable {
  case satisfied, violated, undecided

  /// The verdict over both: violated wins over undecided, undecided over satisfied.
  package func combined(with other: Verdict) -> Verdict {
    if self == .violated || other == .violated { return .violated }
    return self == .undecided || other == .undecided ? .undecided : .satisfied
  }
}

/// One reportable fact: which rule, how grave, what, where, and what to do about it.
package struct Finding: Hashable, Sendable, Codable {
  package var rule: Rule
  package var severity: Severity
  /// What is the case: lower case, no full stop, names the thing.
  package var message: String
  /// The next step for the reader.
  package var help: String?
  package var model: ModelID?
  package var gate: GateID?
  /// The file it is about, relative to the repository.
  package var path: String?
  package var position: Position?
  package var commit: CommitID?
  /// What the finding makes of the judgement if it is an error: violated, or undecided where the fact
  /// itself could not be established.
  package var verdict: Verdict

  package init(
    _ rule: Rule, _ severity: Severity, _ message: String, help: String? = nil,
    model: ModelID? = nil, gate: GateID? = nil, path: String? = nil, position: Position? = nil,
    commit: CommitID? = nil, verdict: Verdict = .violated
  ) {
    self.rule = rule
    self.severity = severity
    self.message = message
    self.help = help
    self.model = model
    self.gate = gate
    self.path = path
    self.position = position
    self.commit = commit
    self.verdict = severity == .error ? verdict : .satisfied
  }

  /// An error.
  package init(
    _ rule: Rule, _ message: String, help: String? = nil, model: ModelID? = nil, gate: GateID? = nil,
    path: String? = nil, position: Position? = nil, commit: CommitID? = nil, verdict: Verdict = .violated
  ) {
    self.init(
      rule, .error, message, help: help, model: model, gate: gate, path: path, position: position,
      commit: commit,
      verdict: verdict)
  }
}

extension Sequence<Finding> {
  /// The verdict that the findings add up to.
  package var verdict: Verdict { reduce(.satisfied) { $0.combined(with: $1.verdict) } }
}
