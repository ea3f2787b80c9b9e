import Foundation
import Rehearsal
import Testing

/// What `digest` prints, others must be able to recompute in a few lines.
@Suite(.enabled(if: Tool.present(.python3), "not run, for want of python3"))
struct DigestTests {
  private static let script = """
    import hashlib, os, sys
    root, title, without, files = sys.argv[1], sys.argv[2], sys.argv[3].split(), []
    for folder, folders, names in os.walk(os.fsencode(root)):
        for name in names + [n for n in folders if os.path.islink(os.path.join(folder, n))]:
            full = os.path.join(folder, name)
            path = os.path.relpath(full, os.fsencode(root))
            if path.split(b"/")[0].decode("utf-8", "replace") in without and b"/" in path: continue
            link = os.path.islink(full)
            content = os.readlink(full) if link else open(full, "rb").read()
            mode = b"120000" if link else b"100755" if os.access(full, os.X_OK) else b"100644"
            files.append((path, mode, hashlib.sha256(content).hexdigest().encode()))
    lines = [m + b" " + h + b" " + p + b"\\0" for p, m, h in sorted(files)]
    print("sha256:" + hashlib.sha256(title.encode() + b"\\n" + b"".join(lines)).hexdigest())
    """

  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    try workspace.write(DigestTests.script, to: "digest.py")
  }

  private func recomputed(_ directory: String) throws -> String {
    try workspace.expect(
      .python3, "digest.py", directory, "countersign-subject-v1", "approvals waivers monitoring")
  }

  @Test func `the digests of the demo's models and policy are what python makes of the files`() throws {
    _ = try Demo.build(at: workspace.path("demo"), now: 1_790_000_000, cast: .test)
    let models = try workspace.expect(.git, "ls-tree", "--name-only", "HEAD:models", in: "demo")
    #expect(models.split(separator: "\n").count == 3)
    for model in models.split(separator: "\n").map(String.init) {
      let digest = try workspace.expect(.countersign, "digest", model, in: "demo")
      #expect(try digest == recomputed("demo/models/\(model)"))
      #expect(try workspace.expect(.countersign, "digest", "models/\(model)/", in: "demo") == digest)
    }
    #expect(
      try workspace.expect(.countersign, "digest", "--policy", in: "demo")
        == workspace.expect(.python3, "digest.py", "demo/policies", "countersign-policy-v1", "approvals"))
  }

  @Test func `links, modes, odd names and files that are called like left out directories are no exception`()
    throws
  {
    let directory = "models/odd"
    try workspace.expect(.git, "init", "-q", "-b", "main", "repository")
    for (name, text) in [
      ("card.yaml", "id: odd\n"), ("run.sh", "#!/bin/sh\n"), ("a b/\u{E9}.txt", "\r\n"), ("a.b", ""),
      ("a/b", "x"),
      ("waivers", "a file\n"), ("evidence/r.json", "{}"), ("approvals/technical/alice.yaml", "left out\n"),
      ("monitoring/2026.yaml", "left out\n"), ("approvals.txt", "counts\n"), ("src/approvals/a", "counts\n"),
    ] {
      try workspace.write(text, to: "repository/\(directory)/\(name)")
    }
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: workspace.path("repository/\(directory)/run.sh"))
    try FileManager.default.createSymbolicLink(
      atPath: workspace.path("repository/\(directory)/latest"), withDestinationPath: "run.sh")
    try workspace.expect(.git, "add", "-A", in: "repository")
    try workspace.expect(.git, "commit", "-q", "-m", "odd", in: "repository")
    let digest = try workspace.expect(.countersign, "digest", "odd", in: "repository")
    #expect(try digest == recomputed("repository/\(directory)"))
    // An approval changes nothing, a mode does.
    try workspace.write("left out, too\n", to: "repository/\(directory)/approvals/technical/bob.yaml")
    try workspace.expect(.git, "add", "-A", in: "repository")
    try workspace.expect(.git, "commit", "-q", "-m", "approve", in: "repository")
    #expect(try workspace.expect(.countersign, "digest", "odd", in: "repository") == digest)
    try workspace.expect(.git, "update-index", "--chmod=-x", "\(directory)/run.sh", in: "repository")
    try workspace.expect(.git, "commit", "-q", "-m", "mode", in: "repository")
    #expect(try workspace.expect(.countersign, "digest", "odd", in: "repository") != digest)
    #expect(
      try workspace.expect(.countersign, "digest", "odd", "--rev", "HEAD~1", in: "repository") == digest)
  }
}
