/// Where pull requests are judged, and by which file.
package enum ScaffoldForge: String, Sendable, CaseIterable {
  case github, gitlab

  /// The forge of a remote's address; nil if it says none that is known.
  package static func guess(remote: String) -> ScaffoldForge? {
    let host = RepositoryName.host(of: remote).lowercased()
    return allCases.first { host.contains($0.rawValue) }
  }

  private var template: String {
    switch self {
    case .github: ".github-example/countersign.yml"
    case .gitlab: ".gitlab-example/.gitlab-ci.yml"
    }
  }

  /// Where the forge looks for it.
  var path: String {
    switch self {
    case .github: ".github/workflows/countersign.yml"
    case .gitlab: ".gitlab-ci.yml"
    }
  }

  /// The workflow for a branch; nil if this version brings none for the forge, or one that cannot be for the branch.
  func workflow(branch: String) -> String? {
    guard let text = EmbeddedFile.named(template)?.text else { return nil }
    if branch.utf8.elementsEqual("main".utf8) { return text }
    // In a workflow `branches` are patterns: a name with signs of theirs would mean others.
    let isPlain = branch.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "-_./".utf8.contains(byte)
    }
    let parts = text.split(separator: "branches: [main]", omittingEmptySubsequences: false)
    guard isPlain, parts.count > 1 else { return nil }
    return parts.joined(separator: "branches: [\(branch)]")
  }
}
