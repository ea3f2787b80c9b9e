import GitHistory

/// Names of references that a machine or git itself takes for a protected branch.
struct ReferenceTwins {
  private let branches: Set<[FoldedName]>

  init(of branches: Set<[UInt8]>) {
    self.branches = Set(branches.map { ReferenceTwins.folded(GitPath(bytes: $0)) })
  }

  /// What a name is taken for.
  enum Confusion {
    /// A case-insensitive file system keeps it in the file of a protected branch.
    case sameFile
    /// `git rev-parse main` finds it before the branch (`git help gitrevisions`).
    case found
    /// It is where a protected branch of a remote is kept, and what lies there counts as landed on it.
    case tracked
  }

  func confusion(about name: GitPath) -> Confusion? {
    let parts = ReferenceTwins.folded(name)[...]
    guard let kind = parts.dropFirst().first else { return nil }
    if kind == ReferenceTwins.heads { return branches.contains(Array(parts.dropFirst(2))) ? .sameFile : nil }
    if kind == ReferenceTwins.tags, branches.contains(Array(parts.dropFirst(2))) { return .found }
    if kind == ReferenceTwins.remotes, branches.contains(Array(parts.dropFirst(3))) { return .tracked }
    return branches.contains(Array(parts.dropFirst(1))) ? .found : nil
  }

  /// Whether it is a replace ref, on some machine at least.
  static func isReplacement(_ name: GitPath) -> Bool {
    folded(name).dropFirst().first == FoldedName("replace".utf8)
  }

  private static let heads = FoldedName("heads".utf8)
  private static let tags = FoldedName("tags".utf8)
  private static let remotes = FoldedName("remotes".utf8)

  private static func folded(_ path: GitPath) -> [FoldedName] { path.components.map { FoldedName($0) } }
}
