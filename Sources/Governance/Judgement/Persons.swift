/// Which identities are one person, because the one acts in the other's place.
///
/// They fill one slot of a gate together and as many gates as one may fill, and they stand for the teams alone
/// that all of them belong to: who looks in somebody's place is independent of neither's colleagues.
struct Persons {
  /// Somebody who acts in somebody else's place.
  struct Pair: Hashable, Comparable {
    let delegate: IdentityID
    let delegator: IdentityID
    static func < (left: Pair, right: Pair) -> Bool {
      (left.delegate, left.delegator) < (right.delegate, right.delegator)
    }
  }

  let pairs: Set<Pair>
  private let representatives: [IdentityID: IdentityID]
  private let teamsByRepresentative: [IdentityID: [Team]]
  private let roster: Roster

  init(_ pairs: Set<Pair> = [], roster: Roster) {
    self.pairs = pairs
    self.roster = roster
    var representatives: [IdentityID: IdentityID] = [:]
    for pair in pairs.sorted() {
      let one = representatives[pair.delegator] ?? pair.delegator
      let other = representatives[pair.delegate] ?? pair.delegate
      representatives[one] = one
      representatives[other] = one
      for (id, representative) in representatives where representative == other { representatives[id] = one }
    }
    self.representatives = representatives
    var teams: [IdentityID: [Team]] = [:]
    for (id, representative) in representatives.sorted(by: { $0.key < $1.key }) {
      let own = roster[id: id]?.teams ?? []
      teams[representative] = teams[representative].map { $0.filter(own.contains) } ?? own
    }
    teamsByRepresentative = teams
  }

  /// The identity that stands for the person.
  func representative(of id: IdentityID) -> IdentityID { representatives[id] ?? id }

  /// The teams that the person can stand for.
  func teams(of id: IdentityID) -> [Team] {
    teamsByRepresentative[representative(of: id)] ?? roster[id: id]?.teams ?? []
  }

  func adding(_ pair: Pair) -> Persons { Persons(pairs.union([pair]), roster: roster) }
}
