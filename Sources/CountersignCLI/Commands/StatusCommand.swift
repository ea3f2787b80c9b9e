import ArgumentParser
import Countersign
import Glibc
import Governance
import Reports

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Shows where models stand: what is missing, and who could supply it.",
    discussion: """
      Without a model it shows every model that HEAD would change on a protected branch: the branch of the highest \
      stage that does not hold HEAD yet, or the one named by --branch. A named model that HEAD does not change is \
      shown as it last landed, judged at --at.

        countersign status
        countersign status credit-scoring
        countersign status credit-scoring --at 2027-01-31

      Exit status: 0 satisfied, 1 violated, 2 undecided, 64 wrong usage.
      """)

  @OptionGroup var repository: RepositoryOptions
  @OptionGroup var transition: TransitionOptions
  @OptionGroup var look: LookOptions

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, jsonl }

  @Option(help: ArgumentHelp("How the status is shown.", valueName: "text|json|jsonl"))
  var format: Format = .text

  @Argument(help: "Names or directories of models; default: those that HEAD changes.")
  var models: [String] = []

  func run() throws {
    try reportingFailures {
      let status = try StatusQuery(models: models).status(
        of: transition.request(needsBase: false), head: transition.head ?? "HEAD", branch: transition.branch,
        at: transition.instant(), clock: Instant(seconds: Int64(time(nil))), in: repository.open())
      switch format {
      case .text:
        try StandardOutput.write(StatusText(style: look.style, detail: look.detail).text(for: status))
      case .json: try StandardOutput.write(StatusJSON().bytes(for: status))
      case .jsonl: try StandardOutput.write(StatusJSON(layout: .line).bytes(for: status))
      }
      throw status.verdict.exitCode
    }
  }
}
