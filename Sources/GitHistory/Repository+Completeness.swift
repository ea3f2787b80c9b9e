import CLibgit2
import Glibc

extension Repository {
  /// Refuses a repository that shows less or other history than was made.
  ///
  /// Looked at in the common directory, which worktrees share: a `shallow` file, `info/grafts`, and
  /// references under `refs/replace/`. Here none of them would be applied, but git would, and the two
  /// must agree.
  ///
  /// - Throws: `shallow`, `grafted` or `replaced`, each with the command that mends it; `io`.
  package func requireCompleteHistory() throws(GitError) {
    let operation = "checking that history is complete"
    for path in [commonDirectory + "shallow", environment["GIT_SHALLOW_FILE"]] {
      if let path, !path.isEmpty, try isNonEmptyFile(path) {
        throw GitError(.shallow, operation, "history is cut off (shallow clone)", mend: Mend.shallow)
      }
    }
    for path in [commonDirectory + "info/grafts", environment["GIT_GRAFT_FILE"]] {
      if let path, !path.isEmpty, try isNonEmptyFile(path) {
        throw GitError(.grafted, operation, "commits are given other parents by \(path)", mend: Mend.grafted)
      }
    }
    if let reference = try references(prefix: "refs/replace/").first {
      throw GitError(
        .replaced, operation, "object \(reference.name.lastComponent.asText) is replaced by another",
        mend: Mend.replaced)
    }
  }

  private func isNonEmptyFile(_ path: String) throws(GitError) -> Bool {
    var status = stat()
    if stat(path, &status) == 0 { return status.st_size > 0 }
    if errno == ENOENT || errno == ENOTDIR { return false }
    throw GitError(.io, "checking that history is complete", "\(path): \(String(cString: strerror(errno)))")
  }
}

extension [UInt8] {
  /// For messages only.
  fileprivate var asText: String { String(decoding: self, as: UTF8.self) }
}
