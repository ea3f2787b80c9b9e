import Documents
import GitHistory
import Governance

/// Looks over the approvals of one model, or of the policy.
struct ApprovalLint {
  let linting: Linting
  /// Nil for the approvals of the policy.
  let model: ModelPlace?
  /// What speaks against an approval; nil where there is no policy to say it.
  let judgement: DocumentJudgement?

  /// Where approvals lie: those of models in directories of their gates.
  private var directory: GitPath {
    model.map { $0.directory.appending(Array("approvals".utf8)) } ?? GovernedPath.policyApprovals
  }

  /// - Parameter files: all that lie in the directory, in byte order.
  func run(
    _ files: [(key: GitPath, value: TreeEntry)], _ repository: borrowing Repository
  ) throws(GitError) {
    if files.count > ApprovalGathering.limit {
      return linting.add(
        Finding(
          .documentInvalid, "\(directory.display) holds more than \(ApprovalGathering.limit) files",
          help: "remove approvals of the past, which history keeps", model: model?.id, path: directory.display
        ))
    }
    let paths = Set(files.map(\.key))
    for (path, entry) in files where entry.mode.isFile {
      let relative = GitPath(bytes: Array(path.bytes.dropFirst(directory.bytes.count + 1)))
      if let place = ApprovalPlace(relative, gate: model == nil ? .policy : nil) {
        try lint(path, entry, place, repository)
      } else if path.lastComponent.first != UInt8(ascii: "."), !isSignature(path, of: paths) {
        linting.add(
          StrayDocument.finding(
            aboutFileAt: path, among: directory.display,
            pattern: (model == nil ? "" : "<gate>/") + "<identity>.yaml, and .sig beside them", in: model))
      }
    }
  }

  private func isSignature(_ path: GitPath, of files: Set<GitPath>) -> Bool {
    path.bytes.suffix(4).elementsEqual(".sig".utf8) && files.contains(GitPath(bytes: path.bytes.dropLast(4)))
  }

  private func lint(
    _ path: GitPath, _ entry: TreeEntry, _ place: ApprovalPlace, _ repository: borrowing Repository
  ) throws(GitError) {
    let isForPolicy = model == nil
    let located = try linting.read(
      path, entry, as: .approval, in: model, gate: place.gate, repository
    ) { (bytes, path) throws(DocumentErrors) in
      try Approval.read(bytes, path: path, isForPolicy: isForPolicy)
    }
    guard let located else { return }
    try lintEvidence(located, path, repository)
    guard let policy = linting.policy else { return }
    let severity = try linting.severity(ofStale: path, entry, repository)
    let filed = DocumentJudgement.Filed(
      document: located.approval, positions: located.positions, path: path.display, gate: place.gate,
      holder: place.holder)
    if let judgement {
      linting.add(judgement.finding(about: filed, severity))
    } else if isForPolicy {
      linting.add(
        DocumentJudgement.finding(
          aboutPolicyApproval: filed, severity, policy: policy.policy, roster: policy.roster,
          policyDigest: policy.digest, digester: Linting.digester, now: linting.now))
    }
  }

  /// The reports that the reviewer looked at have to be there.
  private func lintEvidence(
    _ located: Approval.Located, _ path: GitPath, _ repository: borrowing Repository
  ) throws(GitError) {
    guard let model else { return }
    for (index, report) in located.approval.evidence.enumerated() {
      let entry = try repository.entry(
        at: model.directory.appending(Array(report.utf8)), inTree: linting.tree.id)
      if entry?.mode.isFile ?? false { continue }
      linting.add(
        Finding(
          .documentInvalid, .warning, "the approval names \(report), which is no file of \(model.id)",
          help: "paths are relative to \(model.directory.display), such as evidence/validation.yaml",
          model: model.id, path: path.display, position: located.positions["evidence[\(index)]"]))
    }
  }
}
