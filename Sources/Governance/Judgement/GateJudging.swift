/// Fills the slots of all gates of one model, or of a policy change, and says what is missing.
struct GateJudging {
  private var cases: [GateCase]
  private let gatesPerPerson: Int?
  private let distinctTeams: Int
  private let assignment: SlotAssignment
  /// Who acts in whose place where a slot is filled.
  private let persons: Persons
  private let roster: Roster
  private let what: String
  private let model: ModelID?
  /// Findings that belong to no single gate.
  private(set) var findings: [Finding] = []

  /// - Parameter what: what the reader calls the thing under judgement.
  init(
    _ gateCases: [GateCase], gatesPerPerson: Int?, distinctTeams: Int, roster: Roster, what: String,
    model: ModelID?
  ) {
    var cases = gateCases
    for index in cases.indices {
      let before = gateCases.filter { cases[index].gate.after.contains($0.gate.id) }
      if !before.isEmpty { cases[index].prefer(approvalsAfter: before) }
    }
    self.cases = cases
    self.gatesPerPerson = gatesPerPerson
    self.distinctTeams = distinctTeams
    self.roster = roster
    self.what = what
    self.model = model
    let best = DelegatedAssignment(
      cases, gatesPerPerson: gatesPerPerson, distinctTeams: distinctTeams, roster: roster
    ).best
    assignment = best.assignment
    persons = best.persons
    if isFull, distinctTeams > assignment.teams {
      findings.append(
        Finding(
          .separationTeams,
          "the approvals of \(what) come from \(assignment.teams) of the \(distinctTeams) distinct teams that the policy asks for",
          help: "let people of other teams approve", model: model))
    }
  }

  private var isFull: Bool { cases.allSatisfy { counted($0).count >= $0.wanted } }

  private func counted(_ gateCase: GateCase) -> [IdentityID] { assignment.counted[gateCase.gate.id] ?? [] }

  /// The gates' judgements, in the order of the policy.
  ///
  /// - Parameters:
  ///   - others: what else a gate asks, its evidence, thresholds and conditions, and what was found.
  ///   - completing: whether to look for who could fill the empty slots together.
  func judgements(
    completing: Bool = false, others: (Gate) -> (findings: [Finding], leaves: [Leaf]) = { _ in ([], []) }
  ) -> [GateJudgement] {
    var satisfied: Set<GateID> = []
    var byGate: [GateID: GateJudgement] = [:]
    // Gates that come after others are judged after them; a policy with a cycle does not load.
    var waiting = cases
    while !waiting.isEmpty {
      let index = waiting.firstIndex { next in
        next.gate.after.allSatisfy { earlier in !waiting.contains { $0.gate.id == earlier } }
      }
      let gateCase = waiting.remove(at: index ?? 0)
      let (findings, leaves) = others(gateCase.gate)
      var judgement = judge(gateCase, others: findings, satisfied: satisfied)
      judgement.leaves = leaves
      let missing = gateCase.wanted - judgement.counted.count
      if completing, missing > 0 {
        judgement.completions = CompletionSearch(
          cases: cases, gatesPerPerson: gatesPerPerson, persons: persons, filled: assignment.filled
        ).completions(of: gateCase, missing: missing)
      }
      if judgement.verdict == .satisfied { satisfied.insert(gateCase.gate.id) }
      byGate[gateCase.gate.id] = judgement
    }
    return cases.compactMap { byGate[$0.gate.id] }
  }

  private func judge(_ gateCase: GateCase, others: [Finding], satisfied: Set<GateID>) -> GateJudgement {
    let gate = gateCase.gate
    let counted = counted(gateCase)
    let lacking = gateCase.wanted - counted.count
    var outcomes = gateCase.eligible.map { record in
      ApprovalOutcome(
        record: record, reviewer: record.holder, delegator: gateCase.delegator(of: record.holder, persons),
        standing: counted.contains(record.holder) ? .counted : .surplus)
    }
    outcomes += gateCase.rejected
    outcomes.sort {
      ($0.reviewer.text, $0.record.path, $0.record.commit.text) < (
        $1.reviewer.text, $1.record.path, $1.record.commit.text
      )
    }
    var findings: [Finding] = []
    for veto in gateCase.vetoes {
      findings.append(
        Finding(
          .gateVetoed, "\(veto.holder) rejects \(what) at gate \(gate.id)",
          help: "resolve what \(veto.holder) objects to; only \(veto.holder) can withdraw the rejection",
          model: model,
          gate: gate.id, path: veto.path, position: veto.positions["decision"], commit: veto.commit))
    }
    findings += rejections(gateCase, isLacking: lacking > 0)
    findings += overdueConditions(gateCase, isLacking: lacking > 0)
    findings += gateCase.eligible.compactMap { remark(on: $0, gateCase) }
    let candidates = lacking > 0 ? candidates(for: gateCase) : []
    if lacking > 0 { findings.append(shortage(gateCase, counted: counted.count, candidates: candidates)) }
    let before = cases.filter { gate.after.contains($0.gate.id) }
    let open = before.map(\.gate.id).filter { !satisfied.contains($0) }
    if gateCase.waiver == nil {
      findings += order(gateCase, counted: counted, after: before, open: open) + others
    } else {
      findings += others.map(\.lifted)
    }
    var judgement = GateJudgement(
      id: gate.id, title: gate.title, roles: gate.roles, required: gateCase.required, counted: counted,
      approvals: outcomes, candidates: candidates, waitsFor: open, findings: findings)
    judgement.waiver = gateCase.waiver
    return judgement
  }

  /// Who could fill an empty slot: whoever's approval would let one more slot be filled, which takes into
  /// account the limits on gates and teams, and that people may change places.
  private func candidates(for gateCase: GateCase) -> [Candidate] {
    let filled = assignment.filled
    let holders = cases.flatMap { $0.eligible.map(\.holder) }
    let involved = Set(holders + persons.pairs.flatMap { [$0.delegate, $0.delegator] })
    // People who have approved nothing yet are alike but for their teams.
    var answers: [[Team]: Bool] = [:]
    return gateCase.candidates(notAmong: Set(gateCase.eligible.map(\.holder))).filter { candidate in
      let person = candidate.identity
      let persons =
        candidate.delegator.map { self.persons.adding(Persons.Pair(delegate: person, delegator: $0)) }
        ?? self.persons
      let isInvolved = involved.contains(person) || candidate.delegator.map(involved.contains) ?? false
      let teams = gateCase.distinctTeams > 0 ? persons.teams(of: person).sorted() : []
      if !isInvolved, let answer = answers[teams] { return answer }
      let demands = cases.map { one in
        one.gate.id == gateCase.gate.id ? one.demand(persons).adding(person) : one.demand(persons)
      }
      let answer = SlotAssignment(demands, gatesPerPerson: gatesPerPerson, persons: persons).filled > filled
      if !isInvolved { answers[teams] = answer }
      return answer
    }
  }

  private func rejections(_ gateCase: GateCase, isLacking: Bool) -> [Finding] {
    gateCase.rejected.compactMap { outcome in
      // A veto has a finding of its own.
      guard case .rejected(let rule, let message) = outcome.standing, rule != .gateVetoed else { return nil }
      return Finding(
        rule, isLacking ? .error : .note,
        "\(outcome.reviewer)'s approval of gate \(gateCase.gate.id) does not count: \(message)",
        help: ApprovalHelp.text(
          for: rule, reviewer: outcome.reviewer, signing: gateCase.judgement.signing), model: model,
        gate: gateCase.gate.id,
        path: outcome.record.path, position: outcome.record.positions[ApprovalHelp.field(for: rule)],
        commit: outcome.record.commit)
    }
  }

  /// What somebody promised with an approval that would count otherwise, and did not keep.
  private func overdueConditions(_ gateCase: GateCase, isLacking: Bool) -> [Finding] {
    gateCase.rejected.compactMap { outcome in
      guard case .rejected(.approvalExpired, _) = outcome.standing, let document = outcome.record.document,
        let condition = document.overdueCondition(at: gateCase.judgement.now)
      else { return nil }
      return Finding(
        .conditionOverdue, isLacking ? .error : .warning,
        "\(condition.owner) owes condition \(condition.id) of \(outcome.reviewer)'s approval of gate \(gateCase.gate.id) since \(condition.due.date): \(condition.text)",
        help: "meet it, and let \(outcome.reviewer) approve anew without it", model: model,
        gate: gateCase.gate.id, path: outcome.record.path, position: outcome.record.positions["conditions"],
        commit: outcome.record.commit)
    }
  }

  /// What is odd about an approval that counts all the same.
  private func remark(on record: ApprovalRecord, _ gateCase: GateCase) -> Finding? {
    guard let (rule, message) = gateCase.judgement.signing.remark(on: record, naming: record.holder) else {
      return nil
    }
    return Finding(
      rule, .warning,
      "\(record.holder)'s approval of gate \(gateCase.gate.id) counts by the signature of its commit, but \(message)",
      help: "see who changed the file or its .sig; let \(record.holder) sign it anew or remove the .sig",
      model: model, gate: gateCase.gate.id, path: record.path, commit: record.commit)
  }

  private func shortage(_ gateCase: GateCase, counted: Int, candidates: [Candidate]) -> Finding {
    let gate = gateCase.gate
    let roles = gate.roles.map(\.text).joined(separator: " or ")
    let missing = gateCase.required - counted
    let elsewhere = gateCase.eligible.map(\.holder).filter { !self.counted(gateCase).contains($0) }
    let asked = "\(missing) more \(missing == 1 ? "approval" : "approvals") by \(roles)"
    let twice = elsewhere.compactMap { delegate in
      double(of: delegate, gateCase).map { "\(delegate) approved for \($0), who fills a slot of it already" }
    }
    if !twice.isEmpty, twice.count == elsewhere.count {
      return Finding(
        .separationPerson, "gate \(gate.id) needs \(asked); \(twice.joined(separator: ", "))",
        help: help(candidates, gate), model: model, gate: gate.id)
    }
    if !elsewhere.isEmpty, gateCase.distinctTeams > 0, !isTakenElsewhere(elsewhere) {
      return Finding(
        .separationTeams,
        "gate \(gate.id) asks for \(gateCase.distinctTeams) distinct teams; \(names(elsewhere)) would add none",
        help: help(candidates, gate), model: model, gate: gate.id)
    }
    if !elsewhere.isEmpty {
      return Finding(
        .separationGates,
        "gate \(gate.id) needs \(asked); \(names(elsewhere)) approved, but already \(elsewhere.count == 1 ? "fills" : "fill") another gate of \(what)",
        help: help(candidates, gate), model: model, gate: gate.id)
    }
    return Finding(
      .gateUnsatisfied, "gate \(gate.id) needs \(asked) (\(counted) of \(gateCase.required))",
      help: help(candidates, gate), model: model, gate: gate.id)
  }

  /// In whose place the delegate approves, if that person fills a slot of the gate already, by themselves or
  /// through another delegate.
  private func double(of delegate: IdentityID, _ gateCase: GateCase) -> IdentityID? {
    guard let delegators = gateCase.delegators[delegate] else { return nil }
    let people = Set(
      counted(gateCase).flatMap { holder in
        [holder, gateCase.delegator(of: holder, persons)].compactMap { $0 }
      })
    return delegators.allSatisfy(people.contains) ? delegators.first : nil
  }

  private func isTakenElsewhere(_ people: [IdentityID]) -> Bool {
    guard let gatesPerPerson else { return false }
    return people.allSatisfy { person in
      assignment.counted.values.filter { $0.contains(person) }.count >= gatesPerPerson
    }
  }

  private func help(_ candidates: [Candidate], _ gate: Gate) -> String {
    candidates.isEmpty
      ? "nobody on the roster could: give someone the role in policies/identities.yaml"
      : "could be given by \(candidates.map(\.description).joined(separator: ", "))"
  }

  private func order(
    _ gateCase: GateCase, counted: [IdentityID], after before: [GateCase], open: [GateID]
  ) -> [Finding] {
    var findings: [Finding] = []
    if !open.isEmpty {
      let names = open.map(\.text).joined(separator: ", ")
      findings.append(
        Finding(
          .gateOrder,
          "gate \(gateCase.gate.id) comes after \(names), which \(open.count == 1 ? "is" : "are") not satisfied",
          help: "satisfy \(names) first", model: model, gate: gateCase.gate.id))
    }
    for earlier in before where !open.contains(earlier.gate.id) {
      let first = earlier.eligible.filter { self.counted(earlier).contains($0.holder) }
      for record in gateCase.eligible where counted.contains(record.holder) {
        let unseen = first.filter { !record.hasSeen($0) }.map(\.holder)
        if unseen.isEmpty { continue }
        findings.append(
          Finding(
            .gateOrder,
            "\(record.holder) approved gate \(gateCase.gate.id) before \(names(unseen)) approved \(earlier.gate.id)",
            help: "let \(record.holder) approve anew on top of the approvals of \(earlier.gate.id)",
            model: model,
            gate: gateCase.gate.id, path: record.path, commit: record.commit))
      }
    }
    return findings
  }

  private func names(_ people: [IdentityID]) -> String { people.map(\.text).joined(separator: ", ") }
}

extension Finding {
  /// The same where a waiver lifts what is asked: worth a note still.
  fileprivate var lifted: Finding {
    guard severity == .error else { return self }
    var lifted = self
    lifted.severity = .note
    lifted.verdict = .satisfied
    return lifted
  }
}
