/// How fast changes get through: from the first change of a model to each gate, and on to the branch.
package struct Velocity: Sendable {
  /// What a change waits for, one after the other.
  package enum Step: Sendable, Hashable {
    /// The last change, counted from the first: the work itself, and what reviews sent back.
    case change
    /// The last report.
    case evidence
    case gate(GateID)
    /// Landing, once every gate is satisfied.
    case merge

    private var rank: Int {
      switch self {
      case .change: 0
      case .evidence: 1
      case .gate: 2
      case .merge: 3
      }
    }

    fileprivate func comes(before other: Step) -> Bool {
      if case (.gate(let one), .gate(let two)) = (self, other) { return one < two }
      return rank < other.rank
    }
  }

  /// From the first change to the landing.
  package private(set) var landing = DurationSample()
  /// The same by tier.
  package private(set) var tiers: [TierID: DurationSample] = [:]
  /// From the first change to the last approval of a gate.
  package private(set) var gates: [GateID: DurationSample] = [:]
  /// From the newest change to a counted approval, by the teams of who gave it.
  package private(set) var teams: [Team: DurationSample] = [:]
  /// How many seconds each step took by itself, counted from the step before it.
  private var added: [Step: Int64] = [:]

  package init() {}

  package mutating func add(_ change: ModelChange) {
    landing.add(from: change.first, to: change.merged)
    tiers[change.tier, default: DurationSample()].add(from: change.first, to: change.merged)
    for gate in change.gates {
      gates[gate.gate, default: DurationSample()].add(from: change.first, to: gate.date)
    }
    addSteps(of: change)
  }

  package mutating func add(_ decision: LandedDecision) {
    guard decision.isCounted, let change = decision.change else { return }
    for team in Set(decision.teams) {
      teams[team, default: DurationSample()].add(from: change, to: decision.date)
    }
  }

  private mutating func addSteps(of change: ModelChange) {
    guard change.first <= change.merged else { return }
    var steps: [(step: Step, date: Instant)] = [(.change, change.last), (.merge, change.merged)]
    if let evidence = change.evidence { steps.append((.evidence, evidence)) }
    steps += change.gates.map { (.gate($0.gate), $0.date) }
    // What is dated outside of the change says nothing about it.
    steps.removeAll { $0.date < change.first || change.merged < $0.date }
    steps.sort { $0.date != $1.date ? $0.date < $1.date : $0.step.comes(before: $1.step) }
    var previous = change.first
    for (step, date) in steps {
      let seconds = date.seconds(since: previous) ?? 0
      let (sum, overflow) = added[step, default: 0].addingReportingOverflow(seconds)
      added[step] = overflow ? .max : sum
      previous = date
    }
  }

  /// The step that took the largest share of all the time from first changes to landings, and its share in
  /// thousandths. Nil where nothing took any time.
  package var bottleneck: (step: Step, share: Int)? {
    let total = added.values.reduce(0.0) { $0 + Double($1) }
    let longest = added.max { one, two in
      one.value != two.value ? one.value < two.value : two.key.comes(before: one.key)
    }
    guard let longest, total > 0 else { return nil }
    return (longest.key, Int((Double(longest.value) / total * 1000).rounded()))
  }

  /// How many durations were left out, all in all.
  package var leftOut: Int {
    // The tiers measure the same durations once more.
    landing.leftOut + gates.values.reduce(0) { $0 + $1.leftOut } + teams.values.reduce(0) { $0 + $1.leftOut }
  }
}
