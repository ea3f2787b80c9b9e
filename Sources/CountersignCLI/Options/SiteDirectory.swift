import Countersign
import Glibc
import Reports

/// A directory of files that is replaced as a whole: what is written lies beside it until everything is there.
///
/// A list of its files lies in it. Only what is on that list is ever removed, and a directory that holds anything else
/// is left alone.
struct SiteDirectory {
  let path: String

  /// The list of the files, one a line.
  static let list = ".countersign-site"
  private static let title = "files made by countersign registry --site; removed by the next one"
  private static let mostBytes = 64 << 20

  init(path: String) throws(UsageError) {
    var path = path
    while path.utf8.count > 1, path.utf8.last == 0x2F { path.removeLast() }
    self.path = path
    if path.isEmpty || path.hasSuffix("/.") || path.hasSuffix("..") || path == "." || path == "/" {
      throw UsageError("--site takes a directory of its own, by its name")
    }
  }

  /// Refuses what must not be replaced, before anything is judged.
  ///
  /// - Returns: the files of the site that is there, or nil where there is no directory.
  @discardableResult
  func check() throws(UsageError) -> [String]? {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      if errno == ENOENT { return nil }
      throw failure("look at", path)
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw UsageError("\(path) is no directory; links are not followed")
    }
    let found = try SiteDirectory.files(in: path)
    if found.isEmpty { return [] }
    guard found.contains(SiteDirectory.list), let listed = listed() else {
      throw UsageError(
        "\(path) is not empty and was not made by countersign; name another directory, or empty it")
    }
    let known = Set(listed + [SiteDirectory.list])
    if let other = found.first(where: { !known.contains($0) }) {
      throw UsageError("\(path) holds \(other), which was not made by countersign; move it elsewhere")
    }
    return found
  }

  /// Writes the files and puts them in the place of what is there.
  ///
  /// - Parameter write: hands over the files, each by its path below the directory.
  /// - Returns: how many there are.
  func replace(_ write: ((_ path: [String], _ bytes: [UInt8]) throws -> Void) throws -> Void) throws -> Int {
    let old = try check()
    let new = try makeTemporary()
    var files: [String] = []
    do {
      try write { path, bytes in
        for depth in 1..<max(1, path.count) {
          let directory = "\(new)/\(path[..<depth].joined(separator: "/"))"
          if mkdir(directory, 0o777) != 0, errno != EEXIST { throw failure("make", directory) }
        }
        let file = path.joined(separator: "/")
        try put(bytes, at: "\(new)/\(file)")
        files.append(file)
      }
      let lines = ([SiteDirectory.title] + files).joined(separator: "\n") + "\n"
      try put(Array(lines.utf8), at: "\(new)/\(SiteDirectory.list)")
      try swap(new, for: old)
    } catch {
      SiteDirectory.remove(files + [SiteDirectory.list], in: new)
      throw error
    }
    return files.count
  }

  /// A directory beside it, by a name that nobody can foresee.
  private func makeTemporary() throws -> String {
    var template = Array((path + ".XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { throw failure("make a directory beside", path) }
    let name = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    let mask = umask(0)
    umask(mask)
    guard chmod(name, 0o777 & ~mask) == 0 else { throw failure("make", name) }
    return name
  }

  private func put(_ bytes: [UInt8], at file: String) throws {
    let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure("write", file) }
    defer { close(descriptor) }
    try FileDescriptor.write(bytes, to: descriptor)
  }

  private func swap(_ new: String, for old: [String]?) throws {
    guard let old else {
      guard rename(new, path) == 0 else { throw failure("make", path) }
      return
    }
    // Beside the new one, so that it can be put back.
    let aside = new + ".old"
    guard rename(path, aside) == 0 else { throw failure("replace", path) }
    guard rename(new, path) == 0 else {
      let problem = failure("replace", path)
      _ = rename(aside, path)
      throw problem
    }
    SiteDirectory.remove(old, in: aside)
  }

  /// The files on the list; nil where it is none of ours.
  private func listed() -> [String]? {
    let descriptor = open("\(path)/\(SiteDirectory.list)", O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_size <= SiteDirectory.mostBytes
    else { return nil }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &part, part.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0, bytes.count <= SiteDirectory.mostBytes else { break }
      bytes += part[..<count]
    }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    return lines.first?.utf8.elementsEqual(SiteDirectory.title.utf8) ?? false ? Array(lines.dropFirst()) : nil
  }

  /// All that lies in a directory, links themselves among it, by the paths below it. Sites are two levels deep; what
  /// lies deeper is told as a directory.
  private static func files(in directory: String, below prefix: String = "") throws(UsageError) -> [String] {
    guard let stream = opendir(directory) else {
      throw UsageError("cannot read \(directory): \(String(cString: strerror(errno)))")
    }
    defer { closedir(stream) }
    var found: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name == "." || name == ".." { continue }
      var status = stat()
      let isDirectory =
        lstat("\(directory)/\(name)", &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
      if isDirectory, prefix.isEmpty {
        let inside = try files(in: "\(directory)/\(name)", below: "\(name)/")
        found += inside.isEmpty ? ["\(name)/"] : inside
      } else {
        found.append(prefix + name)
      }
    }
    return found
  }

  /// Removes these files, and then the directories that are empty.
  private static func remove(_ files: [String], in directory: String) {
    for file in files { unlink("\(directory)/\(file)") }
    for parent in Set(files.compactMap { $0.split(separator: "/").first }) { rmdir("\(directory)/\(parent)") }
    rmdir(directory)
  }

  private func failure(_ what: String, _ path: String) -> UsageError {
    UsageError("cannot \(what) \(path): \(String(cString: strerror(errno)))")
  }
}
