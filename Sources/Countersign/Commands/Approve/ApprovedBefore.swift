import GitHistory
import Governance
import Signatures

/// What changed of a model since somebody last approved it at a gate, or since base.
struct ApprovedBefore {
  let directory: GitPath
  let gate: Gate
  let landed: Subject
  let digests: ContentDigests

  /// How many approvals of the past are tried.
  private static let limit = 16

  /// - Parameters:
  ///   - records: the gate's approvals, and others.
  ///   - base: the subject that the change is to take the place of, and what that place is called.
  func change(
    records: [ApprovalRecord], base: (subject: Subject, name: String)?, _ repository: borrowing Repository
  ) throws(GitError) -> ApprovalBriefing.Change? {
    let digester = Digester(sha256: Signatures.Digest.sha256)
    let current = digester.digest(of: landed, scope: gate)
    let past = records.compactMap { record in record.document.map { (record, $0) } }
      .filter { $0.0.gate == gate.id && $0.1.decision.approves && $0.1.subject != current }
      .sorted { $0.1.date > $1.1.date }
    for (record, document) in past.prefix(ApprovedBefore.limit) {
      guard let commit = ObjectID(hex: record.commit.text) else { continue }
      var reader = ModelReader(directory, digests: digests)
      let tree = try repository.commit(commit).tree
      guard let before = try reader.state(in: tree, repository)?.subject,
        digester.digest(of: before, scope: gate) == document.subject
      else { continue }
      return ApprovalBriefing.Change(
        since: .approval(by: document.reviewer, version: document.version, date: document.date),
        paths: differences(from: before))
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
