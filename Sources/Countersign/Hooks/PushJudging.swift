import GitHistory
import Governance

/// Judges all references of a push, by the policies that stand where it goes.
///
/// A protected branch is neither deleted nor rewritten, and changes by transitions that `Check` finds satisfied; a new
/// one is judged from the pinned root. The record of checks only grows. Nothing else is judged, but names that pass for a
/// protected branch are refused.
package struct PushJudging {
  /// What the receiving repository's owner has set.
  package struct Settings: Sendable {
    /// The commit that brought the first policy, in full.
    package var root: String?
    /// Branches that are protected besides those of the policy's stages.
    package var branches: [String]

    package init(root: String? = nil, branches: [String] = []) {
      self.root = root
      self.branches = branches
    }
  }

  private let place: BranchPlace
  private let settings: Settings
  private let clock: Instant
  private let policies = StageBranches()

  /// - Parameter clock: the present, which everything is judged at.
  package init(at place: BranchPlace, _ settings: Settings, clock: Instant) {
    self.place = place
    self.settings = settings
    self.clock = clock
  }

  /// The answers, in the order of the updates. What could not be decided is refused.
  ///
  /// - Throws: `UsageError` for settings that mean nothing, `GitError` where the standing policies cannot be read.
  package func answers(
    to updates: [RefUpdate], in repository: borrowing Repository
  ) throws -> [RefAnswer] {
    var root: ObjectID?
    if let pinned = settings.root {
      // A branch or a tag could be moved by a push.
      root = ObjectID(hex: pinned)
      if root == nil {
        throw UsageError("the trust root '\(pinned)' is no full commit id; git rev-parse tells it")
      }
    }
    if updates.isEmpty { return [] }
    let protected = try ProtectedBranches(
      at: place, adding: settings.branches.map(Check.branchName), root: root, read: policies, repository)
    let twins = ReferenceTwins(of: protected.names)
    var answers: [RefAnswer] = []
    for update in updates {
      do {
        answers.append(try answer(to: update, protected, twins, repository))
      } catch let error as GitError {
        answers.append(.refused(error.finding))
      } catch let error as UsageError {
        answers.append(
          .refused(
            Finding(
              .policyInvalid, error.description,
              help: "tie a stage of the policy to the branch, or take it out of countersign.branches",
              verdict: .undecided)))
      }
    }
    return answers
  }

  private func answer(
    to update: RefUpdate, _ protected: ProtectedBranches, _ twins: ReferenceTwins,
    _ repository: borrowing Repository
  ) throws -> RefAnswer {
    if ReferenceTwins.isReplacement(update.name) {
      // Taking one away mends what is refused otherwise.
      return update.new == nil ? .passes : .refused(.replacement(update))
    }
    let name = try aliased(update.name, repository)
    if let answer = try LogPush(update, at: place).answer(named: name, repository) { return answer }
    if let branch = RefUpdate.branch(named: name),
      try isProtected(branch, update, protected, repository)
    {
      return try judge(update, branch: name, protected, repository)
    }
    if let refusal = try refusal(of: update, named: name, twins, repository) { return .refused(refusal) }
    if protected.isBlind, RefUpdate.branch(named: name) != nil { return .refused(.blind(update)) }
    return .passes
  }

  /// The reference that a push to a symbolic one changes.
  private func aliased(_ name: GitPath, _ repository: borrowing Repository) throws(GitError) -> GitPath {
    guard case .here = place else { return name }
    var name = name
    // As many steps as git takes.
    for _ in 0..<5 {
      guard let next = try repository.symbolicTarget(ofReference: name) else { return name }
      name = next
    }
    throw GitError(.io, "following a symbolic reference", "\(name) leads through more than 5 references")
  }

  /// Whether a standing policy protects the branch, or the one that it holds now, or the first one that it is to get.
  private func isProtected(
    _ branch: [UInt8], _ update: RefUpdate, _ protected: ProtectedBranches,
    _ repository: borrowing Repository
  ) throws(GitError) -> Bool {
    if protected.names.contains(branch) { return true }
    if let old = update.old, try protects(branch, commit: old, protected, repository) { return true }
    guard !protected.isGoverned, let new = update.new else { return false }
    return try protects(branch, commit: new, protected, repository)
  }

  private func protects(
    _ branch: [UInt8], commit: ObjectID, _ protected: ProtectedBranches,
    _ repository: borrowing Repository
  ) throws(GitError) -> Bool {
    do throws(GitError) {
      switch try policies.outcome(ofCommit: commit, repository) {
      case .missing: return false
      case .invalid: return branch == protected.headBranch
      case .loaded(let branches):
        return branches.contains(branch) || branches.isEmpty && branch == protected.headBranch
      }
    } catch {
      // What the remote has, or a push deletes, need not be here; what a push brings to a server is.
      if error.code == .missingObject || error.code == .unknownRevision { return false }
      throw error
    }
  }

  private func refusal(
    of update: RefUpdate, named name: GitPath, _ twins: ReferenceTwins, _ repository: borrowing Repository
  ) throws(GitError) -> Finding? {
    switch twins.confusion(about: name) {
    case nil: return nil
    case .sameFile: return try exists(update, repository) ? nil : .twin(update)
    case .found: return update.new == nil ? nil : .shadow(update)
    case .tracked:
      guard case .here = place, let new = update.new else { return nil }
      let branch = Array(name.components.dropFirst(3).joined(separator: [0x2F]))
      if let tip = try place.tip(of: branch, repository), try repository.isAncestor(new, of: tip) {
        return nil
      }
      return .tracking(update)
    }
  }

  /// Whether the reference is there under these very bytes.
  private func exists(_ update: RefUpdate, _ repository: borrowing Repository) throws(GitError) -> Bool {
    guard case .here = place else { return update.old != nil }
    return try repository.references(prefix: "refs/").contains { $0.name == update.name }
  }

  private func judge(
    _ update: RefUpdate, branch name: GitPath, _ protected: ProtectedBranches,
    _ repository: borrowing Repository
  ) throws -> RefAnswer {
    guard let new = update.new else {
      return update.old == nil ? .passes : .refused(.deletion(update))
    }
    guard try repository.peeledCommit(new) == new else { return .refused(.tagObject(update)) }
    if let old = update.old {
      if case .remote(let remote) = place, try !repository.holdsCommit(old) {
        return .refused(.unfetched(update, from: remote))
      }
      if try !repository.isAncestor(old, of: new) { return .refused(.rewriting(update)) }
    } else if settings.root == nil, protected.hasPolicy {
      return .refused(.unpinned(update))
    }
    if let root = settings.root, let id = ObjectID(hex: root), try !repository.holdsCommit(id) {
      return .refused(.unknownRoot(id))
    }
    // A new branch is judged by the policy that stands, not by the one that the root brought long ago: keys that were
    // revoked since, and people who left, would else count again.
    let request = Check.Request(
      base: (update.old ?? protected.standing)?.hex, head: new.hex, branch: name.display, root: settings.root)
    return .judged(try Check(request, clock: clock).report(in: repository))
  }
}
