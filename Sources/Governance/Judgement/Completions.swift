/// Who would have to sign for a gate's empty slots to be filled: the counterfactual that `explain` tells.
package struct Completions: Sendable, Equatable {
  /// The smallest sets of people: of each, all have to sign. Empty where nobody could fill the slots.
  package let sets: [[Candidate]]
  /// Whether there are more than were looked for.
  package let isCut: Bool

  package init(sets: [[Candidate]], isCut: Bool) {
    self.sets = sets
    self.isCut = isCut
  }
}

/// Looks for the smallest sets of people that fill a gate's slots.
///
/// A set fills them if each of its people opens one slot more, which takes into account the limits on gates and
/// teams, and that people may change places. What a set fills its subsets fill in part, so that a person who adds
/// nothing to a few is not tried with more.
struct CompletionSearch {
  let cases: [GateCase]
  let gatesPerPerson: Int?
  let persons: Persons
  /// How many slots are filled as it is.
  let filled: Int

  private static let setLimit = 64
  private static let attemptLimit = 2_000

  /// - Parameters:
  ///   - gateCase: one of the cases.
  ///   - missing: how many of its slots are empty; at least 1.
  func completions(of gateCase: GateCase, missing: Int) -> Completions {
    let pool = gateCase.candidates(notAmong: Set(gateCase.eligible.map(\.holder)))
    var sets: [[Candidate]] = []
    var attempts = 0
    var isCut = false
    func extend(_ chosen: [Candidate], from start: Int) {
      if chosen.count == missing {
        sets.append(chosen)
        return
      }
      for index in pool.indices.dropFirst(start) {
        guard sets.count < CompletionSearch.setLimit, attempts < CompletionSearch.attemptLimit else {
          isCut = true
          return
        }
        attempts += 1
        let next = chosen + [pool[index]]
        if fills(next, gateCase) { extend(next, from: index + 1) }
      }
    }
    extend([], from: 0)
    return Completions(sets: sets, isCut: isCut)
  }

  private func fills(_ people: [Candidate], _ gateCase: GateCase) -> Bool {
    var persons = persons
    for candidate in people {
      guard let delegator = candidate.delegator else { continue }
      persons = persons.adding(Persons.Pair(delegate: candidate.identity, delegator: delegator))
    }
    let demands = cases.map { one in
      let demand = one.demand(persons)
      return one.gate.id == gateCase.gate.id
        ? people.reduce(demand) { $0.adding($1.identity) } : demand
    }
    return SlotAssignment(demands, gatesPerPerson: gatesPerPerson, persons: persons).filled
      >= filled + people.count
  }
}
