import GitHistory

/// A directory of the working set. What was not touched since it was checked out is neither loaded nor
/// written again, so that a commit costs what it changes.
final class Directory {
  enum Entry {
    /// A file, a link or a submodule.
    case leaf(FileMode, ObjectID)
    case directory(Directory)
  }

  private let storage: ObjectStorage
  private var loaded: [[UInt8]: Entry]?
  /// The tree as it was checked out or last saved; nil since it changed.
  private var saved: ObjectID?

  /// The directory that a tree holds.
  init(_ tree: ObjectID, in storage: ObjectStorage) {
    self.storage = storage
    saved = tree
  }

  private func entries() throws(RehearsalError) -> [[UInt8]: Entry] {
    if let loaded { return loaded }
    var entries: [[UInt8]: Entry] = [:]
    for entry in try storage.tree(saved ?? .emptyTree).entries {
      entries[entry.name] =
        entry.mode == .tree
        ? .directory(Directory(entry.id, in: storage)) : .leaf(entry.mode, entry.id)
    }
    loaded = entries
    return entries
  }

  /// What stands at a path below this directory.
  func entry(at path: ArraySlice<[UInt8]>) throws(RehearsalError) -> Entry? {
    guard let name = path.first else { return .directory(self) }
    guard let entry = try entries()[name] else { return nil }
    if path.count == 1 { return entry }
    guard case .directory(let directory) = entry else { return nil }
    return try directory.entry(at: path.dropFirst())
  }

  /// Puts something at a path below this directory, or removes what is there. A file in the way of a
  /// directory gives way; a directory that becomes empty goes, as git keeps none.
  func set(_ path: ArraySlice<[UInt8]>, to leaf: (FileMode, ObjectID)?) throws(RehearsalError) {
    guard let name = path.first else { return }
    let current = try entries()[name]
    if path.count == 1 {
      loaded?[name] = leaf.map { .leaf($0.0, $0.1) }
    } else if case .directory(let directory) = current {
      try directory.set(path.dropFirst(), to: leaf)
      if try directory.entries().isEmpty { loaded?[name] = nil }
    } else if leaf != nil {
      let directory = Directory(.emptyTree, in: storage)
      try directory.set(path.dropFirst(), to: leaf)
      loaded?[name] = .directory(directory)
    } else {
      return
    }
    saved = nil
  }

  /// Writes what changed and returns the tree's id.
  func save() throws(RehearsalError) -> ObjectID {
    // The empty tree need not exist yet.
    if let saved, saved != .emptyTree { return saved }
    var list: [TreeEntry] = []
    for (name, entry) in try entries() {
      switch entry {
      case .leaf(let mode, let id): list.append(TreeEntry(name: name, mode: mode, id: id))
      case .directory(let directory):
        list.append(TreeEntry(name: name, mode: .tree, id: try directory.save()))
      }
    }
    let id = try storage.writeTree(list)
    saved = id
    return id
  }

  /// Everything below, in byte order of the full paths.
  func files(below path: GitPath = "") throws(RehearsalError) -> [StagedFile] {
    var files: [StagedFile] = []
    try collect(at: path, into: &files)
    return files.sorted { $0.path < $1.path }
  }

  private func collect(at path: GitPath, into files: inout [StagedFile]) throws(RehearsalError) {
    for (name, entry) in try entries() {
      let path = path.appending(name)
      switch entry {
      case .leaf(let mode, let id): files.append(StagedFile(path: path, mode: mode, id: id))
      case .directory(let directory): try directory.collect(at: path, into: &files)
      }
    }
  }
}
