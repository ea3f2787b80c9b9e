/// A file of a subject that is not what it was.
package struct SubjectFileChange: Sendable, Equatable {
  /// What happened to it, by the letter that `git diff --name-status` uses.
  package enum Kind: String, Sendable {
    case added = "A"
    case deleted = "D"
    case modified = "M"
    /// Only the mode changed, such as a file that can now be executed.
    case mode = "T"
  }

  package let kind: Kind
  /// Relative to the model's directory.
  package let path: String

  package init(kind: Kind, path: String) {
    self.kind = kind
    self.path = path
  }

  /// In byte order of their paths.
  package static func changes(from before: Subject?, to after: Subject) -> [SubjectFileChange] {
    var old: [[UInt8]: Subject.File] = [:]
    for file in before?.files ?? [] { old[Array(file.path.utf8)] = file }
    var changes: [SubjectFileChange] = []
    for file in after.files {
      guard let earlier = old.removeValue(forKey: Array(file.path.utf8)) else {
        changes.append(SubjectFileChange(kind: .added, path: file.path))
        continue
      }
      if !earlier.sha256.isExactly(file.sha256) {
        changes.append(SubjectFileChange(kind: .modified, path: file.path))
      } else if !earlier.mode.isExactly(file.mode) {
        changes.append(SubjectFileChange(kind: .mode, path: file.path))
      }
    }
    changes += old.values.map { SubjectFileChange(kind: .deleted, path: $0.path) }
    return changes.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }
}
