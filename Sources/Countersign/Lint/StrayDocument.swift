import Documents
import GitHistory
import Governance

/// Finds documents that lie where nothing reads them as what they are.
enum StrayDocument {
  /// That a file is a document of another kind than those that lie in its place; nil where it is none.
  ///
  /// - Parameters:
  ///   - schema: the kind of document that lies there; nil where none does.
  ///   - model: the model in whose directory it lies; nil for one below `policies/`.
  static func finding(
    about content: [UInt8], at path: GitPath, insteadOf schema: DocumentSchema? = nil, in model: ModelPlace?
  ) -> Finding? {
    guard let claimed = DocumentSchema.claimed(by: content), !claimed.kind.isExactly(schema?.kind ?? "")
    else {
      return nil
    }
    return Finding(
      .documentInvalid, .warning,
      "\(path.display) says it is of kind \(claimed.kind), and nothing reads one in this place",
      help: "it belongs to \(place(of: claimed, in: model))", model: model?.id, path: path.display,
      position: Position(line: 1, column: 1))
  }

  /// That a file lies among approvals, waivers or monitoring reports and is none.
  static func finding(
    aboutFileAt path: GitPath, among folder: String, pattern: String, in model: ModelPlace?
  ) -> Finding {
    Finding(
      .documentInvalid, .warning, "\(path.display) is in no place for what \(folder)/ holds",
      help: "files there are \(pattern); nothing reads this one, and no reviewer is asked about it",
      model: model?.id, path: path.display)
  }

  /// Whether a file may be a document by its name.
  static func isCandidate(_ path: GitPath) -> Bool { ReportReading.isReport(path.display) }

  private static func place(of schema: DocumentSchema, in model: ModelPlace?) -> String {
    let directory = model?.directory.display ?? "models/<id>"
    return switch schema.kind {
    case DocumentSchema.policy.kind: "policies/policy.yaml"
    case DocumentSchema.identities.kind: "policies/identities.yaml"
    case DocumentSchema.policyTest.kind: "policies/tests/"
    case DocumentSchema.card.kind: "\(directory)/card.yaml"
    case DocumentSchema.evidence.kind: "\(directory)/evidence/"
    case DocumentSchema.approval.kind:
      model == nil
        ? "policies/approvals/policy/<identity>.yaml" : "\(directory)/approvals/<gate>/<identity>.yaml"
    case DocumentSchema.waiver.kind: "\(directory)/waivers/<name>.yaml"
    default: "\(directory)/monitoring/<date>.yaml"
    }
  }
}
