import Governance

/// Whether the roster has the people that the gates ask for: gate by gate, and all gates of a stage and tier
/// together, by the assignment that the judgement makes.
struct StaffingLint {
  private(set) var findings: [LintFinding] = []
  private let linted: LintedPolicy
  private let approvers: [GateID: [IdentityID]]
  private var policy: Policy { linted.policy }
  /// Who is looked at: of people who are alike no more than there could be slots.
  private let kept: Set<IdentityID>
  /// How much is looked at in all, in seats times slots of assignments. A policy of reasonable size takes some
  /// thousands.
  private var budget = 4_000_000

  init(_ linted: LintedPolicy, _ signers: Signers) {
    self.linted = linted
    approvers = Dictionary(
      linted.policy.gates.map { ($0.id, signers.approvers(of: $0)) }, uniquingKeysWith: { first, _ in first })
    kept = StaffingLint.kept(approvers, linted)
    var short: Set<GateID> = []
    for gate in linted.policy.gates where !checkAlone(gate) { short.insert(gate.id) }
    checkTogether(besides: short)
  }

  // MARK: One gate

  private func required(_ gate: Gate, _ tier: TierID) -> Int {
    gate.approvals.count(for: tier, in: policy.tiers) ?? 1
  }

  private func tiers(of gate: Gate) -> [TierID] {
    policy.tiers.map(\.id).filter { gate.tiers?.contains($0) ?? true }
  }

  /// Whether the gate by itself can be filled in each of its tiers; says so where it cannot.
  private mutating func checkAlone(_ gate: Gate) -> Bool {
    let people = approvers[gate.id] ?? []
    let short = tiers(of: gate).filter { required(gate, $0) > people.count }
    if let hardest = short.max(by: { required(gate, $0) < required(gate, $1) }) {
      findings.append(
        linted.finding(
          .gateUnfillable, .error,
          shortage(of: gate, required(gate, hardest), people, tiers: short),
          help: "give more people the role in \(linted.rosterPath), or ask for fewer approvals", gate: gate,
          people.isEmpty ? "roles" : "approvals"))
      return false
    }
    for tier in tiers(of: gate) {
      let teams = gate.distinctTeams?.value(for: tier) ?? 0
      if teams == 0 { continue }
      let demand = Staffing.Demand(
        gate: gate.id, required: required(gate, tier), distinctTeams: teams, people: representatives(gate))
      guard spend([demand]) else { return true }
      let staffing = Staffing([demand], gatesPerPerson: nil, distinctTeams: 0, roster: linted.roster)
      if staffing.isComplete { continue }
      findings.append(
        linted.finding(
          .gateUnfillable, .error,
          "gate \(gate.id) asks for \(required(gate, tier)) approvals from \(teams) distinct teams\(suffix([tier])), and \(listing(people)) come from too few",
          help: "give the role to people of other teams in \(linted.rosterPath)", gate: gate,
          "distinct-teams"))
      return false
    }
    return true
  }

  private func shortage(of gate: Gate, _ required: Int, _ people: [IdentityID], tiers: [TierID]) -> String {
    let asked = "\(required) approval\(required == 1 ? "" : "s")"
    let holders = linted.roster.people(holding: gate.roles).map(\.id)
    let roles = listing(gate.roles, "or")
    let start = "gate \(gate.id) asks for \(asked) by \(roles)\(suffix(tiers)), and"
    if holders.isEmpty { return "\(start) nobody on the roster holds that role" }
    if people.isEmpty { return "\(start) nobody who holds it could ever sign: \(listing(holders))" }
    return "\(start) \(people.count == 1 ? "only" : "no more than") \(listing(people)) could ever give one"
  }

  private func suffix(_ tiers: [TierID]) -> String {
    tiers.count == policy.tiers.count ? "" : " in tier \(listing(tiers, "or"))"
  }

  // MARK: All gates of a stage and tier

  /// What is asked at a stage and tier, so that the same is looked at once.
  private struct Question: Hashable {
    struct Part: Hashable {
      let gate: GateID
      let required: Int
      let teams: Int
    }
    let parts: [Part]
    let gatesPerPerson: Int?
    let distinctTeams: Int
  }

  private mutating func checkTogether(besides short: Set<GateID>) {
    var questions: [Question] = []
    var asked: [Question: [(stage: StageID, tier: TierID)]] = [:]
    for stage in policy.stages.map(\.id) where policy.isGated(stage) {
      for tier in policy.tiers.map(\.id) {
        let gates = policy.gates(for: stage, tier: tier)
        if gates.isEmpty || gates.contains(where: { short.contains($0.id) }) { continue }
        let question = Question(
          parts: gates.map {
            Question.Part(
              gate: $0.id, required: required($0, tier), teams: $0.distinctTeams?.value(for: tier) ?? 0)
          },
          gatesPerPerson: policy.separation.gatesPerPerson?.count(for: tier, in: policy.tiers),
          distinctTeams: policy.separation.distinctTeams?.value(for: tier) ?? 0)
        if asked[question] == nil { questions.append(question) }
        asked[question, default: []].append((stage, tier))
      }
    }
    for question in questions {
      let places = asked[question] ?? []
      let stages = policy.stages.map(\.id).filter { stage in places.contains { $0.stage == stage } }
      let tiers = policy.tiers.map(\.id).filter { tier in places.contains { $0.tier == tier } }
      guard check(question, place: "at stage \(listing(stages, "or"))\(suffix(tiers))") else { return }
    }
  }

  /// - Returns: false where it became too much to look at.
  private mutating func check(_ question: Question, place: String) -> Bool {
    let demands = question.parts.map { part in
      Staffing.Demand(
        gate: part.gate, required: part.required, distinctTeams: part.teams,
        people: policy.gates.first { $0.id == part.gate }.map(representatives) ?? [])
    }
    guard spend(demands) else { return false }
    let staffing = staffing(demands, question)
    if !staffing.isComplete {
      report(question, staffing, place)
      return true
    }
    return checkAuthors(demands, question, place)
  }

  private func staffing(_ demands: [Staffing.Demand], _ question: Question) -> Staffing {
    Staffing(
      demands, gatesPerPerson: question.gatesPerPerson, distinctTeams: question.distinctTeams,
      roster: linted.roster)
  }

  private mutating func report(_ question: Question, _ staffing: Staffing, _ place: String) {
    let total = question.parts.reduce(0) { $0 + $1.required }
    let filled = staffing.filled.values.reduce(0, +)
    let gates = listing(question.parts.map(\.gate))
    if filled == total {
      let teams = "\(question.distinctTeams) distinct teams, and those who could come from \(staffing.teams)"
      findings.append(
        linted.finding(
          .slotsUnfillable, .error, "gates \(gates) \(place) have to be approved by \(teams)",
          help: "let people of other teams hold the gates' roles, or ask for fewer teams",
          at: "separation-of-duties.distinct-teams", "separation-of-duties"))
      return
    }
    let limit = question.gatesPerPerson.map {
      ", where one person fills \($0) gate\($0 == 1 ? "" : "s") at most"
    }
    findings.append(
      linted.finding(
        .slotsUnfillable, .error,
        "gates \(gates) \(place) need \(total) approvals\(limit ?? ""), and the roster can give \(filled)",
        help: "give more people the gates' roles in \(linted.rosterPath), or let one person fill more gates",
        at: "separation-of-duties.gates-per-person", "separation-of-duties", "gates"))
  }

  /// Somebody owns each model and somebody changed it. Where nobody could be either without being missed at a
  /// gate, no model ever passes.
  private mutating func checkAuthors(
    _ demands: [Staffing.Demand], _ question: Question, _ place: String
  ) -> Bool {
    let separation = policy.separation
    // Unsigned changes count where the policy only warns of them.
    let hasAuthor = separation.approverIsNotContributor && policy.signatures.contributions == .error
    guard hasAuthor || separation.approverIsNotOwner else { return true }
    let involved = Set(question.parts.flatMap { approvers[$0.gate] ?? [] })
    if linted.roster.identities.contains(where: { !involved.contains($0.id) }) { return true }
    for person in Set(demands.flatMap(\.people)).sorted() {
      let others = demands.map { $0.without(person) }
      guard spend(others) else { return false }
      if staffing(others, question).isComplete { return true }
    }
    let who = hasAuthor ? "whoever changed a model" : "a model's owner"
    findings.append(
      linted.finding(
        .slotsUnfillable, .error,
        "gates \(listing(question.parts.map(\.gate))) \(place) need everybody on the roster, and \(who) may not approve it",
        help: "list more people in \(linted.rosterPath)", at: "separation-of-duties", "gates"))
    return true
  }

  // MARK: Bounds

  /// The gate's approvers, of people who are alike for all gates no more than there are slots.
  private func representatives(_ gate: Gate) -> [IdentityID] {
    (approvers[gate.id] ?? []).filter(kept.contains)
  }

  private struct Likeness: Hashable {
    let gates: [GateID]
    let teams: [Team]
  }

  private static func kept(_ approvers: [GateID: [IdentityID]], _ linted: LintedPolicy) -> Set<IdentityID> {
    var gatesOf: [IdentityID: [GateID]] = [:]
    var slots = 1
    for gate in linted.policy.gates {
      for person in approvers[gate.id] ?? [] { gatesOf[person, default: []].append(gate.id) }
      slots +=
        linted.policy.tiers.compactMap { gate.approvals.count(for: $0.id, in: linted.policy.tiers) }.max()
        ?? 1
    }
    var counts: [Likeness: Int] = [:]
    var kept: Set<IdentityID> = []
    for (person, gates) in gatesOf.sorted(by: { $0.key < $1.key }) {
      let likeness = Likeness(gates: gates, teams: (linted.roster[id: person]?.teams ?? []).sorted())
      counts[likeness, default: 0] += 1
      if counts[likeness, default: 0] <= slots { kept.insert(person) }
    }
    return kept
  }

  /// Whether the assignment may still be made; says so, once, where not.
  private mutating func spend(_ demands: [Staffing.Demand]) -> Bool {
    let seats = demands.reduce(0) { $0 + $1.people.count }
    let slots = demands.reduce(1) { $0 + $1.required }
    let cost = seats > 5000 ? Int.max : seats * min(slots, seats + 1)
    if cost <= budget {
      budget -= cost
      return true
    }
    if budget >= 0 {
      findings.append(
        linted.finding(
          .staffingUnexamined, .warning,
          "there are too many gates and people to say whether all gates can be filled together",
          help: "split the policy, or see with `countersign policy test`", at: "gates"))
    }
    budget = -1
    return false
  }
}
