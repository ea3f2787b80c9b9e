import Countersign
import Foundation
import GitHistory
import Governance
import Rehearsal
import Testing

@Suite("The policy to start from")
struct BaselinePolicyTests {
  @Test("loads, and governs a repository that starts with it")
  func loads() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let place = FileManager.default.temporaryDirectory.appending(path: "baseline-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: place) }
    let repository = try RepositoryBuilder(creating: place.path())
    for name in ["policy.yaml", "identities.yaml"] {
      let text = try String(contentsOf: root.appending(path: "policies/baseline/\(name)"), encoding: .utf8)
      try repository.write(GitPath("policies/\(name)"), text)
    }
    let commit = try repository.commit("Start with the baseline", by: .erin)
    let request = Check.Request(base: nil, head: commit.hex, branch: "main")
    let report = try Check(request, clock: Instant(seconds: repository.clock)).report(
      in: Repository(at: place.path()))
    #expect(report.verdict == .satisfied)
    #expect(report.policy?.version == 1)
  }
}
