import Glibc

/// A directory below the repository's own that only the user who runs the program could have written to, and files in
/// it of which the same is true. What is not so is not read, and nothing is written beside it.
struct OwnFolder: Sendable {
  let path: String

  /// The largest file that is read, in bytes.
  private static let limit = 64 << 20

  /// - Parameters:
  ///   - parent: an existing directory.
  ///   - names: the directories below it, which are made where they are not there yet.
  /// - Returns: nil where one is not the user's own alone, or cannot be made.
  init?(_ names: [String], below parent: String) {
    var path = parent
    while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
    for name in names {
      path += "/" + name
      guard mkdir(path, 0o700) == 0 || errno == EEXIST else { return nil }
      var status = stat()
      guard lstat(path, &status) == 0, OwnFolder.isOwn(status, S_IFDIR) else { return nil }
    }
    self.path = path
  }

  /// The file's content; nil where there is none, or it is not the user's own alone.
  func read(_ name: String) -> [UInt8]? {
    let file = open(path + "/" + name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, OwnFolder.isOwn(status, S_IFREG), status.st_size <= OwnFolder.limit
    else {
      return nil
    }
    let size = Int(status.st_size)
    var count = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, initialized in
      while count < size {
        let piece = Glibc.read(file, buffer.baseAddress! + count, size - count)
        if piece < 0, errno == EINTR { continue }
        if piece <= 0 { break }
        count += piece
      }
      initialized = count
    }
    return count == size ? bytes : nil
  }

  /// Writes the file as a whole or not at all. That it could not be written is nobody's loss.
  func write(_ bytes: [UInt8], as name: String) {
    guard bytes.count <= OwnFolder.limit else { return }
    let temporary = path + "/.new-\(UInt64.random(in: 0 ... .max))"
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { return }
    var count = 0
    while count < bytes.count {
      let piece = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress! + count, bytes.count - count) }
      if piece < 0, errno == EINTR { continue }
      if piece <= 0 { break }
      count += piece
    }
    guard close(file) == 0, count == bytes.count, rename(temporary, path + "/" + name) == 0 else {
      unlink(temporary)
      return
    }
  }

  /// Removes what was neither written nor asked for within so many seconds.
  func prune(olderThan age: Int) {
    guard let directory = opendir(path) else { return }
    defer { closedir(directory) }
    let now = time(nil)
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      var status = stat()
      guard name != ".", name != "..", lstat(path + "/" + name, &status) == 0,
        status.st_mode & S_IFMT == S_IFREG, now - status.st_mtim.tv_sec > age
      else { continue }
      unlink(path + "/" + name)
    }
  }

  /// Says that the file was asked for.
  func touch(_ name: String) { utimensat(AT_FDCWD, path + "/" + name, nil, AT_SYMLINK_NOFOLLOW) }

  private static func isOwn(_ status: stat, _ kind: mode_t) -> Bool {
    status.st_mode & S_IFMT == kind && status.st_uid == geteuid() && status.st_mode & 0o022 == 0
  }
}
