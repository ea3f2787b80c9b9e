/// Fills the slots where some approve in others' place.
///
/// To let somebody act in somebody's place makes the two one person, which may open a slot and may shut one. So
/// each choice of who acts in whose place is tried, the fewest first: the slots are filled if there is a choice
/// that fills them, and no approval that somebody adds takes one away.
struct DelegatedAssignment {
  /// The best assignment that was found.
  private(set) var best: OrderedAssignment
  /// How many choices are tried at most. Past that an assignment may be missed, and a gate stay shut.
  private static let choiceLimit = 64

  init(_ cases: [GateCase], gatesPerPerson: Int?, distinctTeams: Int, roster: Roster) {
    func assignment(_ pairs: Set<Persons.Pair>) -> OrderedAssignment {
      OrderedAssignment(
        cases, gatesPerPerson: gatesPerPerson, distinctTeams: distinctTeams,
        persons: Persons(pairs, roster: roster))
    }
    best = assignment([])
    let pairs = Set(cases.flatMap(\.pairs)).sorted()
    for choice in DelegatedAssignment.choices(of: pairs) where !best.isComplete {
      let attempt = assignment(choice)
      if attempt.isBetter(than: best) { best = attempt }
    }
  }

  /// The sets of pairs, without the empty one: by size, and all of them at the last where there are too many.
  private static func choices(of pairs: [Persons.Pair]) -> [Set<Persons.Pair>] {
    var choices: [Set<Persons.Pair>] = []
    var smaller: [[Int]] = [[]]
    while !smaller.isEmpty, choices.count < choiceLimit {
      var larger: [[Int]] = []
      for choice in smaller {
        for next in ((choice.last ?? -1) + 1)..<max(pairs.count, (choice.last ?? -1) + 1)
        where choices.count < choiceLimit {
          larger.append(choice + [next])
          choices.append(Set((choice + [next]).map { pairs[$0] }))
        }
      }
      smaller = larger
    }
    if let last = choices.last, last.count < pairs.count { choices.append(Set(pairs)) }
    return choices
  }
}
