extension Workspace {
  /// Installs a hook in a repository of the workspace, as the manual tells.
  func installHook(as name: String, in repository: String) throws {
    try expect(.countersign, "hook", "install", name, "--repo", path(repository))
  }
}
