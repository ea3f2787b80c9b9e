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
    case .gitlab: ".gitlab-example/countersign.gitlab-ci.yml"
    }
  }

  /// Where it is written to. GitLab would take `.gitlab-ci.yml` from the change under judgement, so that its authors
  /// could take the check out: there it is for another project.
  var path: String {
    switch self {
    case .github: ".github/workflows/countersign.yml"
    case .gitlab: "countersign.gitlab-ci.yml"
    }
  }

  /// What whoever sets it up has to know besides what the file says.
  var advice: String? {
    switch self {
    case .github: nil
    case .gitlab:
      "move \(path) to a project that authors of changes cannot write to, and name it there as the CI/CD "
        + "configuration file of this one: GitLab reads .gitlab-ci.yml from the change itself"
    }
  }

  /// How a template names the branch.
  private var places: [(before: String, after: String)] {
    switch self {
    case .github: [("branches: [", "]")]
    case .gitlab: [("$CI_COMMIT_BRANCH == \"", "\""), ("branch --force ", " "), ("--branch ", " ")]
    }
  }

  /// The workflow for a branch; nil where the branch has a name that the file would take for something else.
  func workflow(branch: String) -> String? {
    guard var text = EmbeddedFile.named(template)?.text else { return nil }
    let isPlain = branch.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "-_./".utf8.contains(byte)
    }
    guard isPlain, branch.utf8.first != 0x2D else { return nil }
    for (before, after) in places {
      text = text.replacing("\(before)main\(after)", with: "\(before)\(branch)\(after)")
    }
    // What is there is a copy, and has no README beside it.
    return text.replacing("Copy it to \(path) and fill in", with: "Fill in")
      .replacing("README.md beside this file says", with: "The README of Countersign's example says")
      .replacing("README.md\n# beside this file says", with: "The README of\n# Countersign's example says")
  }
}
