/// The text of a waiver, with defaults that fit `PolicyDraft()` and `CardDraft`.
package struct WaiverDraft: Sendable {
  package var repository = "acme/models"
  package var model: String
  package var gate: String
  package var stage = "production"
  /// What `RepositoryBuilder.subjectDigest(of:scope:)` says.
  package var subject: String
  /// In seconds since 1970-01-01T00:00:00Z.
  package var issued: Int64
  package var expires: Int64
  package var reason = "the only reviewer is ill, and customers are refused wrongly"
  package var controls = ["every refusal is looked at by hand"]
  package var approvers: [String]

  package init(
    model: String, gate: String, subject: String, issued: Int64, expires: Int64, approvers: [Person],
    change: (inout WaiverDraft) -> Void = { _ in }
  ) {
    self.model = model
    self.gate = gate
    self.subject = subject
    self.issued = issued
    self.expires = expires
    self.approvers = approvers.map(\.id)
    change(&self)
  }

  package var yaml: String {
    YAMLDraft.map([
      ("apiVersion", "countersign/v1"), ("kind", "Waiver"), ("repository", .text(repository)),
      ("model", .text(model)), ("gate", .text(gate)), ("stage", .text(stage)), ("subject", .text(subject)),
      ("issued", .plain(Timestamp.text(issued))), ("reason", .text(reason)),
      ("compensating-controls", .texts(controls)), ("expires", .plain(Timestamp.text(expires))),
      ("approvers", .texts(approvers)),
    ]).document
  }
}
