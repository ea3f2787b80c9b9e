import Dispatch
import GitHistory
import Governance
import Signatures
import Synchronization

/// Judges how models stand, in parallel.
struct StandingJudging {
  /// The newest first.
  let line: [ObjectID]
  let branch: String
  let policy: LoadedPolicy
  let governed: GovernedPath
  let now: Instant
  /// Whether to tell what each model was before, and how it did over time.
  let tellsVersions: Bool
  /// Whether to keep the judgements themselves.
  let keepsJudgements: Bool
  let repositoryPath: String
  let environment: [String: String]

  /// How many models a worker takes at a time: neighbours on the line, so that what they have in common is read once.
  private static let chunk = 16

  static func name(of directory: GitPath) -> ModelID {
    ModelID(GitPath(bytes: directory.lastComponent).display)
  }

  func standings(
    _ all: [LastLandings.Landing], workers: Int, progress: @escaping @Sendable (Int, Int) -> Void
  ) throws -> [ModelStanding] {
    // Those that landed together are judged together.
    let order = all.indices.sorted { (all[$0].steps.last ?? 0, $0) < (all[$1].steps.last ?? 0, $1) }
    let next = Mutex(0)
    let results = Mutex([Int: ModelStanding]())
    let failures = Mutex([any Error]())
    DispatchQueue.concurrentPerform(iterations: max(1, workers)) { _ in
      do {
        let repository = try Repository(at: repositoryPath, environment: environment)
        var worker = StandingWorker(self)
        while true {
          let start = next.withLock { next in
            defer { next += StandingJudging.chunk }
            return next
          }
          guard start < order.count, failures.withLock({ $0.isEmpty }) else { break }
          for place in order[start..<min(start + StandingJudging.chunk, order.count)] {
            let standing = worker.standing(all[place], at: place, repository)
            let done = results.withLock { results in
              if let standing { results[place] = standing }
              return results.count
            }
            progress(done, order.count)
          }
        }
        for (place, standing) in worker.settled(repository) { results.withLock { $0[place] = standing } }
      } catch {
        failures.withLock { $0.append(error) }
      }
    }
    if let failure = failures.withLock({ $0.first }) { throw failure }
    let found = results.withLock { $0 }
    return all.indices.compactMap { found[$0] }
  }
}

/// One worker: its repository's lookups, and the models of which something has to be asked of all of history.
struct StandingWorker {
  /// Of how many steps it is told what the model was.
  private static let mostVersions = 50

  private let judging: StandingJudging
  private let memory = JudgingMemory()
  private let steps: LandedSteps
  private var waiting:
    [(place: Int, standing: ModelStanding, facts: TransitionFacts, doubts: [ApprovalGathering.Doubt])] =
      []

  init(_ judging: StandingJudging) {
    self.judging = judging
    steps = LandedSteps(judging.line, governed: judging.governed, digests: memory.digests)
  }

  /// How the model stands; nil where that is only known when all others are gathered (see ``settled(_:)``).
  mutating func standing(
    _ landing: LastLandings.Landing, at place: Int, _ repository: borrowing Repository
  ) -> ModelStanding? {
    let name = StandingJudging.name(of: landing.directory)
    var standing = ModelStanding(id: name, directory: landing.directory.display)
    do throws(GitError) {
      if let problem = landing.problem { throw problem }
      guard let first = landing.steps.last, let last = landing.steps.first, landing.isFound else {
        throw GitError(
          .io, "looking for the last change", "no commit of the line changed \(landing.directory)")
      }
      standing.since = try self.landing(first, repository)
      standing.newest = try self.landing(last, repository)
      if judging.tellsVersions { standing.versions = try versions(of: landing, repository) }
      let (facts, doubts, _) = try gather(landing, from: first, to: last, repository)
      if let card = facts.models.first?.landed?.card {
        standing.name = card.name
        standing.owner = card.owner
        standing.version = card.version
      }
      if !doubts.isEmpty {
        waiting.append((place, standing, facts, doubts))
        return nil
      }
      judge(&standing, facts)
    } catch {
      standing.findings = [error.finding]
    }
    repository.forgetMergedObjects()
    return standing
  }

  /// The models that had to wait: one walk through history answers for all of them.
  mutating func settled(_ repository: borrowing Repository) -> [(Int, ModelStanding)] {
    if waiting.isEmpty { return [] }
    var answers: [Bool] = []
    var problem: GitError?
    do throws(GitError) {
      answers = try repository.haveStood(waiting.flatMap { $0.doubts.map(\.question) })
    } catch {
      problem = error
    }
    var result: [(Int, ModelStanding)] = []
    var next = 0
    for var one in waiting {
      if let problem {
        one.standing.findings = [problem.finding]
      } else {
        for doubt in one.doubts {
          if answers[next] { one.facts.models[0].approvals[doubt.record].stoodBefore = true }
          next += 1
        }
        judge(&one.standing, one.facts)
      }
      result.append((one.place, one.standing))
    }
    waiting = []
    return result
  }

  /// What the model was, the newest first.
  private func versions(
    of landing: LastLandings.Landing, _ repository: borrowing Repository
  ) throws(GitError) -> [ModelStanding.Version] {
    var versions: [ModelStanding.Version] = []
    for step in landing.subjects.prefix(StandingWorker.mostVersions) {
      let tree = try repository.commit(judging.line[step]).tree
      var reader = ModelReader(landing.directory, digests: memory.digests, digesting: .artifacts)
      let card = try reader.state(in: tree, repository)?.card
      versions.append(
        ModelStanding.Version(
          version: card?.version, stage: card?.stage, landing: try self.landing(step, repository)))
    }
    return versions
  }

  private func landing(
    _ step: Int, _ repository: borrowing Repository
  ) throws(GitError) -> ModelStanding.Landing {
    let commit = try repository.commit(judging.line[step])
    return ModelStanding.Landing(commit: commit.id.commitID, date: Instant(seconds: commit.committer.time))
  }

  /// The facts of the transition that runs from before one step to another one, about this model alone.
  ///
  /// Of what came between, only the steps that changed the directory are looked at: the judgement of any other step
  /// would not have looked at it either.
  private func gather(
    _ landing: LastLandings.Landing, from first: Int, to last: Int, _ repository: borrowing Repository
  ) throws(GitError) -> (TransitionFacts, [ApprovalGathering.Doubt], TransitionTrees) {
    let directory = landing.directory
    var commits: [RawCommit] = []
    var contributions: [ObjectID] = []
    var seen: Set<ObjectID> = []
    for step in landing.steps.reversed() {
      let landed = try steps.step(step, repository)
      commits += landed.commits(of: directory).filter { seen.insert($0.id).inserted }
      contributions += landed.contributions(to: directory).filter { !contributions.contains($0) }
    }
    let base = steps.base(of: first)
    let baseTree = try base.map { (id) throws(GitError) in try repository.commit(id).tree }
    let head = judging.line[last]
    let transition = TransitionTrees(
      baseCommit: base, base: baseTree, trustedCommit: base, trusted: baseTree, head: head,
      // The directory is the same in both. What lies beside it is what lies there now.
      landed: try repository.commit(judging.line[0]).tree, commits: commits)
    let attribution = CommitAttribution(
      judging.policy, range: Set(commits.map(\.id)), now: judging.now)
    var gathering = ModelGathering(
      policy: judging.policy, governed: judging.governed, transition: transition, attribution: attribution,
      memory: memory, branch: judging.branch)
    if judging.tellsVersions { gathering.wantedReports = ModelStanding.longestSeries }
    var (model, doubts) = try gathering.facts(
      of: directory, contributions: contributions, hasLanded: true, repository)
    let kinship = try steps.kinship(of: directory, in: first, repository)
    model.predecessors += kinship.predecessors
    model.findings += kinship.findings
    var facts = TransitionFacts(
      branch: judging.branch, base: base?.commitID, head: head.commitID, tree: transition.landed.commitID,
      now: judging.now, policy: judging.policy.policy, roster: judging.policy.roster,
      policyDigest: judging.policy.digest,
      commits: CommitGraph(try RelatedCommits(commits, attribution, repository).facts),
      digester: Digester(sha256: Signatures.Digest.sha256))
    facts.models = [model]
    // A report has to be fresh when the model lands; what is asked of it from then on is asked of its monitoring.
    facts.landed = min(judging.now, try self.landing(first, repository).date)
    return (facts, doubts, transition)
  }

  @discardableResult
  private func judge(
    _ standing: inout ModelStanding, _ facts: TransitionFacts, explaining explained: ModelID? = nil
  ) -> TransitionJudgement {
    let judgement = Judge.judge(facts, explaining: explained)
    guard let model = judgement.models.first else {
      // What lies in the model's place is none, or cannot be read.
      standing.findings = judgement.findings
      standing.state = judgement.findings.verdict == .violated ? .open : .undecided
      return judgement
    }
    let expiry = judging.policy.policy.approvals.expire
    standing.kpis = ModelStanding.kpis(
      of: facts.models[0], in: facts, hasSeries: judging.tellsVersions)
    standing.evidence = facts.models.flatMap(\.evidence).map { ModelStanding.Evidence($0) }
    if judging.keepsJudgements { standing.judgement = model }
    standing.take(model, expiry: { expiry?.value(for: $0) }, findings: judgement.findings)
    return judgement
  }

  /// How one model stands, with all that its judgement rests on; nil where the line does not hold it.
  ///
  /// - Parameter isExplained: whether it is also wanted who could fill the empty slots of its gates.
  func judged(
    _ landing: LastLandings.Landing, isExplained: Bool, _ repository: borrowing Repository
  ) throws(GitError) -> (
    standing: ModelStanding, judgement: TransitionJudgement, facts: TransitionFacts, trees: TransitionTrees
  )? {
    if let problem = landing.problem { throw problem }
    guard let first = landing.steps.last, let last = landing.steps.first, landing.isFound else { return nil }
    var standing = ModelStanding(
      id: StandingJudging.name(of: landing.directory), directory: landing.directory.display)
    standing.since = try self.landing(first, repository)
    standing.newest = try self.landing(last, repository)
    var (facts, doubts, trees) = try gather(landing, from: first, to: last, repository)
    guard facts.models[0].landed != nil else { return nil }
    let answers = try doubts.isEmpty ? [] : repository.haveStood(doubts.map(\.question))
    for (doubt, hasStood) in zip(doubts, answers) where hasStood {
      facts.models[0].approvals[doubt.record].stoodBefore = true
    }
    let judgement = judge(&standing, facts, explaining: isExplained ? standing.id : nil)
    return (standing, judgement, facts, trees)
  }
}
