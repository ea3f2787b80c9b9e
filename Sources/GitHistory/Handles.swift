import CLibgit2

/// Owns a `git_repository *`.
struct RepositoryHandle: ~Copyable {
  let pointer: OpaquePointer

  init(owning pointer: OpaquePointer) { self.pointer = pointer }

  deinit { git_repository_free(pointer) }
}

/// Owns a `git_odb *`, which may outlive the repository it came from.
struct ObjectDatabaseHandle: ~Copyable {
  let pointer: OpaquePointer

  init(of repository: borrowing RepositoryHandle) throws(GitError) {
    var pointer: OpaquePointer?
    let code = git_repository_odb(&pointer, repository.pointer)
    guard code == 0, let pointer else { throw LibGit2.failure(code, "opening the object database") }
    self.pointer = pointer
  }

  deinit { git_odb_free(pointer) }
}

/// Owns a `git_reference *`.
struct ReferenceHandle: ~Copyable {
  let pointer: OpaquePointer

  init(owning pointer: OpaquePointer) { self.pointer = pointer }

  deinit { git_reference_free(pointer) }
}
