import Governance

/// How a judgement came about as JSON, schema `countersign/explain/v1`.
package struct ExplanationJSON {
  package static let schema = "countersign/explain/v1"

  package init() {}

  package func bytes(for explanation: Explanation) -> [UInt8] {
    let report = explanation.report
    let model = explanation.judgement
    return JSONWriter(layout: .indented).bytes(
      of: .object(
        .text("schema", ExplanationJSON.schema),
        .value(
          "transition",
          .object(
            .text("branch", report.branch), .value("base", report.base.map { .string($0.text) } ?? .null),
            .text("head", report.head.text), .text("tree", report.tree?.text),
            .text("at", report.at?.description))),
        .text("model", explanation.model.text),
        .text("verdict", (model?.verdict ?? report.verdict).rawValue),
        .bool("judged", model != nil), .text("state", explanation.standing?.state.rawValue),
        .text("stage", model?.stage.text), .text("tier", model?.tier.text),
        .text("subject", model?.subject.text),
        .value(
          "contributors", model.map { .array($0.contributors.map { .string($0.text) }) }),
        .value("rules", model.map { .array($0.leaves.map { leaf($0, explanation) }) }),
        .array("gates", explanation.gates.map { gate($0, explanation) }),
        .array(
          "findings",
          (model?.findings ?? report.findings).filter {
            explanation.gate == nil || $0.gate == explanation.gate
          }.map(JSONReport.finding))))
  }

  private func gate(_ gate: GateJudgement, _ explanation: Explanation) -> JSONValue {
    .object(
      .text("id", gate.id.text), .text("verdict", gate.verdict.rawValue), .integer("required", gate.required),
      .array("counted", gate.counted.map { .string($0.text) }),
      .value("waiver", gate.waiver.map(JSONReport.waiver)),
      .array("approvals", gate.approvals.map(approval)),
      .array("leaves", gate.leaves.map { leaf($0, explanation) }),
      .value(
        "completions",
        gate.completions.map { completions in
          .object(
            .array(
              "sets",
              completions.sets.map { .array($0.map { .string($0.description) }) }),
            .bool("complete", !completions.isCut))
        }))
  }

  private func approval(_ outcome: ApprovalOutcome) -> JSONValue {
    var reason: String?
    var message: String?
    switch outcome.standing {
    case .counted: break
    case .surplus: reason = "surplus"
    case .rejected(let rule, let text): (reason, message) = (rule.rawValue, text)
    }
    return .object(
      .text("reviewer", outcome.reviewer.text), .text("for", outcome.delegator?.text),
      .bool("counted", reason == nil), .text("reason", reason), .text("message", message),
      .text("path", outcome.record.path), .text("commit", outcome.record.commit.text),
      .value("signature", signer(outcome.record.attribution)),
      .value("detached", outcome.record.detached.map(signer)))
  }

  private func leaf(_ leaf: Leaf, _ explanation: Explanation) -> JSONValue {
    .object(
      .text("kind", leaf.kind.rawValue), .text("text", leaf.text),
      .text("verdict", leaf.verdict.rawValue),
      .integer("line", leaf.position?.line), .integer("column", leaf.position?.column),
      .array("readings", leaf.readings.map { reading($0, explanation) }))
  }

  private func reading(_ reading: Leaf.Reading, _ explanation: Explanation) -> JSONValue {
    let origin = reading.path.flatMap {
      explanation.origins[Explanation.Place(path: $0, isAtBase: reading.isAtBase)]
    }
    return .object(
      .text("label", reading.label), .text("value", reading.value), .text("path", reading.path),
      .integer("line", reading.position?.line), .integer("column", reading.position?.column),
      .text("commit", (origin?.commit ?? reading.commit)?.text),
      .value("signature", origin.map { signer($0.attribution) }))
  }

  private func signer(_ attribution: Attribution) -> JSONValue {
    switch attribution {
    case .unsigned: .object(.text("check", "unsigned"))
    case .unexamined: .object(.text("check", "unexamined"))
    case .malformed(let reason): .object(.text("check", "malformed"), .text("reason", reason))
    case .invalid(let reason): .object(.text("check", "invalid"), .text("reason", reason))
    case .unknownSigner(let key, let reason):
      .object(.text("check", "unknown-signer"), .text("key", key?.text), .text("reason", reason))
    case .signed(let identity, let key, let state):
      .object(
        .text("check", "valid"), .text("state", "\(state)"), .text("key", key.text),
        .text("identity", identity.text))
    }
  }
}
