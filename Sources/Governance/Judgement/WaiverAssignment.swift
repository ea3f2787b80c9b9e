/// Which gates of a model its waivers lift.
struct WaiverAssignment {
  private let cases: [GateCase]
  private let judgements: [GateID: WaiverJudgement]
  private let limitsGates: Bool
  /// What is to be told of waivers for gates that do not apply.
  let strays: [Finding]

  /// - Parameter limitsGates: whether one person may fill only so many gates, so that a gate that is lifted sets free
  ///   people for others.
  init(_ records: [WaiverRecord], cases: [GateCase], model: ModelID, directory: String, limitsGates: Bool) {
    self.cases = cases
    self.limitsGates = limitsGates
    judgements = Dictionary(
      cases.map { ($0.gate.id, WaiverJudgement(records, model: model, by: $0.judgement)) },
      uniquingKeysWith: { first, _ in first })
    let known = Set(cases.map(\.gate.id))
    strays = records.filter { !known.contains($0.document.gate) }.map { record in
      Finding(
        .waiverInvalid, .note,
        "waiver \(record.path) lifts nothing: gate \(record.document.gate) is not asked of \(model)",
        model: model, path: record.path, position: record.document.positions["gate"])
    }
  }

  /// The cases with those lifted that do not hold by themselves. Where people may fill only so many gates, that is each
  /// with a waiver: which of the gates is short of people is for the assignment to choose.
  func lifted(of gates: [GateJudgement]) -> [GateCase] {
    let open = Set(gates.filter { $0.verdict != .satisfied }.map(\.id))
    if open.isEmpty { return cases }
    return cases.map { gateCase in
      guard let waiver = judgements[gateCase.gate.id]?.best, limitsGates || open.contains(gateCase.gate.id)
      else {
        return gateCase
      }
      return gateCase.waived(by: waiver)
    }
  }

  /// The gates, each with what is to be told of its waivers.
  func telling(_ gates: [GateJudgement]) -> [GateJudgement] {
    gates.map { gate in
      var gate = gate
      let isOpen = gate.verdict != .satisfied
      gate.findings += judgements[gate.id]?.findings(used: gate.waiver, isOpen: isOpen) ?? []
      return gate
    }
  }
}
