import Countersign
import Foundation
import GitHistory
import Governance
import Rehearsal

/// A governed repository whose `main` is recorded by the bot `ci`, entry by entry as a test likes them.
final class RecordedRepository {
  let repository: GovernedRepository
  var builder: RepositoryBuilder { repository.builder }
  /// The end of the record.
  private(set) var log: ObjectID?
  private var count = 0

  init() throws { repository = try GovernedRepository() }

  /// The end of `main`.
  var main: ObjectID {
    get throws {
      guard let tip = builder.tip(of: "main") else { throw RehearsalError("looking for main", "it is gone") }
      return tip
    }
  }

  /// Brings an approved change of the model to `main`, by a merge of Kim's or as it is.
  @discardableResult
  func land(approved: Bool = true, merged: Bool = true) throws -> ObjectID {
    count += 1
    try builder.branch("change\(count)", from: "main")
    try builder.write("models/scorer/src/train.py", "fit(c=0.\(count)4)\n")
    try builder.commit("tune scorer", by: .erin)
    if approved { try repository.approve(by: .alice) }
    let change = builder.head
    try builder.checkOut("main")
    if merged {
      return try builder.merge("change\(count)", by: .kim)
    } else if let change {
      try builder.reset(to: change)
    }
    return try main
  }

  /// The report of a transition, as much of it as an audit reads.
  func report(
    base: ObjectID?, head: ObjectID, branch: String = "main", verdict: String = "satisfied",
    tree: ObjectID? = nil, at: Int64? = nil
  ) throws -> String {
    let tree = try tree ?? Repository(at: builder.path).commit(head).tree
    return """
      {"schema": "countersign/report/v1", "tool": {"name": "countersign", "version": "0.1.0"},
       "transition": {"branch": "\(branch)", "base": \(base.map { "\"\($0)\"" } ?? "null"), "head": "\(head)",
        "tree": "\(tree)", "at": "\(Instant(seconds: at ?? builder.clock))"},
       "verdict": "\(verdict)", "models": [], "findings": []}

      """
  }

  /// Appends an entry.
  @discardableResult
  func record(
    _ base: ObjectID?, _ head: ObjectID, branch: String = "main", verdict: String = "satisfied",
    tree: ObjectID? = nil, at: Int64? = nil, by person: Person = .ci, isSigned: Bool = true
  ) throws -> ObjectID {
    let report = try report(base: base, head: head, branch: branch, verdict: verdict, tree: tree, at: at)
    return try append([("100644", "report.json", Array(report.utf8))], by: person, isSigned: isSigned)
  }

  /// Appends a commit with these files.
  @discardableResult
  func append(
    _ files: [(mode: String, name: String, bytes: [UInt8])], by person: Person = .ci, isSigned: Bool = true,
    parents: [ObjectID]? = nil
  ) throws -> ObjectID {
    let entries = try files.map { file in
      (file.mode, Array(file.name.utf8), try builder.writeRaw(.blob, file.bytes))
    }
    let draft = try builder.draft(
      "record", by: person, tree: builder.writeRaw(.tree, RepositoryBuilder.treeBytes(entries)),
      parents: parents ?? log.map { [$0] } ?? [])
    let bytes =
      isSigned ? draft.signed(with: person.key.sign(draft.payload, namespace: "git")) : draft.payload
    let entry = try builder.writeRaw(.commit, bytes)
    try setLog(entry)
    return entry
  }

  func setLog(_ entry: ObjectID) throws {
    try builder.updateRef(CheckLog.reference, to: entry)
    log = entry
  }

  /// What an audit finds, a day later.
  struct Audit {
    let summary: AuditSummary
    let transitions: [AuditedTransition]

    /// The rules of what is found about the record and the branch, not about its transitions and reviews.
    var rules: [Rule] {
      summary.findings.map(\.rule).filter {
        ![.bypassUnreviewed, .bypassDirect, .rubberStampSpeed].contains($0)
      }
    }
    /// From where to where each transition goes.
    var steps: [String] { transitions.map { "\($0.report.base?.short ?? "none")..\($0.report.head.short)" } }
    /// Which of them the record delimits.
    var recorded: [Bool] { transitions.map { $0.recorded != nil } }

    func finding(_ rule: Rule) -> Finding? { summary.findings.first { $0.rule == rule } }
  }

  func audit(
    policy: AuditSummary.Policy = .then, model: ModelID? = nil, logTip: String? = nil
  ) throws -> Audit {
    var transitions: [AuditedTransition] = []
    let request = AuditQuery.Request(
      branch: "main", root: repository.root.hex, policy: policy, model: model, logTip: logTip)
    let summary = try AuditQuery(request, clock: Instant(seconds: builder.clock + 86_400)).audit(
      in: Repository(at: builder.path), workers: 2
    ) { transitions.append($0) }
    return Audit(summary: summary, transitions: transitions)
  }

  /// What `record` would append.
  func plan(
    base: String? = nil, head: String = "main", branch: String? = "main", isBaseNamed: Bool? = nil
  ) throws -> RecordQuery.Plan {
    try RecordQuery(
      RecordQuery.Request(
        transition: Check.Request(base: base, head: head, branch: branch, root: repository.root.hex),
        isBaseNamed: isBaseNamed ?? (base != nil)), clock: repository.now
    ).plan(in: Repository(at: builder.path))
  }
}

extension ObjectID {
  var short: String { String(hex.prefix(10)) }
}
