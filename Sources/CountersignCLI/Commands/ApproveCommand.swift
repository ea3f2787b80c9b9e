import ArgumentParser
import Countersign
import Glibc
import Governance

struct ApproveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve",
    abstract: "Writes your approval of a gate, and commits it signed by your git.",
    discussion: """
      At a terminal it shows what you decide on and asks for what is missing: the checklist, the decision, why. \
      Elsewhere, and in scripts, options say it all, and nothing is asked.

        countersign approve credit-scoring --gate technical
        countersign approve credit-scoring --gate fairness --checklist all \\
          --rationale "compared every group with the report" --yes
        countersign approve credit-scoring --gate legal \\
          --condition "erin by 2027-01-31: renew the data licence"
        countersign approve credit-scoring --gate security --reject \\
          --rationale "the weights come from a host that nobody runs"
        countersign approve --gate policy

      The decision is on the model as it stands at HEAD: commit or check out what you reviewed first. It is signed \
      with the key that your git is configured for (gpg.format, user.signingkey), and what would not count is \
      refused before you work through a checklist. Where anything fails, nothing is changed.

      Exit status: 0 done, or decided so already; 1 done, and does not count (0 with --anyway); 64 not done.
      """)

  @OptionGroup var repository: RepositoryOptions

  @Argument(help: "The model; none for gate policy.")
  var model: String?

  @Option(help: ArgumentHelp("The gate to decide on.", valueName: "gate"))
  var gate: String

  @Flag(help: "Reject instead: nobody else's approval passes the gate until you withdraw or approve.")
  var reject = false

  @Flag(help: "Withdraw your earlier decision instead.")
  var withdraw = false

  @Option(
    name: .customLong("condition"),
    help: ArgumentHelp(
      "Approve on a condition, as `OWNER by DATE: TEXT`; may be repeated.", valueName: "condition"))
  var conditions: [String] = []

  @Option(help: ArgumentHelp("Why.", valueName: "text"))
  var rationale: String?

  @Option(help: ArgumentHelp("A file that says why; - is standard input.", valueName: "file"))
  var rationaleFile: String?

  @Option(
    help: ArgumentHelp(
      "An item of the gate's checklist that you vouch for, or `all`; may be repeated.", valueName: "id"))
  var checklist: [String] = []

  @Option(
    help: ArgumentHelp(
      "A report that you looked at, relative to the model; may be repeated.", valueName: "path"))
  var evidence: [String] = []

  @Option(
    help: ArgumentHelp(
      "Who you are in policies/identities.yaml; default: by git's user.signingkey, else its user.email.",
      valueName: "id"))
  var reviewer: String?

  @Option(
    help: ArgumentHelp("The branch it is to land on; default: that of the card's stage.", valueName: "name"))
  var branch: String?

  @Option(help: ArgumentHelp("What it is to land on; default: the tip of the branch.", valueName: "revision"))
  var base: String?

  @Flag(help: "Sign the file itself as well, beside it in a .sig, which survives squash and rebase.")
  var detached = false

  @Flag(help: "Sign your decision that is written already, without changing a byte of it.")
  var signOnly = false

  @Flag(help: "Write the files, and leave committing them to you.")
  var noCommit = false

  @Flag(help: "Decide on HEAD though the working tree differs from it.")
  var allowDirty = false

  @Flag(help: "Go on though it would not count.")
  var anyway = false

  @Flag(name: .shortAndLong, help: "Do not ask to confirm.")
  var yes = false

  @Flag(help: "Show the file, write and commit nothing.")
  var dryRun = false

  @OptionGroup var look: LookOptions

  func validate() throws {
    if reject, withdraw { throw ValidationError("--reject and --withdraw exclude each other") }
    if reject || withdraw, !conditions.isEmpty {
      throw ValidationError("--condition goes with an approval only")
    }
    if rationale != nil, rationaleFile != nil {
      throw ValidationError("--rationale and --rationale-file exclude each other")
    }
    let says = reject || withdraw || rationale != nil || rationaleFile != nil
    if signOnly, says || !(conditions + checklist + evidence).isEmpty {
      throw ValidationError("--sign-only signs what is written, and takes no answers")
    }
    if signOnly, noCommit, !detached {
      throw ValidationError("--sign-only --no-commit signs nothing without --detached")
    }
  }

  func run() throws {
    try reportingFailures {
      let repository = try repository.open()
      guard let root = repository.workingDirectory else {
        throw UsageError("approve needs a working tree, and this repository is bare")
      }
      let git = GitTool(directory: root)
      try git.require(repository.gitDirectory)
      let settings = try SigningSettings(git)
      let clock = Instant(seconds: Int64(time(nil)))
      let isSigned = !noCommit || detached
      let plan = try ApprovalQuery(
        ApprovalQuery.Request(
          model: model, gate: gate, reviewer: reviewer, email: try git.setting("user.email"),
          key: isSigned ? settings.signingKey : nil, base: base, branch: branch), clock: clock
      ).plan(in: repository)
      let answers = ApprovalAnswers(
        decision: reject
          ? .reject : withdraw ? .withdraw : conditions.isEmpty ? .approve : .approveWithConditions,
        rationale: try givenRationale(), checklist: checklist, evidence: evidence, conditions: conditions)
      try ApprovalSession(
        choices: ApprovalSession.Choices(
          answers: answers, isDecided: reject || withdraw || !conditions.isEmpty, detached: detached,
          signOnly: signOnly, commits: !noCommit, allowsDirty: allowDirty, anyway: anyway, assumesYes: yes,
          dryRun: dryRun, isQuiet: look.quiet),
        plan: plan, settings: settings, git: git, style: look.style, clock: clock
      ).run(in: repository)
    }
  }

  private func givenRationale() throws(UsageError) -> String? {
    guard let rationaleFile else { return rationale }
    let bytes = try rationaleFile == "-" ? InputFile.standardInput() : InputFile.read(rationaleFile)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw UsageError("\(rationaleFile) is not UTF-8")
    }
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }
}
