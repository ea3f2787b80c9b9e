import Countersign

/// Where git looks for the hooks of a repository, as git itself says.
struct HookPlace {
  let directory: HookDirectory
  let isBare: Bool
  /// The root of the working tree; nil where there is none.
  let workingTree: String?
  /// Whether the trust root is pinned for the hooks.
  let hasRoot: Bool
  /// `core.hooksPath`, and whether other repositories have it as well.
  let setting: (path: String, isShared: Bool)?

  /// - Parameter path: nil for the working directory.
  /// - Throws: `UsageError` where there is no repository, or git is missing.
  init(of path: String?) throws {
    let git = GitTool(directory: path ?? ".")
    guard let bare = try git.output(["rev-parse", "--is-bare-repository"]) else {
      throw UsageError("there is no repository here; name one with --repo")
    }
    isBare = bare == "true"
    // From there a relative path means what it means to git when it runs a hook.
    guard let top = try git.output(["rev-parse", isBare ? "--absolute-git-dir" : "--show-toplevel"]) else {
      throw UsageError("go to the working tree, or name it with --repo")
    }
    workingTree = isBare ? nil : top
    let there = GitTool(directory: top)
    guard let hooks = try there.output(["rev-parse", "--git-path", "hooks"]) else {
      throw UsageError("git does not say where its hooks are")
    }
    directory = HookDirectory(hooks.utf8.first == 0x2F ? hooks : "\(top)/\(hooks)")
    hasRoot = try there.output(["config", "--get", "countersign.root"]) != nil
    // The scope stands before the value.
    let found = try there.output(["config", "--show-scope", "--get", "core.hooksPath"])
    setting = found.flatMap { text in
      let parts = text.split(separator: "\t", maxSplits: 1).map(String.init)
      return parts.count == 2 ? (parts[1], parts[0] != "local" && parts[0] != "worktree") : nil
    }
  }

  /// Husky keeps its own scripts there and writes them anew.
  var isHuskys: Bool { directory.path.hasSuffix("/.husky/_") }

  /// Whether the hooks are files that others get with the repository.
  var isInWorkingTree: Bool {
    guard let workingTree, setting != nil else { return false }
    return directory.path.utf8.starts(with: "\(workingTree)/".utf8)
      && !directory.path.utf8.starts(with: "\(workingTree)/.git/".utf8)
  }

  /// Whether the working tree is set up for the pre-commit framework.
  var usesFramework: Bool {
    workingTree.map { WorkingFile(root: $0, path: ".pre-commit-config.yaml").exists } ?? false
  }
}
