/// What is left to do once the files are there: each step in words, with the commands to type.
package struct NextSteps: Sendable {
  package struct Step: Sendable {
    package let text: String
    package let commands: [String]
  }

  package private(set) var steps: [Step] = []

  /// - Parameters:
  ///   - scaffold: what was written.
  ///   - branch: the branch that models are released on.
  ///   - hasCommits: whether there is a history already.
  ///   - hasRemote: whether there is somewhere to push to.
  ///   - hasHooks: whether git hooks are in place already.
  package init(_ scaffold: Scaffold, branch: String, hasCommits: Bool, hasRemote: Bool, hasHooks: Bool) {
    let branch = NextSteps.word(branch)
    add("look at what was written, above all who may do what", ["countersign policy lint"])
    if !scaffold.keyless.isEmpty {
      add(
        "list the key of everybody who signs: each sends you the public half, never the other one",
        ["ssh-keygen -t ed25519", "cat ~/.ssh/id_ed25519.pub"])
    }
    add(
      "commit the policy by itself, signed: this commit is what everything later rests on",
      ["git add policies", "git commit -S -m 'Govern models'"])
    add(
      "see that it is judged, and note its id: every check that is given it refuses another beginning",
      [
        "countersign check --base \(hasCommits ? "HEAD~1" : "none") --branch \(branch) --root \"$(git rev-parse HEAD)\""
      ])
    if !scaffold.workflows.isEmpty {
      add(
        "fill in what is marked FILL IN in \(scaffold.workflows.joined(separator: ", ")): that id, and where "
          + "countersign runs",
        [
          "git rev-parse HEAD",
          "git add \(scaffold.workflows.map(NextSteps.word).joined(separator: " "))",
          "git commit -S -m 'Judge every change'",
        ])
    }
    add(
      "push, and protect \(branch): require the check, and that branches are up to date",
      hasRemote
        ? ["git push -u origin \(branch)"] : ["git remote add origin ...", "git push -u origin \(branch)"])
    if !hasHooks {
      add("let git ask before it commits and pushes", ["countersign hook install"])
    }
    if let model = scaffold.modelDirectory {
      add(
        "bring the model by a branch of its own",
        [
          "countersign lint", "git switch -c first-model", "git add \(NextSteps.word(model))",
          "git commit -S -m 'Add a first model'",
          "countersign check --base \(branch)",
        ])
    }
  }

  private mutating func add(_ text: String, _ commands: [String]) {
    steps.append(Step(text: text, commands: commands))
  }

  /// One word of a POSIX shell.
  private static func word(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "-_./".utf8.contains(byte)
    }
    if isPlain, !text.isEmpty { return text }
    return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\"'\"'")
      + "'"
  }
}

extension Scaffold {
  /// The people who have no key, so that nothing they sign is known to be theirs.
  package var keyless: [String] {
    roster.identities.filter { $0.kind == .person && $0.keys.isEmpty }.map(\.id.text)
  }
}
