import GitHistory

/// Which paths below a model are refused: what looks like another file's name on some machine, and what
/// leads out of the directory.
struct PathCheck {
  /// Every path and directory seen, by how it looks with case and canonical forms folded.
  private var looks: [FoldedName: [UInt8]] = [:]
  private var links: [String: [String]] = [:]

  /// What is wrong with the path; nil if nothing is.
  ///
  /// - Parameter linkTarget: where a symbolic link points.
  mutating func problem(with path: GitPath, mode: FileMode, linkTarget: [UInt8]?) -> String? {
    guard let text = path.text else { return "has a name that is not UTF-8" }
    if mode == .submodule { return "is a submodule, whose content is not in this repository" }
    var prefix: [UInt8] = []
    for component in path.components {
      if !prefix.isEmpty { prefix.append(0x2F) }
      prefix += component
      let look = FoldedName(prefix)
      if let other = looks[look], other != prefix {
        return "is the same as \(String(decoding: other, as: UTF8.self)) where case or Unicode form is folded"
      }
      looks[look] = prefix
    }
    guard let linkTarget else { return nil }
    guard let target = String(validating: linkTarget, as: UTF8.self),
      let resolved = resolve(target, from: text)
    else {
      return "is a link that leaves the model's directory"
    }
    if let way = resolved.first(where: { PathCheck.isUnreviewed($0) && !PathCheck.isUnreviewed(text) }) {
      return "is a link to \(way), which is no part of what the model's contributors answer for"
    }
    links[text] = resolved
    return nil
  }

  /// Whether the path is, or lies in, a directory that approvals do not bind or whose changes are nobody's
  /// contribution. A link from the rest of the model would bring content in that nobody answers for.
  private static func isUnreviewed(_ path: String) -> Bool {
    ContributionGathering.leftOut.map(GitPath.init(_:)).contains { GitPath(path).hasPrefix($0) }
  }

  /// Links whose way leads through other links: where they end up cannot be told from their text.
  func chainedLinks() -> [String] {
    links.filter { _, steps in steps.contains { links[$0] != nil } }.map(\.key).sorted()
  }

  /// The paths that a relative target passes, the last one its end; nil if it leaves the directory. `..` is
  /// accepted at the front only: behind a name that may be a link, it could lead anywhere.
  private func resolve(_ target: String, from link: String) -> [String]? {
    guard !target.isEmpty, target.utf8.first != 0x2F, !target.utf8.contains(0) else { return nil }
    var position = link.split(separator: "/").dropLast().map(String.init)
    var steps: [String] = []
    var isAtFront = true
    for part in target.split(separator: "/") where part != "." {
      if part == ".." {
        guard isAtFront, !position.isEmpty else { return nil }
        position.removeLast()
      } else {
        isAtFront = false
        position.append(String(part))
        steps.append(position.joined(separator: "/"))
      }
    }
    return steps
  }
}
