/// Which waivers of a gate count, and why the others do not.
///
/// A waiver lifts what its gate asks: approvals and their order, thresholds, conditions, evidence. It never lifts a
/// veto, nor a rule about signatures, history, the card or the policy.
struct WaiverJudgement {
  /// A waiver, and the one reason why it does not count; nil where it does.
  typealias Outcome = (record: WaiverRecord, objection: (rule: Rule, message: String)?)

  private(set) var outcomes: [Outcome] = []
  /// The one that lifts what the gate asks, of several that of which the end is the furthest.
  private(set) var best: UsedWaiver?
  private let gate: GateID
  private let model: ModelID

  /// - Parameter judgement: of the gate's approvals, whose terms a waiver keeps to.
  init(_ records: [WaiverRecord], model: ModelID, by judgement: ApprovalJudgement) {
    gate = judgement.gate.id
    self.model = model
    for record in records where record.document.gate == gate {
      switch WaiverCase(record: record, terms: judgement).answer {
      case .refused(let rule, let message): outcomes.append((record, (rule, message)))
      case .counts(let waiver):
        outcomes.append((record, nil))
        if best.map({ waiver.expires > $0.expires }) ?? true { best = waiver }
      }
    }
  }

  /// What is to be told of the waivers.
  ///
  /// - Parameters:
  ///   - used: the one that was used.
  ///   - isOpen: whether the gate is not satisfied, so that one that does not count is an error.
  func findings(used: UsedWaiver?, isOpen: Bool) -> [Finding] {
    outcomes.map { record, objection in
      let document = record.document
      if let (rule, message) = objection {
        return Finding(
          rule, isOpen ? .error : .note, "waiver \(record.path) of gate \(gate) does not count: \(message)",
          help: "satisfy the gate, or let the people that the policy names sign a waiver for what is to land",
          model: model, gate: gate, path: record.path, position: document.positions[""])
      }
      guard let used, used.path.isExactly(record.path) else {
        return Finding(
          .waiverUsed, .note,
          "waiver \(record.path) of gate \(gate) holds until \(document.expires.date), and the gate does not need it",
          model: model, gate: gate, path: record.path, position: document.positions[""])
      }
      let ratification =
        used.ratifyUntil.map { "; it has to be ratified before \($0)" }
        ?? (used.ratifiers.isEmpty ? "" : "; ratified by \(WaiverJudgement.names(used.ratifiers))")
      return Finding(
        .waiverUsed, .note,
        "gate \(gate) is waived by \(WaiverJudgement.names(used.approvers)) until \(used.expires.date): \(used.reason)"
          + ratification,
        help: "satisfy the gate before the waiver expires", model: model, gate: gate, path: record.path,
        position: document.positions[""])
    }
  }

  /// Why a waiver cannot count whoever signed it: the part that rests on its text alone.
  static func objection(
    toText document: Waiver, at path: String, by judgement: ApprovalJudgement
  ) -> (Rule, String)? {
    WaiverCase(record: WaiverRecord(path: path, document: document, signatures: []), terms: judgement)
      .textObjection
  }

  static func names(_ people: [IdentityID]) -> String { people.map(\.text).joined(separator: ", ") }
}

/// One waiver, held against what it would lift.
private struct WaiverCase {
  let record: WaiverRecord
  let terms: ApprovalJudgement

  enum Answer {
    case counts(UsedWaiver)
    case refused(Rule, String)
  }

  private var document: Waiver { record.document }

  var answer: Answer {
    if let objection = textObjection { return .refused(objection.0, objection.1) }
    guard let requirements = terms.policy.waivers else {
      return .refused(.waiverInvalid, "the policy allows no waivers")
    }
    let signers = people(record.signatures, roles: requirements.roles) { document.approvers.contains($0) }
    guard signers.good.count >= requirements.approvals else {
      let lack =
        "\(signers.good.count) of \(requirements.approvals) people signed it who may"
        + signers.told(unsigned: document.approvers)
      return .refused(.waiverInvalid, lack)
    }
    var ratifiers: [IdentityID] = []
    var ratifyUntil: Instant?
    if let ratification = requirements.ratification {
      let until = document.issued.adding(ratification.within)
      // Whoever signed it does not confirm it.
      let found = people(record.ratifications, roles: ratification.roles) { !document.approvers.contains($0) }
      ratifiers = found.good
      if ratifiers.count < ratification.approvals {
        if terms.now >= until {
          return .refused(
            .waiverExpired,
            "it had to be ratified before \(until) by \(ratification.approvals) who did not sign it; \(ratifiers.count) did"
              + found.told(unsigned: []))
        }
        ratifyUntil = until
      }
    }
    return .counts(
      UsedWaiver(
        path: record.path, approvers: signers.good, reason: document.reason,
        compensatingControls: document.compensatingControls, issued: document.issued,
        expires: document.expires, ratifiers: ratifiers, ratifyUntil: ratifyUntil))
  }

  /// Why it cannot count whoever signed it.
  var textObjection: (Rule, String)? {
    guard let requirements = terms.policy.waivers else {
      return (.waiverInvalid, "the policy allows no waivers")
    }
    return namingObjection ?? timeObjection(requirements)
  }

  private var namingObjection: (Rule, String)? {
    func given(_ field: String, _ found: String, _ wanted: String) -> (Rule, String) {
      (.waiverInvalid, "it was given for \(field) \(found), not \(wanted)")
    }
    let expected = terms.expected
    if !document.repository.isExactly(terms.policy.repository) {
      return given("repository", document.repository, terms.policy.repository)
    }
    if let model = expected.model, document.model != model {
      return given("model", document.model.text, model.text)
    }
    if let stage = expected.stage, document.stage != stage {
      return given("stage", document.stage.text, stage.text)
    }
    if terms.now >= document.expires { return (.waiverExpired, "it expired on \(document.expires)") }
    if document.subject != expected.subject {
      return (.waiverInvalid, "it was given for another state of \(expected.name)")
    }
    if terms.isBack, record.standsAtBase {
      return (.waiverInvalid, "it was issued before \(expected.name) was retired")
    }
    if record.stoodBefore { return (.waiverInvalid, "it had been taken away, and somebody put it back") }
    return nil
  }

  private func timeObjection(_ requirements: WaiverRequirements) -> (Rule, String)? {
    if document.issued.isClearlyAfter(terms.now) {
      return (.waiverInvalid, "it is dated \(document.issued), which lies in the future")
    }
    if let limit = requirements.maxDuration, document.expires > document.issued.adding(limit) {
      return (
        .waiverInvalid, "it lasts until \(document.expires), longer than \(limit) from \(document.issued)"
      )
    }
    // It may excuse a breach that its signers knew of, and none that came later.
    if let breach = terms.monitoring?.breaches.first(where: { $0.record.document.until > document.issued }) {
      return (
        .waiverInvalid, "it was issued without knowing of a breach: \(breach.text) (\(breach.record.path))"
      )
    }
    return nil
  }

  /// Those whose signatures count, and why the others' do not.
  private struct People {
    var good: [IdentityID] = []
    var bad: [(person: IdentityID, why: String)] = []

    func told(unsigned approvers: [IdentityID]) -> String {
      let known = Set(good + bad.map(\.person))
      let missing = approvers.filter { !known.contains($0) }.map { "\($0) did not sign" }
      let all = bad.map { "\($0.person) \($0.why)" } + missing
      return all.isEmpty ? "" : ": \(all.joined(separator: ", "))"
    }
  }

  /// The right to waive is one's own: no delegation lends it.
  private func people(
    _ signatures: [WaiverRecord.Signature], roles: [Role], isAsked: (IdentityID) -> Bool
  ) -> People {
    var gate = terms.gate
    gate.roles = roles
    var separation = terms.policy.separation
    separation.approverIsNotContributor = true
    let right = ApprovalRight(
      gate: gate, separation: separation, roster: terms.roster, contributors: terms.contributors,
      owners: terms.owners, developers: terms.developers)
    var people = People()
    var seen: Set<IdentityID> = []
    for signature in signatures.sorted(by: { $0.holder < $1.holder }) where isAsked(signature.holder) {
      let person = signature.holder
      guard seen.insert(person).inserted else { continue }
      if let problem = signature.attribution.detachedProblem {
        people.bad.append((person, "may have signed, but \(problem.message)"))
      } else if let signer = signature.attribution.identity, signer != person {
        people.bad.append((person, "did not sign: the signature is \(signer)'s"))
      } else if signature.stoodBefore {
        people.bad.append((person, "signed, and the signature had been taken away"))
      } else if let breach = terms.monitoring?.breaches.first(where: { !signature.hasSeen($0.record) }) {
        people.bad.append(
          (person, "signed without knowing of a breach: \(breach.text) (\(breach.record.path))"))
      } else {
        switch right.answer(for: person, at: terms.now) {
        case .own: people.good.append(person)
        case .delegated: people.bad.append((person, "may not waive in somebody else's place"))
        case .refused(_, let message): people.bad.append((person, "may not: \(message())"))
        }
      }
    }
    return people
  }
}
