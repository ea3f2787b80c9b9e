import Documents
import Governance

/// Writes the file of a decision, with no more in it than is said.
struct ApprovalWriting {
  private let approval: Approval

  init(_ approval: Approval) { self.approval = approval }

  /// - Parameter path: where it will lie, for messages.
  /// - Throws: `UsageError` where the answers hold what no document may, so that the file could not be read again.
  func bytes(path: String) throws(UsageError) -> [UInt8] {
    let bytes = Array(text.utf8)
    do throws(DocumentErrors) {
      let read = try Approval.read(bytes, path: path, isForPolicy: approval.model == nil).approval
      let isSame =
        read.rationale.map { $0.isExactly(approval.rationale ?? "") } ?? (approval.rationale == nil)
        && read.conditions == approval.conditions
      if isSame { return bytes }
    } catch {
      throw UsageError(
        "this cannot be written: \(error.errors.first?.problem ?? "it could not be read again")")
    }
    throw UsageError("this cannot be written: the rationale or a condition holds what YAML does not keep")
  }

  private var text: String {
    var fields: [(String, String)] = [
      ("apiVersion", "countersign/v1"), ("kind", "Approval"),
      ("repository", YAMLText.scalar(approval.repository)),
    ]
    if let model = approval.model { fields.append(("model", YAMLText.scalar(model.text))) }
    fields += [("version", YAMLText.scalar(approval.version)), ("gate", YAMLText.scalar(approval.gate.text))]
    if let stage = approval.stage { fields.append(("stage", YAMLText.scalar(stage.text))) }
    fields.append(("subject", approval.subject.text))
    if let policy = approval.policy { fields.append(("policy", policy.text)) }
    fields += [
      ("decision", approval.decision.rawValue), ("reviewer", YAMLText.scalar(approval.reviewer.text)),
      ("date", "\(approval.date)"),
    ]
    if let rationale = approval.rationale { fields.append(("rationale", YAMLText.scalar(rationale))) }
    for (key, items) in [("checklist", approval.checklist), ("evidence", approval.evidence)]
    where !items.isEmpty {
      fields.append((key, "[\(items.map(YAMLText.scalar).joined(separator: ", "))]"))
    }
    if !approval.conditions.isEmpty { fields.append(("conditions", approval.conditions.map(item).joined())) }
    return fields.map { key, value in "\(key):\(value.hasPrefix("\n") ? "" : " ")\(value)\n" }.joined()
  }

  private func item(_ condition: Approval.Condition) -> String {
    let due = condition.due.seconds % 86_400 == 0 ? condition.due.date : "\(condition.due)"
    return "\n  - {id: \(YAMLText.scalar(condition.id)), text: \(YAMLText.scalar(condition.text)), "
      + "owner: \(YAMLText.scalar(condition.owner.text)), due: \(due)}"
  }
}
