/// Who may waive a gate, and for how long: `waivers` in `policies/policy.yaml`. Without it nobody may.
package struct WaiverRequirements: Sendable {
  /// Who has to say afterwards that a waiver was right, and by when.
  package struct Ratification: Sendable, Equatable {
    /// Counted from the day the waiver was issued.
    package var within: Period
    /// The roles of which a ratifier holds at least one.
    package var roles: [Role]
    /// How many people have to ratify it, none of them an approver of it.
    package var approvals: Int

    package init(within: Period, roles: [Role], approvals: Int = 1) {
      self.within = within
      self.roles = roles
      self.approvals = approvals
    }
  }

  /// The roles of which an approver holds at least one.
  package var roles: [Role]
  /// How many people have to sign.
  package var approvals: Int
  /// How long one may last from the day it was issued; nil is as long as it says.
  package var maxDuration: Period?
  package var ratification: Ratification?

  /// How many people sign where the policy does not say: one person's word is no exception to a review by several.
  package static let standardApprovals = 2

  package init(
    roles: [Role], approvals: Int = standardApprovals, maxDuration: Period? = nil,
    ratification: Ratification? = nil
  ) {
    self.roles = roles
    self.approvals = approvals
    self.maxDuration = maxDuration
    self.ratification = ratification
  }
}

extension Policy {
  /// What reports and waivers ask for besides gates: roles, and names that may be roles.
  package var otherRoles: [Role] {
    (monitoring?.signedBy ?? []).map { Role($0) } + (waivers?.roles ?? [])
      + (waivers?.ratification?.roles ?? [])
  }
}
