import GitHistory
import Governance
import Signatures

/// On which stages' branches a model's very content has landed before. Each branch is walked once, for all models.
///
/// In a replay a branch shows what it got since the transition as well. When a commit came onto a branch nobody signed;
/// what counts is that it cannot be later than the transition: by its date and those of the commits under it, or since
/// the transition's head descends from it. A step of the very line under judgement is no witness, since the earlier
/// stage's branch may have been set to it afterwards.
final class StageHistory {
  /// A directory as it stood on a branch for a while, and a tree that it stood in.
  private struct Version {
    let directory: ObjectID
    let root: ObjectID
    /// The commit of the branch that brought it; nil until it is found.
    var landing: ObjectID?
    /// The newest date that this commit, or one of the branch under it, claims: in seconds since the epoch.
    var date: Int64 = .min
  }

  private let policy: Policy
  private let governed: GovernedPath
  private let digests: ContentDigests
  private let isReplay: Bool
  private let tips: BranchTips
  private var versions: [ObjectID: [GitPath: [Version]]] = [:]
  /// How many first-parent steps of a branch are looked at.
  private static let limit = 100_000

  /// - Parameter isReplay: whether the branches may show what came after the transitions that are judged.
  init(
    policy: Policy, governed: GovernedPath, digests: ContentDigests, tips: BranchTips, isReplay: Bool
  ) {
    self.policy = policy
    self.governed = governed
    self.digests = digests
    self.tips = tips
    self.isReplay = isReplay
  }

  /// Only the stages that another one comes after, and that have a branch, are looked for.
  func stages(
    reachedBy directory: GitPath, _ landed: ModelState, _ transition: TransitionTrees, at now: Instant,
    _ repository: borrowing Repository
  ) throws(GitError) -> [StageID] {
    let asked = policy.stages.compactMap(\.after)
    var reached: [StageID] = []
    for stage in policy.stages where asked.contains(stage.id) {
      guard let branch = stage.branch else { continue }
      for tip in try tips.tips(of: branch, repository)
      where try has(landed, directory, landedSince: tip, transition, at: now, repository) {
        reached.append(stage.id)
        break
      }
    }
    return reached
  }

  private func has(
    _ landed: ModelState, _ directory: GitPath, landedSince tip: ObjectID, _ transition: TransitionTrees,
    at now: Instant, _ repository: borrowing Repository
  ) throws(GitError) -> Bool {
    // A cheap comparison before digests are computed.
    let leftOut = Subject.excludedDirectories
    let wanted = try repository.entries(of: directory, inTree: transition.landed, leavingOut: leftOut)
    let digester = Digester(sha256: Signatures.Digest.sha256)
    var seen: Set<ObjectID> = []
    for version in try versions(of: directory, since: tip, repository)
    where !seen.contains(version.directory) {
      guard try isEarlier(version, than: transition, at: now, repository) else { continue }
      seen.insert(version.directory)
      guard
        try repository.entries(of: directory, inTree: version.root, leavingOut: leftOut) == wanted
      else { continue }
      var reader = ModelReader(directory, digests: digests)
      guard let state = try reader.state(in: version.root, repository) else { continue }
      if digester.digest(of: state.subject) == digester.digest(of: landed.subject) { return true }
    }
    return false
  }

  /// Whether the branch had the version when the transition was made, as far as that can be told.
  private func isEarlier(
    _ version: Version, than transition: TransitionTrees, at now: Instant, _ repository: borrowing Repository
  ) throws(GitError) -> Bool {
    guard isReplay else { return true }
    guard let landing = version.landing, !StageHistory.steps(of: transition).contains(landing) else {
      return false
    }
    if version.date <= now.seconds { return true }
    return try repository.isAncestor(landing, of: transition.head)
  }

  /// The commits under judgement that are the line itself, and no side branch of it.
  private static func steps(of transition: TransitionTrees) -> Set<ObjectID> {
    var parents: [ObjectID: ObjectID?] = [:]
    for commit in transition.commits { parents[commit.id] = .some(commit.parents.first) }
    var steps: Set<ObjectID> = []
    var next: ObjectID? = transition.head
    while let id = next, let parent = parents[id] {
      steps.insert(id)
      next = parent
    }
    return steps
  }

  /// How the directory stood along the branch's first parents, the newest first.
  private func versions(
    of directory: GitPath, since tip: ObjectID, _ repository: borrowing Repository
  ) throws(GitError) -> [Version] {
    if let known = versions[tip] { return known[directory] ?? [] }
    var found: [GitPath: [Version]] = [:]
    var newer: (commit: ObjectID, root: ObjectID)?
    var dates: [(commit: ObjectID, date: Int64)] = []
    for id in try repository.firstParents(from: tip).prefix(StageHistory.limit) {
      let commit = try repository.commit(id)
      dates.append((id, commit.committer.time))
      for change in try repository.changes(
        from: newer?.root, to: commit.tree, descend: { governed.place(of: $0) == .above })
      {
        guard governed.place(of: change.path) == .model else { continue }
        // What stood in newer commits came with the oldest of them.
        if change.old != nil, let last = found[change.path]?.indices.last {
          found[change.path]?[last].landing = newer?.commit
        }
        guard let entry = change.new else { continue }
        found[change.path, default: []].append(Version(directory: entry.id, root: commit.tree))
      }
      newer = (id, commit.tree)
    }
    close(&found, dates)
    versions[tip] = found
    return found[directory] ?? []
  }

  /// Dates the versions; those that nothing came before are as old as the branch.
  private func close(_ found: inout [GitPath: [Version]], _ line: [(commit: ObjectID, date: Int64)]) {
    var newest: [ObjectID: Int64] = [:]
    var date = Int64.min
    for commit in line.reversed() {
      date = max(date, commit.date)
      newest[commit.commit] = date
    }
    for path in found.keys {
      for index in found[path]?.indices ?? 0..<0 {
        guard let landing = found[path]?[index].landing ?? line.last?.commit else { continue }
        found[path]?[index].landing = landing
        found[path]?[index].date = newest[landing] ?? .max
      }
    }
  }
}
