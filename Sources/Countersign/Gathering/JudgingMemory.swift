import GitHistory
import Governance

/// What the judgements of one history have in common, looked up once: an audit judges thousands of transitions, each
/// of which begins where the one before ended.
///
/// Everything in it follows from objects by their ids, so that it never matters who looked first.
final class JudgingMemory {
  let digests = ContentDigests()
  let branchTips = BranchTips()
  let neighbours = Neighbours()
  let monitoring = MonitoringReading()
  private var policies: [ObjectID: LoadedPolicy.Outcome] = [:]
  private var stageHistories: [Governance.Digest: StageHistory] = [:]
  private var descendants: Set<ObjectID> = []
  private var root: ObjectID?
  private var isHistoryComplete = false
  private let isReplay: Bool

  /// - Parameter isReplay: whether what is judged landed long ago, so that branches show what came after it as well.
  init(isReplay: Bool = false) { self.isReplay = isReplay }

  /// How many policies are remembered.
  private static let limit = 256

  /// Lets go of what has become much, so that memory does not grow with the length of a history.
  func forgetSome() {
    digests.forgetSome()
    neighbours.forgetSome()
    if policies.count > JudgingMemory.limit { policies = [:] }
    if stageHistories.count > JudgingMemory.limit { stageHistories = [:] }
  }

  /// Refuses a cut-off history, once.
  func requireCompleteHistory(_ repository: borrowing Repository) throws(GitError) {
    if isHistoryComplete { return }
    try repository.requireCompleteHistory()
    isHistoryComplete = true
  }

  /// The policy of a tree.
  func policy(of tree: ObjectID, _ repository: borrowing Repository) throws(GitError) -> LoadedPolicy.Outcome
  {
    guard let entry = try repository.entry(at: GovernedPath.policies, inTree: tree), entry.mode == .tree
    else {
      return try LoadedPolicy.load(from: tree, in: repository, digests: digests)
    }
    if let known = policies[entry.id] { return known }
    let outcome = try LoadedPolicy.load(from: tree, in: repository, digests: digests)
    policies[entry.id] = outcome
    return outcome
  }

  /// Which stages a model reached before, under a policy.
  func stageHistory(of policy: LoadedPolicy, governed: GovernedPath) -> StageHistory {
    if let known = stageHistories[policy.digest] { return known }
    let history = StageHistory(
      policy: policy.policy, governed: governed, digests: digests, tips: branchTips, isReplay: isReplay)
    stageHistories[policy.digest] = history
    return history
  }

  /// Notes commits that are known to descend from the trust root, where whoever asks has walked from one to the other.
  func trust(_ commits: Set<ObjectID>, toDescendFrom root: ObjectID) {
    (self.root, descendants) = (root, commits)
  }

  /// Whether the commit is the trust root or descends from it. A commit whose parent does is not looked at further.
  func descends(
    _ commit: ObjectID, from root: ObjectID, _ repository: borrowing Repository
  ) throws(GitError) -> Bool {
    if self.root != root { (self.root, descendants) = (root, []) }
    if descendants.contains(commit) { return true }
    let isKnown = try repository.commit(commit).parents.contains(where: descendants.contains)
    if !isKnown, try !repository.isAncestor(root, of: commit) { return false }
    descendants.insert(commit)
    return true
  }
}
