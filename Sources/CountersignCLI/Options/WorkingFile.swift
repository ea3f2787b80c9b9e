import Countersign
import Glibc

/// A file of the working tree that a command writes for its user.
struct WorkingFile {
  /// The directory that the path starts from, which exists.
  let root: String
  /// Relative, with slashes.
  let path: String

  /// Where it lies in the file system.
  var location: String { directory(root) + "/" + path }

  /// Whether there is something of that name, be it a link that leads nowhere.
  var exists: Bool {
    var status = stat()
    return lstat(location, &status) == 0
  }

  /// Writes it whole or not at all, with the directories it needs; what is there is replaced.
  ///
  /// - Parameter isExecutable: for hooks.
  /// - Throws: `UsageError` where that cannot be, also where a directory of the path is a link: a branch under review
  ///   may bring one in a directory's place, to anywhere.
  func write(_ bytes: [UInt8], isExecutable: Bool = false) throws {
    try requirePlainPath()
    var directory = directory(root)
    for component in path.split(separator: "/").dropLast() {
      directory += "/\(component)"
      if mkdir(directory, 0o777) != 0, errno != EEXIST {
        throw UsageError("cannot make \(directory): \(String(cString: strerror(errno)))")
      }
      var status = stat()
      guard lstat(directory, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
        throw UsageError("\(directory) is no directory")
      }
    }
    try WholeFile(path: location).write(bytes)
    if isExecutable, chmod(location, 0o755) != 0 {
      throw UsageError("cannot make \(location) executable: \(String(cString: strerror(errno)))")
    }
  }

  /// Refuses what leads out of the root, or into git's own directory.
  private func requirePlainPath() throws(UsageError) {
    for component in path.split(separator: "/", omittingEmptySubsequences: false) {
      let bare = component.lowercased().split(separator: ":").first ?? ""
      let isGits = [".git", "git~1"].contains { bare.utf8.elementsEqual($0.utf8) || bare.hasPrefix("\($0).") }
      if component.isEmpty || component == "." || component == ".." || isGits {
        throw UsageError("\(path) is no path for a file of the working tree")
      }
    }
  }

  func write(_ text: String) throws { try write(Array(text.utf8)) }

  private func directory(_ path: String) -> String { path.hasSuffix("/") ? String(path.dropLast()) : path }
}
