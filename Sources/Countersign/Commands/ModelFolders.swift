import GitHistory
import Glibc
import Governance

/// The directories of a working tree that a layout takes for models.
package struct ModelFolders: Sendable {
  package enum CardFile: String, Sendable { case card = "card.yaml", readme = "README.md" }

  package struct Folder: Sendable {
    /// Relative to the root, with slashes.
    package let path: String
    /// The file that is, or may be, its card; nil if there is none.
    package let card: CardFile?
  }

  /// In byte order of their paths.
  package private(set) var folders: [Folder] = []
  /// How many directories may still be opened: a working tree can be of any size.
  private var budget = 5_000

  /// Looks for directories; links are not followed, and hidden ones are none.
  ///
  /// - Parameters:
  ///   - root: the root of the working tree.
  ///   - layout: such as `models/*`.
  package init(in root: String, layout: String) {
    let segments = layout.split(separator: "/").map { Glob(String($0)) }
    descend(root, "", segments[...])
  }

  private mutating func descend(_ root: String, _ path: String, _ segments: ArraySlice<Glob>) {
    guard let segment = segments.first else {
      folders.append(Folder(path: path, card: ModelFolders.card(in: "\(root)/\(path)")))
      return
    }
    guard budget > 0 else { return }
    budget -= 1
    for name in ModelFolders.directories(in: path.isEmpty ? root : "\(root)/\(path)")
    where segment.matches(name) {
      descend(root, path.isEmpty ? name : "\(path)/\(name)", segments.dropFirst())
    }
  }

  private static func card(in folder: String) -> CardFile? {
    [CardFile.card, .readme].first { file in
      var status = stat()
      return lstat("\(folder)/\(file.rawValue)", &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }
  }

  /// The names of directories, in byte order; none of a directory that cannot be read.
  private static func directories(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory), names.count < 5_000 {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(validatingCString: $0) }
      }
      guard let name, name.utf8.first != 0x2E else { continue }
      var status = stat()
      if lstat("\(folder)/\(name)", &status) == 0, status.st_mode & S_IFMT == S_IFDIR { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
