import Countersign
import GitHistory
import Governance
import Rehearsal
import Testing

/// A random history of a protected branch, in which most is as it should be and some is not. Each step is judged when
/// it lands, by what the repository holds then.
struct RandomRecord {
  let repository: GovernedRepository
  /// What `check` said of each step of `main`, the oldest first.
  private(set) var reports: [TransitionReport] = []
  private var random: SplitMix64
  private let amendsPolicy: Bool
  private var builder: RepositoryBuilder { repository.builder }
  private let people: [Person] = [.erin, .farid, .alice, .kim, .judy, .dana, .ci]
  private let stranger = Person.test("mallory")
  private var models = ["scorer"]

  /// - Parameter amendsPolicy: whether some steps change the policy.
  init(seed: UInt64, steps: Int, amendsPolicy: Bool = true) throws {
    self.amendsPolicy = amendsPolicy
    random = SplitMix64(seed: seed)
    repository = try GovernedRepository(
      policy: {
        $0.stages = [
          "{id: development}", "{id: staging, branch: staging, after: development}",
          "{id: production, branch: main, after: staging}",
        ]
        $0.gates = [
          .technical.with { $0.approvals = "{low: 1, high: 2}" },
          .fairness.with { $0.scope = ["card.yaml"] }, .policy,
        ]
        $0.sections.append(("approvals", "{expire: P30D}"))
      })
    try builder.branch("staging", from: "main")
    for _ in 0..<steps { try step() }
  }

  private mutating func pick<T>(_ some: [T]) -> T { some[random.below(some.count)] }
  private mutating func chance(_ percent: Int) -> Bool { random.below(100) < percent }

  /// One step of `main`, judged before it is one.
  private mutating func step() throws {
    let base = try #require(builder.tip(of: "main"))
    if chance(20) { builder.clock += 86_400 * Int64(random.below(20)) }
    try builder.branch("work", from: "main")
    if chance(20), let parent = try Repository(at: repository.gitDirectory).commit(base).parents.first {
      // From before the step that landed last.
      try builder.checkOut(commit: parent)
      try builder.branch("work")
    }
    let isDirect = chance(25)
    for _ in 0..<(isDirect ? 1 : 1 + random.below(4)) { try act(isDirect) }
    if try #require(builder.head) == base { try builder.commit("nothing", by: .erin) }
    if chance(40) { try land(on: "staging") }
    try builder.branch("landing", from: "main")
    let work = try #require(builder.tip(of: "work"))
    // Each commit straight on the branch is a step of its own.
    if isDirect, try Repository(at: repository.gitDirectory).commit(work).parents == [base] {
      try builder.reset(to: work)
    } else {
      try merge("work")
    }
    let date = try Repository(at: repository.gitDirectory).commit(try #require(builder.head)).committer.time
    reports.append(try repository.check(head: "landing", root: repository.root, at: date))
    let head = try #require(builder.head)
    try builder.checkOut("main")
    try builder.reset(to: head)
    if chance(15) { try land(on: "staging") }
    models = Array(
      Set(
        try builder.paths(below: "models").compactMap {
          $0.components.dropFirst().first.map { String(decoding: $0, as: UTF8.self) }
        })
    ).sorted()
  }

  /// Brings `work` to another branch, if it is there still.
  private mutating func land(on branch: String) throws {
    let here = builder.currentBranch
    try builder.checkOut(branch)
    try merge("work")
    if let here { try builder.checkOut(here) }
  }

  /// Merges, or commits nothing where there is nothing to merge.
  private mutating func merge(_ branch: String) throws {
    let person = pick(people)
    let signed: Signing = chance(5) ? .by(stranger) : .byAuthor
    let isEvil = chance(10)
    let model = models.isEmpty ? "scorer" : pick(models)
    let head = try #require(builder.head)
    let other = try #require(builder.tip(of: branch))
    if try Repository(at: repository.gitDirectory).isAncestor(other, of: head) {
      try builder.commit("nothing", by: person, signed: signed)
      return
    }
    func smuggle(_ builder: RepositoryBuilder) throws(RehearsalError) {
      if isEvil { try builder.write(GitPath("models/\(model)/src/extra.py"), "smuggled()\n") }
    }
    do {
      try builder.merge(branch, by: person, signed: signed, resolving: smuggle)
    } catch {
      // Both sides changed a file: ours stays.
      try builder.commit("merge and keep ours", by: person, signed: signed, parents: [head, other])
    }
  }

  private mutating func act(_ isDirect: Bool) throws {
    let person = chance(5) ? stranger : pick(people)
    let signed: Signing = chance(5) ? .unsigned : chance(3) ? .by(stranger) : .byAuthor
    let date: Int64? = !isDirect && chance(4) ? builder.clock + (chance(50) ? -400_000 : 4_000) : nil
    let existing = Set(try builder.paths(below: "models").compactMap { $0.components.dropFirst().first })
      .map { String(decoding: $0, as: UTF8.self) }.sorted()
    let model = existing.isEmpty ? "scorer" : pick(existing)
    switch random.below(20) {
    case 0..<5:
      if existing.isEmpty { return }
      try builder.write(GitPath("models/\(model)/src/train.py"), "fit(c=\(random.below(4)))\n")
      try builder.commit("tune \(model)", by: person, signed: signed, at: date)
    case 5:
      try repository.bring("m\(random.below(5))") { $0.stage = nil }
      try builder.commit("bring a model", by: person, signed: signed, at: date)
    case 6:
      guard existing.count > 1 else { return }
      try builder.remove(GitPath("models/\(model)"))
      try builder.commit("remove \(model)", by: person, signed: signed, at: date)
    case 7:
      guard existing.count > 0 else { return }
      try builder.move(GitPath("models/\(model)"), to: GitPath("models/r\(random.below(3))"))
      try builder.commit("rename \(model)", by: person, signed: signed, at: date)
    case 8:
      if !amendsPolicy { return }
      try repository.amendPolicy {
        $0.sections = $0.sections.filter { $0.0 != "approvals" }
        $0.sections.append(("approvals", "{expire: P\(20 + random.below(40))D}"))
      }
      try builder.commit("amend the policy", by: person, signed: signed, at: date)
      if chance(70) { try repository.approvePolicy(by: .kim, .judy) }
    case 9:
      try builder.write("README.md", "read \(random.below(100))\n")
      try builder.commit("write", by: person, signed: signed, at: date)
    default:
      guard existing.contains(model) else { return }
      let gate = pick(["technical", "technical", "fairness"])
      let reviewer = gate == "fairness" ? Person.grace : pick([.alice, .alice, .farid, .erin])
      let decision = pick(["approve", "approve", "approve", "approve", "reject", "withdraw"])
      let approval = ApprovalDraft(
        model: model, gate: gate,
        subject: try builder.subjectDigest(of: model, scope: gate == "technical" ? nil : ["card.yaml"]),
        reviewer: reviewer,
        date: builder.clock
      ) { $0.decision = decision }
      try builder.write(GitPath("models/\(model)/approvals/\(gate)/\(reviewer.id).yaml"), approval.yaml)
      try builder.commit("\(decision) \(model)", by: chance(5) ? person : reviewer, signed: signed, at: date)
    }
  }
}
