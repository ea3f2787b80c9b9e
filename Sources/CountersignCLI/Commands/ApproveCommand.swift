import ArgumentParser
import Countersign
import Glibc
import Governance

struct ApproveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve",
    abstract: "Writes your approval of a gate, and commits it signed by your git.",
    discussion: """
      The approval is for the model as it stands at HEAD: commit or check out what you reviewed first. The commit \
      is signed with the key that your git is configured for (user.signingkey, gpg.format).

        countersign approve credit-scoring --gate fairness --checklist groups
        countersign approve --gate policy
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

  @Option(help: ArgumentHelp("Why.", valueName: "text"))
  var rationale: String?

  @Option(
    help: ArgumentHelp(
      "An item of the gate's checklist that you vouch for, or `all`; may be repeated.", valueName: "id"))
  var checklist: [String] = []

  @Option(
    help: ArgumentHelp(
      "Who you are in policies/identities.yaml; default: by git's user.email.", valueName: "id"))
  var reviewer: String?

  @Option(
    help: ArgumentHelp("The branch it is to land on, where the card names no stage.", valueName: "name"))
  var branch: String?

  @Flag(help: "Show the file, write and commit nothing.")
  var dryRun = false

  func validate() throws {
    if reject, withdraw { throw ValidationError("--reject and --withdraw exclude each other") }
  }

  func run() throws {
    try reportingFailures {
      let repository = try repository.open()
      guard let root = repository.workingDirectory else {
        throw UsageError("approve needs a working tree, and this repository is bare")
      }
      let git = GitTool(directory: root)
      let draft = try ApprovalWriting(
        ApprovalWriting.Request(
          model: model, gate: gate, reviewer: reviewer, email: try git.output(["config", "user.email"]),
          decision: reject ? .reject : withdraw ? .withdraw : .approve, rationale: rationale,
          checklist: checklist,
          branch: branch, date: Instant(seconds: Int64(time(nil))))
      ).draft(in: repository)
      if dryRun {
        try StandardOutput.write("# \(draft.path)\n\(draft.text)")
        return
      }
      try WorkingFile(root: root, path: draft.path).write(draft.text)
      try git.run(["add", "--", draft.path])
      let verb = reject ? "Reject" : withdraw ? "Withdraw approval of" : "Approve"
      let message = "\(verb) \(model ?? "policy") at gate \(gate)"
      try git.run(["commit", "--quiet", "--gpg-sign", "--message", message, "--", draft.path])
      StandardError.say("\(draft.path) is committed and signed")
    }
  }
}
