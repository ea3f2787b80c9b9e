import Glibc

/// Which program this is, with all libraries that it runs with: what one has judged, another one does not believe.
///
/// By the files that make up the process (proc_pid_maps(5)): where each lies, and its device, inode, size and time of
/// change. A version number would not tell one build from another, nor one libgit2.
enum ToolIdentity {
  /// Nil where the system does not tell.
  static func bytes() -> [UInt8]? {
    guard let maps = read("/proc/self/maps") else { return nil }
    var paths: Set<[UInt8]> = []
    for line in maps.split(separator: UInt8(ascii: "\n")) {
      guard let slash = line.firstIndex(of: UInt8(ascii: "/")) else { continue }
      paths.insert(Array(line[slash...]))
    }
    guard !paths.isEmpty else { return nil }
    var identity: [UInt8] = []
    for path in paths.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      var status = stat()
      // A file that was replaced while the program runs is not the one that runs.
      guard stat(path.map { CChar(bitPattern: $0) } + [0], &status) == 0 else { return nil }
      identity += path + [0]
      for number in [
        Int(status.st_dev), Int(bitPattern: UInt(status.st_ino)), Int(status.st_size),
        status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec, status.st_ctim.tv_nsec,
      ] { withUnsafeBytes(of: number.littleEndian) { identity += $0 } }
    }
    return identity
  }

  private static func read(_ path: String) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(file, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }
}
