import GitHistory

/// Builds a repository commit by commit, in words that read like the story they tell:
///
///     let repository = try RepositoryBuilder(creating: path)
///     try repository.write("models/a/card.yaml", CardDraft(id: "a").yaml)
///     try repository.commit("bring model a", by: .erin)
///     try repository.branch("change")
///
/// There is one working set of files, which starts empty and follows the checked-out branch. Nothing of it
/// is on disk: the working tree stays as it is. Dates and keys are given, and neither the configuration nor
/// the clock of the machine is read: the same story makes the same ids.
///
/// Every method throws ``RehearsalError`` where git fails, beside what its own documentation says.
package final class RepositoryBuilder {
  /// Where the working tree's root is, or the repository itself when it is bare.
  package let path: String
  /// When the next commit is made, in seconds since 1970-01-01T00:00:00Z; each commit moves it on by
  /// ``step``. May be set at will.
  package var clock: Int64
  /// How many seconds lie between two commits.
  package var step: Int64
  /// The branch that is checked out, without `refs/heads/`; nil when a commit is.
  package private(set) var currentBranch: String? = "main"
  /// The commit that the next one follows; nil before the first.
  package private(set) var head: ObjectID?

  let storage: ObjectStorage
  var files: Directory
  /// What was written or removed since the last commit, to tell which conflicts of a merge are resolved.
  var touched: Set<GitPath> = []
  private var tips: [String: ObjectID] = [:]

  /// 2026-01-05T09:00:00Z, when stories start unless they say otherwise.
  package static let defaultStart: Int64 = 1_767_603_600

  /// Makes an empty repository, its branch `main` checked out.
  ///
  /// - Parameters:
  ///   - path: a directory, made when missing.
  ///   - start: when the first commit is made, in seconds since 1970-01-01T00:00:00Z.
  ///   - step: how many seconds lie between two commits.
  package init(
    creating path: String, start: Int64 = RepositoryBuilder.defaultStart, step: Int64 = 60, bare: Bool = false
  ) throws(RehearsalError) {
    storage = try ObjectStorage(creating: path, bare: bare)
    files = Directory(.emptyTree, in: storage)
    self.path = path
    clock = start
    self.step = step
  }

  /// The repository's own directory, with a slash at its end.
  package var gitDirectory: String { storage.gitDirectory }

  /// The commit that a branch names; nil when there is no such branch.
  package func tip(of branch: String) -> ObjectID? { tips[branch] }

  /// Makes a branch and checks it out.
  ///
  /// - Parameter start: the branch it starts at; nil for where the story stands.
  /// - Throws: when there is no branch `start`.
  package func branch(_ name: String, from start: String? = nil) throws(RehearsalError) {
    if let start { try checkOut(start) }
    if let head { try move(name, to: head) }
    currentBranch = name
  }

  /// Checks out a branch: the working set becomes its files, and what was not committed is gone.
  ///
  /// - Throws: when there is no such branch.
  package func checkOut(_ branch: String) throws(RehearsalError) {
    guard let tip = tips[branch] else {
      throw RehearsalError(
        "checking out", "there is no branch \(branch)", mend: "make it with branch(_:from:)")
    }
    try checkOut(commit: tip)
    currentBranch = branch
  }

  /// Checks out a commit, as no branch: the next commits move none.
  package func checkOut(commit: ObjectID) throws(RehearsalError) {
    files = Directory(try storage.tree(ofCommit: commit), in: storage)
    touched = []
    head = commit
    currentBranch = nil
  }

  /// Lets the checked-out branch name another commit, and checks that out (`git reset --hard`).
  package func reset(to commit: ObjectID) throws(RehearsalError) {
    let branch = currentBranch
    try checkOut(commit: commit)
    if let branch { try move(branch, to: commit) }
    currentBranch = branch
  }

  /// Leaves the branch where it is; the working set stays, and the next commits move no branch.
  func leaveBranch() { currentBranch = nil }

  /// Lets the next commit move a branch, whatever it holds; the working set stays.
  func enterBranch(_ branch: String) { currentBranch = branch }

  /// Moves on to a new commit, whose tree the working set already is.
  func advance(to commit: ObjectID) throws(RehearsalError) {
    if let currentBranch { try move(currentBranch, to: commit) }
    head = commit
    touched = []
    clock += step
  }

  private func move(_ branch: String, to commit: ObjectID) throws(RehearsalError) {
    try storage.updateRef("refs/heads/\(branch)", to: commit)
    tips[branch] = commit
  }

  /// Lets a reference, named in full, name any object, whatever it named before. The story does not follow:
  /// a branch moved this way is still where it was for ``checkOut(_:)``.
  package func updateRef(_ name: String, to id: ObjectID) throws(RehearsalError) {
    try storage.updateRef(name, to: id)
  }

  /// Makes a lightweight tag.
  ///
  /// - Parameter commit: nil for where the story stands, which must have a commit.
  package func tag(_ name: String, at commit: ObjectID? = nil) throws(RehearsalError) {
    guard let target = commit ?? head else {
      throw RehearsalError("tagging", "there is no commit yet", mend: "commit first")
    }
    try storage.updateRef("refs/tags/\(name)", to: target)
  }

  /// Makes an annotated tag, unsigned.
  @discardableResult
  package func tag(_ name: String, message: String, by person: Person) throws(RehearsalError) -> ObjectID {
    guard let head else { throw RehearsalError("tagging", "there is no commit yet", mend: "commit first") }
    let text =
      "object \(head)\ntype commit\ntag \(name)\ntagger \(person.name) <\(person.email)> \(clock) +0000\n\n"
    let id = try storage.write(.tag, Array((text + message + "\n").utf8))
    try storage.updateRef("refs/tags/\(name)", to: id)
    return id
  }

  /// Lets `HEAD` name a branch, which need not exist: what a user of the repository finds checked out.
  package func setHead(_ branch: String) throws(RehearsalError) { try storage.setHead(branch) }

  /// Writes the files of the branch that `HEAD` names to disk, with an index that agrees.
  package func writeWorkingTree() throws(RehearsalError) { try storage.writeWorkingTree() }

  /// Writes an object with exactly these bytes, well-formed or not.
  @discardableResult
  package func writeRaw(_ kind: ObjectKind, _ bytes: [UInt8]) throws(RehearsalError) -> ObjectID {
    try storage.write(kind, bytes)
  }
}
