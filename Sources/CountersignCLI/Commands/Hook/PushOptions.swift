import ArgumentParser
import Countersign
import GitHistory
import Glibc
import Governance
import Reports

/// What the hooks of a push have in common: the repository's settings, and how whoever pushes is answered.
struct PushOptions: ParsableArguments {
  @OptionGroup var repository: RepositoryOptions

  @Option(
    help: ArgumentHelp(
      "The commit that brought the first policy, in full: pins the trust root.", valueName: "id"))
  var root: String?

  @OptionGroup var look: LookOptions

  /// What git wrote to the hook.
  ///
  /// - Throws: `UsageError` where nobody did.
  func input(of hook: String) throws(UsageError) -> [UInt8] {
    if isatty(STDIN_FILENO) == 1 {
      throw UsageError(
        "git runs this, and says on standard input what is pushed; see countersign hook install")
    }
    return try InputFile.standardInput(limit: HookInput.limit)
  }

  /// Judges all updates and tells whoever pushes, on standard error: git shows them both outputs, and some forges
  /// that one only.
  ///
  /// - Throws: exit status 1 where one is refused.
  func answer(
    _ updates: [RefUpdate], at place: BranchPlace, in repository: borrowing Repository
  ) throws {
    let judging = PushJudging(at: place, try settings(), clock: Instant(seconds: Int64(time(nil))))
    let answers = try judging.answers(to: updates, in: repository)
    var blocks: [String] = []
    for (update, answer) in zip(updates, answers) {
      switch answer {
      case .passes: continue
      case .refused(let finding):
        blocks.append(RefusalText(style: style).text(of: finding, reference: update.displayName))
      case .judged(let report):
        // What may land is said in one line.
        let detail = report.verdict == .satisfied && !look.verbose ? .quiet : look.detail
        blocks.append(TextReport(style: style, detail: detail).text(for: report))
      }
    }
    StandardError.write(blocks.joined(separator: "\n"))
    let refused = answers.count { !$0.isAccepted }
    if refused == 0 { return }
    if answers.count > 1 {
      StandardError.say(
        "\ncountersign refuses the push: \(refused) of \(answers.count) references may not change")
    }
    throw ExitCode(1)
  }

  /// For the terminal at the other end, of which nothing is known: `remote: ` stands before each line there.
  private var style: Style {
    Style(color: look.color == .always, width: 72, unicode: Terminal.isUnicode(ProcessEnvironment.current))
  }

  /// What the owner of the repository set, by git's configuration and in the environment. Settings add up: no place
  /// can take back what another one asks for.
  private func settings() throws -> PushJudging.Settings {
    let environment = ProcessEnvironment.current
    if environment["GIT_NAMESPACE"].map({ !$0.isEmpty }) ?? false {
      throw UsageError("GIT_NAMESPACE is set, and namespaces are not read; serve the repository without")
    }
    let git = GitTool(directory: repository.path ?? ".")
    // One key is in every repository, so no answer is no way to say that nothing is set.
    let pattern = #"^(core\.repositoryformatversion|countersign\..*)$"#
    guard let output = try git.output(["config", "--null", "--get-regexp", pattern]) else {
      throw UsageError("git config cannot tell the settings of the repository")
    }
    // An empty variable is none; an empty setting is a mistake, which is told where the root is read.
    var roots = [root, environment["COUNTERSIGN_ROOT"].flatMap { $0.isEmpty ? nil : $0 }].compactMap(\.self)
    var branches = [environment["COUNTERSIGN_BRANCHES"] ?? ""]
    for entry in output.split(separator: "\0") {
      // A key and its value on the lines behind it; a key alone means true, and no branch is called so.
      let parts = entry.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      if parts[0] == "countersign.root" { roots.append(parts.count > 1 ? String(parts[1]) : "") }
      if parts[0] == "countersign.branches", parts.count > 1 { branches.append(String(parts[1])) }
    }
    if let first = roots.first, let other = roots.first(where: { !$0.utf8.elementsEqual(first.utf8) }) {
      throw UsageError("two trust roots are pinned, \(first) and \(other); keep one, or let them agree")
    }
    return PushJudging.Settings(
      root: roots.first,
      branches: branches.flatMap { $0.split { $0 == " " || $0 == "\t" || $0 == "\n" } }.map(String.init))
  }
}
