import Foundation
import PolicyTools
import Testing

@Suite("A policy's directory")
struct PolicyDirectoryTests {
  /// Writes the files below a throw-away folder, and reads it as a policy's directory.
  private func directory(
    _ files: [String: String], _ prepare: (URL) throws -> Void = { _ in }
  ) throws -> Result<PolicyDirectory, FileProblem> {
    let folder = FileManager.default.temporaryDirectory.appending(path: "policy-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
      let file = folder.appending(path: name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    try prepare(folder)
    return Result { () throws(FileProblem) in try PolicyDirectory(at: folder.path) }
  }

  private func problem(_ result: Result<PolicyDirectory, FileProblem>) -> String? {
    if case .failure(let problem) = result { problem.message } else { nil }
  }

  @Test func `its tests are read in the order of their bytes`() throws {
    let read = try directory([
      "policy.yaml": "p", "identities.yaml": "i", "tests/b.yaml": "2", "tests/B.yaml": "1",
      "tests/é.yaml": "3",
      "tests/README.md": "no test", "tests/.hidden.yaml": "no test either",
    ]).get()
    #expect(read.policy.bytes == Array("p".utf8))
    #expect(read.identities?.bytes == Array("i".utf8))
    #expect(read.tests.map(\.bytes) == ["1", "2", "3"].map { Array($0.utf8) })
    #expect(read.tests[0].path == "\(read.path)/tests/B.yaml")
  }

  @Test func `it needs a policy, and neither people nor tests`() throws {
    let read = try directory(["policy.yaml": "p"]).get()
    #expect(read.identities == nil && read.tests.isEmpty)
    let missing = try #require(problem(try directory(["identities.yaml": "i"])))
    #expect(missing.contains("No such file"))
  }

  @Test func `a test that would be left out for its name is refused`() throws {
    let message = problem(try directory(["policy.yaml": "p", "tests/a.yml": "1"]))
    #expect(message == "is no test: tests are named *.yaml")
  }

  @Test func `a link, a directory and a pipe are no documents`() throws {
    let link = try directory(["policy.yaml": "p", "other": "o"]) { folder in
      try FileManager.default.createSymbolicLink(
        at: folder.appending(path: "identities.yaml"), withDestinationURL: folder.appending(path: "other"))
    }
    #expect(problem(link) == "is a link, and links are not followed")
    #expect(problem(try directory(["policy.yaml/a": "p"])) == "is no plain file")
    let pipe = try directory(["policy.yaml": "p", "tests/b.yaml": "1"]) { folder in
      #expect(mkfifo(folder.appending(path: "tests/a.yaml").path, 0o600) == 0)
    }
    #expect(problem(pipe) == "is no plain file")
  }

  @Test func `a file is read up to where its reader refuses it, and no further`() throws {
    let read = try directory(["policy.yaml": String(repeating: "x", count: 3 << 20)]).get()
    #expect(read.policy.bytes.count == 1 << 20 + 1)
  }
}
