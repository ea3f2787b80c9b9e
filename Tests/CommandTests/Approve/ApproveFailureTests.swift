import Foundation
import Rehearsal
import Testing

/// Whatever goes wrong between the first question and the commit, everything is as it was before.
@Suite(
  .enabled(
    if: Tool.present(.git, .sshKeygen, .sh),
    Tool.notTested("that a failed approval leaves nothing behind", for: .git, .sshKeygen, .sh)))
struct ApproveFailureTests {
  private let workspace: Workspace
  private let desk: ReviewDesk

  init() throws {
    workspace = try Workspace()
    desk = try ReviewDesk(in: workspace)
  }

  private func git(_ arguments: String...) throws -> Workspace.Outcome {
    try workspace.run(.git, arguments, in: desk.repository.name)
  }

  private func writeProgram(_ text: String, to name: String) throws -> String {
    try workspace.write("#!/bin/sh\n\(text)\n", to: name)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o700], ofItemAtPath: workspace.path(name))
    return workspace.path(name)
  }

  private func hook(_ name: String, _ text: String) throws {
    _ = try writeProgram(text, to: desk.repository.path(".git/hooks/\(name)"))
  }

  @Test func `a key that is not there, or none at all`() throws {
    let before = try desk.state()
    for key in ["/nowhere/key", "key::ssh-ed25519 AAAA"] {
      try desk.repository.git("config", "user.signingKey", key)
      for options in [[], ["--detached"]] {
        let outcome = try options.isEmpty ? desk.approveWell() : desk.approveWell("--detached")
        try desk.expectUnchanged(since: before, outcome, saying: "nothing was", "git config user.signingkey")
      }
    }
    try desk.repository.git("config", "--unset", "user.signingKey")
    try desk.expectUnchanged(
      since: before, desk.approveWell(), saying: "git config user.signingkey ~/.ssh/id_ed25519.pub")
    // The honest twin.
    try desk.sit(.alice, desk.repository.ownKey(of: .alice))
    #expect(try desk.approveWell().status == 0)
    try desk.expectCounted()
  }

  @Test func `what was there before is put back byte for byte`() throws {
    #expect(try desk.approveWell("--detached").status == 0)
    try desk.repository.git("commit", "-q", "--allow-empty", "-m", "nothing")
    try desk.repository.write("0.1 0.2", to: "models/credit/weights.bin")
    try desk.repository.commit("retrain", by: .erin, desk.repository.ownKey(of: .erin))
    let (before, approval) = (try desk.state(), try desk.repository.read(GovernedFolder.approval))
    let signature = try desk.repository.read(GovernedFolder.signature)
    try hook("pre-commit", "echo a hook says no >&2; exit 1")
    try desk.expectUnchanged(
      since: before, desk.approveWell(), saying: "a hook says no", "nothing was changed")
    #expect(try desk.repository.read(GovernedFolder.approval) == approval)
    #expect(try desk.repository.read(GovernedFolder.signature) == signature)
    // Without the hook it goes through, and takes the signature of the old bytes along.
    try FileManager.default.removeItem(atPath: desk.location(".git/hooks/pre-commit"))
    #expect(try desk.approveWell().status == 0)
    try desk.expectCounted()
    #expect(!desk.exists(GovernedFolder.signature))
    #expect(try desk.repository.git("status", "--porcelain").isEmpty)
  }

  @Test func `a hook sees the file, and may not change what is signed`() throws {
    try hook("pre-commit", "git diff --cached --name-only | while read f; do test -f \"$f\" || exit 1; done")
    #expect(try desk.approveWell().status == 0)
    try desk.expectCounted()

    let other = try ReviewDesk(in: workspace)
    let before = try other.state()
    for text in [
      "f=\(GovernedFolder.approval); echo '# formatted' >> $f; git add $f",
      "echo more > models/credit/more.txt; git add models/credit/more.txt; rm models/credit/more.txt",
    ] {
      let name = other.repository.path(".git/hooks/pre-commit")
      _ = try writeProgram(text, to: name)
      let outcome = try other.approveWell()
      #expect(outcome.status == 64, "\(outcome.errors)")
      #expect(outcome.errors.contains("the commit was taken back"), "\(outcome.errors)")
      #expect(outcome.errors.contains("hook"), "\(outcome.errors)")
      #expect(try other.state() == before)
    }
  }

  @Test func `what else is staged stays staged, and what is not stays so`() throws {
    try desk.repository.write("one\n", to: "README.md")
    try desk.repository.git("add", "README.md")
    try desk.repository.write("one\ntwo\n", to: "README.md")
    try desk.repository.write("loose\n", to: "NOTES.md")
    let before = try desk.repository.git("status", "--porcelain")
    #expect(before == "AM README.md\n?? NOTES.md")
    #expect(try desk.approveWell().status == 0)
    #expect(try desk.repository.git("status", "--porcelain") == before)
    #expect(try desk.repository.git("show", ":README.md") == "one")
    #expect(try desk.repository.git("diff", "--name-only", "HEAD~1", "HEAD") == GovernedFolder.approval)
    try desk.expectCounted()
  }

  @Test(arguments: [
    ["commit.template", "template"], ["commit.cleanup", "strip"], ["core.commentChar", "A"],
    ["commit.verbose", "true"], ["core.abbrev", "4"], ["color.ui", "always"], ["status.short", "true"],
    ["core.splitIndex", "true"], ["advice.detachedHead", "true"], ["i18n.commitEncoding", "ISO-8859-1"],
    ["core.untrackedCache", "true"], ["diff.noprefix", "true"], ["push.gpgSign", "true"],
  ])
  func `the user's settings do not get in the way`(_ setting: [String]) throws {
    try workspace.write("a template\n", to: "template")
    try desk.repository.git(
      "config", setting[0], setting[1] == "template" ? workspace.path("template") : setting[1])
    let outcome = try desk.approveWell()
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try desk.repository.git("log", "-1", "--format=%B") == "Approve credit at gate technical")
    #expect(try desk.repository.git("status", "--porcelain").isEmpty)
    try desk.expectCounted()
  }

  @Test func `nothing is begun in the middle of a merge or another's work`() throws {
    for (file, word) in [
      ("MERGE_HEAD", "merge"), ("CHERRY_PICK_HEAD", "cherry-pick"), ("REVERT_HEAD", "revert"),
    ] {
      let place = desk.repository.path(".git/\(file)")
      try workspace.write(try desk.repository.git("rev-parse", "HEAD") + "\n", to: place)
      let before = try desk.state()
      try desk.expectUnchanged(
        since: before, desk.approveWell(), saying: "a \(word) is not finished", "--abort")
      try FileManager.default.removeItem(atPath: workspace.path(place))
    }
    try desk.repository.write("0.3", to: "models/credit/weights.bin")
    try desk.repository.write("new", to: "models/credit/more.txt")
    let before = try desk.state()
    try desk.expectUnchanged(
      since: before, desk.approveWell(), saying: "weights.bin and 1 more differ from HEAD", "--allow-dirty")
    #expect(try desk.approveWell("--allow-dirty").status == 0)
    try desk.expectCounted()
    #expect(try desk.repository.read("models/credit/weights.bin") == "0.3")
  }

  @Test func `a bare repository, and a git that looks elsewhere, are refused`() throws {
    try workspace.expect(.git, "clone", "-q", "--bare", desk.repository.name, "bare.git")
    let bare = try workspace.run(
      .countersign, ["approve", "credit", "--gate", "technical", "--repo", "bare.git"])
    #expect(bare.status == 64)
    #expect(bare.errors.contains("bare"))
    let before = try desk.state()
    let elsewhere = try desk.approveWell(
      "--repo", desk.location("."), with: ["GIT_DIR": workspace.path("bare.git")])
    try desk.expectUnchanged(since: before, elsewhere, saying: "unset GIT_DIR")
  }

  @Test func `a link in a directory's place is not followed`() throws {
    try workspace.write("", to: "outside/kept")
    try FileManager.default.createDirectory(
      atPath: desk.location("models/credit/approvals"), withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(
      atPath: desk.location("models/credit/approvals/technical"),
      withDestinationPath: workspace.path("outside"))
    let before = try desk.state()
    try desk.expectUnchanged(since: before, desk.approveWell(), saying: "technical is no directory")
    #expect(try FileManager.default.contentsOfDirectory(atPath: workspace.path("outside")) == ["kept"])
  }

  @Test func `it works in a linked worktree, on a detached HEAD, and with a tight umask`() throws {
    try desk.repository.git("worktree", "add", "-q", "--detach", workspace.path("tree"), "change")
    let outcome = try workspace.run(
      .sh,
      [
        "-c", "umask 077; exec countersign approve credit --gate technical --rationale \"$0\"",
        ReviewDesk.rationale,
      ], in: "tree")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try workspace.expect(.git, "status", "--porcelain", in: "tree").isEmpty)
    #expect(
      try workspace.expect(.git, "ls-tree", "HEAD", GovernedFolder.approval, in: "tree").hasPrefix("100644 "))
    #expect(try git("rev-parse", "change").line == workspace.expect(.git, "rev-parse", "HEAD~1", in: "tree"))
  }

  // MARK: Bytes

  @Test func `line ends that git converts leave the signed bytes alone`() throws {
    try desk.repository.git("config", "core.autocrlf", "true")
    try desk.repository.write("*.yaml text eol=crlf\n", to: ".git/info/attributes")
    #expect(try desk.approveWell("--detached").status == 0)
    #expect(try desk.repository.git("status", "--porcelain").isEmpty)
    let blob = try workspace.run(
      .git, ["cat-file", "blob", "HEAD:\(GovernedFolder.approval)"], in: desk.repository.name)
    #expect(!blob.output.contains(0x0D))
    try workspace.write(
      "alice@example.com \(Person.alice.key.publicKey.text)\n", to: "signers")
    let verified = try workspace.run(
      .sshKeygen,
      [
        "-Y", "verify", "-n", "countersign-approval@v1", "-f", "signers", "-I", "alice@example.com", "-s",
        desk.repository.path(GovernedFolder.signature),
      ], input: blob.output)
    #expect(verified.status == 0, "\(verified.errors)")
    try desk.expectCounted()
  }

  @Test func `a filter that would change the bytes is told, with what to do about it`() throws {
    try desk.repository.git("config", "filter.loud.clean", "tr a-z A-Z")
    try desk.repository.write("*.yaml filter=loud\n", to: ".git/info/attributes")
    // Only what is new is filtered in vain: the card is committed as it is.
    let before = try desk.state()
    try desk.expectUnchanged(
      since: before, desk.approveWell("--allow-dirty"), saying: "**/approvals/** -text -filter -ident")
    try desk.repository.write(
      "*.yaml filter=loud\n**/approvals/** -text -filter -ident\n", to: ".git/info/attributes")
    #expect(try desk.approveWell("--allow-dirty").status == 0)
    try desk.expectCounted()
  }

  // MARK: Signals and others

  /// Runs the command until the signing program waits, and stops it.
  private func stop(_ signal: String, wholeGroup: Bool, _ options: String...) throws -> Workspace.Outcome {
    let program = try writeProgram(
      "touch '\(workspace.path("waiting"))'; exec sleep 3 < /dev/null > /dev/null 2>&1", to: "slow-signer")
    try desk.repository.git("config", "gpg.ssh.program", program)
    let source = """
      import os, signal, subprocess, sys, time
      # Whoever runs the tests may have blocked signals.
      signal.pthread_sigmask(signal.SIG_SETMASK, [])
      mark, name, group, command = sys.argv[1], sys.argv[2], sys.argv[3] == 'group', sys.argv[4:]
      process = subprocess.Popen(command, start_new_session=True)
      end = time.time() + 20
      while not os.path.exists(mark) and time.time() < end:
          time.sleep(0.02)
      number = getattr(signal, name)
      os.killpg(process.pid, number) if group else os.kill(process.pid, number)
      status = process.wait()
      sys.exit(status if status >= 0 else 128 - status)
      """
    try workspace.write(source, to: "stop.py")
    let outcome = try workspace.run(
      .python3,
      [
        workspace.path("stop.py"), workspace.path("waiting"), signal, wholeGroup ? "group" : "alone",
        "countersign", "approve", "credit", "--gate", "technical", "--rationale", ReviewDesk.rationale,
      ] + options, in: desk.repository.name)
    try FileManager.default.removeItem(atPath: workspace.path("waiting"))
    return outcome
  }

  @Test(
    .enabled(if: Tool.present(.python3), Tool.notTested("approvals that are interrupted", for: .python3)),
    arguments: [("SIGINT", true), ("SIGINT", false), ("SIGTERM", false), ("SIGHUP", true)])
  func `stopped while it is signed, it takes everything back`(_ signal: String, _ wholeGroup: Bool) throws {
    let before = try desk.state()
    let number: Int32 = ["SIGINT": 2, "SIGTERM": 15, "SIGHUP": 1][signal]!
    try desk.expectUnchanged(
      since: before, stop(signal, wholeGroup: wholeGroup), status: 128 + number, saying: "interrupted")
    try desk.expectUnchanged(
      since: before, stop(signal, wholeGroup: wholeGroup, "--detached"), status: 128 + number,
      saying: "interrupted")
    try desk.repository.git("config", "--unset", "gpg.ssh.program")
    #expect(try desk.approveWell().status == 0)
    try desk.expectCounted()
  }

  @Test(.enabled(if: Tool.present(.python3), Tool.notTested("approvals that are killed", for: .python3)))
  func `killed while it is signed, it leaves a whole file or none, and nothing counts`() throws {
    let head = try desk.repository.git("rev-parse", "HEAD")
    #expect(try stop("SIGKILL", wholeGroup: true).status == 137)
    #expect(try desk.repository.git("rev-parse", "HEAD") == head)
    #expect(try desk.repository.git("diff", "--cached", "--name-only").isEmpty)
    #expect(
      try desk.repository.git("status", "--porcelain", "--untracked-files=all")
        == "?? \(GovernedFolder.approval)")
    try desk.repository.git("config", "--unset", "gpg.ssh.program")
    let again = try desk.approveWell()
    #expect(again.status == 64 && again.errors.contains("--sign-only"), "\(again.errors)")
    let signed = try desk.approve("--sign-only")
    #expect(signed.status == 0, "\(signed.errors)")
    try desk.expectCounted()
  }

  @Test func `two who approve at once both count, or one is told to try again`() throws {
    let people: [Person] = [.alice, .farid]
    for person in people { _ = try desk.repository.ownKey(of: person) }
    let commands = people.map { person in
      "GIT_CONFIG_COUNT=2 GIT_CONFIG_KEY_0=user.signingKey GIT_CONFIG_VALUE_0='\(workspace.path("key-\(person.id)"))'"
        + " GIT_CONFIG_KEY_1=user.email GIT_CONFIG_VALUE_1=\(person.email)"
        + " countersign approve credit --gate technical --rationale fine"
    }
    let outcome = try workspace.run(
      .sh, ["-c", "\(commands[0]) & \(commands[1]); echo $?; wait $!; echo $?"], in: desk.repository.name)
    let statuses = outcome.text.split(separator: "\n")
    let made = try desk.repository.git("ls-tree", "--name-only", "HEAD", "models/credit/approvals/technical/")
      .split(separator: "\n")
    #expect(statuses.contains("0"), "\(outcome.text)\(outcome.errors)")
    #expect(made.count == statuses.count { $0 == "0" }, "\(outcome.text)\(outcome.errors)")
    let status = try desk.repository.git("status", "--porcelain")
    #expect(status.isEmpty, "\(status)\n\(outcome.text)\(outcome.errors)")
    #expect(try desk.check().status == 0)
    #expect(
      try desk.repository.git("diff", "--name-only", "main", "HEAD").split(separator: "\n").count == made
        .count + 1)
  }
}
