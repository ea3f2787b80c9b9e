import GitHistory

/// The one branch of a push that the pre-commit framework tells its hooks about (https://pre-commit.com, "pre-push").
/// It keeps standard input to itself, names no deletion, and of several branches only one.
package struct FrameworkPush: Sendable {
  package let remote: String
  package let update: RefUpdate

  /// - Parameter environment: `PRE_COMMIT_TO_REF` is what is pushed, or `PRE_COMMIT_LOCAL_BRANCH` where all of its
  ///   history is new. `PRE_COMMIT_FROM_REF` is what the remote branch holds or, where that is new, the last commit
  ///   that the remote has of its history.
  /// - Returns: nil outside of the framework.
  /// - Throws: `UsageError` for values that the framework would not set, `GitError` for what cannot be read.
  package init?(_ environment: [String: String], in repository: borrowing Repository) throws {
    guard let branch = environment["PRE_COMMIT_REMOTE_BRANCH"], !branch.isEmpty else { return nil }
    guard let head = environment["PRE_COMMIT_TO_REF"] ?? environment["PRE_COMMIT_LOCAL_BRANCH"] else {
      throw UsageError("PRE_COMMIT_REMOTE_BRANCH is set, and PRE_COMMIT_TO_REF is not")
    }
    let base = try environment["PRE_COMMIT_FROM_REF"].map { try DigestQuery.commit($0, repository) }
    update = RefUpdate(
      name: try HookInput.reference(branch), old: base, new: try DigestQuery.commit(head, repository))
    remote = environment["PRE_COMMIT_REMOTE_NAME"] ?? "origin"
  }
}
