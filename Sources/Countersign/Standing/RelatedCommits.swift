import GitHistory
import Governance

/// Some commits of a history as if there were no others: which of them comes before which stays as it is.
struct RelatedCommits {
  /// Parents before children, each with those among the others that come right before it.
  private(set) var facts: [CommitFacts] = []

  /// - Parameter commits: parents before children, each once.
  init(
    _ commits: [RawCommit], _ attribution: CommitAttribution, _ repository: borrowing Repository
  ) throws(GitError) {
    /// For each commit, those that come before it.
    var ancestors: [Set<Int>] = []
    for (index, commit) in commits.enumerated() {
      var known: Set<Int> = []
      var nearest: [CommitID] = []
      for other in commits.indices[..<index].reversed() where !known.contains(other) {
        let id = commits[other].id
        var comesBefore = commit.parents.contains(id)
        if !comesBefore { comesBefore = try repository.isAncestor(id, of: commit.id) }
        guard comesBefore else { continue }
        nearest.append(id.commitID)
        known.insert(other)
        known.formUnion(ancestors[other])
      }
      ancestors.append(known)
      let facts = try attribution.facts(of: commit.id, in: repository)
      self.facts.append(facts.with(parents: nearest))
    }
  }
}

extension CommitFacts {
  /// The same commit with other parents. The newest date of those it has stays.
  fileprivate func with(parents: [CommitID]) -> CommitFacts {
    CommitFacts(
      id: id, parents: parents, author: author, committer: committer, coAuthors: coAuthors,
      committed: committed,
      newestParent: newestParent, attribution: attribution, plausibleAttribution: plausibleAttribution)
  }
}
