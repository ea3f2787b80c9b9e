/// Who fills which gate's slots.
///
/// Where one person could fill several gates and the policy limits how many, it takes a maximum matching to
/// say whether the slots can be filled at all; first come, first served would raise false alarms. Each
/// slot is filled by a person. The model is a flow
///
///     source → person (as many gates as one may fill) → seat of a gate → gate → sink
///
/// where a gate that asks for distinct teams keeps that many seats, one a team, besides its free ones.
/// Teams over all gates of a model are seated first: the people of a flow through distinct teams stay
/// seated while the rest is filled up.
struct SlotAssignment {
  struct Demand {
    let gate: GateID
    let required: Int
    /// How many teams this gate's own approvals must come from.
    let distinctTeams: Int
    /// Who may fill a slot, preferred ones first.
    let eligible: [IdentityID]

    /// The demand, were there one approval more.
    func adding(_ person: IdentityID) -> Demand {
      Demand(gate: gate, required: required, distinctTeams: distinctTeams, eligible: eligible + [person])
    }
  }

  /// The people in the slots of each gate, in the order of their ids.
  let counted: [GateID: [IdentityID]]
  /// How many slots are filled.
  var filled: Int { counted.values.reduce(0) { $0 + $1.count } }
  /// How many distinct teams the counted people can stand for.
  let teams: Int

  init(
    _ demands: [Demand], gatesPerPerson: Int?, distinctTeams: Int = 0, persons: Persons
  ) {
    let teamsOf = persons.teams
    var network = FlowNetwork()
    let (source, sink) = (network.addNode(), network.addNode())
    var people: [IdentityID] = []
    for id in demands.flatMap(\.eligible).map(persons.representative) where !people.contains(id) {
      people.append(id)
    }
    let personNodes = people.map { _ in network.addNode() }
    var seats: [(gate: GateID, person: IdentityID, edge: Int)] = []
    for demand in demands {
      let gateNode = network.addNode()
      network.addEdge(from: gateNode, to: sink, capacity: demand.required)
      let free = network.addNode()
      network.addEdge(from: free, to: gateNode, capacity: max(0, demand.required - demand.distinctTeams))
      let teamed = network.addNode()
      network.addEdge(from: teamed, to: gateNode, capacity: min(demand.required, demand.distinctTeams))
      var teamNodes: [Team: FlowNetwork.Node] = [:]
      var seated: Set<Int> = []
      for person in demand.eligible {
        // One person fills one slot of a gate at most.
        guard let index = people.firstIndex(of: persons.representative(of: person)),
          seated.insert(index).inserted
        else { continue }
        let seat = network.addNode()
        let edge = network.addEdge(from: personNodes[index], to: seat, capacity: 1)
        seats.append((demand.gate, person, edge))
        if demand.distinctTeams > 0 {
          for team in teamsOf(person) {
            let node = teamNodes[team] ?? network.addNode()
            if teamNodes[team] == nil {
              teamNodes[team] = node
              network.addEdge(from: node, to: teamed, capacity: 1)
            }
            network.addEdge(from: seat, to: node, capacity: 1)
          }
        }
        network.addEdge(from: seat, to: free, capacity: 1)
      }
    }
    let limit = gatesPerPerson ?? demands.count
    let hall = people.map { _ in network.addNode() }
    for (index, node) in hall.enumerated() {
      network.addEdge(from: node, to: personNodes[index], capacity: limit)
    }
    if distinctTeams > 0 {
      SlotAssignment.seatTeams(
        distinctTeams, people: people, hall: hall, in: &network, from: source, to: sink, teams: teamsOf)
    }
    // Preferred people first, so that an approval that came later never unseats an earlier one.
    for node in hall { network.augment(from: node, to: sink, limit: limit) }
    var counted: [GateID: [IdentityID]] = Dictionary(
      demands.map { ($0.gate, []) }, uniquingKeysWith: { first, _ in first })
    for seat in seats where network.flow(through: seat.edge) > 0 {
      counted[seat.gate, default: []].append(seat.person)
    }
    self.counted = counted.mapValues { $0.sorted() }
    let seatedPeople = Set(counted.values.joined().map(persons.representative)).sorted()
    teams = SlotAssignment.distinctTeams(among: seatedPeople, teams: teamsOf)
  }

  private static func seatTeams(
    _ wanted: Int, people: [IdentityID], hall: [FlowNetwork.Node], in network: inout FlowNetwork,
    from source: FlowNetwork.Node, to sink: FlowNetwork.Node, teams teamsOf: (IdentityID) -> [Team]
  ) {
    var teamNodes: [Team: FlowNetwork.Node] = [:]
    var entries: [Int] = []
    for (index, person) in people.enumerated() {
      let representative = network.addNode()
      network.addEdge(from: representative, to: hall[index], capacity: 1)
      for team in teamsOf(person) {
        let node = teamNodes[team] ?? network.addNode()
        if teamNodes[team] == nil {
          teamNodes[team] = node
          entries.append(network.addEdge(from: source, to: node, capacity: 1))
        }
        network.addEdge(from: node, to: representative, capacity: 1)
      }
    }
    network.augment(from: source, to: sink, limit: wanted)
  }

  /// The greatest number of teams that the people can stand for, each for one of their own.
  static func distinctTeams(among people: [IdentityID], teams teamsOf: (IdentityID) -> [Team]) -> Int {
    var network = FlowNetwork()
    let (source, sink) = (network.addNode(), network.addNode())
    var teamNodes: [Team: FlowNetwork.Node] = [:]
    for person in people {
      let node = network.addNode()
      network.addEdge(from: source, to: node, capacity: 1)
      for team in teamsOf(person) {
        let teamNode = teamNodes[team] ?? network.addNode()
        if teamNodes[team] == nil {
          teamNodes[team] = teamNode
          network.addEdge(from: teamNode, to: sink, capacity: 1)
        }
        network.addEdge(from: node, to: teamNode, capacity: 1)
      }
    }
    return network.augment(from: source, to: sink)
  }
}
