import Foundation
import Rehearsal
import Testing

/// The command, as a user runs it, on the demo's repository.
struct DemoSceneTests {
  /// 2026-09-21T14:13:20Z
  private static let now: Int64 = 1_790_000_000
  private static let at = "2026-09-21T14:13:20Z"

  private let workspace: Workspace
  private let demo: Demo

  init() throws {
    workspace = try Workspace()
    demo = try Demo.build(at: workspace.path("demo"), now: DemoSceneTests.now, cast: .test)
  }

  private func check(
    _ scene: Demo.Scene, in directory: String = "demo", remote: String = "", _ more: String...
  ) throws -> Workspace.Outcome {
    try workspace.run(
      .countersign,
      [
        "check", "--repo", workspace.path(directory), "--base", remote + scene.base, "--head",
        remote + scene.head,
        "--branch", demo.branch, "--root", "\(demo.root)", "--at", DemoSceneTests.at,
      ] + more)
  }

  @Test func `every scene ends as its story says, by the one rule it is about`() throws {
    #expect(demo.scenes.count >= 4)
    for scene in demo.scenes {
      let outcome = try check(scene, "--format", "json")
      #expect(outcome.status == scene.expectedExit, "\(scene.title): \(outcome.text)")
      let report = try outcome.report()
      #expect(report.schema == "countersign/report/v1")
      #expect(report.verdict == (scene.expectedExit == 0 ? "satisfied" : "violated"))
      #expect(
        report.broken == Set((scene.expectedRule.map { [$0] } ?? []) + scene.consequences), "\(scene.title)")
      #expect(report.models.map(\.id) == ["credit-scoring"])
    }
  }

  @Test func `the same commits give the same bytes, again, in a clone and in a bare one`() throws {
    try workspace.expect(.git, "clone", "-q", "demo", "clone")
    try workspace.expect(.git, "clone", "-q", "--mirror", "demo", "bare.git")
    for scene in demo.scenes {
      let first = try check(scene, "--format", "json").output
      #expect(!first.isEmpty)
      #expect(try check(scene, "--format", "json").output == first)
      #expect(try check(scene, in: "clone", remote: "origin/", "--format", "json").output == first)
      #expect(try check(scene, in: "bare.git", "--format", "json").output == first)
      #expect(!String(decoding: first, as: UTF8.self).contains(workspace.folder.path))
    }
  }

  @Test func `a shallow clone is undecided, and the command that mends it is said and mends it`() throws {
    let scene = try #require(demo.scenes.first)
    // As a CI job fetches it: the last commit of each branch.
    try workspace.expect(
      .git, "clone", "-q", "--depth", "1", "--no-single-branch", "file://" + workspace.path("demo"), "shallow"
    )
    let outcome = try check(scene, in: "shallow", remote: "origin/", "--format", "json")
    #expect(outcome.status == 2)
    let finding = try #require(try outcome.report().findings.first { $0.rule == "history-incomplete" })
    #expect(finding.help?.contains("git fetch --unshallow") ?? false)
    try workspace.expect(.git, "fetch", "-q", "--unshallow", in: "shallow")
    #expect(try check(scene, in: "shallow", remote: "origin/").status == 0)
  }

  @Test func `a corrupt or missing object is undecided`() throws {
    let scene = try #require(demo.scenes.first)
    let blob = try workspace.expect(
      .git, "rev-parse", "\(scene.head):models/credit-scoring/card.yaml", in: "demo")
    let file = "demo/.git/objects/\(blob.prefix(2))/\(blob.dropFirst(2))"
    try FileManager.default.removeItem(atPath: workspace.path(file))
    let missing = try check(scene, "--format", "json")
    #expect(missing.status == 2)
    #expect(try missing.report().broken == ["history-incomplete"])
    try workspace.write("not an object", to: file)
    let corrupt = try check(scene, "--format", "json")
    #expect(corrupt.status == 2)
    #expect(try corrupt.report().broken == ["history-incomplete"])
  }

  @Test func `a report goes to files as well, whole and in the format asked for`() throws {
    let scene = try #require(demo.scenes.last)
    let file = workspace.path("report.json")
    let outcome = try check(
      scene, "--output", "json=\(file)", "--output", "text=\(workspace.path("report.txt"))")
    #expect(outcome.status == 1)
    #expect(try workspace.read("report.json") == check(scene, "--format", "json").text)
    #expect(try workspace.read("report.txt").contains("threshold-unmet"))
    #expect(outcome.text.contains("violated (exit status 1)"))
    // Beside it lies nothing half written.
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: workspace.folder.path).sorted() == [
        "demo", "report.json", "report.txt",
      ])
    #expect(try check(scene, "--output", "json=/nowhere/report.json").status == 64)
  }

  @Test func `a report goes to a pipe or a device as it is, and leaves it in its place`() throws {
    let scene = try #require(demo.scenes.last)
    let pipe = workspace.path("pipe")
    #expect(mkfifo(pipe, 0o600) == 0)
    let command =
      "cat pipe > read & countersign check --repo demo --base \(scene.base) --head \(scene.head) --branch main"
      + " --root \(demo.root) --at \(DemoSceneTests.at) --output json=pipe > /dev/null; status=$?; wait; exit $status"
    #expect(try workspace.run(.sh, ["-c", command]).status == 1)
    #expect(try workspace.read("read") == check(scene, "--format", "json").text)
    var status = stat()
    #expect(lstat(pipe, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
  }

  @Test func `a report that cannot be written is no pass`() throws {
    let scene = try #require(demo.scenes.first)
    let command = "countersign check --repo demo --base \(scene.base) --head \(scene.head) --branch main"
    for redirection in [">&-", ">/dev/full"] {
      let outcome = try workspace.run(.sh, ["-c", "\(command) --at \(DemoSceneTests.at) \(redirection)"])
      #expect(outcome.status != 0, "\(redirection)")
      #expect(outcome.status != 1, "\(redirection)")
    }
    // A reader that goes away early, such as `head`, is nobody's crash.
    let piped = try workspace.run(.sh, ["-c", "\(command) --format json | true; echo $?"])
    #expect(piped.line == "0")
  }

  @Test func `text is plain where it is no terminal, and coloured where that is asked for`() throws {
    let scene = try #require(demo.scenes.last)
    #expect(!(try check(scene).output.contains(0x1B)))
    #expect(try check(scene, "--color", "always").output.contains(0x1B))
  }

  @Test func `the demo command builds it, judges every scene and ends well, and overwrites nothing`() throws {
    let outcome = try workspace.run(.countersign, ["demo", "fresh"])
    #expect(outcome.status == 0, "\(outcome.text)\(outcome.errors)")
    for rule in demo.scenes.compactMap(\.expectedRule) where rule != "policy-change-unapproved" {
      #expect(outcome.text.contains(rule))
    }
    #expect(try workspace.expect(.git, "status", "--porcelain", in: "fresh").isEmpty)
    #expect(try workspace.run(.countersign, ["demo", "fresh"]).status == 64)
  }
}
