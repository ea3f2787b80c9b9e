import GitHistory
import Glibc
import Governance

/// The files of a policy as they lie in a directory, which need not be in a repository: those that say who and
/// what is judged, and those that hold keys. Read as strictly as a tree is: plain files with readable names.
struct PolicyFolder {
  /// By their paths relative to the directory.
  private(set) var files: [GitPath: [UInt8]] = [:]
  /// What was found and is no plain file.
  private(set) var findings: [Finding] = []

  /// The most files of keys and roots that a policy may have.
  private static let fileLimit = 4_096
  /// How deep they may lie.
  private static let depthLimit = 16

  /// - Parameter directory: its path, without a slash at the end.
  /// - Throws: `UsageError` for what cannot be read.
  init(_ directory: String) throws(UsageError) {
    for name in ["policy.yaml", "identities.yaml", "allowed_signers"] { try add(name, in: directory) }
    for name in ["keys", "roots"] { try addFiles(below: name, in: directory, depth: 0) }
  }

  private mutating func add(_ path: String, in directory: String) throws(UsageError) {
    let full = "\(directory)/\(path)"
    var status = stat()
    guard lstat(full, &status) == 0 else {
      if errno == ENOENT { return }
      throw PolicyFolder.failure(full)
    }
    guard status.st_mode & S_IFMT == S_IFREG else { return refuse(path) }
    let descriptor = open(full, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw PolicyFolder.failure(full) }
    defer { close(descriptor) }
    // One byte over the limit is enough for its reader to refuse it in its own words.
    var bytes = [UInt8](repeating: 0, count: LoadedPolicy.documentLimit + 1)
    var filled = 0
    while filled < bytes.count {
      let count = bytes.withUnsafeMutableBytes {
        read(descriptor, $0.baseAddress! + filled, $0.count - filled)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw PolicyFolder.failure(full) }
      if count == 0 { break }
      filled += count
    }
    files[GitPath(path)] = Array(bytes[..<filled])
  }

  private mutating func addFiles(
    below folder: String, in directory: String, depth: Int
  ) throws(UsageError) {
    let full = "\(directory)/\(folder)"
    var status = stat()
    guard lstat(full, &status) == 0 else {
      if errno == ENOENT { return }
      throw PolicyFolder.failure(full)
    }
    guard status.st_mode & S_IFMT == S_IFDIR, depth < PolicyFolder.depthLimit else { return refuse(folder) }
    for name in try names(in: full) {
      let path = "\(folder)/\(name)"
      guard files.count <= PolicyFolder.fileLimit else {
        throw UsageError("\(directory) holds more than \(PolicyFolder.fileLimit) files of keys and roots")
      }
      guard lstat("\(directory)/\(path)", &status) == 0 else {
        throw PolicyFolder.failure("\(directory)/\(path)")
      }
      if status.st_mode & S_IFMT == S_IFDIR {
        try addFiles(below: path, in: directory, depth: depth + 1)
      } else {
        try add(path, in: directory)
      }
    }
  }

  private mutating func names(in folder: String) throws(UsageError) -> [String] {
    guard let directory = opendir(folder) else { throw PolicyFolder.failure(folder) }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(validatingCString: $0) }
      }
      guard let name else { throw UsageError("\(folder) holds a name that is not UTF-8") }
      if name != ".", name != ".." { names.append(name) }
      guard names.count <= PolicyFolder.fileLimit else {
        throw UsageError("\(folder) holds more than \(PolicyFolder.fileLimit) files")
      }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private mutating func refuse(_ path: String) {
    findings.append(
      Finding(
        .policyInvalid, "policies/\(path) is no regular file with a readable name",
        help: "policies/ holds plain files only", path: "policies/\(path)"))
  }

  private static func failure(_ path: String) -> UsageError {
    UsageError("cannot read \(path): \(String(cString: strerror(errno)))")
  }
}
