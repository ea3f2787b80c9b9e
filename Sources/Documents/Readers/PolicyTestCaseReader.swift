import Governance

/// Reads one case of a policy's tests.
struct PolicyTestCaseReader {
  /// What the file says for all of its cases.
  struct Shared {
    let path: String
    let policy: Policy
    let roster: Roster
    let now: Instant?
    /// Whether the file has no clock; one that cannot be read is reported once, and not for each case.
    let isMissingNow: Bool
    let card: Field?
    /// Whether the file keeps to its schema. Otherwise no cards and reports are put together: what is wrong with
    /// them has been said.
    let isSound: Bool
  }

  private let item: Field
  private let mapping: Mapping
  private let shared: Shared
  private var policy: Policy { shared.policy }

  init(_ item: Field, _ mapping: Mapping, _ shared: Shared) {
    self.item = item
    self.mapping = mapping
    self.shared = shared
  }

  /// What stands in a case of a model, and in none of a policy change.
  private static let modelKeys = [
    "branch", "base", "card", "contributors", "reached", "evidence", "approvals",
  ]

  func read() -> PolicyTest.Case? {
    let name = mapping["name"]?.string
    let now = mapping["now"]?.instant ?? shared.now
    if mapping["now"] == nil, shared.isMissingNow {
      item.refuse(
        "\(item.name) has no clock", hint: "give `now` here or at the top of the file, such as 2026-11-20")
    }
    // Whatever the clock should have been, the rest of the case can be read.
    let clock = now ?? Instant(seconds: 0)
    let change = mapping["policy-change"]
    let event: PolicyTest.Case.Event?
    if let change {
      for key in PolicyTestCaseReader.modelKeys {
        mapping[key]?.refuse("a case of a policy change has no \(key)")
      }
      event = readPolicyEvent(change).map { .policy($0) }
    } else {
      event = readModelEvent(clock).map { .model($0) }
    }
    let expectation = mapping["expect"].flatMap { readExpectation($0, isForPolicy: change != nil) }
    guard let name, let now, let event, let expectation else { return nil }
    return PolicyTest.Case(
      name: name, position: item.node.position, now: now, event: event, expectation: expectation)
  }

  private func readModelEvent(_ now: Instant) -> PolicyTest.ModelEvent? {
    let branch = mapping["branch"]
    let branchName = branch?.string
    if let branch, let branchName { checkBranch(branchName, branch) }
    let base = mapping["base"]
    let own = mapping["card"]
    let reader = PolicyTestCardReader(shared, mapping.reading)
    let contributors = mapping["contributors"]?.elements(identity) ?? []
    let reached = mapping["reached"]?.elements(stage) ?? []
    guard shared.card != nil || own != nil else {
      item.refuse(
        "\(item.name) has no card", hint: "give `card` here or at the top of the file, or `policy-change`")
      return nil
    }
    let card = reader.card(own)
    let evidence = mapping["evidence"]?.elements { report($0, of: card, now) } ?? []
    let decisions = mapping["approvals"]?.elements { decision($0) } ?? []
    var before: Card?
    if let base, !base.isNone {
      before = reader.card(base)
      if before == nil { return nil }
    }
    guard let card else { return nil }
    var event = PolicyTest.ModelEvent(branch: branchName, base: before, card: card)
    event.contributors = contributors
    event.reached = reached
    event.evidence = evidence
    event.decisions = decisions
    return event
  }

  private func checkBranch(_ name: String, _ field: Field) {
    let branches = policy.stages.compactMap(\.branch)
    if branches.isEmpty || branches.contains(where: { $0.isExactly(name) }) { return }
    field.refuse(
      "no stage of the policy has branch \(name)", hint: Suggestion.text(for: name, among: branches))
  }

  private func readPolicyEvent(_ field: Field) -> PolicyTest.PolicyEvent? {
    guard let mapping = field.mapping else { return nil }
    let contributors = mapping["contributors"]?.elements(identity) ?? []
    let decisions = mapping["approvals"]?.elements { decision($0, gate: .policy) } ?? []
    let version = mapping["version"].map(\.integer) ?? policy.version + 1
    guard let version else { return nil }
    return PolicyTest.PolicyEvent(contributors: contributors, decisions: decisions, version: version)
  }

  /// Somebody whom the tests' people list. Who signs as a stranger signs as nobody, which no policy is about.
  private func identity(_ item: Field) -> IdentityID? {
    guard let id: IdentityID = item.identifier() else { return nil }
    if shared.roster[id: id] != nil { return id }
    item.refuse(
      "\(id) is nobody that the people of the tests list",
      hint: Suggestion.text(for: id.text, among: shared.roster.identities.map(\.id.text)))
    return nil
  }

  private func stage(_ item: Field) -> StageID? {
    guard let id: StageID = item.identifier() else { return nil }
    if policy.rank(of: id) != nil { return id }
    item.refuse(
      "the policy has no stage \(id)",
      hint: Suggestion.text(for: id.text, among: policy.stages.map(\.id.text)))
    return nil
  }

  private func gate(_ name: GateID, _ field: Field) -> GateID? {
    if policy.gates.contains(where: { $0.id == name }) { return name }
    field.refuse(
      "the policy has no gate \(name) for models",
      hint: Suggestion.text(for: name.text, among: policy.gates.map(\.id.text)))
    return nil
  }

  /// Reads `{name: validation, by: ci, metrics: […]}`: the fields of a report, and who brought it.
  private func report(_ item: Field, of card: Card?, _ now: Instant) -> PolicyTest.Report? {
    guard let mapping = item.mapping, shared.isSound else { return nil }
    var defaults: [(key: String, text: String)] = [("produced", now.anHourBefore.description)]
    if let artifact = card?.artifacts.first { defaults.append(("artifact", artifact.sha256)) }
    let node = item.node.document(kind: "Evidence", without: ["by", "signed"], defaults: defaults)
    let part = DocumentPart(name: item.name, node: node, schema: .evidence, of: mapping.reading)
    let by = mapping["by"].flatMap(identity)
    let isSigned = mapping["signed"]?.bool ?? true
    guard var evidence = part.read(Evidence.read), let by else { return nil }
    evidence.positions = Positions()
    return PolicyTest.Report(document: evidence, by: by, isSigned: isSigned)
  }

  /// Reads `{gate: technical, by: alice}`.
  ///
  /// - Parameter named: the gate, where that goes without saying.
  private func decision(_ item: Field, gate named: GateID? = nil) -> PolicyTest.Decision? {
    guard let mapping = item.mapping else { return nil }
    var gateID = named
    if named == nil, let field = mapping["gate"] {
      let name: GateID? = field.identifier()
      gateID = name.flatMap { gate($0, field) }
    }
    let by = mapping["by"].flatMap(identity)
    let choice = mapping["decision"]?.choice(Approval.Decision.self)
    let date = mapping["date"]?.instant
    let isStale = mapping["stale"]?.bool ?? false
    let checklist: [String]? =
      named == nil ? mapping["checklist"].map { $0.elements { checklistItem($0, gateID) } } : nil
    let rationale = mapping["rationale"]?.string
    let isSigned = mapping["signed"]?.bool ?? true
    guard let gateID, let by else { return nil }
    var decision = PolicyTest.Decision(gate: gateID, by: by)
    if let choice { decision.decision = choice }
    decision.date = date
    decision.isStale = isStale
    decision.checklist = checklist
    decision.rationale = rationale
    decision.isSigned = isSigned
    return decision
  }

  private func checklistItem(_ item: Field, _ gate: GateID?) -> String? {
    guard let id = item.string else { return nil }
    guard let gate = policy.gates.first(where: { $0.id == gate }) else { return id }
    if gate.checklist.contains(where: { $0.id.isExactly(id) }) { return id }
    item.refuse(
      "the checklist of gate \(gate.id) has no item \(id)",
      hint: Suggestion.text(for: id, among: gate.checklist.map(\.id)))
    return nil
  }

  private func readExpectation(_ field: Field, isForPolicy: Bool) -> PolicyTest.Expectation? {
    guard let mapping = field.mapping else { return nil }
    let verdict = mapping["verdict"]?.choice(Verdict.self)
    var tier: TierID?
    if let field = mapping["tier"] {
      if isForPolicy { field.refuse("a policy change has no tier") }
      tier = field.identifier()
      if let tier { checkTier(tier, policy.tiers, field) }
    }
    var gates: [(id: GateID, verdict: PolicyTest.Expectation.GateVerdict)] = []
    if let expected = mapping["gates"]?.mapping {
      for key in expected.keys {
        guard let field = expected[key] else { continue }
        let verdict = field.choice(PolicyTest.Expectation.GateVerdict.self)
        let id = isForPolicy && GateID(key) == .policy ? GateID.policy : gate(GateID(key), field)
        if let id, let verdict { gates.append((id, verdict)) }
      }
    }
    let rules = mapping["rules"].map { $0.elements { $0.choice(Rule.self) } }
    guard let verdict else { return nil }
    var expectation = PolicyTest.Expectation(verdict: verdict)
    expectation.tier = tier
    expectation.gates = gates
    expectation.rules = rules.map(Set.init)
    return expectation
  }
}

extension Instant {
  /// What a test leaves open happened an hour before its clock.
  package var anHourBefore: Instant { Instant(seconds: seconds - 3600) }
}

extension Field {
  /// Whether it says `none`.
  fileprivate var isNone: Bool {
    if case .scalar(let text, _) = node.content { text.isExactly("none") } else { false }
  }
}
