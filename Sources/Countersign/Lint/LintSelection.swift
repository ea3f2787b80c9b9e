import GitHistory
import Governance

/// What of a tree is looked over.
struct LintSelection {
  /// Models' directories, in byte order.
  private(set) var models: [GitPath] = []
  private(set) var includesPolicy = false
  /// Whether only what differs from HEAD is asked for.
  private(set) var isOfChanges = false
  /// What findings may be about; nil for everything.
  private var paths: [GitPath]?

  /// Everything that there is.
  init(
    everythingIn tree: LintedTree, _ governed: GovernedPath, _ repository: borrowing Repository
  ) throws(GitError) {
    take(
      try ContributionGathering.directories(
        changedFrom: nil, to: tree.id, governed: governed, repository))
    includesPolicy = true
  }

  /// What differs from HEAD, and what rests on that: of a model all of its documents, of the policy every model.
  init(
    changedIn tree: LintedTree, _ governed: GovernedPath, _ repository: borrowing Repository
  ) throws(GitError) {
    isOfChanges = true
    let changed = try ContributionGathering.directories(
      changedFrom: tree.head, to: tree.id, governed: governed, repository)
    includesPolicy = changed.contains(GovernedPath.policies)
    let before = try ContributionGathering.fingerprint(of: GovernedPath.policies, in: tree.head, repository)
    let after = try ContributionGathering.fingerprint(of: GovernedPath.policies, in: tree.id, repository)
    take(
      before == after
        ? changed
        : try ContributionGathering.directories(
          changedFrom: nil, to: tree.id, governed: governed, repository))
  }

  /// What is named, and of models named by a file or directory in them all that it takes to say what is wrong there.
  ///
  /// - Throws: `UsageError` for a name of nothing.
  init(
    _ names: [String], _ naming: PathNaming, _ tree: LintedTree, _ governed: GovernedPath,
    _ repository: borrowing Repository
  ) throws {
    let all = try ContributionGathering.directories(
      changedFrom: nil, to: tree.id, governed: governed, repository)
    var named: [GitPath] = []
    for name in names {
      if let path = naming.path(name), try LintSelection.exists(path, tree, repository) {
        named.append(path)
        continue
      }
      let models = all.filter { $0 != GovernedPath.policies && $0.lastComponent.elementsEqual(name.utf8) }
      guard !models.isEmpty else {
        throw UsageError("there is no file, directory or model \(name) to look at")
      }
      named += models
    }
    paths = named
    take(all.filter { directory in named.contains { $0.hasPrefix(directory) || directory.hasPrefix($0) } })
    includesPolicy = named.contains {
      $0.hasPrefix(GovernedPath.policies) || GovernedPath.policies.hasPrefix($0)
    }
  }

  private mutating func take(_ directories: Set<GitPath>) {
    models = directories.filter { $0 != GovernedPath.policies }.sorted()
  }

  /// What is gone since HEAD is there to be named, and nothing to look at.
  private static func exists(
    _ path: GitPath, _ tree: LintedTree, _ repository: borrowing Repository
  ) throws(GitError) -> Bool {
    if path.isEmpty { return true }
    if try repository.entry(at: path, inTree: tree.id) != nil || tree.conflicts.contains(path)
      || tree.unreadable.contains(where: { $0.path == path })
    {
      return true
    }
    guard let head = tree.head else { return false }
    return try repository.entry(at: path, inTree: head) != nil
  }

  /// Whether a file or directory was asked for.
  func includes(_ path: GitPath) -> Bool { paths?.contains { path.hasPrefix($0) } ?? true }

  /// Whether a finding is about what was asked for. That there is no policy is said of whatever is looked at.
  func includes(_ finding: Finding) -> Bool {
    guard let path = finding.path.map({ GitPath($0) }) else { return true }
    return includes(path) || (finding.severity == .note && path == GovernedPath.policyFile)
  }
}

/// How paths on the command line are those of the repository.
struct PathNaming {
  /// The work tree's root, with a slash at the end; nil where there is none.
  let root: String?
  /// The working directory, absolute.
  let directory: String?

  /// The path relative to the root; nil for one outside. Whether there is anything is not asked, and links are not
  /// followed.
  func path(_ name: String) -> GitPath? {
    var components: [[UInt8]] = []
    let isAbsolute = name.utf8.first == 0x2F
    // Outside of the work tree, as with --repo, names are taken from its root.
    let start = isAbsolute ? [] : base
    for part in start + GitPath(name).components where !part.isEmpty && part != Array(".".utf8) {
      if part == Array("..".utf8) {
        if components.isEmpty { return nil }
        components.removeLast()
      } else {
        components.append(part)
      }
    }
    if isAbsolute {
      guard let above = root.map({ GitPath($0).components.filter { !$0.isEmpty } }),
        components.starts(with: above)
      else { return nil }
      components.removeFirst(above.count)
    }
    return GitPath(bytes: Array(components.joined(separator: [0x2F])))
  }

  /// The working directory as seen from the root.
  private var base: [[UInt8]] {
    guard let root, let directory, (directory + "/").utf8.starts(with: root.utf8) else { return [] }
    return GitPath(bytes: Array((directory + "/").utf8.dropFirst(root.utf8.count))).components
  }
}
