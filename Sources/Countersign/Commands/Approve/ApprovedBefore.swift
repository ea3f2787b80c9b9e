import GitHistory
import Governance

/// What changed of a model since somebody last approved it at a gate, or since base.
struct ApprovedBefore {
  let directory: GitPath
  let gate: Gate
  let landed: Subject
  let facts: TransitionFacts
  let digests: ContentDigests

  /// - Parameters:
  ///   - records: the gate's approvals, and others.
  ///   - base: the subject that the change is to take the place of, and what that place is called.
  func change(
    records: [ApprovalRecord], base: (subject: Subject, name: String)?, _ repository: borrowing Repository
  ) throws(GitError) -> ApprovalBriefing.Change? {
    let last = try LastApproval(
      of: directory, among: records, gates: [gate], besides: landed, in: facts, digests: digests,
      repository)
    if let last {
      return ApprovalBriefing.Change(
        since: .approval(
          by: last.approval.reviewer, version: last.approval.version, date: last.approval.date),
        paths: differences(from: last.state.subject))
    }
    return base.map { ApprovalBriefing.Change(since: .base($0.name), paths: differences(from: $0.subject)) }
  }

  /// The paths at which the subjects differ, where the gate looks.
  private func differences(from before: Subject) -> [String] {
    var rest: [GitPath: Subject.File] = [:]
    for file in before.files where gate.binds(file.path) { rest[GitPath(file.path)] = file }
    var paths: [GitPath] = []
    for file in landed.files where gate.binds(file.path) {
      if rest.removeValue(forKey: GitPath(file.path)) != file { paths.append(GitPath(file.path)) }
    }
    return (paths + rest.keys).sorted().map(\.display)
  }
}
