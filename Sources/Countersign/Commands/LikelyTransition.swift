import GitHistory
import Governance

/// The transition that somebody has in mind who asks about a model, or approves it, and names no base: what HEAD
/// would bring to a protected branch.
struct LikelyTransition {
  /// A revision.
  let head: String
  /// The branch that is asked about; nil to find it.
  let branch: String?
  let at: Instant?
  let policy: Policy?

  init(head: String, branch: String? = nil, at: Instant? = nil, policy: Policy?) {
    self.head = head
    self.branch = branch.map(Check.branchName)
    self.at = at
    self.policy = policy
  }

  /// What is to land on the branch of the highest stage that does not hold it yet; nil where every branch does, or
  /// there is none.
  ///
  /// - Throws: `UsageError` where the branch that is asked about is not there.
  func pending(in repository: borrowing Repository) throws -> Check.Request? {
    try pending(branches(), in: repository) { _, _ in true }
  }

  /// What is to land of a model, or of `policies`: by preference on the branch of its stage, else of the highest stage
  /// that lacks what was changed. Where nothing is to land, the last step on a branch that changed it.
  ///
  /// - Parameter stage: the stage that the model's card names.
  /// - Throws: `UsageError` where no commit changes it.
  func transition(
    of directory: GitPath, stage: StageID?, in repository: borrowing Repository
  ) throws -> Check.Request {
    try pending(directory, stage: stage, in: repository)
      ?? lastStep(of: directory, stage: stage, in: repository)
  }

  /// What is to land of a model; nil where nothing is.
  private func pending(
    _ directory: GitPath, stage: StageID?, in repository: borrowing Repository
  ) throws -> Check.Request? {
    try pending(branches(preferring: stage), in: repository) { base, tip in
      let proposed = try content(of: directory, tip, repository)
      // What the branch alone has changed since is not on its way to it.
      for ancestor in try repository.mergeBases(base, tip)
      where try content(of: directory, ancestor, repository) != proposed {
        return true
      }
      return false
    }
  }

  /// The last step that changed a model: on the likeliest branch that is there, else on the way to head.
  private func lastStep(
    of directory: GitPath, stage: StageID?, in repository: borrowing Repository
  ) throws -> Check.Request {
    var landing: (branch: String, tip: ObjectID)?
    for branch in branches(preferring: stage) where landing == nil {
      if let tip = try LikelyTransition.tip(of: branch, repository) { landing = (branch, tip) }
    }
    let last = try landing?.tip ?? DigestQuery.commit(head, repository)
    for id in try repository.firstParents(from: last) {
      let parent = try repository.commit(id).parents.first
      let before = try parent.map { try content(of: directory, $0, repository) } ?? []
      if try content(of: directory, id, repository) == before { continue }
      return Check.Request(base: parent?.hex, head: id.hex, branch: landing?.branch, at: at)
    }
    throw UsageError("no commit of \(landing?.branch ?? head) changes \(directory.display)")
  }

  /// A model that somebody named, and the transition in which it is judged.
  struct Meant {
    let name: ModelID
    let directory: GitPath
    let request: Check.Request
    /// Whether nothing of it is on its way, so that the request is its last step.
    var hasLanded = false

    /// How it stands on the branch where it has landed; nil where something of it is on its way, or there is nothing to
    /// stand by.
    ///
    /// - Parameters:
    ///   - clock: the present, used where the request names no moment.
    ///   - isExplained: whether it is also wanted who could fill the empty slots of its gates.
    func standing(
      clock: Instant, isExplained: Bool = false, in repository: borrowing Repository
    ) throws -> StandingTransition? {
      guard hasLanded, let branch = request.branch else { return nil }
      return try StandingQuery(StandingQuery.Request(branch: branch, at: request.at), clock: clock)
        .transition(of: directory, isExplained: isExplained, in: repository)
    }
  }

  /// The model of a name or directory at head.
  ///
  /// - Parameter request: the transition; nil is the likely one.
  /// - Throws: `UsageError` where there is no such model, or no commit changes it.
  func meant(
    by model: String, given request: Check.Request?, in repository: borrowing Repository
  ) throws -> Meant {
    let query = DigestQuery(revision: head)
    let tree = try query.tree(repository)
    let directory = try query.directory(
      of: model, layout: policy?.layout ?? Glob("models/*"), tree, repository)
    let name = ModelID(GitPath(bytes: directory.lastComponent).display)
    if let request { return Meant(name: name, directory: directory, request: request) }
    let stage = try LikelyTransition.stage(of: directory, in: tree, repository)
    if let pending = try pending(directory, stage: stage, in: repository) {
      return Meant(name: name, directory: directory, request: pending)
    }
    let last = try lastStep(of: directory, stage: stage, in: repository)
    return Meant(name: name, directory: directory, request: last, hasLanded: true)
  }

  private func pending(
    _ branches: [String], in repository: borrowing Repository,
    where isWanted: (_ base: ObjectID, _ tip: ObjectID) throws -> Bool
  ) throws -> Check.Request? {
    let tip = try DigestQuery.commit(head, repository)
    for branch in branches {
      guard let base = try LikelyTransition.tip(of: branch, repository) else { continue }
      if try !repository.isAncestor(tip, of: base), try isWanted(base, tip) {
        return Check.Request(base: base.hex, head: tip.hex, branch: branch, at: at)
      }
    }
    if let branch, try LikelyTransition.tip(of: branch, repository) == nil {
      throw UsageError(
        "there is no branch \(branch) here, nor on origin; fetch it, or name what to compare with: --base REV"
      )
    }
    return nil
  }

  /// The branches that a change may be on its way to, the likeliest first.
  private func branches(preferring stage: StageID? = nil) -> [String] {
    if let branch { return [branch] }
    let tied = (policy?.stages ?? []).compactMap(\.branch)
    // Without a branch for any stage, every branch is judged by the cards' stages.
    if tied.isEmpty { return ["main", "master"] }
    let own = stage.flatMap { stage in policy?.stages.first { $0.id == stage }?.branch }
    return [own].compactMap { $0 } + tied.reversed()
  }

  /// The branch's commit: the one here where it has what origin has, else origin's, which is what counts there.
  static func tip(of branch: String, _ repository: borrowing Repository) throws -> ObjectID? {
    let remote = try repository.target(ofReference: "refs/remotes/origin/\(branch)")
    guard let local = try repository.target(ofReference: "refs/heads/\(branch)") else { return remote }
    guard let remote, try !repository.isAncestor(remote, of: local) else { return local }
    return remote
  }

  /// The stage that a model's card names, if it can be read.
  private static func stage(
    of directory: GitPath, in tree: ObjectID, _ repository: borrowing Repository
  ) throws(GitError) -> StageID? {
    var reader = ModelReader(directory, digests: ContentDigests(), digesting: .artifacts)
    return try reader.state(in: tree, repository)?.card?.stage
  }

  /// What a commit has of the model: approvals alone change nothing that is judged.
  private func content(
    of directory: GitPath, _ commit: ObjectID, _ repository: borrowing Repository
  ) throws(GitError) -> [TreeEntry] {
    try repository.entries(
      of: directory, inTree: repository.commit(commit).tree, leavingOut: Subject.excludedDirectories)
  }
}
