import GitHistory

/// The branches that a push may change only by a judged transition: those that stages of the standing policies are
/// tied to, and those that the repository's settings add.
///
/// A policy stands where no push replaces it unjudged: in the pinned root, on the branch that `HEAD` names if it
/// protects that one, on the branches that settings name, and on every branch that such a policy names in turn. Names
/// are only ever added: no push makes a branch less protected than one of these policies says.
///
/// Where there is none, as on a server whose `HEAD` names a branch that nobody uses, all policies stand that protect
/// the branch they lie on.
struct ProtectedBranches {
  private(set) var names: Set<[UInt8]>
  /// Whether some standing policy says which branches are protected.
  private(set) var isGoverned = false
  /// Whether the policy of `HEAD`'s branch does not load, and no other one stands.
  private(set) var isBlind = false
  /// Whether a branch holds a policy, standing or not, that the first policy of a new branch would get around.
  private(set) var hasPolicy = false
  let headBranch: [UInt8]?
  /// The end of a branch whose policy stands: what a new branch is measured by.
  private(set) var standing: ObjectID?

  /// - Parameter root: the pinned trust root.
  init(
    at place: BranchPlace, adding more: [String], root: ObjectID?, read policies: StageBranches,
    _ repository: borrowing Repository
  ) throws(GitError) {
    names = Set(more.map { Array($0.utf8) })
    headBranch = try place.headBranch(repository)
    var isHeadUnread = false
    var open = Array(names)
    // The root may be in a push to come, as the first of all is.
    if let root, try repository.holdsCommit(root) {
      take(try policies.outcome(ofCommit: root, repository), adding: &open)
    }
    if let headBranch, let tip = try place.tip(of: headBranch, repository) {
      let outcome = try policies.outcome(ofCommit: tip, repository)
      switch outcome {
      case .missing: break
      case .invalid: (hasPolicy, isHeadUnread) = (true, true)
      case .loaded(let branches):
        hasPolicy = true
        if branches.isEmpty || branches.contains(headBranch) {
          take(outcome, adding: &open)
          standing = tip
        }
      }
    }
    var seen: Set<[UInt8]> = []
    while let branch = open.popLast() {
      guard seen.insert(branch).inserted, let tip = try place.tip(of: branch, repository) else { continue }
      let outcome = try policies.outcome(ofCommit: tip, repository)
      take(outcome, adding: &open)
      if case .loaded = outcome { standing = standing ?? tip }
    }
    // Its own report says best what is wrong with the policy that does not load.
    if isHeadUnread, let headBranch { names.insert(headBranch) }
    isBlind = isHeadUnread && !isGoverned
    if !isGoverned { try search(place, policies, repository) }
  }

  private mutating func take(_ outcome: StageBranches.Outcome, adding open: inout [[UInt8]]) {
    switch outcome {
    case .missing: break
    case .invalid: hasPolicy = true
    case .loaded(let branches):
      (hasPolicy, isGoverned) = (true, true)
      // Where stages have no branches, changes are prepared on any, and land on that which `HEAD` names.
      let protected = branches.isEmpty ? headBranch.map { [$0] } ?? [] : branches
      names.formUnion(protected)
      open += protected
    }
  }

  /// Looks for policies that protect the branch they lie on.
  private mutating func search(
    _ place: BranchPlace, _ policies: StageBranches, _ repository: borrowing Repository
  ) throws(GitError) {
    for (name, tip) in try place.branches(repository) {
      switch try policies.outcome(ofCommit: tip, repository) {
      case .missing: continue
      case .invalid: hasPolicy = true
      case .loaded(let branches):
        hasPolicy = true
        if branches.contains(name) {
          isGoverned = true
          names.formUnion(branches)
        }
      }
    }
  }
}

extension Repository {
  /// Whether a commit is here.
  ///
  /// - Throws: `malformedCommit` and the like for one that is here and cannot be read.
  borrowing func holdsCommit(_ id: ObjectID) throws(GitError) -> Bool {
    do throws(GitError) {
      _ = try commit(id)
      return true
    } catch {
      if error.code == .missingObject { return false }
      throw error
    }
  }
}
