import Countersign
import Glibc

/// Where the policy is that somebody works on: a directory that is named, else `policies` in the root of the
/// repository. No repository is opened, and none has to be there.
struct PolicyLocation {
  /// The directory, as it was named or as seen from the working directory.
  let path: String

  /// - Throws: `UsageError` where there is no such directory.
  init(directory: String?, root: String?) throws(UsageError) {
    if let directory {
      guard PolicyLocation.isDirectory(directory) else {
        throw UsageError("there is no directory \(directory)")
      }
      path =
        directory.utf8.last == 0x2F && directory.utf8.count > 1 ? String(directory.dropLast()) : directory
      return
    }
    if let root {
      path = "\(root)/policies"
      guard PolicyLocation.isDirectory(path) else { throw UsageError("there is no directory \(path)") }
      return
    }
    // The nearest one upwards, but not out of the repository.
    var prefix = ""
    for _ in 0..<64 {
      if PolicyLocation.isDirectory("\(prefix)policies") {
        path = "\(prefix)policies"
        return
      }
      if PolicyLocation.exists("\(prefix).git") { break }
      prefix += "../"
    }
    throw UsageError("there is no policies directory here; name the one that holds policy.yaml")
  }

  private static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }
}
