import Documents
import GitHistory
import Governance

/// Looks over what lies below `policies/`: whether the policy loads with its people and keys, its tests, and the
/// approvals of its changes. What is hardly meant in a policy that loads is for `policy lint` to say.
struct PolicyFolderLint {
  let linting: Linting
  let outcome: LoadedPolicy.Outcome

  func run(_ repository: borrowing Repository) throws(GitError) {
    let files = try FileEvents.files(below: GovernedPath.policies, of: linting.tree.id, repository)
      .sorted { $0.key < $1.key }
    switch outcome {
    case .loaded(let loaded): linting.add(loaded.warnings)
    case .invalid(let findings): linting.add(findings)
    case .missing:
      if let head = linting.tree.head, try repository.entry(at: GovernedPath.policyFile, inTree: head) != nil
      {
        linting.add(PolicyChangeGathering.deletion)
      }
    }
    for (path, _) in files where path == GovernedPath.policyFile || path == GovernedPath.identitiesFile {
      linting.count(path)
    }
    let approvals = files.filter { $0.key.hasPrefix(PolicyFolderLint.approvals) }
    for (path, entry) in approvals where !entry.mode.isFile {
      linting.add(
        Finding(
          .pathRefused, "\(path.display) is a \(entry.mode == .symlink ? "link" : "submodule")",
          help: "an approval is a file of its own", path: path.display))
    }
    try ApprovalLint(linting: linting, model: nil, judgement: nil).run(approvals, repository)
    for (path, entry) in files
    where entry.mode.isFile && StrayDocument.isCandidate(path) && !path.hasPrefix(PolicyFolderLint.approvals)
      && path != GovernedPath.policyFile && path != GovernedPath.identitiesFile
    {
      try lintOther(path, entry, repository)
    }
  }

  private static let approvals: GitPath = "policies/approvals"
  private static let tests: GitPath = "policies/tests"

  private func lintOther(
    _ path: GitPath, _ entry: TreeEntry, _ repository: borrowing Repository
  ) throws(GitError) {
    guard path.hasPrefix(PolicyFolderLint.tests), path.components.count == 3,
      path.bytes.suffix(5).elementsEqual(".yaml".utf8)
    else {
      // Where there is no policy, a folder of policies to choose from may well be called so.
      if case .missing = outcome, path.components.count > 2 { return }
      return linting.add(StrayDocument.finding(about: try repository.document(entry.id), at: path, in: nil))
    }
    try linting.read(path, entry, as: .policyTest, in: nil, repository) {
      (bytes, path) throws(DocumentErrors) in try DocumentSchema.policyTest.check(bytes, path: path)
    }
  }
}
