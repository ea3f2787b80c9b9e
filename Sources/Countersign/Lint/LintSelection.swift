import GitHistory
import Governance

/// What of a tree is looked over.
struct LintSelection {
  /// Models' directories, in byte order.
  let models: [GitPath]
  let includesPolicy: Bool
  /// Whether only what differs from HEAD is asked for.
  let isOfChanges: Bool
  /// What findings may be about; nil for everything.
  private let paths: [GitPath]?

  /// Everything that there is.
  init(everythingOf models: [GitPath]) {
    self.models = models
    includesPolicy = true
    isOfChanges = false
    paths = nil
  }

  /// What differs from HEAD, and what rests on that: of a model all of its documents, of the policy every model.
  init(
    changesOf models: [GitPath], in tree: LintedTree, _ governed: GovernedPath,
    _ repository: borrowing Repository
  ) throws(GitError) {
    let changed = try ContributionGathering.directories(
      changedFrom: tree.head, to: tree.id, governed: governed, repository)
    let before = try ContributionGathering.fingerprint(of: GovernedPath.policies, in: tree.head, repository)
    let after = try ContributionGathering.fingerprint(of: GovernedPath.policies, in: tree.id, repository)
    self.models = before == after ? models.filter(changed.contains) : models
    includesPolicy = changed.contains(GovernedPath.policies)
    isOfChanges = true
    paths = nil
  }

  /// What is named, and of models named by a file or directory in them all that it takes to say what is wrong there.
  ///
  /// - Throws: `UsageError` for a name of nothing.
  init(
    _ names: [String], of models: [GitPath], _ naming: PathNaming, in tree: LintedTree,
    _ repository: borrowing Repository
  ) throws {
    var named: [GitPath] = []
    for name in names {
      if let path = naming.path(name), try LintSelection.exists(path, tree, repository) {
        named.append(path)
        continue
      }
      let namesakes = models.filter { $0.lastComponent.elementsEqual(name.utf8) }
      guard !namesakes.isEmpty else {
        throw UsageError("there is no file, directory or model \(name) to look at")
      }
      named += namesakes
    }
    func isAsked(_ directory: GitPath) -> Bool {
      named.contains { $0.hasPrefix(directory) || directory.hasPrefix($0) }
    }
    self.models = models.filter(isAsked)
    includesPolicy = isAsked(GovernedPath.policies)
    isOfChanges = false
    paths = named
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
