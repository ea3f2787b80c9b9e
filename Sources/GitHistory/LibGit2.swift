import CLibgit2

/// The library as a whole: its process-wide settings and the words of its last error.
enum LibGit2 {
  /// Starts the library once and for the whole process. Nothing is shut down: the process ends first.
  static let started: Result<Void, GitError> = {
    var code = git_libgit2_init()
    if code < 0 { return .failure(failure(code, "starting libgit2")) }
    // The configuration of the machine and of the user must not decide what history says.
    for level in [
      GIT_CONFIG_LEVEL_PROGRAMDATA, GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG,
      GIT_CONFIG_LEVEL_GLOBAL,
    ] {
      code = min(code, countersign_set_search_path(level.rawValue, ""))
    }
    code = min(code, countersign_set_template_path(""))
    // Ownership is git's guard against hooks and filters that a repository's configuration starts. Nothing
    // of the repository is ever run here, and CI runners check out as somebody else.
    code = min(code, countersign_set_owner_validation(0))
    code = min(code, countersign_set_strict_hash_verification(1))
    // Objects are read once, in bulk; memory must not grow with history.
    code = min(code, countersign_set_object_caching(0))
    code = min(code, countersign_accept_extensions())
    return code < 0 ? .failure(failure(code, "setting up libgit2")) : .success(())
  }()

  /// The message of the last error on this thread, on one line.
  static var lastMessage: String {
    guard let error = git_error_last(), let message = error.pointee.message else { return "no details" }
    return String(cString: message).split(separator: "\n").joined(separator: " ")
  }

  /// An error of kind `io` from libgit2's return code.
  static func failure(_ code: CInt, _ operation: String) -> GitError {
    GitError(.io, operation, code == GIT_ENOTFOUND.rawValue ? "not found: \(lastMessage)" : lastMessage)
  }
}
