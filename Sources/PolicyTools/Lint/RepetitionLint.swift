import Governance

/// What stands twice in one list, and fields that are required twice.
struct RepetitionLint {
  private(set) var findings: [LintFinding] = []
  private let linted: LintedPolicy

  init(_ linted: LintedPolicy) {
    self.linted = linted
    for gate in linted.allGates { check(gate) }
    checkExclusiveRoles()
    checkCard()
    for identity in linted.roster.identities {
      check(identity.roles.map(\.text), identity, "roles")
      check(identity.teams.map(\.text), identity, "teams")
    }
  }

  /// The places of what stands earlier in the list already.
  private static func repeated<Name: Hashable>(_ names: [Name]) -> [Int] {
    var seen: Set<Name> = []
    return names.indices.filter { !seen.insert(names[$0]).inserted }
  }

  private mutating func check(_ gate: Gate) {
    // `Role` compares byte for byte, which strings do not.
    for (field, names) in [
      ("roles", gate.roles), ("stages", (gate.stages ?? []).map { Role($0.text) }),
      ("tiers", (gate.tiers ?? []).map { Role($0.text) }), ("after", gate.after.map { Role($0.text) }),
      ("scope", (gate.scope ?? []).map { Role($0.description) }),
      ("evidence", gate.evidence.map { Role($0.name) }),
    ] {
      for index in RepetitionLint.repeated(names) {
        findings.append(
          linted.finding(
            .listedTwice, .warning, "`\(field)` of gate \(gate.id) lists \(names[index]) twice",
            help: "take one out", gate: gate, "\(field)[\(index)]"))
      }
    }
    for (index, requirement) in gate.evidence.enumerated() {
      let names = (requirement.signedBy ?? []).map { Role($0) }
      for place in RepetitionLint.repeated(names) {
        findings.append(
          linted.finding(
            .listedTwice, .warning,
            "evidence \(requirement.name) of gate \(gate.id) lists the signer \(names[place]) twice",
            help: "take one out", gate: gate, "evidence[\(index)].signed-by[\(place)]"))
      }
    }
  }

  private mutating func check(_ names: [String], _ identity: Identity, _ field: String) {
    for index in RepetitionLint.repeated(names.map { Role($0) }) {
      findings.append(
        linted.finding(
          .listedTwice, .warning, "`\(field)` of \(identity.id) lists \(names[index]) twice",
          help: "take one out", identity: identity.id, "\(field)[\(index)]"))
    }
  }

  private mutating func checkExclusiveRoles() {
    let sets = linted.policy.separation.exclusiveRoles.map { Set($0) }
    for index in RepetitionLint.repeated(sets) {
      findings.append(
        linted.finding(
          .listedTwice, .warning, "`exclusive-roles` lists \(listing(sets[index].sorted())) twice",
          help: "take one out", at: "separation-of-duties.exclusive-roles[\(index)]"))
    }
  }

  private mutating func checkCard() {
    let card = linted.policy.card
    var required: [Role: String] = [:]
    func place(_ key: String, _ index: Int) -> String { "card.require.\(key)[\(index)]" }
    let lists = [("all", card.all)] + linted.policy.tiers.map { ($0.id.text, card.perTier[$0.id] ?? []) }
    for (key, fields) in lists {
      let names = fields.map { Role($0) }
      for index in RepetitionLint.repeated(names) {
        findings.append(
          linted.finding(
            .listedTwice, .warning, "`card.require.\(key)` lists \(names[index]) twice", help: "take one out",
            at: place(key, index)))
      }
      for (index, name) in names.enumerated() {
        if let earlier = required[name], !earlier.isExactly(key) {
          findings.append(
            linted.finding(
              .cardFieldRepeated, .note,
              "`card.require.\(key)` asks for \(name), which `\(earlier)` asks for already",
              help: "take it out",
              at: place(key, index)))
        } else {
          required[name] = key
        }
      }
    }
  }
}
