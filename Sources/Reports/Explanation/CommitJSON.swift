import Governance

/// What a commit is as JSON, schema `countersign/commit/v1`.
package struct CommitJSON {
  package static let schema = "countersign/commit/v1"

  package init() {}

  package func bytes(for commit: CommitExplanation) -> [UInt8] {
    JSONWriter(layout: .indented).bytes(
      of: .object(
        .text("schema", CommitJSON.schema), .value("tool", JSONReport.tool),
        .text("commit", commit.commit.text),
        .array("parents", commit.parents.map { .string($0.text) }), .text("title", commit.title),
        .text("date", commit.date.description), .text("policy", commit.policy?.text),
        .value("signature", signature(commit)),
        .array(
          "people",
          commit.people.map { person in
            .object(
              .text("as", person.part.rawValue), .text("name", person.name), .text("email", person.email),
              .text("identity", person.identity?.text))
          }), .array("charged", JSONReport.names(commit.charged)),
        .array("changes", commit.parts.map { part($0, of: commit) }),
        .array(
          "landings",
          commit.landings.map { landing in
            .object(
              .text("branch", landing.branch), .text("date", landing.date.description),
              .value("report", JSONReport.value(of: landing.report)))
          }), .array("absent", commit.absent.map { .string($0) })))
  }

  /// Left out where no policy says whose keys count.
  private func signature(_ commit: CommitExplanation) -> JSONValue? {
    if commit.policy == nil { return nil }
    var key: String?
    var identity: String?
    switch commit.attribution {
    case .signed(let signer, let fingerprint, _): (identity, key) = (signer.text, fingerprint.text)
    case .unknownSigner(let fingerprint, _): key = fingerprint?.text
    default: break
    }
    let problem = commit.attribution.problem
    return .object(
      .bool("good", problem == nil), .text("rule", problem?.rule.rawValue), .text("identity", identity),
      .text("key", key), .bool("forge", commit.isForged))
  }

  private func part(_ part: CommitExplanation.Part, of commit: CommitExplanation) -> JSONValue {
    .object(
      .text("model", part.model?.text), .text("path", part.directory),
      .bool("contribution", part.isContribution),
      .array(
        "files",
        part.files.map { file in
          .object(
            .text("kind", file.kind.rawValue), .text("path", file.path), .bool("removed", file.isRemoved),
            .text("gate", file.approval?.gate.text), .text("reviewer", file.approval?.reviewer.text),
            .text("decision", file.approval?.decision.rawValue), .text("report", file.report),
            .text(
              "outcome", commit.landings.lazy.compactMap { $0.outcome(of: file, from: commit.commit) }.first))
        }))
  }
}
