import Foundation
import Rehearsal
import Testing

/// Where `countersign audit` writes, and in which formats.
struct AuditOutputTests {
  private let workspace: Workspace
  private let demo: Demo

  init() throws {
    workspace = try Workspace()
    workspace.environment["LC_ALL"] = "C.UTF-8"
    demo = try Demo.build(at: workspace.path("demo"), now: 1_790_000_000, cast: .test)
  }

  private func audit(_ more: String...) throws -> Workspace.Outcome {
    try workspace.run(.countersign, ["audit", "--repo", "demo", "--root", "\(demo.root)"] + more)
  }

  private func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: workspace.folder.appendingPathComponent(name)))
  }

  @Test func `one replay writes every format, each as it is by itself`() throws {
    let formats = ["json", "jsonl", "csv", "html", "sqlite"]
    let outputs = formats.flatMap { ["--output", "\($0)=audit.\($0)"] }
    let outcome = try workspace.run(
      .countersign,
      ["audit", "--repo", "demo", "--root", "\(demo.root)", "--quiet", "--output", "text=audit.text"]
        + outputs)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.text.hasPrefix("✓ satisfied: main up to "))
    for format in formats {
      #expect(try bytes("audit.\(format)") == audit("--format", format).output, "\(format)")
    }
    #expect(try bytes("audit.text") == audit("--verbose", "--color", "never").output)
  }

  @Test func `a file is written whole or not at all, and nothing is left beside it`() throws {
    try workspace.write("what stood there", to: "audit.html")
    let temporary = ["TMPDIR": workspace.path("temporary")]
    try FileManager.default.createDirectory(
      atPath: workspace.path("temporary"), withIntermediateDirectories: true)
    let outcome = try workspace.run(
      .countersign,
      [
        "audit", "--repo", "demo", "--model", "no-such-model", "--output", "html=audit.html", "--output",
        "sqlite=audit.db",
      ], with: temporary)
    #expect(outcome.status == 64)
    #expect(try workspace.read("audit.html") == "what stood there")
    let left = try FileManager.default.contentsOfDirectory(atPath: workspace.folder.path)
    #expect(left.filter { $0.hasPrefix("audit.") } == ["audit.html"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: workspace.path("temporary")).isEmpty)
  }

  @Test func `what cannot be written is told before anything is judged`() throws {
    for (output, problem) in [
      ("html=nowhere/audit.html", "there is no directory nowhere; make it first"),
      ("sqlite=-", "--output takes a file"),
      ("pdf=audit.pdf", "there is no format pdf; there are text, json,"),
      ("html=demo", "it is a directory"),
    ] {
      let outcome = try audit("--output", output)
      #expect(outcome.status == 64 && outcome.output.isEmpty)
      #expect(outcome.errors.contains(problem), "\(outcome.errors)")
    }
    let outcome = try workspace.run(
      .countersign, ["audit", "--repo", "demo", "--output", "sqlite=audit.db"],
      with: ["TMPDIR": "/nonexistent"])
    #expect(
      outcome.status == 64 && outcome.errors.contains("set TMPDIR to another place"), "\(outcome.errors)")
  }

  @Test(
    .enabled(if: Tool.present(.python3), Tool.notTested("the policy of the page for scripts", for: .python3)))
  func `the page lets pass what it brings, and nothing else`() throws {
    _ = try audit("--output", "html=audit.html")
    let said = try workspace.expect(
      .python3, "-c",
      #"""
      import base64, hashlib, re
      page = open("audit.html", encoding="utf-8").read()
      policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page).group(1).replace("&#39;", "'")
      def source(name):
          (text,) = re.findall(f"<{name}>(.*?)</{name}>", page, re.S)
          return f"{name}-src 'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"
      expected = ["default-src 'none'", source("style"), source("script"), "base-uri 'none'", "form-action 'none'"]
      print(policy == "; ".join(expected))
      """#)
    #expect(said == "True")
    let page = try workspace.read("audit.html")
    #expect(!page.contains("http://") && !page.contains("https://") && !page.contains("style=\""))
    #expect(!page.contains(workspace.folder.path))
  }

  @Test(
    .enabled(if: Tool.present(.python3), Tool.notTested("a database on a terminal", for: .python3)))
  func `a database is nothing for a terminal`() throws {
    let outcome = try workspace.run(
      .python3,
      [
        "-c", "import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)", "countersign", "audit", "--format",
        "sqlite",
      ],
      in: "demo")
    #expect(outcome.status == 64 && outcome.text.contains("write it to a file: --output sqlite=audit.db"))
  }

  @Test(
    .enabled(if: Tool.present(.sqlite3), Tool.notTested("the database, as sqlite3 reads it", for: .sqlite3)))
  func `the examples of the manual have answers`() throws {
    _ = try audit("--output", "sqlite=audit.db")
    #expect(
      try workspace.expect(.sqlite3, "audit.db", "PRAGMA integrity_check; PRAGMA foreign_key_check") == "ok")
    let manual = try String(
      contentsOf: Tool.package.appendingPathComponent("docs/audit-database.md"), encoding: .utf8)
    let blocks = manual.components(separatedBy: "```sql\n").dropFirst().compactMap {
      $0.components(separatedBy: "\n```").first
    }
    #expect(blocks.count >= 5)
    for block in blocks {
      let outcome = try workspace.run(.sqlite3, ["-readonly", "audit.db", block])
      #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(block): \(outcome.errors)")
    }
    let things = try workspace.expect(
      .sqlite3, "audit.db", "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")
    for thing in things.split(separator: "\n") { #expect(manual.contains("`\(thing)`"), "\(thing)") }
  }
}
