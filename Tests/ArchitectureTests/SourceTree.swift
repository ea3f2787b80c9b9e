import Foundation

/// The sources as they lie on disk, read as text.
enum SourceTree {
  struct File {
    /// The target's folder below `Sources`.
    let target: String
    /// Relative to the package.
    let path: String
    let lines: [Substring]

    /// The modules that the file imports, `@testable` and `private import` and the like included; what stands
    /// in a multi-line string is no import.
    var imports: [String] {
      var isInString = false
      return lines.compactMap { line in
        if line.contains("\"\"\"") { isInString.toggle() }
        if isInString { return nil }
        let words = line.split(separator: " ")
        guard let index = words.firstIndex(of: "import"),
          words[..<index].allSatisfy({ $0.hasPrefix("@") || SourceTree.accessLevels.contains(String($0)) })
        else { return nil }
        // `import struct Foundation.URL` names the module behind the kind.
        let name = words[words.index(after: index)...].first { !SourceTree.kinds.contains(String($0)) }
        return name.flatMap { $0.split(separator: ".").first }.map(String.init)
      }
    }
  }

  private static let accessLevels = ["public", "package", "internal", "fileprivate", "private"]
  private static let kinds = [
    "struct", "class", "enum", "protocol", "func", "var", "let", "typealias", "actor",
  ]

  static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Every Swift file below a folder of the package.
  static func files(below folder: String) throws -> [File] {
    let root = package.appendingPathComponent(folder)
    let names = try FileManager.default.subpathsOfDirectory(atPath: root.path).filter {
      $0.hasSuffix(".swift")
    }
    return try names.sorted().map { name in
      let text = try String(contentsOf: root.appendingPathComponent(name), encoding: .utf8)
      return File(
        target: String(name.prefix { $0 != "/" }), path: "\(folder)/\(name)",
        lines: text.split(separator: "\n", omittingEmptySubsequences: false))
    }
  }
}
