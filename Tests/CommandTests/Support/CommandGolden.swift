import Foundation
import Testing

/// Files of what the command prints, kept in `Goldens/` to be read by people.
enum CommandGolden {
  /// Compares with the file of that name. With `RECORD_GOLDENS=1` in the environment, or where there is no file, it is
  /// written and the test fails once, so that a recording is never mistaken for a pass.
  static func expect(
    _ bytes: [UInt8], is name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Goldens/\(name)")
    let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1"
    guard !isRecording, let expected = try? Data(contentsOf: file) else {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
      Issue.record("recorded \(name); look at it and run again", sourceLocation: sourceLocation)
      return
    }
    let isSame = Array(expected) == bytes
    #expect(
      isSame, "\(name) differs from its golden:\n\(String(decoding: bytes, as: UTF8.self))",
      sourceLocation: sourceLocation)
  }
}
