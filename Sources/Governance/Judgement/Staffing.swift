/// Whether people could fill the slots of gates at all, whatever they decide: asked of a policy before anybody
/// approves anything, and answered by the assignment that the judgement itself makes.
package struct Staffing {
  /// What one gate asks for, and who could answer it.
  package struct Demand: Sendable {
    package let gate: GateID
    /// How many people have to approve.
    package let required: Int
    /// How many teams they have to come from.
    package let distinctTeams: Int
    /// Who could approve, each in their own right.
    package let people: [IdentityID]

    package init(gate: GateID, required: Int, distinctTeams: Int = 0, people: [IdentityID]) {
      self.gate = gate
      self.required = required
      self.distinctTeams = distinctTeams
      self.people = people
    }

    /// The demand without somebody.
    package func without(_ person: IdentityID) -> Demand {
      Demand(
        gate: gate, required: required, distinctTeams: distinctTeams, people: people.filter { $0 != person })
    }
  }

  /// How many slots of each gate can be filled where all are filled as far as they can be.
  package let filled: [GateID: Int]
  /// How many distinct teams the people in the slots can stand for.
  package let teams: Int
  /// Whether every slot is filled, by people of enough teams.
  package let isComplete: Bool

  /// - Parameters:
  ///   - gatesPerPerson: how many of the gates one person may fill; nil is no limit.
  ///   - distinctTeams: how many teams the people must come from over all gates.
  package init(_ demands: [Demand], gatesPerPerson: Int?, distinctTeams: Int, roster: Roster) {
    let assignment = SlotAssignment(
      demands.map {
        SlotAssignment.Demand(
          gate: $0.gate, required: $0.required, distinctTeams: $0.distinctTeams, eligible: $0.people)
      }, gatesPerPerson: gatesPerPerson, distinctTeams: distinctTeams, persons: Persons(roster: roster))
    filled = assignment.counted.mapValues(\.count)
    teams = assignment.teams
    isComplete =
      assignment.filled == demands.reduce(0) { $0 + $1.required } && assignment.teams >= distinctTeams
  }
}
