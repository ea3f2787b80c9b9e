import Glibc

/// A file of the work tree that git does not hold as it lies there. It is read when somebody asks for its content,
/// and piece by piece.
struct WorkFile {
  /// Relative to the root of the work tree.
  let path: GitPath
  /// In bytes, when it was looked at.
  let size: Int
  /// Whether git would put a pointer in its place as it is added, since its attributes say `filter=lfs`.
  let isLarge: Bool
  /// Where it lies in the file system: bytes, since a name need not be UTF-8.
  private let location: [CChar]

  /// How much is read at once.
  private static let pieceSize = 1 << 18
  private static let operation = "reading the work tree"

  /// - Parameter root: the work tree's, with a slash at the end.
  /// - Throws: `io` where it is no plain file, or cannot be opened.
  init(at path: GitPath, below root: String, isLarge: Bool) throws(GitError) {
    self.path = path
    self.isLarge = isLarge
    location = (Array(root.utf8) + path.bytes + [0]).map { CChar(bitPattern: $0) }
    let descriptor = try WorkFile.open(location, path)
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw WorkFile.failure(path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw GitError(.io, WorkFile.operation, "\(path) is no plain file")
    }
    size = Int(status.st_size)
  }

  /// Hands the content to `body`, piece by piece.
  ///
  /// - Throws: `tooLarge` beyond the limit, `io`.
  func read(
    limit: Int, _ body: (UnsafeRawBufferPointer) throws(GitError) -> Void
  ) throws(GitError) {
    let descriptor = try WorkFile.open(location, path)
    defer { close(descriptor) }
    var total = 0
    var piece = [UInt8](repeating: 0, count: min(max(size, 1), WorkFile.pieceSize))
    while true {
      let count = Glibc.read(descriptor, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw WorkFile.failure(path) }
      if count == 0 { return }
      total += count
      if total > limit { throw tooLarge(limit) }
      try piece.withRawBytes { (buffer) throws(GitError) in
        try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      }
    }
  }

  func tooLarge(_ limit: Int) -> GitError {
    GitError(.tooLarge, WorkFile.operation, "\(path) has more than \(limit) bytes")
  }

  /// Where a symbolic link points.
  ///
  /// - Throws: `io`.
  static func target(ofLink path: GitPath, below root: String) throws(GitError) -> [UInt8] {
    let location = (Array(root.utf8) + path.bytes + [0]).map { CChar(bitPattern: $0) }
    var target = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(location, &target, target.count)
    guard count >= 0 else { throw failure(path) }
    return target[..<count].map { UInt8(bitPattern: $0) }
  }

  /// A link in the file's place is not followed, and a pipe there is not waited for.
  private static func open(_ location: [CChar], _ path: GitPath) throws(GitError) -> Int32 {
    let descriptor = Glibc.open(location, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    return descriptor
  }

  private static func failure(_ path: GitPath) -> GitError {
    GitError(.io, operation, "cannot read \(path): \(String(cString: strerror(errno)))")
  }
}
