import GitHistory
import Governance

/// One step of a first-parent line with the commits that it brought: what the models that it changed have in common.
struct LandedStep {
  /// Parents before children.
  let commits: [RawCommit]
  /// The places of the commits in which a directory differs from that of some parent.
  private var touching: [GitPath: [Int]] = [:]
  private let contributions: ContributionGathering

  init(
    from base: ObjectID?, to head: ObjectID, governed: GovernedPath, _ repository: borrowing Repository
  ) throws(GitError) {
    var commits: [RawCommit] = []
    for id in try repository.commitIDs(reachableFrom: head, excluding: base.map { [$0] } ?? []) {
      commits.append(try repository.commit(id))
    }
    for (index, commit) in commits.enumerated() {
      var parents: [ObjectID?] = []
      for parent in commit.parents { parents.append(try repository.commit(parent).tree) }
      var touched: Set<GitPath> = []
      for tree in parents.isEmpty ? [nil] : parents {
        touched.formUnion(
          try ContributionGathering.directories(
            changedFrom: tree, to: commit.tree, governed: governed, repository))
      }
      for directory in touched { touching[directory, default: []].append(index) }
    }
    contributions = try ContributionGathering(in: commits, governed: governed, repository)
    self.commits = commits
  }

  /// The commits that had to do with a directory.
  func commits(of directory: GitPath) -> [RawCommit] { (touching[directory] ?? []).map { commits[$0] } }

  /// Those of them that changed its subject.
  func contributions(to directory: GitPath) -> [ObjectID] { contributions.byModel[directory] ?? [] }
}

/// The steps that are looked at, each once for all models that it changed.
final class LandedSteps {
  private let line: [ObjectID]
  private let governed: GovernedPath
  private let digests: ContentDigests
  private var known: [Int: Result<LandedStep, GitError>] = [:]
  private var moves: [Int: [GitPath: ModelFacts]] = [:]
  /// How many commits are remembered.
  private var size = 0
  private static let limit = 20_000

  init(_ line: [ObjectID], governed: GovernedPath, digests: ContentDigests) {
    self.line = line
    self.governed = governed
    self.digests = digests
  }

  /// The commit before a step; nil where the line begins with it.
  func base(of step: Int) -> ObjectID? { step + 1 < line.count ? line[step + 1] : nil }

  func step(_ step: Int, _ repository: borrowing Repository) throws(GitError) -> LandedStep {
    if let known = known[step] { return try known.get() }
    let result: Result<LandedStep, GitError>
    do throws(GitError) {
      result = .success(
        try LandedStep(from: base(of: step), to: line[step], governed: governed, repository))
    } catch {
      result = .failure(error)
    }
    if size > LandedSteps.limit { (known, moves, size) = ([:], [:], 0) }
    known[step] = result
    if case .success(let landed) = result { size += landed.commits.count }
    return try result.get()
  }

  /// What a model took over from others that changed in the same step, as `Kinship` tells it.
  func kinship(
    of directory: GitPath, in step: Int, _ repository: borrowing Repository
  ) throws(GitError) -> (predecessors: [ModelState], findings: [Finding]) {
    if moves[step] == nil { moves[step] = try moved(in: step, repository) }
    let facts = moves[step]?[directory]
    return (facts?.predecessors ?? [], facts?.findings ?? [])
  }

  private func moved(
    in step: Int, _ repository: borrowing Repository
  ) throws(GitError) -> [GitPath: ModelFacts] {
    let old = try base(of: step).map { (id) throws(GitError) in try repository.commit(id).tree }
    let new = try repository.commit(line[step]).tree
    let changed = try ContributionGathering.directories(
      changedFrom: old, to: new, governed: governed, repository
    ).filter { $0 != GovernedPath.policies }
    guard changed.count > 1, let old else { return [:] }
    var models: [ModelFacts] = []
    for directory in changed.sorted() {
      var reader = ModelReader(directory, digests: digests)
      let base = try reader.state(in: old, repository)
      let landed = try reader.state(in: new, repository)
      models.append(
        ModelFacts(
          id: StandingJudging.name(of: directory), directory: directory.display, base: base, landed: landed))
    }
    Kinship.markMoves(&models)
    return Dictionary(zip(changed.sorted(), models)) { first, _ in first }
  }
}
