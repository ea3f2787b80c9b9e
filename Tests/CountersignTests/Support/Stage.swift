import Countersign
import Foundation
import GitHistory
import Governance
import Rehearsal

/// A governed repository to attack: a policy, a roster, and on `main` the model `credit` as erin built and
/// others approved it. A branch `change` is checked out. The repository is removed with the stage.
final class Stage {
  static let weights: GitPath = "models/credit/weights.bin"
  static let card: GitPath = "models/credit/card.yaml"

  let repository: RepositoryBuilder
  /// What `main` holds of it, to be edited and written by ``writePolicy()``.
  var policy: PolicyDraft
  var roster: IdentitiesDraft
  private let folder: URL

  /// - Parameter start: when the story begins, in seconds since 1970-01-01T00:00:00Z.
  init(
    start: Int64 = RepositoryBuilder.defaultStart,
    policy changePolicy: (inout PolicyDraft) -> Void = { _ in },
    roster changeRoster: (inout IdentitiesDraft) -> Void = { _ in },
    card changeCard: (inout CardDraft) -> Void = { _ in }
  ) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("stage-\(UUID().uuidString)")
    repository = try RepositoryBuilder(creating: folder.path, start: start, bare: true)
    policy = PolicyDraft(change: changePolicy)
    roster = IdentitiesDraft(.test)
    changeRoster(&roster)
    try writePolicy()
    try repository.commit("who may judge what", by: .kim)
    try writeModel("credit", changeCard)
    try repository.commit("bring model credit", by: .erin)
    for gate in policy.gates { try approveByDefault(gate) }
    try repository.branch("change")
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func writePolicy() throws {
    try repository.write("policies/policy.yaml", policy.yaml)
    try repository.write("policies/identities.yaml", roster.yaml)
  }

  func writeModel(_ name: String, _ changeCard: (inout CardDraft) -> Void = { _ in }) throws {
    try repository.write(GitPath("models/\(name)/card.yaml"), CardDraft(id: name, change: changeCard).yaml)
    try repository.write(GitPath("models/\(name)/weights.bin"), "0.31 0.42")
  }

  private func approveByDefault(_ gate: GateDraft) throws {
    let usual: [String: [Person]] = [
      "technical": [.alice, .farid], "fairness": [.grace], "security": [.heidi], "legal": [.judy],
      "business": [.dana], "board": [.kim],
    ]
    for person in (usual[gate.id] ?? []).prefix(Int(gate.approvals) ?? 1) {
      try approve(gate: gate.id, by: person)
    }
  }

  /// Changes the weights and commits that.
  @discardableResult
  func retrain(
    _ message: String = "retrain", by person: Person = .erin, author: Person? = nil, committer: Person? = nil,
    signed: Signing = .byAuthor, at date: Int64? = nil, coAuthors: [Person] = []
  ) throws -> ObjectID {
    try repository.write(Stage.weights, "0.29 0.44 \(message)")
    return try repository.commit(
      message, by: person, author: author, committer: committer, signed: signed, at: date,
      coAuthors: coAuthors)
  }

  /// The person's decision on the working set, in the reviewer's file, committed and signed.
  ///
  /// - Parameter change: what is wrong with it.
  @discardableResult
  func approve(
    _ model: String = "credit", gate: String = "technical", by person: Person, author: Person? = nil,
    signed: Signing = .byAuthor, at date: Int64? = nil, in file: GitPath? = nil,
    change: (inout ApprovalDraft) -> Void = { _ in }
  ) throws -> ObjectID {
    try writeApproval(model, gate: gate, by: person, in: file, change: change)
    return try repository.commit(
      "\(person.id) judges \(model) at \(gate)", by: person, author: author, signed: signed, at: date)
  }

  func writeApproval(
    _ model: String = "credit", gate: String = "technical", by person: Person, in file: GitPath? = nil,
    change: (inout ApprovalDraft) -> Void = { _ in }
  ) throws {
    let scope = policy.gates.first { $0.id.utf8.elementsEqual(gate.utf8) }?.scope ?? []
    let subject = try repository.subjectDigest(of: model, scope: scope.isEmpty ? nil : scope)
    let draft = ApprovalDraft(
      model: model, gate: gate, subject: subject, reviewer: person, date: repository.clock, change: change)
    try repository.write(file ?? Stage.approval(of: model, gate: gate, by: person), draft.yaml)
  }

  /// An approval of the policy in the working set.
  @discardableResult
  func approvePolicy(by person: Person) throws -> ObjectID {
    let draft = ApprovalDraft(
      gate: "policy", subject: try repository.policyDigest(), reviewer: person, date: repository.clock
    ) { $0.version = "\(policy.version)" }
    try repository.write(GitPath("policies/approvals/policy/\(person.id).yaml"), draft.yaml)
    return try repository.commit("\(person.id) approves the policy", by: person)
  }

  static func approval(of model: String = "credit", gate: String = "technical", by person: Person) -> GitPath
  {
    GitPath("models/\(model)/approvals/\(gate)/\(person.id).yaml")
  }

  /// Judges what the story came to against `main`, an hour after its last commit.
  func check(
    base: String = "main", head: String? = nil, branch: String? = "main", at now: Int64? = nil
  ) throws -> TransitionReport {
    let request = Check.Request(
      base: base, head: head ?? repository.head?.hex ?? "change", branch: branch)
    return try Check(request, clock: Instant(seconds: now ?? repository.clock + 3600)).report(
      in: try Repository(at: folder.path))
  }
}
