import GitHistory

extension RepositoryBuilder {
  /// Puts a file into the working set. A file in the way of its directories gives way.
  package func write(_ path: GitPath, _ text: String, mode: FileMode = .file) throws(RehearsalError) {
    try write(path, bytes: Array(text.utf8), mode: mode)
  }

  /// Puts a file with any content into the working set.
  ///
  /// - Parameter path: parts may be what git refuses, such as `..` or `.GIT`.
  package func write(_ path: GitPath, bytes: [UInt8], mode: FileMode = .file) throws(RehearsalError) {
    try put(path, mode, try storage.write(.blob, bytes))
  }

  /// Puts a symbolic link into the working set; its target need not be there.
  package func link(_ path: GitPath, to target: String) throws(RehearsalError) {
    try write(path, bytes: Array(target.utf8), mode: .symlink)
  }

  /// Puts a submodule into the working set, at a commit of another repository.
  package func submodule(_ path: GitPath, at commit: ObjectID) throws(RehearsalError) {
    try put(path, .submodule, commit)
  }

  /// Makes a file executable, or no longer so.
  ///
  /// - Throws: when there is no such file.
  package func setMode(_ path: GitPath, _ mode: FileMode) throws(RehearsalError) {
    try put(path, mode, try leaf(path).id)
  }

  /// Removes a file, or a directory with all that is in it.
  ///
  /// - Throws: when there is nothing.
  package func remove(_ path: GitPath) throws(RehearsalError) {
    let removed = try paths(below: path)
    if removed.isEmpty { throw missing(path) }
    try files.set(path.components[...], to: nil)
    touched.formUnion(removed)
    touched.insert(path)
  }

  /// Moves a file or a directory, modes and all.
  ///
  /// - Throws: when there is nothing.
  package func move(_ path: GitPath, to destination: GitPath) throws(RehearsalError) {
    try copy(path, to: destination)
    try remove(path)
  }

  /// Copies a file or a directory, modes and all.
  ///
  /// - Throws: when there is nothing.
  package func copy(_ path: GitPath, to destination: GitPath) throws(RehearsalError) {
    let copied = try staged(below: path)
    if copied.isEmpty { throw missing(path) }
    for file in copied {
      let rest = file.path.bytes.dropFirst(path.bytes.count)
      try put(GitPath(bytes: destination.bytes + rest), file.mode, file.id)
    }
  }

  /// The content of a file of the working set, or the target of a link.
  ///
  /// - Throws: when there is no such file.
  package func read(_ path: GitPath) throws(RehearsalError) -> [UInt8] {
    try storage.blob(try leaf(path).id)
  }

  /// The content of a file as text, with U+FFFD for what is not UTF-8.
  ///
  /// - Throws: when there is no such file.
  package func text(_ path: GitPath) throws(RehearsalError) -> String {
    String(decoding: try read(path), as: UTF8.self)
  }

  /// Replaces a text in a file, wherever it occurs, and keeps the mode.
  ///
  /// - Throws: when the file or the text is not there: a change that changes nothing is a mistake.
  package func edit(_ path: GitPath, _ old: String, to new: String) throws(RehearsalError) {
    let mode = try leaf(path).mode
    let content = try read(path)
    var edited: [UInt8] = []
    var rest = content[...]
    let wanted = Array(old.utf8)
    while !rest.isEmpty {
      if rest.starts(with: wanted) {
        edited += new.utf8
        rest = rest.dropFirst(wanted.count)
      } else {
        edited.append(rest.removeFirst())
      }
    }
    if edited == content {
      throw RehearsalError("editing \(path)", "there is no \"\(old)\" in it to be changed")
    }
    try write(path, bytes: edited, mode: mode)
  }

  /// All files of the working set at a path or below it, in byte order; everything for the empty path.
  package func staged(below path: GitPath = "") throws(RehearsalError) -> [StagedFile] {
    switch try files.entry(at: path.components[...]) {
    case nil: []
    case .leaf(let mode, let id): [StagedFile(path: path, mode: mode, id: id)]
    case .directory(let directory): try directory.files(below: path)
    }
  }

  /// The paths of ``staged(below:)``.
  package func paths(below path: GitPath = "") throws(RehearsalError) -> [GitPath] {
    try staged(below: path).map(\.path)
  }

  func put(_ path: GitPath, _ mode: FileMode, _ id: ObjectID) throws(RehearsalError) {
    try files.set(path.components[...], to: (mode, id))
    touched.insert(path)
  }

  private func leaf(_ path: GitPath) throws(RehearsalError) -> (mode: FileMode, id: ObjectID) {
    guard case .leaf(let mode, let id) = try files.entry(at: path.components[...]) else {
      throw missing(path)
    }
    return (mode, id)
  }

  private func missing(_ path: GitPath) -> RehearsalError {
    RehearsalError("looking for \(path)", "it is not in the working set", mend: "write it first")
  }
}
