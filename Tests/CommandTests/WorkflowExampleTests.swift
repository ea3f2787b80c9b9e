import Foundation
import Rehearsal
import Testing

/// The workflows that people copy.
struct WorkflowExampleTests {
  private static let folder = Tool.package.appendingPathComponent(".github-example")
  private static let workflows = [
    "countersign.yml", "countersign-audit.yml", "countersign-record.yml", "countersign-due.yml",
  ]

  private let workspace: Workspace

  init() throws { workspace = try Workspace() }

  private func text(_ file: String) throws -> String {
    String(
      decoding: try Data(contentsOf: WorkflowExampleTests.folder.appendingPathComponent(file)), as: UTF8.self)
  }

  @Test(.enabled(if: Tool.present(.zizmor), Tool.notTested("the security of the workflows", for: .zizmor)))
  func `a linter of workflows finds nothing in them, not even with its strictest eyes`() throws {
    let outcome = try workspace.run(
      .zizmor,
      ["--offline", "--no-progress", "--color", "never", "--strict-collection", "--persona", "auditor"]
        + WorkflowExampleTests.workflows.map { WorkflowExampleTests.folder.appendingPathComponent($0).path })
    #expect(outcome.status == 0, "\(outcome.text)\(outcome.errors)")
    // It was asked about something: one mistake, and it says so.
    let careless = try text("countersign.yml").replacing(
      "persist-credentials: false", with: "show-progress: true")
    try workspace.write(careless, to: ".github/workflows/careless.yml")
    let path = workspace.path(".github/workflows/careless.yml")
    #expect(try workspace.run(.zizmor, ["--offline", "--no-progress", path]).status != 0)
  }

  @Test(
    .enabled(
      if: Tool.present(.checkJSONSchema), Tool.notTested("the form of the workflows", for: .checkJSONSchema)))
  func `they are of the form that GitHub and GitLab want`() throws {
    let github = WorkflowExampleTests.workflows.map {
      WorkflowExampleTests.folder.appendingPathComponent($0).path
    }
    let gitlab = ["countersign", "countersign-record"].map {
      Tool.package.appendingPathComponent(".gitlab-example/\($0).gitlab-ci.yml").path
    }
    for (schema, files) in [("vendor.github-workflows", github), ("vendor.gitlab-ci", gitlab)] {
      let outcome = try workspace.run(.checkJSONSchema, ["--builtin-schema", schema] + files)
      #expect(outcome.status == 0, "\(outcome.text)\(outcome.errors)")
    }
  }

  @Test(.enabled(if: Tool.present(.hadolint), Tool.notTested("the form of the Dockerfile", for: .hadolint)))
  func `a linter of Dockerfiles finds nothing in the image, which copies what it needs and no more`() throws {
    let file = Tool.package.appendingPathComponent("Dockerfile")
    let outcome = try workspace.run(.hadolint, ["--no-color", file.path])
    #expect(outcome.status == 0, "\(outcome.text)")
    // What a builder is sent: all that the package and Scripts/install take, and no history.
    let sent = try String(contentsOf: Tool.package.appendingPathComponent(".dockerignore"), encoding: .utf8)
      .split(separator: "\n").filter { $0.hasPrefix("!") }.map { $0.dropFirst() }
    for needed in [
      "Package.swift", "Sources", "Tests", "Scripts", "hooks", "policies", "schemas", "README.md",
    ] {
      #expect(sent.contains { $0 == needed }, "\(needed)")
    }
    #expect(!sent.contains { $0 == ".git" || $0 == "." })
  }

  @Test func `no shell of theirs is handed an expression, and every action is pinned by its commit`() throws {
    for file in WorkflowExampleTests.workflows {
      let text = try text(file)
      for script in try scripts(of: file) { #expect(!script.contains("${{"), "\(file)") }
      let uses = text.matches(of: /uses: (\S+)/).map { String($0.1) }
      #expect(!uses.isEmpty)
      for action in uses { #expect(action.wholeMatch(of: /[\w-]+\/[\w-]+@[0-9a-f]{40}/) != nil, "\(action)") }
      // One needs a key, and is started by nothing but what landed.
      #expect(text.contains("secrets.") == (file == "countersign-record.yml"))
      #expect(!text.contains("pull_request_target"))
    }
  }

  @Test func `the settings are JSON, and require the job by the name that it has`() throws {
    let settings = WorkflowExampleTests.folder.appendingPathComponent("settings")
    let files = try FileManager.default.contentsOfDirectory(atPath: settings.path)
    #expect(files.count >= 4)
    for file in files {
      let data = try Data(contentsOf: settings.appendingPathComponent(file))
      #expect(throws: Never.self, "\(file)") { try JSONSerialization.jsonObject(with: data) }
    }
    let rules = try text("settings/branch-ruleset.json")
    #expect(rules.contains("\"context\": \"countersign\""))
    #expect(try text("countersign.yml").contains("    name: countersign #"))
  }

  /// The shell scripts of a workflow, each without its indentation.
  private func scripts(of file: String) throws -> [String] {
    var scripts: [String] = []
    var lines = try text(file).split(separator: "\n", omittingEmptySubsequences: false)[...]
    while let line = lines.popFirst() {
      guard line.hasSuffix("run: |") else { continue }
      let depth = line.prefix { $0 == " " }.count + 2
      let body = lines.prefix { $0.isEmpty || $0.prefix { $0 == " " }.count >= depth }
      scripts.append(body.map { $0.dropFirst(depth) }.joined(separator: "\n"))
      lines = lines.dropFirst(body.count)
    }
    #expect(!scripts.isEmpty)
    return scripts
  }

  /// A `docker` that runs the command itself, with the variables and in the folder that the container has
  /// and nothing else of the runner's.
  private static let standIn = """
    #!/usr/bin/env python3
    import os, sys
    arguments, environment, volumes, folder = sys.argv[1:], {"PATH": os.environ["PATH"]}, {}, None
    flags = {"--rm", "--read-only"}
    others = {"--network", "--cap-drop", "--security-opt", "--user", "--tmpfs"}
    assert arguments.pop(0) == "run"
    while arguments[0].startswith("--"):
        option = arguments.pop(0)
        if option in flags:
            continue
        value = arguments.pop(0)
        if option == "--env":
            name, _, given = value.partition("=")
            if "=" in value:
                environment[name] = given
            elif name in os.environ:
                environment[name] = os.environ[name]
        elif option == "--volume":
            source, target = value.split(":")[:2]
            volumes[target] = source
        elif option == "--workdir":
            folder = value
        else:
            assert option in others, option
    image, command = arguments[0], [volumes.get(word, word) for word in arguments[1:]]
    assert "@sha256:" in image
    environment = {name: volumes.get(value, value) for name, value in environment.items()}
    if command[0] == "check" and "--all" not in command:
        command[command.index("--format") + 1] = "json"
    if command[0] in {"check", "record"}:
        command += ["--at", os.environ.get("NOW", "2026-09-21T14:13:20Z")]
    os.chdir(volumes[folder])
    os.execvpe("countersign", ["countersign", *command], environment)
    """

  /// A clone of the demo, as a runner has it, and the variables that are the same for every event.
  private func runner(_ demo: Demo) throws -> [String: String] {
    try workspace.write(WorkflowExampleTests.standIn, to: "bin/docker")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: workspace.path("bin/docker"))
    try workspace.write("", to: "summary")
    try workspace.expect(.git, "clone", "-q", "demo", "runner")
    return [
      "PATH": "\(workspace.path("bin")):\(workspace.environment["PATH"] ?? "")",
      "IMAGE": "ghcr.io/acme/countersign@sha256:0", "ROOT": "\(demo.root)", "BRANCH": demo.branch,
      "GITHUB_WORKSPACE": workspace.path("runner"), "GITHUB_STEP_SUMMARY": workspace.path("summary"),
      "RUNNER_TEMP": workspace.folder.path, "GITHUB_ACTIONS": "true", "GITHUB_REPOSITORY": "acme/models",
    ]
  }

  @Test(
    .enabled(
      if: Tool.present(.python3, .sh), Tool.notTested("the script of the workflow", for: .python3, .sh)))
  func `the script of the example judges as the runner would have it, and says so`() throws {
    let demo = try Demo.build(at: workspace.path("demo"), now: 1_790_000_000, cast: .test)
    let variables = try runner(demo)
    let script = try #require(try scripts(of: "countersign.yml").first)
    for scene in demo.scenes {
      let head = try workspace.expect(.git, "rev-parse", "refs/remotes/origin/\(scene.branch)", in: "runner")
      let outcome = try workspace.run(
        .sh, ["-e", "-c", script], in: "runner",
        with: variables.merging([
          "GITHUB_EVENT_NAME": "pull_request", "GITHUB_BASE_REF": "main", "GITHUB_REF": "refs/pull/7/merge",
          "GITHUB_SHA": head,
        ]) { $1 })
      #expect(outcome.status == scene.expectedExit, "\(scene.title): \(outcome.text)\(outcome.errors)")
      #expect(try outcome.report().models.map(\.id) == ["credit-scoring"])
    }
  }

  @Test(
    .enabled(
      if: Tool.present(.python3, .sh), Tool.notTested("the script of the audit", for: .python3, .sh)))
  func `the script of the audit keeps the report, and ends as the audit does`() throws {
    let demo = try Demo.build(at: workspace.path("demo"), now: 1_790_000_000, cast: .test)
    let variables = try runner(demo).merging(["GITHUB_EVENT_NAME": "schedule"]) { $1 }
    let script = try #require(try scripts(of: "countersign-audit.yml").first)
    func audit() throws -> Int32 {
      let outcome = try workspace.run(.sh, ["-e", "-c", script], in: "runner", with: variables)
      let report = try workspace.read("countersign-audit.json")
      #expect(report.contains("countersign/audit/v1"))
      #expect(!outcome.output.isEmpty)
      return outcome.status
    }
    #expect(try audit() == 0)
    // Somebody pushes past the check.
    try workspace.write("0.5", to: "runner/models/credit-scoring/weights.bin")
    try workspace.expect(.git, "add", "-A", in: "runner")
    try workspace.expect(.git, "commit", "-q", "--no-gpg-sign", "-m", "just this once", in: "runner")
    #expect(try audit() == 1)
  }

  /// A `gh` that keeps at most one issue, and takes no argument that it does not know.
  private static let issues = """
    #!/usr/bin/env python3
    import os, shutil, sys
    issue = os.path.join(os.environ["RUNNER_TEMP"], "issue")
    command, rest = sys.argv[1:3], sys.argv[3:]
    with open(issue + ".log", "a") as log:
        log.write(" ".join(command) + "\\n")
    assert os.environ["GH_REPO"] == "acme/models" and os.environ["GH_TOKEN"] == "none"
    if command == ["issue", "list"]:
        print("7" if os.path.exists(issue) else "")
    elif command == ["issue", "create"]:
        assert not os.path.exists(issue) and len(rest) == 6 and rest[4] == "--body-file", rest
        shutil.copy(rest[5], issue)
    elif command == ["issue", "edit"]:
        assert os.path.exists(issue) and rest[:2] == ["7", "--body-file"] and len(rest) == 3, rest
        shutil.copy(rest[2], issue)
    elif command == ["issue", "close"]:
        assert rest[0] == "7", rest
        os.remove(issue)
    else:
        assert command == ["label", "create"], command
    """

  @Test(
    .enabled(
      if: Tool.present(.python3, .sh), Tool.notTested("the script that opens an issue", for: .python3, .sh)))
  func `the script of what lapses keeps one issue, and closes it when every model stands`() throws {
    let demo = try Demo.build(at: workspace.path("demo"), now: 1_790_000_000, cast: .test)
    let variables = try runner(demo).merging(["GH_REPO": "acme/models", "GH_TOKEN": "none"]) { $1 }
    try workspace.write(WorkflowExampleTests.issues, to: "bin/gh")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: workspace.path("bin/gh"))
    let script = try #require(try scripts(of: "countersign-due.yml").first)
    func run(_ now: String, root: String = "\(demo.root)") throws -> Int32 {
      let outcome = try workspace.run(
        .sh, ["-e", "-c", script], in: "runner", with: variables.merging(["NOW": now, "ROOT": root]) { $1 })
      #expect(outcome.errors.isEmpty, "\(outcome.errors)")
      return outcome.status
    }
    func calls() throws -> [String] {
      defer { try? FileManager.default.removeItem(atPath: workspace.path("issue.log")) }
      return try workspace.read("issue.log").split(separator: "\n").map(String.init)
    }
    #expect(try run("2026-09-21T14:13:20Z") == 0)
    #expect(try calls() == ["issue list"])
    #expect(try run("2029-01-01") == 0)
    #expect(try calls() == ["issue list", "label create", "issue create"])
    #expect(try workspace.read("issue").contains("violated: 3 models on `main`"))
    #expect(try run("2029-01-02") == 0)
    #expect(try calls() == ["issue list", "issue edit"])
    #expect(try workspace.read("summary").contains("approval-expired"))
    // Another history is undecided: the issue says it, and the job fails.
    let other = try workspace.expect(
      .git, "commit-tree", "-m", "other", "HEAD^{tree}", in: "runner")
    #expect(try run("2026-09-21T14:13:20Z", root: other) == 2)
    #expect(try workspace.read("issue").contains("root-mismatch"))
    _ = try calls()
    #expect(try run("2026-09-21T14:13:20Z") == 0)
    #expect(try calls() == ["issue list", "issue close"])
    #expect(!FileManager.default.fileExists(atPath: workspace.path("issue")))
  }

  @Test(
    .enabled(
      if: Tool.present(.python3, .sh, .sshKeygen),
      Tool.notTested("the script of the record", for: .python3, .sh, .sshKeygen)))
  func `the script of the record pushes an entry, also where somebody else was faster`() throws {
    let demo = try Demo.build(at: workspace.path("demo"), now: 1_790_000_000, cast: .test)
    let script = try #require(try scripts(of: "countersign-record.yml").first)
    let (before, after) = (
      try workspace.expect(.git, "rev-parse", "main~1", in: "demo"),
      try workspace.expect(.git, "rev-parse", "main", in: "demo")
    )
    let variables = try runner(demo).merging([
      "GITHUB_EVENT_NAME": "push", "GITHUB_SERVER_URL": "https://github.example", "BEFORE": before,
      "AFTER": after, "KEY": Person.ci.key.openSSHPrivateKey(comment: "ci"), "TOKEN": "none",
    ]) { $1 }
    let log = "refs/countersign/log"
    for _ in 0..<2 {
      let outcome = try workspace.run(.sh, ["-e", "-c", script], in: "runner", with: variables)
      #expect(outcome.status == 0, "\(outcome.text)\(outcome.errors)")
      #expect(try workspace.expect(.git, "rev-list", "--count", log, in: "demo") == "1")
    }
    // An entry that nobody has seen, of a runner who was too slow.
    let slow = try workspace.expect(.git, "commit-tree", "-m", "slow", "HEAD^{tree}", in: "runner")
    try workspace.expect(.git, "update-ref", log, slow, in: "runner")
    #expect(try workspace.run(.sh, ["-e", "-c", script], in: "runner", with: variables).status == 0)
    #expect(try workspace.expect(.git, "rev-parse", log, in: "runner") != slow)
    // A push past the gates fails the job, and is recorded.
    try workspace.expect(.git, "checkout", "-q", "main", in: "demo")
    try workspace.write("0.5", to: "demo/models/credit-scoring/weights.bin")
    try workspace.expect(.git, "add", "-A", in: "demo")
    try workspace.expect(.git, "commit", "-q", "--no-gpg-sign", "-m", "just this once", in: "demo")
    try workspace.expect(.git, "fetch", "-q", in: "runner")
    let bad = try workspace.expect(.git, "rev-parse", "main", in: "demo")
    let outcome = try workspace.run(
      .sh, ["-e", "-c", script], in: "runner",
      with: variables.merging(["BEFORE": after, "AFTER": bad]) { $1 })
    #expect(outcome.status == 1, "\(outcome.text)\(outcome.errors)")
    #expect(try workspace.expect(.git, "rev-list", "--count", log, in: "demo") == "2")
  }
}
