import Countersign
import GitHistory
import Glibc
import Scaffolding

/// What there is where a repository is to be scaffolded: read once, before anything is asked.
struct InitSurroundings {
  /// The root of the working tree.
  let root: String
  /// The branch that models are released on: the one that was named, or the default one.
  let branch: String
  /// The address of the remote, if there is one.
  let remote: String?
  /// Who runs the command, as git says.
  let user: (name: String, email: String)?
  /// Whether there is a commit.
  var hasCommits: Bool { log != nil }
  /// Who commits; nil where there is no commit.
  private(set) var log: LogPeople?
  /// What stands in `policies/policy.yaml` and `policies/identities.yaml`; nil where they are not there.
  let policy: [UInt8]?
  let identities: [UInt8]?
  /// An `allowed_signers` file, and what it is called.
  let allowedSigners: (name: String, bytes: [UInt8])?
  /// What git signs with, if that is a key of SSH: a file, or the key itself.
  let signingKey: String?
  private(set) var notes: [String] = []

  /// - Parameters:
  ///   - path: a directory of a repository; nil is the working directory.
  ///   - branch: the branch that was named, if one was.
  ///   - allowedSigners: a file that was named, if one was.
  /// - Throws: `UsageError` where there is no working tree.
  static func read(at path: String?, branch: String?, _ allowedSigners: String?) throws -> InitSurroundings {
    let repository = try Repository(at: path, environment: ProcessEnvironment.current)
    guard let root = repository.workingDirectory else {
      throw UsageError("init needs a working tree, and this repository is bare")
    }
    let git = GitTool(directory: root)
    let head = try repository.head()
    let branch = try branch ?? defaultBranch(git, repository, head)
    var surroundings = try InitSurroundings(root: root, git, branch: branch, allowedSigners)
    guard let tip = head.id else { return surroundings }
    let log = try LogPeople(from: tip, in: repository, keys: surroundings.knownKeys())
    if log.isCutOff {
      surroundings.notes.append(
        "only \(log.commits) commits of the log were read: name whoever is missing with --person")
    }
    surroundings.log = log
    return surroundings
  }

  /// What there will be once the directory is a repository.
  static func read(without path: String?, branch: String?, _ allowedSigners: String?) throws
    -> InitSurroundings
  {
    guard let pointer = realpath(path ?? ".", nil) else {
      throw UsageError("there is no directory \(path ?? ".")")
    }
    defer { free(pointer) }
    let root = String(cString: pointer)
    var surroundings = try InitSurroundings(
      root: root, GitTool(directory: root), branch: branch ?? "main", allowedSigners)
    surroundings.notes.append(
      "this is no git repository yet: git init -b main, or --git-init, makes it one")
    return surroundings
  }

  private init(root: String, _ git: GitTool, branch: String, _ named: String?) throws {
    func config(_ arguments: String...) throws -> String? {
      let value = try git.output(["config"] + arguments)
      return value.flatMap { $0.isEmpty ? nil : $0 }
    }
    self.root = root.hasSuffix("/") && root != "/" ? String(root.dropLast()) : root
    self.branch = branch
    remote = try config("remote.origin.url")
    let name = try config("user.name") ?? ""
    user = try config("user.email").map { (name, $0) }
    policy = try InitSurroundings.content(of: Scaffold.policyPath, root)
    identities = try InitSurroundings.content(of: Scaffold.rosterPath, root)
    let own = "policies/allowed_signers"
    if let file = try named ?? config("--type=path", "gpg.ssh.allowedSignersFile") {
      allowedSigners = (file, try InputFile.read(file))
    } else {
      allowedSigners = try InitSurroundings.content(of: own, root).map { (own, $0) }
    }
    let key = try config("user.signingkey")
    let isSSH = try config("gpg.format") == "ssh"
    signingKey = isSSH ? key : nil
    if let key, !isSSH {
      notes.append(
        "git signs with \(key), which is no key of SSH; list its certificate: "
          + "gpg --armor --export KEY > policies/keys/NAME.asc, and {openpgp: keys/NAME.asc} as the key")
    }
  }

  /// Whether there is no repository, here or above.
  static func isMissing(at path: String?) throws -> Bool {
    do throws(GitError) {
      _ = try Repository(at: path, environment: ProcessEnvironment.current)
      return false
    } catch {
      guard error.code == .notARepository else { throw error }
      return true
    }
  }

  /// Makes the directory a repository.
  static func make(at path: String?, branch: String?) throws {
    try GitTool(directory: path ?? ".").run(["init", "--quiet", "--initial-branch", branch ?? "main"])
  }

  /// The branch that a clone starts on, else `main` or `master`, else the one that is checked out.
  private static func defaultBranch(
    _ git: GitTool, _ repository: borrowing Repository, _ head: Head
  ) throws -> String {
    let prefix = "origin/"
    if let name = try git.output(["symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD"]),
      name.hasPrefix(prefix)
    {
      return String(name.dropFirst(prefix.count))
    }
    for name in ["main", "master"] where try repository.target(ofReference: "refs/heads/\(name)") != nil {
      return name
    }
    return head.branch?.text ?? "main"
  }

  /// The keys that say whose commits of the log they signed.
  private mutating func knownKeys() throws -> KnownKeys? {
    guard let file = allowedSigners else { return nil }
    do {
      return try KnownKeys(allowedSigners: [(path: file.name, bytes: file.bytes)], openPGP: [])
    } catch let error as UsageError {
      notes.append(error.description)
      return nil
    }
  }

  private static func content(of path: String, _ root: String) throws -> [UInt8]? {
    let file = WorkingFile(root: root, path: path)
    return file.exists ? try InputFile.read(file.location) : nil
  }

  // MARK: Writing

  /// The files that are not there, and those that are.
  func sorted(_ files: [Scaffold.File]) -> (missing: [Scaffold.File], kept: [Scaffold.File]) {
    let missing = files.filter { !WorkingFile(root: root, path: $0.path).exists }
    return (missing, files.filter { file in !missing.contains { $0.path == file.path } })
  }

  /// Writes each file whole, and nothing over another.
  ///
  /// - Throws: `UsageError` where one cannot be written; it says which were.
  func write(_ files: [Scaffold.File]) throws {
    var written: [String] = []
    // The policy comes last: as long as it is not there, another run begins anew.
    let order =
      files.filter { $0.path != Scaffold.policyPath } + files.filter { $0.path == Scaffold.policyPath }
    for scaffolded in order {
      let file = WorkingFile(root: root, path: scaffolded.path)
      do {
        if file.exists { throw UsageError("\(scaffolded.path) came to be in the meantime, and is kept") }
        try file.write(scaffolded.text)
      } catch let error as UsageError {
        let done =
          written.isEmpty ? "nothing was written" : "written before: \(written.joined(separator: ", "))"
        throw UsageError("\(error.description)\n\(done)")
      }
      written.append(scaffolded.path)
    }
  }
}
