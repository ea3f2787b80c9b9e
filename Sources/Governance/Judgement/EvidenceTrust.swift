/// Whether a report comes from somebody that the gate trusts to produce it: by the signature of the commit that
/// brought it, or by a detached one beside it. Either is enough, whatever the policy says of approvals.
struct EvidenceTrust {
  let requirement: EvidenceRequirement
  let contributors: [IdentityID]
  let roster: Roster
  /// Whether the card lists artifacts, of which the report then measured one. Nothing else in a report says which
  /// model it is about, so that without it a report and its `.sig` could be copied from any model to any other.
  let isBound: Bool

  /// Why the report cannot be trusted, with the next step; nil if it can. Where neither signature will do, the
  /// detached one says why.
  func objection(to record: EvidenceRecord) -> (message: String, help: String)? {
    guard let byCommit = objection(toCommitOf: record) else { return nil }
    guard let detached = record.detached else { return byCommit }
    if let objection = objection(toDetached: detached) { return objection }
    if isBound { return nil }
    return (
      "is signed by a detached signature, and nothing in it says which model it measured",
      "list the model's artifacts in its card, so that the report names one, or let \(producers) commit it"
    )
  }

  /// What is wrong with a detached signature beside a report that counts by its commit's.
  func remark(on record: EvidenceRecord) -> String? {
    guard let detached = record.detached else { return nil }
    if let problem = detached.detachedProblem { return problem.message }
    return objection(toDetached: detached).map { "by its detached signature it \($0.message)" }
  }

  private func objection(toCommitOf record: EvidenceRecord) -> (message: String, help: String)? {
    guard let producer = record.attribution.identity else {
      let problem = record.attribution.problem?.message ?? "is not signed"
      return (
        "cannot be trusted: its commit \(record.commit.short) \(problem)", "let \(producers) commit it signed"
      )
    }
    return objection(to: producer)
  }

  private func objection(toDetached attribution: Attribution) -> (message: String, help: String)? {
    guard let producer = attribution.identity else {
      let problem = attribution.detachedProblem?.message ?? "it is not signed"
      return ("cannot be trusted: \(problem)", "let \(producers) sign it anew, or remove the .sig")
    }
    return objection(to: producer)
  }

  /// A forge signs whatever its users upload: its word is for who they are, not for what they measured. It
  /// produces only where the gate names it, and never independently, since who stands behind it is not known.
  private func objection(toForge forge: IdentityID) -> (message: String, help: String)? {
    if requirement.signedBy == nil {
      return (
        "is signed by forge \(forge), which did not produce it",
        "let who produced the report sign it, or name the forge in the gate's signed-by"
      )
    }
    if requirement.independent {
      return (
        "is signed by forge \(forge) for whoever uploaded it",
        "the policy asks for an independent producer"
      )
    }
    return nil
  }

  /// Roles are the producer's own: a delegation lends the roles of gates, not those of validation runs.
  private func objection(to producer: IdentityID) -> (message: String, help: String)? {
    if roster[id: producer]?.kind == .forge, let objection = objection(toForge: producer) { return objection }
    if let allowed = requirement.signedBy {
      let names = [producer.text] + (roster[id: producer]?.roles.map(\.text) ?? [])
      guard allowed.contains(where: { name in names.contains { $0.isExactly(name) } }) else {
        return (
          "is signed by \(producer), who may not produce it",
          "the policy accepts \(allowed.joined(separator: " or "))"
        )
      }
    }
    if requirement.independent, contributors.contains(producer) {
      return (
        "was produced by \(producer), who changed the model",
        "the policy asks for an independent producer"
      )
    }
    return nil
  }

  private var producers: String { requirement.signedBy?.joined(separator: " or ") ?? "a listed identity" }
}
