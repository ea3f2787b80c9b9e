import GitHistory

/// Where branches end, here and on each remote: each is looked up once, so that all that is judged sees the same.
final class BranchTips {
  private var tips: [[UInt8]: [ObjectID]] = [:]

  /// The branches that were asked for, and where they ended.
  var known: [[UInt8]: [ObjectID]] { tips }

  /// The ends of `refs/heads/<branch>` and of each `refs/remotes/<remote>/<branch>`.
  func tips(of branch: String, _ repository: borrowing Repository) throws(GitError) -> [ObjectID] {
    try tips(of: Array(branch.utf8), repository)
  }

  /// - Parameter name: the bytes of the branch's name.
  func tips(of name: [UInt8], _ repository: borrowing Repository) throws(GitError) -> [ObjectID] {
    if let known = tips[name] { return known }
    var found: [ObjectID] = []
    for reference in try repository.references(prefix: "refs/heads/")
      + repository.references(prefix: "refs/remotes/")
    {
      let components = reference.name.components
      // refs/heads/<branch>, refs/remotes/<remote>/<branch>
      let prefix = components[1] == Array("heads".utf8) ? 2 : 3
      guard components.count > prefix, Array(components[prefix...].joined(separator: [0x2F])) == name else {
        continue
      }
      found.append(try repository.peeledCommit(reference.id))
    }
    tips[name] = found
    return found
  }
}
