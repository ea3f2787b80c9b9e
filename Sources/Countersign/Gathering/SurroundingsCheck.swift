import GitHistory
import Governance

/// Looks at what lies around the models and the policies: directories in whose place something else comes, and
/// names that some machine takes for theirs. Either way files would be used that nobody judged.
enum SurroundingsCheck {
  /// What the transition brings that is refused; what was there before is past changing by it.
  static func findings(
    from base: ObjectID?, to landed: ObjectID, governed: GovernedPath, _ repository: borrowing Repository
  ) throws(GitError) -> [Finding] {
    var findings: [Finding] = []
    for change in try repository.changes(
      from: base, to: landed, descend: { governed.place(of: $0) == .above })
    {
      guard let entry = change.new else { continue }
      func refuse(_ problem: String, _ help: String) {
        findings.append(
          Finding(.pathRefused, "\(change.path.display) \(problem)", help: help, path: change.path.display))
      }
      if governed.place(of: change.path) == .above, entry.mode == .symlink || entry.mode == .submodule {
        refuse(
          "is a \(entry.mode == .symlink ? "link" : "submodule") where the directories of models are",
          "models are directories of this repository")
      } else if governed.isTwin(change.path) {
        refuse(
          "is the same as a governed directory where case or Unicode form is folded", "rename it")
      }
    }
    return findings
  }
}
