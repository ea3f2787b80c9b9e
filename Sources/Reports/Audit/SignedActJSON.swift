import Governance

/// What one person signed of a transition, as the member `signed` of its report in an audit about that person: `act`
/// (`contribution`, `evidence`, `approval`, `merge`), and where they apply `model`, `gate`, `decision`, `report`;
/// `date`, which is a claim, and `commit`.
struct SignedActJSON {
  static func value(of act: SignedAct) -> JSONValue {
    .object(
      .text("act", act.kind.rawValue), .text("model", act.model?.text), .text("gate", act.gate?.text),
      .text("decision", act.decision?.rawValue), .text("report", act.report),
      .text("date", act.date.description), .text("commit", act.commit.text))
  }
}

extension SignedAct {
  /// The act in words.
  var text: String {
    let what = model?.text ?? "the policy"
    return switch kind {
    case .contribution: "changed \(what)"
    case .evidence: "brought evidence \(report ?? "") of \(what)"
    case .approval: "\(decision.map(SignedAct.verb) ?? "decided") gate \(gate?.text ?? "") of \(what)"
    case .merge: "merged it"
    }
  }

  private static func verb(_ decision: Approval.Decision) -> String {
    switch decision {
    case .approve: "approved"
    case .approveWithConditions: "approved, with conditions,"
    case .reject: "rejected"
    case .withdraw: "withdrew from"
    }
  }
}
