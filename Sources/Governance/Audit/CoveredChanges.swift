/// Of each commit, when what it contains was changed first and last, in one pass over the commits.
struct CoveredChanges {
  /// The dates of the oldest and of the newest change.
  struct Span {
    var oldest: Instant
    var newest: Instant

    func joined(_ other: Span) -> Span {
      Span(oldest: min(oldest, other.oldest), newest: max(newest, other.newest))
    }
  }

  private let commits: CommitGraph
  /// The place of the first change, and what is known of the commits from there on.
  private var start = 0
  private var spans: [Span?] = []

  /// - Parameters:
  ///   - changes: the commits that changed something.
  ///   - ends: the commits that will be asked for.
  init(_ changes: [CommitID], until ends: [CommitID], in commits: CommitGraph) {
    self.commits = commits
    guard let first = changes.compactMap({ commits.index(of: $0) }).min(),
      let last = ends.compactMap({ commits.index(of: $0) }).max(), first <= last
    else { return }
    start = first
    let changes = Set(changes)
    for commit in commits.commits[first...last] {
      var span =
        changes.contains(commit.id) ? Span(oldest: commit.committed, newest: commit.committed) : nil
      for parent in commit.parents {
        guard let earlier = self[parent] else { continue }
        span = span?.joined(earlier) ?? earlier
      }
      spans.append(span)
    }
  }

  /// Nil where the commit contains none of the changes.
  subscript(commit: CommitID) -> Span? {
    guard let index = commits.index(of: commit), index >= start, index - start < spans.count else {
      return nil
    }
    return spans[index - start]
  }
}
