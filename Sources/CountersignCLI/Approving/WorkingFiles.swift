import Countersign
import Glibc

/// Files of the working tree that are written together, and taken back together.
final class WorkingFiles {
  let root: String
  let files: [BroughtFile]
  /// What stood in their place before.
  private var previous: [(path: String, bytes: [UInt8]?)] = []
  /// The directories that were made for them, from the outermost in.
  private var made: [String] = []

  init(root: String, files: [BroughtFile]) {
    self.root = root.hasSuffix("/") ? String(root.dropLast()) : root
    self.files = files
  }

  /// That they could be written, as far as that can be said without doing it.
  ///
  /// - Throws: `UsageError` where a directory of a path is none, or something else than a file lies there.
  func check() throws(UsageError) {
    for file in files {
      var location = root
      let components = file.path.split(separator: "/")
      for (depth, component) in components.enumerated() {
        location += "/\(component)"
        var status = stat()
        if lstat(location, &status) != 0 { break }
        let wanted = depth == components.count - 1 ? S_IFREG : S_IFDIR
        if status.st_mode & S_IFMT != wanted {
          throw UsageError("\(location) is no \(wanted == S_IFREG ? "plain file" : "directory")")
        }
      }
    }
  }

  /// Writes all of them or, where that cannot be, none.
  func write() throws {
    for change in files {
      let file = WorkingFile(root: root, path: change.path)
      do {
        let before = file.exists ? try InputFile.read(file.location) : nil
        if change.bytes != nil { noteDirectories(of: change.path) }
        previous.append((change.path, before))
        if let bytes = change.bytes { try file.write(bytes) } else { unlink(file.location) }
      } catch {
        restore()
        throw error
      }
    }
  }

  /// Puts back what was there before, and removes the directories that were made.
  func restore() {
    for (path, bytes) in previous.reversed() {
      let file = WorkingFile(root: root, path: path)
      if let bytes { try? file.write(bytes) } else { unlink(file.location) }
    }
    previous = []
    for directory in made.reversed() { rmdir(directory) }
    made = []
  }

  private func noteDirectories(of path: String) {
    var directory = root
    for component in path.split(separator: "/").dropLast() {
      directory += "/\(component)"
      var status = stat()
      if lstat(directory, &status) != 0, !made.contains(directory) { made.append(directory) }
    }
  }
}
