import ArgumentParser
import Countersign
import Glibc
import Governance
import Reports

struct DueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "due",
    abstract: "Lists what comes of itself as time goes by.",
    discussion: """
      Approvals and waivers that expire, conditions and monitoring reports that are owed, models that have to be \
      validated anew: over all models as they stand at the end of the branch, or at --rev. What is overdue comes \
      first, then the earliest. An approval that expired is told as long as nothing took its place.

        countersign due --within 30d
        countersign due --model credit-scoring --format json
        countersign due --output ical=public/due.ics     # a calendar to subscribe to

      An event of the calendar is known again by what it is about: where its date moves, subscribers see it move. \
      The countdown in the text alone depends on --at or the clock; JSON and calendar hold dates.

      Exit status: 0 whatever is due, 2 if a model or all could not be judged, 64 wrong usage.
      """)

  enum Format: String, OutputFormat { case text, json, ical }

  @OptionGroup var repository: RepositoryOptions
  @OptionGroup var output: OutputOptions<Format>

  @Option(
    help: ArgumentHelp(
      "Only what is overdue or comes so soon: 30d, 6w, P3M; default: all.", valueName: "period"))
  var within: String?

  @Option(help: ArgumentHelp("The branch whose models are looked at.", valueName: "name"))
  var branch = "main"

  @Option(help: ArgumentHelp("The revision to look at; default: the end of the branch.", valueName: "rev"))
  var rev: String?

  @Option(
    help: ArgumentHelp("The commit that brought the first policy: pins the trust root.", valueName: "rev"))
  var root: String?

  @Option(help: ArgumentHelp("The moment to judge at (RFC 3339); default: now.", valueName: "date"))
  var at: String?

  @Option(
    name: .customLong("model"),
    help: ArgumentHelp("Only this model, by name or directory; may be repeated.", valueName: "model"))
  var models: [String] = []

  func run() throws {
    try reportingFailures {
      let period = try within.map { (text) throws(UsageError) in try DueCommand.period(text) }
      let (clock, moment) = (Instant(seconds: Int64(time(nil))), try Moment.named(at))
      let request = StandingQuery.Request(
        branch: branch, revision: rev, at: moment, root: root, models: models)
      let registry = try RegistryCommand.report(
        of: request, repository, clock: clock, isQuiet: output.quiet)
      let report = DueReport(registry, within: period, now: moment ?? clock)
      try output.write { $0.bytes(for: report, style: $1, detail: $2) }
      if !registry.isDecided { throw Verdict.undecided.exitCode }
    }
  }

  /// As ISO 8601 has it, or its last part alone in any case: `P30D`, `30d`.
  private static func period(_ text: String) throws(UsageError) -> Period {
    guard let period = Period(iso8601: text.hasPrefix("P") ? text : "P" + text.uppercased()) else {
      throw UsageError("--within \(text) is no period such as 30d, 6w or P3M")
    }
    return period
  }
}

extension DueCommand.Format {
  func bytes(for report: DueReport, style: Style, detail: TextReport.Detail) -> [UInt8] {
    switch self {
    case .text: Array(DueText(style: style, detail: detail).text(for: report).utf8)
    case .json: DueJSON().bytes(for: report)
    case .ical: DueCalendar().bytes(for: report)
    }
  }
}
