import Governance

/// Where models stand as JSON, schema `countersign/status/v1`: each model as in `countersign/report/v1`, with the
/// transition that it was judged in and what is to be done next.
package struct StatusJSON {
  package static let schema = "countersign/status/v1"

  private let writer: JSONWriter

  package init(layout: JSONWriter.Layout = .indented) { writer = JSONWriter(layout: layout) }

  package func bytes(for status: StatusReport) -> [UInt8] {
    writer.bytes(
      of: .object(
        .text("schema", StatusJSON.schema),
        .value("tool", JSONReport.tool),
        .text("at", status.at?.description),
        .text("verdict", status.verdict.rawValue),
        .array(
          "models", status.transitions.flatMap { report in report.models.map { model($0, report, status) } }),
        .array("findings", status.transitions.flatMap(\.findings).map(JSONReport.finding))))
  }

  private func model(_ model: ModelJudgement, _ report: TransitionReport, _ status: StatusReport) -> JSONValue
  {
    let state = status.standings.first { $0.id == model.id }?.state.rawValue
    let members: [JSONValue.Member?] = [
      .text("state", state), .value("transition", JSONReport.transition(report)),
      .array("next", model.nextSteps.map { step($0, model) }),
    ]
    return .object(JSONReport.fields(of: model) + members.compactMap(\.self))
  }

  private func step(_ step: NextStep, _ model: ModelJudgement) -> JSONValue {
    switch step {
    case .mend(let finding): .object(.value("mend", JSONReport.finding(finding)))
    case .approve(let gate, let lacking, let candidates, let waitsFor):
      .object(
        .text("approve", gate.text), .integer("lacking", lacking),
        .array("candidates", JSONReport.names(candidates.map(\.identity).uniqued)),
        .array("after", waitsFor.map { .string($0.text) }),
        .text("command", ShellCommand().approve(model.id, gate: gate)))
    }
  }
}
