import Glibc

/// A policy's documents as they lie in a directory of the work tree: `policy.yaml`, `identities.yaml` and
/// `tests/*.yaml`. What they say is for others to read; here they are bytes.
package struct PolicyDirectory: Sendable {
  /// A file and where it lies, as whoever named the directory would name it.
  package struct File: Sendable {
    package let path: String
    package let bytes: [UInt8]
    package init(path: String, bytes: [UInt8]) {
      self.path = path
      self.bytes = bytes
    }
  }

  /// As it was named.
  package let path: String
  package let policy: File
  /// Nil where there is none.
  package let identities: File?
  /// In byte order of their names.
  package let tests: [File]

  package init(path: String, policy: File, identities: File?, tests: [File] = []) {
    self.path = path
    self.policy = policy
    self.identities = identities
    self.tests = tests
  }

  /// The most files that `tests` may hold.
  private static let fileLimit = 1000

  /// Reads the directory. Links are not followed: what is read lies where it seems to lie.
  ///
  /// - Throws: `FileProblem` for what is missing, no plain file, or cannot be read, and for a test whose name
  ///   would have it left out.
  package init(at path: String) throws(FileProblem) {
    self.path = path
    policy = try PolicyDirectory.file("\(path)/policy.yaml")
    let identities = "\(path)/identities.yaml"
    self.identities = PolicyDirectory.exists(identities) ? try PolicyDirectory.file(identities) : nil
    var tests: [File] = []
    let folder = "\(path)/tests"
    for name in PolicyDirectory.exists(folder) ? try PolicyDirectory.names(in: folder) : [] {
      if name.utf8.suffix(4).elementsEqual(".yml".utf8) {
        throw FileProblem(path: "\(folder)/\(name)", message: "is no test: tests are named *.yaml")
      }
      guard name.utf8.suffix(5).elementsEqual(".yaml".utf8) else { continue }
      tests.append(try PolicyDirectory.file("\(folder)/\(name)"))
    }
    self.tests = tests
  }

  private static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// The names in a folder in byte order, hidden ones left out.
  private static func names(in folder: String) throws(FileProblem) -> [String] {
    guard let directory = opendir(folder) else { throw FileProblem(path: folder) }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(validatingCString: $0) }
      }
      guard let name else { throw FileProblem(path: folder, message: "holds a name that is not UTF-8") }
      if name.utf8.first != 0x2E { names.append(name) }
      if names.count > fileLimit {
        throw FileProblem(path: folder, message: "holds more than \(fileLimit) files")
      }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// One byte over a document's limit is enough for its reader to refuse it in its own words.
  private static func file(_ path: String, limit: Int = 1 << 20) throws(FileProblem) -> File {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw errno == ELOOP
        ? FileProblem(path: path, message: "is a link, and links are not followed") : FileProblem(path: path)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw FileProblem(path: path, message: "is no plain file")
    }
    var bytes = [UInt8](repeating: 0, count: min(Int(status.st_size), limit) + 1)
    var filled = 0
    while filled < bytes.count {
      let count = bytes.withUnsafeMutableBytes {
        read(descriptor, $0.baseAddress! + filled, $0.count - filled)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileProblem(path: path) }
      if count == 0 { break }
      filled += count
    }
    return File(path: path, bytes: Array(bytes[..<filled]))
  }
}

/// Why a file of a policy cannot be read.
package struct FileProblem: Error, Sendable {
  package let path: String
  /// What is wrong, as it follows the path.
  package let message: String

  package init(path: String, message: String) {
    self.path = path
    self.message = message
  }

  /// What the system says of the last call.
  init(path: String) {
    self.init(path: path, message: "cannot be read: \(String(cString: strerror(errno)))")
  }
}
