import Governance

/// What whoever wrote a document should know although it can be read, such as a value that is kept and not judged.
package struct DocumentRemark: Hashable, Sendable {
  package let severity: Severity
  /// Relative to the repository.
  package let path: String
  package let position: Position
  /// What is the case: lower case, no full stop, names the thing.
  package let problem: String
  /// The next step.
  package let hint: String?

  /// The remark as a finding about a model.
  package func finding(model: ModelID? = nil) -> Finding {
    Finding(.documentInvalid, severity, problem, help: hint, model: model, path: path, position: position)
  }
}
