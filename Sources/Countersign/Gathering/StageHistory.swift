import GitHistory
import Governance
import Signatures

/// On which stages' branches a model's very content has landed before.
struct StageHistory {
  let policy: Policy
  let digests: ContentDigests
  /// How many first-parent steps of a branch are looked at.
  private static let limit = 100_000

  /// Only the stages that another one comes after, and that have a branch, are looked for.
  func stages(
    reachedBy directory: GitPath, _ landed: ModelState, _ transition: TransitionTrees,
    _ repository: borrowing Repository
  ) throws(GitError) -> [StageID] {
    let asked = policy.stages.compactMap(\.after)
    var reached: [StageID] = []
    for stage in policy.stages where asked.contains(stage.id) {
      guard let branch = stage.branch else { continue }
      for tip in try tips(of: branch, repository)
      where try has(landed, directory, landedSince: tip, transition, repository) {
        reached.append(stage.id)
        break
      }
    }
    return reached
  }

  /// The branch here and on each remote.
  private func tips(of branch: String, _ repository: borrowing Repository) throws(GitError) -> [ObjectID] {
    var tips: [ObjectID] = []
    let name = Array(branch.utf8)
    for reference in try repository.references(prefix: "refs/heads/")
      + repository.references(prefix: "refs/remotes/")
    {
      let components = reference.name.components
      // refs/heads/<branch>, refs/remotes/<remote>/<branch>
      let prefix = components[1] == Array("heads".utf8) ? 2 : 3
      guard components.count > prefix, Array(components[prefix...].joined(separator: [0x2F])) == name else {
        continue
      }
      tips.append(try repository.peeledCommit(reference.id))
    }
    return tips
  }

  private func has(
    _ landed: ModelState, _ directory: GitPath, landedSince tip: ObjectID, _ transition: TransitionTrees,
    _ repository: borrowing Repository
  ) throws(GitError) -> Bool {
    // A cheap comparison before digests are computed.
    let leftOut = Subject.excludedDirectories
    let wanted = try repository.entries(of: directory, inTree: transition.landed, leavingOut: leftOut)
    let digester = Digester(sha256: Signatures.Digest.sha256)
    var seen: Set<ObjectID> = []
    for commit in try repository.firstParents(from: tip).prefix(StageHistory.limit) {
      let tree = try repository.commit(commit).tree
      guard let entry = try repository.entry(at: directory, inTree: tree), seen.insert(entry.id).inserted,
        try repository.entries(of: directory, inTree: tree, leavingOut: leftOut) == wanted
      else { continue }
      var reader = ModelReader(directory, digests: digests)
      guard let state = try reader.state(in: tree, repository) else { continue }
      if digester.digest(of: state.subject) == digester.digest(of: landed.subject) { return true }
    }
    return false
  }
}
