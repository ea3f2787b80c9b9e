import CLibgit2

extension Repository {
  /// The references whose names begin with `prefix`, which ends with a slash, in byte order of their names.
  ///
  /// A symbolic reference to one that does not exist names nothing and is left out, as git does; so is one
  /// whose file is damaged, which libgit2 does not list. ``resolve(_:)`` reports that one.
  ///
  /// - Throws: `io`.
  package func references(prefix: String) throws(GitError) -> [Reference] {
    let operation = "listing references"
    var iterator: OpaquePointer?
    var code = git_reference_iterator_new(&iterator, handle.pointer)
    guard code == 0, let iterator else { throw LibGit2.failure(code, operation) }
    defer { git_reference_iterator_free(iterator) }
    var names: [[UInt8]] = []
    while true {
      var name: UnsafePointer<CChar>?
      code = git_reference_next_name(&name, iterator)
      if code == GIT_ITEROVER.rawValue { break }
      guard code == 0, let name else { throw LibGit2.failure(code, operation) }
      let bytes = [UInt8](ofCString: name)
      if bytes.starts(with: prefix.utf8) { names.append(bytes) }
    }
    var found: [Reference] = []
    for name in names {
      if let id = try target(ofReference: name) {
        found.append(Reference(name: GitPath(bytes: name), id: id))
      }
    }
    return found.sorted { $0.name < $1.name }
  }

  /// The branch and the commit that `HEAD` names.
  package func head() throws(GitError) -> Head {
    let operation = "reading HEAD"
    var pointer: OpaquePointer?
    let code = git_reference_lookup(&pointer, handle.pointer, "HEAD")
    guard code == 0, let pointer else { throw LibGit2.failure(code, operation) }
    let reference = ReferenceHandle(owning: pointer)
    var branch: GitPath?
    if let target = git_reference_symbolic_target(reference.pointer) {
      let name = [UInt8](ofCString: target)
      if name.starts(with: "refs/heads/".utf8) { branch = GitPath(bytes: Array(name.dropFirst(11))) }
    }
    return Head(branch: branch, id: try target(ofReference: Array("HEAD".utf8)))
  }

  /// The object at the end of the reference of that full name, such as `refs/heads/main`; nil when there is none.
  package func target(ofReference name: String) throws(GitError) -> ObjectID? {
    try target(ofReference: Array(name.utf8))
  }

  /// The name that a symbolic reference holds, in full; nil for one that holds an id, and where there is none.
  package func symbolicTarget(ofReference name: GitPath) throws(GitError) -> GitPath? {
    var pointer: OpaquePointer?
    let code = git_reference_lookup(&pointer, handle.pointer, name.bytes.map { CChar(bitPattern: $0) } + [0])
    if code == GIT_ENOTFOUND.rawValue || code == GIT_EINVALIDSPEC.rawValue { return nil }
    guard code == 0, let pointer else {
      throw LibGit2.failure(code, "reading the reference \(ParseProblem.quoted(name.bytes))")
    }
    let reference = ReferenceHandle(owning: pointer)
    return git_reference_symbolic_target(reference.pointer).map { GitPath(bytes: [UInt8](ofCString: $0)) }
  }

  /// The object at the end of a reference of that full name; nil when there is none.
  package func target(ofReference name: GitPath) throws(GitError) -> ObjectID? {
    try target(ofReference: name.bytes)
  }

  /// The object at the end of a reference; nil when there is no such reference.
  func target(ofReference name: [UInt8]) throws(GitError) -> ObjectID? {
    var oid = git_oid()
    let text = name.map { CChar(bitPattern: $0) } + [0]
    let code = git_reference_name_to_id(&oid, handle.pointer, text)
    switch code {
    case 0: return ObjectID(oid)
    case GIT_ENOTFOUND.rawValue, GIT_EINVALIDSPEC.rawValue: return nil
    default: throw LibGit2.failure(code, "reading the reference \(ParseProblem.quoted(name))")
    }
  }
}
