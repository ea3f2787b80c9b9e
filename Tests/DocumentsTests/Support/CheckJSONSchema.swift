import Foundation

/// The real check-jsonschema, which knows nothing of us but our schemas.
enum CheckJSONSchema {
  static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Where it is: found by `PATH`, or where `Scripts/test-tools` puts it.
  static let location: URL? = {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let folders =
      path.split(separator: ":").map { URL(fileURLWithPath: String($0)) }
      + [package.appendingPathComponent(".build/check-jsonschema/bin")]
    return folders.map { $0.appendingPathComponent("check-jsonschema") }.first {
      FileManager.default.isExecutableFile(atPath: $0.path)
    }
  }()

  struct Failed: Error, CustomStringConvertible { let description: String }

  private struct Answer: Decodable {
    struct Problem: Decodable { let filename: String }
    /// Left out where there are none.
    let errors: [Problem]?
    let parseErrors: [Problem]?

    enum CodingKeys: String, CodingKey {
      case errors
      case parseErrors = "parse_errors"
    }
  }

  /// The names of those documents that the schema of that name refuses.
  static func refused(_ documents: [(name: String, text: String)], by schema: String) throws -> Set<String> {
    guard let location else { throw Failed(description: "check-jsonschema is missing") }
    if documents.isEmpty { return [] }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("schema-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var names: [String: String] = [:]
    for (index, document) in documents.enumerated() {
      let file = folder.appendingPathComponent("\(index).yaml")
      names[file.path] = document.name
      try Data(document.text.utf8).write(to: file)
    }
    let (output, errors) = (folder.appendingPathComponent("out"), folder.appendingPathComponent("err"))
    try Data().write(to: output)
    try Data().write(to: errors)
    let process = Process()
    process.executableURL = location
    process.arguments =
      [
        "--no-cache", "--output-format", "json", "--schemafile",
        package.appendingPathComponent("schemas/\(schema).schema.json").path,
      ] + names.keys.sorted()
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": folder.path, "LC_ALL": "C.UTF-8"]
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(contentsOf: output)) else {
      let said = try String(contentsOf: output, encoding: .utf8) + String(contentsOf: errors, encoding: .utf8)
      throw Failed(description: "check-jsonschema \(schema): \(said)")
    }
    return Set(
      ((answer.errors ?? []) + (answer.parseErrors ?? [])).map { names[$0.filename] ?? $0.filename })
  }
}
