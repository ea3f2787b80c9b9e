import Countersign
import Foundation
import GitHistory
import Governance
import Rehearsal

/// A governed repository in order, in a temporary folder that goes when the object does.
///
/// Its `main` holds a policy, the cast as its roster, and the model `scorer`, built by Erin, owned by Dana and
/// approved by Alice. Everything has fixed dates and keys, and nothing of the machine is read.
final class GovernedRepository {
  let builder: RepositoryBuilder
  /// The commit that brought the policy.
  private(set) var root: ObjectID
  private var policy: PolicyDraft
  private let folder: String

  static let model = "scorer"

  /// - Parameters:
  ///   - roster: who is listed; nil for the cast.
  ///   - approvals: who approves the model that `main` begins with, gate by gate.
  ///   - change: what is special about the policy.
  ///   - card: what is special about its card.
  init(
    roster: IdentitiesDraft? = nil, approvals: [(String, Person)] = [("technical", .alice)],
    policy change: (inout PolicyDraft) -> Void = { _ in }, card: (inout CardDraft) -> Void = { _ in }
  ) throws {
    folder = NSTemporaryDirectory() + "countersign-" + UUID().uuidString
    builder = try RepositoryBuilder(creating: folder)
    policy = PolicyDraft(change: change)
    try builder.write("policies/policy.yaml", policy.yaml)
    try builder.write("policies/identities.yaml", (roster ?? IdentitiesDraft(.test)).yaml)
    root = try builder.commit("bring the policy", by: .kim)
    try bring(GovernedRepository.model, card: card)
    try builder.commit("bring scorer", by: .erin)
    for (gate, person) in approvals { try approve(gate: gate, by: person) }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// The moment of the next commit.
  var now: Instant { Instant(seconds: builder.clock) }

  /// The repository's own directory, with a slash at its end.
  var gitDirectory: String { builder.gitDirectory }

  /// Puts a model's files into the working set.
  func bring(_ model: String, card change: (inout CardDraft) -> Void = { _ in }) throws {
    let weights = GitPath("models/\(model)/weights/model.csv")
    try builder.write(weights, "weight\n0.25\n0.5\n")
    try builder.write(GitPath("models/\(model)/src/train.py"), "fit(c=0.3)\n")
    let artifact = try builder.sha256(of: weights)
    try builder.write(
      GitPath("models/\(model)/card.yaml"),
      CardDraft(id: model) {
        $0.artifacts = [("weights/model.csv", artifact)]
        change(&$0)
      }.yaml)
  }

  /// Starts a branch `change` from `main` with an honest change of the model by Erin.
  func change(by person: Person = .erin, _ edit: (RepositoryBuilder) throws -> Void = { _ in }) throws {
    try builder.branch("change", from: "main")
    try builder.edit("models/scorer/src/train.py", "c=0.3", to: "c=0.4")
    try edit(builder)
    try builder.commit("tune scorer", by: person)
  }

  /// Writes and commits an approval of what the working set holds.
  func approve(
    _ model: String = GovernedRepository.model, gate: String = "technical", by person: Person,
    signed: Signing = .byAuthor, _ change: (inout ApprovalDraft) -> Void = { _ in }
  ) throws {
    let approval = ApprovalDraft(
      model: model, gate: gate, subject: try builder.subjectDigest(of: model), reviewer: person,
      date: builder.clock,
      change: change)
    try builder.write(GitPath("models/\(model)/approvals/\(gate)/\(person.id).yaml"), approval.yaml)
    try builder.commit("approve \(gate) of \(model)", by: person, signed: signed)
  }

  /// Rewrites the policy in the working set, with the next version unless the change says otherwise.
  func amendPolicy(_ change: (inout PolicyDraft) -> Void = { _ in }) throws {
    policy.version += 1
    change(&policy)
    try builder.write("policies/policy.yaml", policy.yaml)
  }

  /// Lets people approve the policy that the working set holds, each in a commit of their own.
  func approvePolicy(by people: Person..., change: (inout ApprovalDraft) -> Void = { _ in }) throws {
    for person in people {
      let approval = ApprovalDraft(
        gate: "policy", subject: try builder.policyDigest(), reviewer: person, date: builder.clock
      ) {
        $0.version = "\(policy.version)"
        change(&$0)
      }
      try builder.write(GitPath("policies/approvals/policy/\(person.id).yaml"), approval.yaml)
      try builder.commit("approve the policy", by: person)
    }
  }

  /// Judges what is checked out, or another head, as a change to `main`.
  func check(
    base: String? = "main", head: String? = nil, branch: String? = "main", root: ObjectID? = nil,
    at: Int64? = nil
  ) throws -> TransitionReport {
    let request = Check.Request(
      base: base, head: head ?? builder.head?.hex ?? "HEAD", branch: branch, root: root?.hex,
      at: at.map { Instant(seconds: $0) })
    return try Check(request, clock: now).report(in: Repository(at: folder))
  }

  /// Commits a change that is already in the working set as everybody wants it, on a new branch.
  func transition(
    _ message: String = "change", by person: Person = .erin, _ edit: (RepositoryBuilder) throws -> Void
  )
    throws
  {
    try builder.branch("change", from: "main")
    try edit(builder)
    try builder.commit(message, by: person)
  }

  /// Lets `main` become what is checked out, so that the next check is judged from there.
  func land() throws {
    let head = builder.head
    try builder.checkOut("main")
    if let head { try builder.reset(to: head) }
  }
}
