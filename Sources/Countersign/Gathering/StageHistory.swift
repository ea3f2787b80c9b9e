import GitHistory
import Governance
import Signatures

/// On which stages' branches a model's very content has landed before. Each branch is walked once, for all models.
final class StageHistory {
  /// A directory as it stood on a branch, and a tree that it stood in.
  private struct Version {
    let directory: ObjectID
    let root: ObjectID
  }

  private let policy: Policy
  private let governed: GovernedPath
  private let digests: ContentDigests
  private var tips: [[UInt8]: [ObjectID]] = [:]
  private var versions: [ObjectID: [GitPath: [Version]]] = [:]
  /// How many first-parent steps of a branch are looked at.
  private static let limit = 100_000

  init(policy: Policy, governed: GovernedPath, digests: ContentDigests) {
    self.policy = policy
    self.governed = governed
    self.digests = digests
  }

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
    let name = Array(branch.utf8)
    if let known = tips[name] { return known }
    var found: [ObjectID] = []
    for reference in try repository.references(prefix: "refs/heads/")
      + repository.references(prefix: "refs/remotes/")
    {
      let components = reference.name.components
      // refs/heads/<branch>, refs/remotes/<remote>/<branch>
      let prefix = components[1] == Array("heads".utf8) ? 2 : 3
      guard components.count > prefix, Array(components[prefix...].joined(separator: [0x2F])) == name else {
        continue
      }
      found.append(try repository.peeledCommit(reference.id))
    }
    tips[name] = found
    return found
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
    for version in try versions(of: directory, since: tip, repository)
    where seen.insert(version.directory).inserted {
      guard
        try repository.entries(of: directory, inTree: version.root, leavingOut: leftOut) == wanted
      else { continue }
      var reader = ModelReader(directory, digests: digests)
      guard let state = try reader.state(in: version.root, repository) else { continue }
      if digester.digest(of: state.subject) == digester.digest(of: landed.subject) { return true }
    }
    return false
  }

  /// How the directory stood along the branch's first parents, the newest first.
  private func versions(
    of directory: GitPath, since tip: ObjectID, _ repository: borrowing Repository
  ) throws(GitError) -> [Version] {
    if let known = versions[tip] { return known[directory] ?? [] }
    var found: [GitPath: [Version]] = [:]
    var newer: ObjectID?
    for commit in try repository.firstParents(from: tip).prefix(StageHistory.limit) {
      let root = try repository.commit(commit).tree
      for change in try repository.changes(
        from: newer, to: root, descend: { governed.place(of: $0) == .above })
      {
        guard let entry = change.new, governed.place(of: change.path) == .model else { continue }
        found[change.path, default: []].append(Version(directory: entry.id, root: root))
      }
      newer = root
    }
    versions[tip] = found
    return found[directory] ?? []
  }
}
