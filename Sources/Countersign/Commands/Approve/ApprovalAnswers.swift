import Governance

/// What a reviewer says.
package struct ApprovalAnswers: Sendable {
  package var decision: Approval.Decision
  package var rationale: String?
  /// The items that the reviewer vouches for; `all` stands for every item of the gate.
  package var checklist: [String]
  /// The reports that the reviewer looked at, relative to the model.
  package var evidence: [String]
  /// What has to be done later, each as `OWNER by DATE: TEXT`.
  package var conditions: [String]

  package init(
    decision: Approval.Decision, rationale: String? = nil, checklist: [String] = [], evidence: [String] = [],
    conditions: [String] = []
  ) {
    self.decision = decision
    self.rationale = rationale
    self.checklist = checklist
    self.evidence = evidence
    self.conditions = conditions
  }

  /// Something that is still to be said.
  package struct Lack: Sendable {
    /// What to add to the command.
    package let option: String
    package let reason: String
  }
}

extension Approval.Condition {
  /// Reads `erin by 2027-01-31: measure the drift weekly`.
  ///
  /// - Throws: `UsageError` that shows the form, or names what is wrong.
  init(parsing text: String, id: String, roster: Roster, now: Instant) throws(UsageError) {
    let form = "--condition \"OWNER by DATE: TEXT\", such as \"erin by 2027-01-31: measure the drift weekly\""
    let words = text.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: true)
    guard words.count == 4, words[1] == "by", let colon = words[2].utf8.last, colon == 0x3A else {
      throw UsageError("\(text) is no condition: \(form)")
    }
    let (owner, date) = (IdentityID(String(words[0])), String(words[2].dropLast()))
    guard roster[id: owner] != nil else {
      throw UsageError("\(owner), who is to meet a condition, is not in policies/identities.yaml")
    }
    guard let due = Instant(rfc3339: date) else {
      throw UsageError("\(date), when a condition is due, is no date such as 2027-01-31")
    }
    guard due > now else { throw UsageError("\(date), when a condition is due, is past") }
    self.init(id: id, text: String(words[3]), owner: owner, due: due)
  }
}
