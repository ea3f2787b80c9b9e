import CLibgit2
import Glibc

/// A repository, opened for reading.
///
/// libgit2 finds and unpacks objects and verifies that they hash to their names; all that gets judged is
/// parsed here. Neither the system's nor the user's git configuration is read, replacements and grafts
/// are never applied, and nothing of the repository is run, which is why it does not matter who owns it.
///
/// Not `Sendable`: a parallel worker opens its own.
package struct Repository: ~Copyable {
  let handle: RepositoryHandle
  let store: ObjectStore
  let graph: CommitGraph
  /// The variables that it was opened with, for another handle to be opened alike.
  package let environment: [String: String]

  /// The repository's own directory: `.git`, a bare repository, or a worktree's directory within `.git`.
  package let gitDirectory: String
  /// Where objects and references are: ``gitDirectory`` but for a linked worktree.
  package let commonDirectory: String
  /// The root of the working tree; nil when the repository is bare.
  package let workingDirectory: String?

  /// Opens the repository at `path` or above it.
  ///
  /// - Parameters:
  ///   - path: a directory; nil for the `GIT_DIR` of `environment`, or else the working directory.
  ///   - environment: the variables git hands to hooks. `GIT_OBJECT_DIRECTORY` and
  ///     `GIT_ALTERNATE_OBJECT_DIRECTORIES` add a push's quarantine (`git help receive-pack`);
  ///     `GIT_SHALLOW_FILE` and `GIT_GRAFT_FILE` are looked at by ``requireCompleteHistory()``.
  /// - Throws: `notARepository`, `unsupportedFormat`, `io`.
  package init(at path: String?, environment: [String: String] = [:]) throws(GitError) {
    try LibGit2.started.get()
    let given = path ?? environment["GIT_DIR"]
    // All that can fail comes first: a noncopyable member cannot be set on some ways through only.
    let handle = try Repository.open(given ?? ".", isGitDirectory: path == nil && given != nil)
    try Repository.requireSupportedFormat(handle)
    let store = ObjectStore(try Repository.openDatabase(handle, environment))
    gitDirectory = String(cString: git_repository_path(handle.pointer))
    commonDirectory = String(cString: git_repository_commondir(handle.pointer))
    workingDirectory = git_repository_workdir(handle.pointer).map { String(cString: $0) }
    self.environment = environment
    self.store = store
    graph = CommitGraph(store)
    self.handle = handle
  }

  private static func openDatabase(
    _ handle: borrowing RepositoryHandle, _ environment: [String: String]
  ) throws(GitError) -> ObjectDatabaseHandle {
    let database = try ObjectDatabaseHandle(of: handle)
    for directory in try quarantine(environment) {
      let code = git_odb_add_disk_alternate(database.pointer, directory)
      if code != 0 { throw LibGit2.failure(code, "opening the object directory \(directory)") }
    }
    return database
  }

  private static func open(_ path: String, isGitDirectory: Bool) throws(GitError) -> RepositoryHandle {
    let operation = "opening the repository"
    if path.utf8.contains(0) || path.isEmpty {
      throw GitError(.notARepository, operation, "\(ParseProblem.quoted(path.utf8)) is no path")
    }
    var pointer: OpaquePointer?
    let flags = isGitDirectory ? GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue : 0
    let code = git_repository_open_ext(&pointer, path, flags, nil)
    if code == 0, let pointer { return RepositoryHandle(owning: pointer) }
    let message = LibGit2.lastMessage
    if code == GIT_ENOTFOUND.rawValue {
      throw GitError(
        .notARepository, operation, "no git repository at \(path) or above it",
        mend: "name one with --repo, or git init")
    }
    // libgit2 has no code of its own for these.
    if ["extension", "version", "object format"].contains(where: message.contains) {
      throw GitError(.unsupportedFormat, operation, "\(path): \(message)", mend: Mend.format)
    }
    throw GitError(.io, operation, "\(path): \(message)")
  }

  /// Newer versions of libgit2 open what older ones refuse, so ask again.
  private static func requireSupportedFormat(_ handle: borrowing RepositoryHandle) throws(GitError) {
    let operation = "opening the repository"
    var configuration: OpaquePointer?
    var code = git_repository_config_snapshot(&configuration, handle.pointer)
    guard code == 0, let configuration else { throw LibGit2.failure(code, "reading the repository's config") }
    defer { git_config_free(configuration) }
    for (key, supported) in [("extensions.objectformat", "sha1"), ("extensions.refstorage", "files")] {
      var value: UnsafePointer<CChar>?
      code = git_config_get_string(&value, configuration, key)
      if code == GIT_ENOTFOUND.rawValue { continue }
      guard code == 0, let value else { throw LibGit2.failure(code, "reading the repository's config") }
      if strcmp(value, supported) != 0 {
        throw GitError(
          .unsupportedFormat, operation, "\(key) is \(String(cString: value)), only \(supported) is read",
          mend: Mend.format)
      }
    }
  }

  private static func quarantine(_ environment: [String: String]) throws(GitError) -> [String] {
    var directories: [String] = []
    if let own = environment["GIT_OBJECT_DIRECTORY"], !own.isEmpty { directories.append(own) }
    for other in (environment["GIT_ALTERNATE_OBJECT_DIRECTORIES"] ?? "").split(separator: ":") {
      if other.hasPrefix("\"") {
        throw GitError(
          .unsupportedFormat, "opening the repository",
          "GIT_ALTERNATE_OBJECT_DIRECTORIES holds a quoted path, which is not read",
          mend: "move the repository to a path without colons and quotes")
      }
      directories.append(String(other))
    }
    return directories
  }
}
