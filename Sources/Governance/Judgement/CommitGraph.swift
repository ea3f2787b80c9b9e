/// A commit of base..head, as far as the judgement needs it.
package struct CommitFacts: Sendable {
  package let id: CommitID
  package let parents: [CommitID]
  package let author: EmailAddress
  package let committer: EmailAddress
  package let coAuthors: [EmailAddress]
  /// The committer date, which is a claim of whoever made the commit.
  package let committed: Instant
  /// The newest of the parents' committer dates, of those in base too; nil for a root commit.
  package let newestParent: Instant?
  package let attribution: Attribution
  /// What the signature would be worth at the date closest to the claim that could be true; nil where the claim
  /// could be, and where that is for the roster's keys to say.
  package let plausibleAttribution: Attribution?

  package init(
    id: CommitID, parents: [CommitID], author: EmailAddress, committer: EmailAddress,
    coAuthors: [EmailAddress] = [], committed: Instant, newestParent: Instant? = nil,
    attribution: Attribution,
    plausibleAttribution: Attribution? = nil
  ) {
    self.id = id
    self.parents = parents
    self.author = author
    self.committer = committer
    self.coAuthors = coAuthors
    self.committed = committed
    self.newestParent = newestParent
    self.attribution = attribution
    self.plausibleAttribution = plausibleAttribution
  }

  /// The date closest to a claimed one that could be true, nil if the claimed one could: no commit is older than
  /// its parents, nor newer than now.
  package static func plausibleDate(claimed: Instant, newestParent: Instant?, now: Instant) -> Instant? {
    if claimed.isClearlyAfter(now) { return now }
    if let newestParent, newestParent.isClearlyAfter(claimed) { return newestParent }
    return nil
  }
}

/// The commits of base..head, parents before children.
package struct CommitGraph: Sendable {
  package let commits: [CommitFacts]
  private let indexByID: [CommitID: Int]

  package init(_ commits: [CommitFacts] = []) {
    self.commits = commits
    indexByID = Dictionary(uniqueKeysWithValues: commits.enumerated().map { ($1.id, $0) })
  }

  package subscript(id: CommitID) -> CommitFacts? { indexByID[id].map { commits[$0] } }

  /// A commit's place in the order, parents before children; nil outside base..head, that is, in base.
  package func index(of id: CommitID) -> Int? { indexByID[id] }

  /// Whether the one commit comes before the other in history. What is in base comes before everything
  /// in base..head; two commits that are both in base are not told apart.
  package func precedes(_ earlier: CommitID, _ later: CommitID) -> Bool {
    guard let end = indexByID[later] else { return false }
    guard let start = indexByID[earlier] else { return true }
    guard start < end else { return false }
    var seen: Set<Int> = [end]
    var waiting = [end]
    while let index = waiting.popLast() {
      for parent in commits[index].parents {
        guard let parentIndex = indexByID[parent], parentIndex >= start else { continue }
        if parentIndex == start { return true }
        if seen.insert(parentIndex).inserted { waiting.append(parentIndex) }
      }
    }
    return false
  }
}
