import Governance

/// What signatures the policy asks for.
struct SignatureRequirementDiff {
  let found: [PolicyDifference]

  init(_ old: Policy, _ new: Policy) {
    let (before, after) = (old.signatures, new.signatures)
    var differences = Differences(of: "signatures")
    if before.contributions != after.contributions {
      differences.add(
        before.contributions < after.contributions ? .tightens : .loosens, "an unsigned contribution is",
        from: SignatureRequirementDiff.name(before.contributions),
        to: SignatureRequirementDiff.name(after.contributions))
    }
    differences.add(
      asking: "user-presence required", from: before.userPresenceRequired, to: after.userPresenceRequired)
    func names(_ signatures: Set<ApprovalSignature>) -> [PlainText] {
      signatures.map { PlainText($0.rawValue) }
    }
    differences.add(
      from: names(before.approvals), to: names(after.approvals), joining: .loosens,
      joins: "of approvals may be by", leaves: "of approvals may no more be by")
    found = differences.found
  }

  private static func name(_ severity: Severity) -> String {
    switch severity {
    case .error: "an error"
    case .warning: "a warning"
    case .note: "a note"
    }
  }
}
