/// What to tell the reader of an approval that does not count.
enum ApprovalHelp {
  /// The next step.
  static func text(for rule: Rule, reviewer: IdentityID, signing: ApprovalSigning) -> String {
    switch rule {
    case .approvalStale: "let \(reviewer) review what changed and approve anew"
    case .approvalReplayed: "let \(reviewer) approve this very change"
    case .approvalUnsigned where !signing.accepted.contains(.commit):
      "let \(reviewer) sign the file itself: ssh-keygen -Y sign -n countersign-approval@v1 -f KEY FILE"
    case .approvalUnsigned, .signatureMissing: "let \(reviewer) commit the approval signed: git commit -S"
    case .signerUnknown:
      "list the key under its holder in policies/identities.yaml, by a change of the policy"
    case .approvalMisattributed: "only \(reviewer) can approve for \(reviewer)"
    case .approvalByContributor: "somebody who did not change the model has to approve"
    case .approvalByOwner: "somebody other than the owner has to approve"
    case .approvalUnauthorised: "somebody with one of the gate's roles has to approve"
    case .checklistIncomplete: "let \(reviewer) vouch for each item of the gate's checklist"
    case .rationaleShort: "let \(reviewer) say why"
    case .approvalExpired, .approvalWithdrawn: "a new approval is needed"
    default: "let \(reviewer) approve anew with a key that policies/identities.yaml lists as valid"
    }
  }

  /// The field of the approval that the rule is about.
  static func field(for rule: Rule) -> String {
    switch rule {
    case .approvalStale: "subject"
    case .approvalMisattributed, .approvalUnauthorised, .approvalByContributor, .approvalByOwner: "reviewer"
    case .checklistIncomplete: "checklist"
    case .rationaleShort: "rationale"
    case .approvalExpired: "date"
    case .approvalWithdrawn: "decision"
    default: ""
    }
  }
}
