import GitHistory
import Glibc

/// Puts a builder's working set on disk, with an index that agrees, so that git finds nothing to do.
enum WorkTree {
  /// Writes all files and the index into an empty working tree. Submodules become empty directories, as git
  /// leaves them until they are asked for.
  static func write(_ repository: RepositoryBuilder) throws(RehearsalError) {
    var index = GitIndex()
    for file in try repository.staged() {
      let path = "\(repository.path)/\(file.path)"
      if let slash = file.path.bytes.lastIndex(of: UInt8(ascii: "/")) {
        let parent = String(decoding: file.path.bytes[..<slash], as: UTF8.self)
        try DiskDirectory.make("\(repository.path)/\(parent)")
      }
      switch file.mode {
      case .file: try DiskDirectory.write(try repository.read(file.path), to: path)
      case .executable: try DiskDirectory.write(try repository.read(file.path), to: path, permissions: 0o777)
      case .symlink:
        if symlink(try repository.text(file.path), path) != 0 {
          throw DiskDirectory.failure("linking \(path)")
        }
      case .submodule, .tree: try DiskDirectory.make(path)
      }
      var status = stat()
      if lstat(path, &status) != 0 { throw DiskDirectory.failure("looking at \(path)") }
      index.add(file, status)
    }
    try DiskDirectory.write(index.bytes, to: "\(repository.gitDirectory)index")
  }
}
