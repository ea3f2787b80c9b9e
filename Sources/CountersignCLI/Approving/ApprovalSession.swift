import ArgumentParser
import Countersign
import GitHistory
import Glibc
import Governance
import Reports

/// One run of `approve`: finds out what is asked, has it answered, and writes, signs and commits the answer.
struct ApprovalSession {
  /// What the command was told beside what the plan is made of.
  struct Choices {
    var answers: ApprovalAnswers
    /// Whether the decision was named.
    var isDecided: Bool
    var detached: Bool
    var signOnly: Bool
    var commits: Bool
    var allowsDirty: Bool
    var anyway: Bool
    var assumesYes: Bool
    var dryRun: Bool
    var isQuiet: Bool
  }

  let choices: Choices
  let plan: ApprovalPlan
  let settings: SigningSettings
  let git: GitTool
  let style: Style
  let clock: Instant

  private var root: String { git.directory }

  func run(in repository: borrowing Repository) throws {
    let committing = SignedCommit(
      git: git, gitDirectory: repository.gitDirectory, head: plan.briefing.commit.text)
    if choices.commits, !choices.dryRun { try committing.check() }
    try checkWorkingTree()
    let present = try presentFile()
    var signing = signing
    let bytes: [UInt8]
    if choices.signOnly {
      bytes = try written(present)
      if bytes == plan.committed { signing = try signingCommitted() }
      try refuse(plan.obstacle(toWritten: bytes, signing: signing))
      try confirmSigning(bytes)
    } else {
      if let told = try plan.settled(choices.answers.decision) {
        StandardError.say(Printable("nothing to do: \(told)").text)
        return
      }
      if let present, present != plan.committed {
        throw UsageError(
          "\(plan.path) is not committed as it is; sign it as it is with --sign-only, or remove it")
      }
      try refuse(plan.obstacle(to: choices.answers.decision, signing: signing))
      bytes = try plan.draft(answers())
    }
    if choices.dryRun {
      try StandardOutput.write("# \(Printable(plan.path).text)\n" + String(decoding: bytes, as: UTF8.self))
      return
    }
    if (signing.commit || signing.detached), let lack = settings.lack { throw lack }
    try carryOut(bytes, signing, committing, repository)
  }

  /// By which signatures it is to count: where the policy counts no commits, by a detached one.
  private var signing: ApprovalPlan.Signing {
    let needsDetached = !plan.accepted.contains(.commit) && plan.accepted.contains(.detached)
    return ApprovalPlan.Signing(
      commit: choices.commits, detached: choices.detached || (needsDetached && choices.commits))
  }

  // MARK: Before anything is asked

  private func checkWorkingTree() throws(UsageError) {
    if choices.allowsDirty { return }
    let excluded = plan.briefing.model == nil ? ["approvals"] : Subject.excludedDirectories
    let changed = try WorkingState(git: git).changes(in: plan.directory, except: excluded)
    guard let first = changed.first else { return }
    throw UsageError(
      "\(first)\(changed.count > 1 ? " and \(changed.count - 1) more" : "") \(changed.count > 1 ? "differ" : "differs") from HEAD, and the decision is on HEAD"
        + "\n  help: commit or stash what is not committed in \(plan.directory), or say --allow-dirty")
  }

  /// What lies where the decision is written.
  private func presentFile() throws(UsageError) -> [UInt8]? {
    let file = WorkingFile(root: root, path: plan.path)
    return file.exists ? try InputFile.read(file.location) : nil
  }

  /// Refuses what would not count, unless the user wants it all the same.
  private func refuse(_ obstacle: ApprovalObstacle?) throws(UsageError) {
    guard let obstacle else { return }
    let message = "it would not count: \(words(obstacle))"
    if choices.anyway {
      StandardError.say(
        message.split(separator: "\n").map { Printable(String($0)).text }.joined(separator: "\n"))
    } else {
      throw UsageError("\(message)\n  to write it all the same: --anyway")
    }
  }

  private func words(_ obstacle: ApprovalObstacle) -> String {
    let rule = obstacle.rule.map { " [\($0.rawValue)]" } ?? ""
    return obstacle.message + rule + (obstacle.help.map { "\n  help: \($0)" } ?? "")
  }

  // MARK: What is decided

  private func answers() throws -> ApprovalAnswers {
    if Prompt.isPossible {
      brief()
      let deed = choices.commits ? "sign and commit it" : signing.detached ? "write and sign it" : "write it"
      return try ApprovalDialogue(
        plan: plan, isDecided: choices.isDecided, assumesYes: choices.assumesYes || choices.dryRun, deed: deed
      ).answers(from: choices.answers)
    }
    let lacks = plan.lacks(choices.answers)
    if lacks.isEmpty { return choices.answers }
    let columns = min(28, lacks.map(\.option.utf8.count).max() ?? 0)
    let lines = lacks.map { lack in
      "  \(lack.option)\(String(repeating: " ", count: max(0, columns - lack.option.utf8.count)))  \(lack.reason)"
    }
    throw UsageError(
      "gate \(plan.briefing.gate.id) asks for more; nothing was written\n" + lines.joined(separator: "\n"))
  }

  private func brief() {
    if !choices.isQuiet { StandardError.say(ApprovalBriefingText(style: style).text(of: plan.briefing)) }
  }

  // MARK: What somebody wrote before

  private func written(_ present: [UInt8]?) throws(UsageError) -> [UInt8] {
    guard let present else {
      throw UsageError("there is no \(plan.path) to sign; leave out --sign-only to write it")
    }
    _ = try plan.written(present)
    return present
  }

  /// How a file is signed that HEAD has already: no commit can bring it again.
  private func signingCommitted() throws(UsageError) -> ApprovalPlan.Signing {
    guard plan.accepted.contains(.detached) else {
      throw UsageError(
        "\(plan.path) is committed already, and the policy counts no detached signatures; remove the file, and approve anew"
      )
    }
    return ApprovalPlan.Signing(commit: false, detached: true)
  }

  private func confirmSigning(_ bytes: [UInt8]) throws(UsageError) {
    guard Prompt.isPossible else { return }
    brief()
    if choices.assumesYes || choices.dryRun { return }
    StandardError.say(
      bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map {
        "  " + Printable(String(decoding: $0, as: UTF8.self)).text
      }.joined(separator: "\n"))
    guard try Prompt.confirm("Sign this as it is, as \(plan.briefing.reviewer)?") else {
      throw UsageError("stopped; nothing was signed")
    }
  }

  // MARK: What is done

  private func carryOut(
    _ bytes: [UInt8], _ signing: ApprovalPlan.Signing, _ committing: SignedCommit,
    _ repository: borrowing Repository
  ) throws {
    let signature = try signing.detached ? detachedSignature(over: bytes) : nil
    var changes: [BroughtFile] = []
    if bytes != plan.committed { changes.append(BroughtFile(path: plan.path, bytes: bytes)) }
    if let signature {
      changes.append(BroughtFile(path: plan.signaturePath, bytes: signature))
    } else if plan.hasCommittedSignature {
      // It is over other bytes.
      changes.append(BroughtFile(path: plan.signaturePath, bytes: nil))
    }
    let files = WorkingFiles(root: root, files: changes)
    try files.check()
    try committing.checkFilters(changes)
    var commit: String?
    if choices.commits {
      let head = plan.briefing.commit.text
      commit = try committing.make(files, message: message(bytes), help: settings.help) { made in
        try BroughtFiles.problem(with: made, after: head, files: changes, in: repository)
      }
    } else {
      try Interruption.watched { try files.write() }
    }
    let brings = bytes != plan.committed
    let result = try plan.result(
      bytes, commit: brings ? commit : nil, signature: signature, clock: clock, in: repository)
    try tell(result, commit: commit, isSigned: signing.commit || signing.detached)
  }

  private func detachedSignature(over bytes: [UInt8]) throws -> [UInt8] {
    try Interruption.watched {
      let signature = Result { () throws(UsageError) in
        try DetachedSigner(settings: settings, git: git).signature(over: bytes)
      }
      if let signal = Interruption.signal { throw Interrupted(signal: signal) }
      return try signature.get()
    }
  }

  private func message(_ bytes: [UInt8]) throws(UsageError) -> String {
    let what = Printable(plan.briefing.model?.text ?? "the policy").text
    let verb =
      if choices.signOnly, bytes == plan.committed { "Sign the decision on" } else {
        switch try plan.written(bytes) {
        case .approve: "Approve"
        case .approveWithConditions: "Approve with conditions"
        case .reject: "Reject"
        case .withdraw: "Withdraw the decision on"
        }
      }
    return "\(verb) \(what) at gate \(Printable(plan.briefing.gate.id.text).text)"
  }

  private func tell(_ result: ApprovalResult, commit: String?, isSigned: Bool) throws {
    let place = commit.map { "is committed and signed, \($0.prefix(10))" }
    let deed = place ?? (isSigned ? "and its signature are written" : "is written")
    if !choices.isQuiet { say("\(plan.path) \(deed)") }
    if !isSigned {
      say("it counts once it is signed: countersign approve … --sign-only")
      return
    }
    if let obstacle = result.obstacle {
      say("it does not count: \(words(obstacle))")
      if obstacle.rule == .signerUnknown, let line = settings.signingKey.rosterLine {
        say("  under \(plan.briefing.reviewer) in policies/identities.yaml:  \(line)")
      }
      if !choices.anyway { throw ExitCode(1) }
    } else if !choices.isQuiet {
      say(ApprovalClosing.line(of: result, plan.briefing))
    }
  }

  private func say(_ text: String) {
    StandardError.say(
      text.split(separator: "\n").map { Printable(String($0)).text }.joined(separator: "\n"))
  }
}

/// What is still missing, in a line.
enum ApprovalClosing {
  static func line(of result: ApprovalResult, _ briefing: ApprovalBriefing) -> String {
    let name = briefing.model.map { "\($0)" } ?? "the policy"
    guard let gate = result.gate else { return "gate \(briefing.gate.id) is not asked of \(name)" }
    var parts: [String] = []
    if gate.verdict == .satisfied {
      parts.append("gate \(gate.id) of \(name) is satisfied")
    } else {
      let people = gate.candidates.prefix(4).map(\.description).joined(separator: ", ")
      parts.append(
        "gate \(gate.id) of \(name) has \(gate.counted.count) of \(gate.required)"
          + (people.isEmpty ? "" : "; could approve: \(people)"))
    }
    let others = result.open.filter { $0 != gate.id }
    if !others.isEmpty { parts.append("still open: \(others.map(\.text).joined(separator: ", "))") }
    return parts.joined(separator: "; ")
  }
}
