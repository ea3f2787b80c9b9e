import Governance

extension CommitExplanation.Landing {
  /// Whether an approval that the commit brought counted when it landed, in a word; nil where the step was not judged
  /// by it.
  func outcome(of file: CommitExplanation.File, from commit: CommitID) -> String? {
    let gates = report.models.flatMap(\.gates) + (report.policyChange.map { [$0] } ?? [])
    let outcomes = gates.flatMap(\.approvals).filter {
      $0.record.commit == commit && $0.record.path.isExactly(file.path)
    }
    switch outcomes.first?.standing {
    case .counted: return "counted"
    case .surplus: return "surplus"
    case .rejected(let rule, _): return rule.rawValue
    case nil: return nil
    }
  }
}

extension CommitExplanation.File {
  /// What it is, in a few words.
  var summary: String {
    let verb = isRemoved ? "removes" : "brings"
    if let approval {
      return "\(verb) \(approval.reviewer)'s \(approval.decision.noun) of gate \(approval.gate)"
    }
    if let report { return "\(verb) evidence \(report)" }
    return "\(verb) \(path)"
  }
}

extension Approval.Decision {
  var noun: String {
    switch self {
    case .approve: "approval"
    case .approveWithConditions: "approval with conditions"
    case .reject: "rejection"
    case .withdraw: "withdrawal"
    }
  }
}
