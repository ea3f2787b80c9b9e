/// The people of a generated history, with TEST KEYS that follow from the seed.
struct GeneratedPeople {
  let engineers: [Person]
  let validators: [Person]
  let fairnessReviewers: [Person]
  let securityReviewers: [Person]
  let maintainers: [Person]
  let bot: Person

  init(seed: UInt64) {
    func people(_ role: String, _ count: Int) -> [Person] {
      (1...count).map { number in
        let id = "\(role)-\(number)"
        return Person(
          id: id, name: "\(role.prefix(1).uppercased())\(role.dropFirst()) \(number)",
          email: "\(id)@example.com",
          key: .derived(from: "countersign generated key, worth nothing: \(seed) \(id)"))
      }
    }
    engineers = people("engineer", 8)
    validators = people("validator", 6)
    fairnessReviewers = people("ethicist", 4)
    securityReviewers = people("pentester", 4)
    maintainers = people("maintainer", 3)
    bot = people("pipeline", 1)[0]
  }

  /// Everybody, as the roster lists them.
  var roster: IdentitiesDraft {
    func entries(_ people: [Person], _ role: String) -> [IdentitiesDraft.Entry] {
      people.enumerated().map { index, person in
        IdentitiesDraft.Entry(person, teams: ["\(role)s-\(index % 2 + 1)"], roles: [role])
      }
    }
    return IdentitiesDraft(
      entries(engineers, "ml-engineer") + entries(validators, "validator")
        + entries(fairnessReviewers, "fairness-reviewer") + entries(securityReviewers, "security-reviewer")
        + entries(maintainers, "policy-maintainer")
        + [IdentitiesDraft.Entry(bot, kind: "bot", teams: ["platform"], roles: ["ci-validator"])])
  }
}
