/// The text of an approval, with defaults that fit `PolicyDraft()` and `CardDraft`, so that a test says only
/// what it is about.
package struct ApprovalDraft: Sendable {
  package var repository = "acme/models"
  /// Nil for an approval of a policy change.
  package var model: String?
  package var version = "1.0.0"
  package var gate = "technical"
  /// Nil for an approval of a policy change.
  package var stage: String? = "production"
  /// What `RepositoryBuilder.subjectDigest(of:scope:)` or `policyDigest()` says.
  package var subject: String
  package var policy: String?
  package var decision = "approve"
  package var reviewer: String
  /// When the decision was made, in seconds since 1970-01-01T00:00:00Z.
  package var date: Int64
  package var rationale: String? =
    "read the change, ran it on the holdout set and compared the numbers with the card"
  package var checklist: [String] = []
  package var evidence: [String] = []
  /// Other keys, such as `conditions`.
  package var more: [(String, YAMLDraft?)] = []

  package init(
    model: String? = nil, gate: String = "technical", subject: String, reviewer: Person, date: Int64,
    change: (inout ApprovalDraft) -> Void = { _ in }
  ) {
    self.model = model
    self.gate = gate
    self.subject = subject
    self.reviewer = reviewer.id
    self.date = date
    if model == nil { stage = nil }
    change(&self)
  }

  package var yaml: String {
    YAMLDraft.map(
      [
        ("apiVersion", "countersign/v1"), ("kind", "Approval"), ("repository", .text(repository)),
        ("model", model.map(YAMLDraft.text)), ("version", .text(version)), ("gate", .text(gate)),
        ("stage", stage.map(YAMLDraft.text)), ("subject", .text(subject)),
        ("policy", policy.map(YAMLDraft.text)), ("decision", .text(decision)), ("reviewer", .text(reviewer)),
        ("date", .plain(Timestamp.text(date))), ("rationale", rationale.map(YAMLDraft.text)),
        ("checklist", .texts(checklist)), ("evidence", .texts(evidence)),
      ] + more
    ).document
  }
}
