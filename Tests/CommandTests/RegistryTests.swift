import Foundation
import Rehearsal
import Testing

/// `countersign registry` on the demo's repository, as people run it.
struct RegistryTests {
  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    _ = try Demo.build(at: workspace.path("demo"), now: 1_790_000_000, cast: .test)
  }

  private func run(_ arguments: String...) throws -> Workspace.Outcome {
    try workspace.run(.countersign, arguments + ["--repo", workspace.path("demo")])
  }

  @Test func `the registry shows every model, and ends 0 whatever their states`() throws {
    let now = try run("registry", "--at", "2026-09-21T14:13:20Z")
    #expect(now.status == 0)
    #expect(now.text.contains("3 approved"))
    #expect(now.text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let later = try run("registry", "--at", "2029-01-01")
    #expect(later.status == 0)
    #expect(later.text.contains("3 lapsed") && later.text.contains("[approval-expired]"))
    let json = try run("registry", "--at", "2029-01-01", "--format", "json")
    let document = try #require(try JSONSerialization.jsonObject(with: Data(json.output)) as? [String: Any])
    #expect(document["schema"] as? String == "countersign/registry/v1")
    #expect((document["models"] as? [Any])?.count == 3)
  }

  @Test func `an audit shows how every model stood on a day`() throws {
    let past = try run("audit", "--at", "2026-09-21T14:13:20Z")
    #expect(past.status == 0 && past.text.contains("3 approved"))
    let commit = try workspace.expect(
      .git, "rev-list", "-1", "--first-parent", "--skip=1", "main", in: "demo")
    let date = try workspace.expect(.git, "show", "-s", "--format=%ct", commit, in: "demo")
    let moment = Date(timeIntervalSince1970: try #require(Double(date))).formatted(.iso8601)
    #expect(try run("audit", "--at", moment).text.contains(" at \(commit.prefix(10)), judged at \(moment)"))
    #expect(try run("audit", "--at", "1999-01-01").status == 64)
    #expect(try run("audit", "--at", "2026-09-21", "--since", "2026-01-01").status == 64)
    #expect(try run("audit", "--at", "2026-09-21", "--format", "html").status == 64)
  }

  @Test func `a site is replaced as a whole, and nobody else's files are touched`() throws {
    let site = workspace.path("site")
    #expect(try run("registry", "--site", site, "--at", "2026-09-21T14:13:20Z").status == 0)
    let index = try workspace.read("site/index.html")
    #expect(index.contains("judged at 2026-09-21T14:13:20Z"))
    #expect(try run("registry", "--site", site, "--at", "2029-01-01").status == 0)
    #expect(try workspace.read("site/badges/credit-scoring.svg").contains("lapsed"))
    try workspace.write("mine", to: "site/CNAME")
    let refused = try run("registry", "--site", site)
    #expect(refused.status == 64 && refused.errors.contains("CNAME"))
    #expect(try workspace.read("site/index.html").contains("2029-01-01"))
    try FileManager.default.removeItem(atPath: workspace.path("site/CNAME"))
    #expect(try run("registry", "--site", site, "--quiet").status == 0)
    // Nothing is left beside it.
    let beside = try FileManager.default.contentsOfDirectory(atPath: workspace.folder.path)
    #expect(beside.filter { $0.hasPrefix("site") } == ["site"])
  }

  @Test func `a directory that was not made as a site, and a link, are left alone`() throws {
    try workspace.write("mine", to: "elsewhere/notes.txt")
    #expect(try run("registry", "--site", workspace.path("elsewhere")).status == 64)
    #expect(try workspace.read("elsewhere/notes.txt") == "mine")
    try FileManager.default.createDirectory(
      atPath: workspace.path("empty"), withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(
      atPath: workspace.path("link"), withDestinationPath: workspace.path("empty"))
    for name in ["link", "link/"] {
      let outcome = try run("registry", "--site", workspace.path("") + "/" + name)
      #expect(outcome.status == 64, "\(name): \(outcome.text)")
    }
    // A list that somebody made is no leave to remove what lies elsewhere.
    let title = "files made by countersign registry --site; removed by the next one"
    try workspace.write("\(title)\n../elsewhere/notes.txt\n", to: "empty/.countersign-site")
    _ = try run("registry", "--site", workspace.path("empty"), "--quiet")
    #expect(try workspace.read("elsewhere/notes.txt") == "mine")
    #expect(try workspace.read("empty/index.html").contains("Model registry"))
  }
}
