import ArgumentParser
import Countersign
import Glibc
import Governance
import Reports

struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Shows what changed in a model since it was last approved, and what its gates ask.",
    discussion: """
      The fields of the card with their old and new values, metrics with their difference, files, the evidence and \
      who signed it, then gate by gate the thresholds, the conditions and the checklist to go through. Changes are \
      counted from the newest version that somebody approved at these gates, else from what the branch holds.

        countersign review credit-scoring
        countersign review credit-scoring --gate fairness --reviewer grace

      Then decide: countersign approve credit-scoring --gate fairness

      Exit status: 0 whatever the verdict, 2 if it cannot be judged, 64 wrong usage.
      """)

  @OptionGroup var repository: RepositoryOptions
  @OptionGroup var transition: TransitionOptions
  @OptionGroup var output: OutputOptions<Format>

  enum Format: String, OutputFormat { case text, json }

  @Option(help: ArgumentHelp("Only this gate.", valueName: "gate"))
  var gate: String?

  @Option(help: ArgumentHelp("Count changes from what this identity approved.", valueName: "id"))
  var reviewer: String?

  @Option(help: ArgumentHelp("Count changes from this revision.", valueName: "rev"))
  var since: String?

  @Argument(help: "The model's name or directory.")
  var model: String

  func run() throws {
    try reportingFailures {
      let review = try ReviewQuery(
        model: model, gate: gate.map { GateID($0) }, reviewer: reviewer.map { IdentityID($0) }, since: since
      ).review(
        of: transition.request(needsBase: false), head: transition.head ?? "HEAD", branch: transition.branch,
        at: transition.instant(), clock: Instant(seconds: Int64(time(nil))), in: repository.open())
      try output.write { format, style, detail in
        switch format {
        case .text: Array(ReviewText(style: style, detail: detail).text(for: review).utf8)
        case .json: ReviewJSON().bytes(for: review)
        }
      }
      if review.transition.verdict == .undecided { throw Verdict.undecided.exitCode }
    }
  }
}
