/// Fills the slots of gates of which some come after others.
///
/// Who fills a gate's slots decides whether the approvals of a later gate were given on top of them. Where the
/// first assignment leaves gates out of order, others are tried: for each later gate one of its approvals
/// is taken to be the earliest that counts, and the gates before it are filled from what that one has seen.
/// In a history without branches that finds an assignment in order if there is one.
struct OrderedAssignment {
  private let cases: [GateCase]
  private let gatesPerPerson: Int?
  private let distinctTeams: Int
  let persons: Persons
  private(set) var assignment: SlotAssignment
  /// How many assignments are tried at most; past that the first one stands, and fails as it may.
  private static let attemptLimit = 2000

  init(
    _ cases: [GateCase], gatesPerPerson: Int?, distinctTeams: Int, persons: Persons
  ) {
    self.cases = cases
    self.gatesPerPerson = gatesPerPerson
    self.distinctTeams = distinctTeams
    self.persons = persons
    assignment = SlotAssignment(
      cases.map { $0.demand(persons) }, gatesPerPerson: gatesPerPerson, distinctTeams: distinctTeams,
      persons: persons)
    if let ordered = firstInOrder() { assignment = ordered }
  }

  private func firstInOrder() -> SlotAssignment? {
    let later = cases.indices.filter { !earlier(cases[$0]).isEmpty && !cases[$0].eligible.isEmpty }
    if later.isEmpty || isInOrder(assignment) { return nil }
    var choice = [Int](repeating: 0, count: later.count)
    for _ in 0..<OrderedAssignment.attemptLimit {
      let firsts = Dictionary(
        uniqueKeysWithValues: zip(later, choice).map { (cases[$0].gate.id, cases[$0].eligible[$1]) })
      let attempt = SlotAssignment(
        cases.map { demand(of: $0, firsts) }, gatesPerPerson: gatesPerPerson, distinctTeams: distinctTeams,
        persons: persons)
      if attempt.filled == assignment.filled, attempt.teams >= min(distinctTeams, assignment.teams),
        isInOrder(attempt)
      {
        return attempt
      }
      guard let next = choice.indices.first(where: { choice[$0] + 1 < cases[later[$0]].eligible.count })
      else {
        return nil
      }
      choice[next] += 1
      for index in 0..<next { choice[index] = 0 }
    }
    return nil
  }

  /// Whether every slot is filled, by enough teams and in order: nothing better can be found.
  var isComplete: Bool {
    assignment.filled == cases.reduce(0) { $0 + $1.wanted } && assignment.teams >= distinctTeams
      && isInOrder(assignment)
  }

  /// Whether this is the better way to fill the slots: more of them, then more teams, then in order.
  func isBetter(than other: OrderedAssignment) -> Bool {
    func rank(_ one: OrderedAssignment) -> (Int, Int, Int) {
      let assignment = one.assignment
      return (assignment.filled, min(distinctTeams, assignment.teams), one.isInOrder(assignment) ? 1 : 0)
    }
    return rank(self) > rank(other)
  }

  private func earlier(_ gateCase: GateCase) -> [GateCase] {
    cases.filter { gateCase.gate.after.contains($0.gate.id) }
  }

  /// The demand of a gate where each later gate's first approval is the given one.
  private func demand(of gateCase: GateCase, _ firsts: [GateID: ApprovalRecord]) -> SlotAssignment.Demand {
    var eligible = gateCase.eligible.filter { gateCase.isUsable($0, persons) }
    for other in cases where other.gate.after.contains(gateCase.gate.id) {
      if let first = firsts[other.gate.id] { eligible.removeAll { !first.hasSeen($0) } }
    }
    if let first = firsts[gateCase.gate.id] {
      let seen = earlier(gateCase).flatMap(\.eligible).filter(first.hasSeen)
      eligible.removeAll { record in !seen.allSatisfy(record.hasSeen) }
    }
    return SlotAssignment.Demand(
      gate: gateCase.gate.id, required: gateCase.wanted, distinctTeams: gateCase.distinctTeams,
      eligible: eligible.map(\.holder))
  }

  /// Whether each counted approval has seen those that count for the gates before its own.
  private func isInOrder(_ attempt: SlotAssignment) -> Bool {
    func counted(_ gateCase: GateCase) -> [ApprovalRecord] {
      gateCase.eligible.filter { attempt.counted[gateCase.gate.id]?.contains($0.holder) ?? false }
    }
    return cases.allSatisfy { gateCase in
      let before = earlier(gateCase).flatMap(counted)
      return counted(gateCase).allSatisfy { record in before.allSatisfy(record.hasSeen) }
    }
  }
}
