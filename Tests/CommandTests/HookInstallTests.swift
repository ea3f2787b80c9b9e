import Foundation
import Testing

/// `hook install` puts hooks where git looks for them, and loses nothing that was there.
@Suite(.enabled(if: Tool.present(.git, .sh), Tool.notTested("the installation of hooks", for: .git, .sh)))
struct HookInstallTests {
  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    try workspace.expect(.git, "init", "-q", "-b", "main", "clone")
    try workspace.expect(.git, "init", "-q", "--bare", "-b", "main", "server.git")
  }

  private func hook(_ arguments: String..., in folder: String = "clone") throws -> Workspace.Outcome {
    try workspace.run(.countersign, ["hook"] + arguments, in: folder)
  }

  private func executable(_ text: String, at path: String) throws {
    try workspace.write(text, to: path)
    try FileManager.default.setAttributes([.posixPermissions: 0o750], ofItemAtPath: workspace.path(path))
  }

  private func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: workspace.path(path)) }

  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: workspace.path(path))[.posixPermissions] as? Int
  }

  private func listing(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: workspace.path(folder)).filter {
      !$0.hasSuffix(".sample")
    }.sorted()
  }

  /// With `RECORD_GOLDENS=1` in the environment, or where there is no file, it is written and the test fails once.
  @Test func `the scripts in the folder hooks are what is installed`() throws {
    let folder = Tool.package.appendingPathComponent("hooks")
    let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1"
    let names = ["pre-commit", "pre-push", "pre-receive", "update"]
    #expect(try hook("install", "pre-commit", "pre-push", "pre-receive", "update").status == 0)
    for name in names {
      let installed = Data(try workspace.read("clone/.git/hooks/\(name)").utf8)
      let file = folder.appendingPathComponent(name)
      if !isRecording, let kept = try? Data(contentsOf: file) {
        #expect(kept == installed, "hooks/\(name) differs; RECORD_GOLDENS=1 writes it anew")
        #expect(FileManager.default.isExecutableFile(atPath: file.path))
        try workspace.expect(.sh, "-n", ".git/hooks/\(name)", in: "clone")
      } else {
        try installed.write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
        Issue.record("recorded hooks/\(name); look at it and run again")
      }
    }
    #expect(Set(try FileManager.default.contentsOfDirectory(atPath: folder.path)) == Set(names))
  }

  @Test func `a clone gets the hooks of developers, and a bare repository those of a server`() throws {
    #expect(try hook("install").status == 0)
    #expect(try listing("clone/.git/hooks") == ["pre-commit", "pre-push"])
    #expect(try mode("clone/.git/hooks/pre-push").map { $0 & 0o111 } == 0o111)
    let server = try hook("install", in: "server.git")
    #expect(server.text.contains("git config countersign.root"))
    #expect(try listing("server.git/hooks") == ["pre-receive"])
    #expect(try hook("install", "--server").status == 0)
    #expect(try listing("clone/.git/hooks") == ["pre-commit", "pre-push", "pre-receive"])
  }

  @Test func `a second time changes nothing, a dry run neither, and uninstall leaves nothing`() throws {
    #expect(try hook("install", "--dry-run").text.contains("would be written"))
    #expect(try listing("clone/.git/hooks").isEmpty)
    #expect(try hook("install").status == 0)
    let again = try hook("install")
    #expect(again.status == 0 && again.text.contains("in place already"))
    #expect(try listing("clone/.git/hooks") == ["pre-commit", "pre-push"])
    #expect(try hook("uninstall", "--dry-run").text.contains("would be removed"))
    #expect(try hook("uninstall").status == 0)
    #expect(try listing("clone/.git/hooks").isEmpty)
    #expect(try hook("uninstall").status == 0)
  }

  @Test func `a hook that was there is kept, and comes back`() throws {
    try executable("#!/bin/sh\nexit 0\n", at: "clone/.git/hooks/pre-push")
    let outcome = try hook("install", "pre-push")
    #expect(outcome.text.contains("pre-push.before-countersign"), "\(outcome.text)")
    #expect(try hook("install", "pre-push").text.contains("in place already"))
    #expect(try workspace.read("clone/.git/hooks/pre-push.before-countersign") == "#!/bin/sh\nexit 0\n")
    #expect(try hook("uninstall").status == 0)
    #expect(try listing("clone/.git/hooks") == ["pre-push"])
    #expect(try workspace.read("clone/.git/hooks/pre-push") == "#!/bin/sh\nexit 0\n")
    #expect(try mode("clone/.git/hooks/pre-push") == 0o750)
    // Somebody else's stays.
    #expect(try hook("uninstall", "pre-push").text.contains("stays"))
    #expect(exists("clone/.git/hooks/pre-push"))
  }

  @Test func `nothing is written where something would be lost`() throws {
    try executable("#!/bin/sh\n# theirs\n", at: "clone/.git/hooks/pre-push")
    try executable("#!/bin/sh\n# older\n", at: "clone/.git/hooks/pre-push.before-countersign")
    #expect(try hook("install").status == 64)
    #expect(try listing("clone/.git/hooks") == ["pre-push", "pre-push.before-countersign"])
    try FileManager.default.removeItem(atPath: workspace.path("clone/.git/hooks/pre-push"))
    #expect(try hook("install").status == 0)
    let edited = try workspace.read("clone/.git/hooks/pre-push") + "echo mine\n"
    try executable(edited, at: "clone/.git/hooks/pre-push")
    let outcome = try hook("install")
    #expect(outcome.status == 64 && outcome.errors.contains("changed since"), "\(outcome.errors)")
    #expect(try hook("uninstall").status == 0)
    #expect(try workspace.read("clone/.git/hooks/pre-push") == edited)
  }

  @Test func `both hooks read the whole push, and both have to agree`() throws {
    try workspace.expect(.git, "commit", "-q", "--allow-empty", "-m", "one", in: "clone")
    let witness = "#!/bin/sh\nprintf '%s|' \"$@\" >\"$GIT_DIR/seen\"; cat >>\"$GIT_DIR/seen\"\n"
    try executable(witness + "exit 0\n", at: "server.git/hooks/pre-receive")
    #expect(try hook("install", in: "server.git").status == 0)
    let push = ["push", "../server.git", "main:main", "main:feature"]
    #expect(try workspace.run(.git, push, in: "clone").status == 0)
    let seen = try workspace.read("server.git/seen")
    #expect(seen.split(separator: "\n").count == 2 && seen.hasSuffix("\n"), "\(seen)")
    // Ours refuses what theirs lets through.
    let replaced = try workspace.run(.git, ["push", "../server.git", "main:refs/replace/x"], in: "clone")
    #expect(replaced.status != 0 && replaced.errors.contains("history-incomplete"), "\(replaced.errors)")
    // Theirs refuses what ours lets through, without having read a word.
    try executable(
      "#!/bin/sh\necho not today\nexit 3\n", at: "server.git/hooks/pre-receive.before-countersign")
    let refused = try workspace.run(.git, ["push", "../server.git", "main:other"], in: "clone")
    #expect(refused.status != 0 && refused.errors.contains("not today"), "\(refused.errors)")
  }

  @Test(arguments: ["update", "pre-push"])
  func `a hook that was there gets its arguments`(_ name: String) throws {
    try workspace.expect(.git, "commit", "-q", "--allow-empty", "-m", "one", in: "clone")
    let folder = name == "update" ? "server.git" : "clone/.git"
    try executable("#!/bin/sh\necho \"called with $2\" >&2\n", at: "\(folder)/hooks/\(name)")
    #expect(
      try hook("install", name, "--repo", workspace.path(folder == "clone/.git" ? "clone" : folder)).status
        == 0)
    let outcome = try workspace.run(.git, ["push", "../server.git", "main:main"], in: "clone")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let second = name == "update" ? String(repeating: "0", count: 40) : "../server.git"
    #expect(outcome.errors.contains("called with \(second)"), "\(outcome.errors)")
  }

  @Test func `nothing to push is nothing to judge, with and without a hook from before`() throws {
    try workspace.expect(.git, "commit", "-q", "--allow-empty", "-m", "one", in: "clone")
    try executable("#!/bin/sh\ncat >/dev/null\n", at: "clone/.git/hooks/pre-push")
    for _ in 0..<2 {
      #expect(try hook("install", "pre-push").status == 0)
      for _ in 0..<2 {
        let outcome = try workspace.run(.git, ["push", "-q", "../server.git", "main:main"], in: "clone")
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
      }
      try FileManager.default.removeItem(atPath: workspace.path("clone/.git/hooks/pre-push"))
      try? FileManager.default.removeItem(
        atPath: workspace.path("clone/.git/hooks/pre-push.before-countersign"))
    }
  }

  @Test func `whoever serves the repository may run the hooks, whatever the umask`() throws {
    try workspace.expect(.sh, "-c", "umask 077 && countersign hook install -q", in: "server.git")
    #expect(try mode("server.git/hooks/pre-receive") == 0o755)
    #expect(try listing("server.git/hooks") == ["pre-receive"])
  }

  // MARK: Where git looks

  @Test func `core.hooksPath is honoured, from below the root too`() throws {
    try workspace.expect(.git, "config", "core.hooksPath", "tools/hooks", in: "clone")
    try workspace.write("", to: "clone/models/a/card.yaml")
    try workspace.write("", to: "clone/tools/x")
    let outcome = try hook("install", in: "clone/models/a")
    #expect(outcome.text.contains("commit the hooks"), "\(outcome.text)")
    #expect(try listing("clone/tools/hooks") == ["pre-commit", "pre-push"])
    #expect(try listing("clone/.git/hooks").isEmpty)
  }

  @Test func `a directory for all repositories is named as such`() throws {
    try workspace.write("[core]\n\thooksPath = \(workspace.path("all hooks"))\n", to: "gitconfig")
    workspace.environment["GIT_CONFIG_GLOBAL"] = workspace.path("gitconfig")
    let outcome = try hook("install")
    #expect(outcome.text.contains("more than this repository"), "\(outcome.text)\(outcome.errors)")
    #expect(try listing("all hooks") == ["pre-commit", "pre-push"])
  }

  @Test func `worktrees share the hooks of their repository`() throws {
    try workspace.expect(.git, "commit", "-q", "--allow-empty", "-m", "one", in: "clone")
    try workspace.expect(.git, "worktree", "add", "-q", "../tree", in: "clone")
    #expect(try hook("install", in: "tree").status == 0)
    #expect(try listing("clone/.git/hooks") == ["pre-commit", "pre-push"])
  }

  @Test func `husky's directory is left alone, and the framework's way is told`() throws {
    try workspace.write("repos: []\n", to: "clone/.pre-commit-config.yaml")
    #expect(try hook("install", "--dry-run").text.contains("pre-commit install --hook-type"))
    try workspace.expect(.git, "config", "core.hooksPath", ".husky/_", in: "clone")
    let outcome = try hook("install")
    #expect(outcome.status == 64 && outcome.errors.contains(".husky/pre-push"), "\(outcome.errors)")
    #expect(!exists("clone/.husky"))
  }

  @Test(arguments: [
    ["install", "post-commit"], ["install", "--repo", "/nowhere"], ["uninstall", "x"], ["nonsense"],
  ])
  func `wrong usage ends with 64`(_ arguments: [String]) throws {
    #expect(try workspace.run(.countersign, ["hook"] + arguments, in: "clone").status == 64)
  }
}
