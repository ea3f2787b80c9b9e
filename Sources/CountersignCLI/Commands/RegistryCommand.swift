import ArgumentParser
import Countersign
import Glibc
import Governance
import Reports

struct RegistryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "registry",
    abstract: "Shows how every model of a branch stands.",
    discussion: """
      A line for each model at the end of the branch, or at --rev: version, stage, tier, owner, how many of its gates \
      hold, and until when. A model stands as its last change stands, with all approvals that landed since, judged at \
      --at by the policy of that revision. Its state is one word:

        approved   every gate of its stage and tier holds
        open       a gate is missing something, or something is wrong with it
        lapsed     it was approved, and is not any more: expired, breached or overdue
        undecided  it could not be judged
        ungated    its stage asks for no gate
        retired    it is out of service

        countersign registry
        countersign registry --branch staging --model credit-scoring
        countersign registry --at 2027-01-31              # what will have lapsed by then
        countersign registry --format csv > models.csv
        countersign registry --site public                # pages and badges

      --model and --verbose also tell how models do in service: what the newest monitoring report says of each KPI \
      of the card, and its limits. The pages of --site plot all of them.

      How a branch stood on a day of the past, `countersign audit --at` tells. The registry is for everybody to \
      read and decides nothing: `countersign check` does.

      --site makes a site of plain files: index.html with search and filters, a page and badges for each model, and \
      registry.json. It needs no server and no network, and carries the moment at which it was made. The directory \
      is replaced as a whole; one that holds anything else is left alone.

      Exit status: 0 whatever the states are, 2 if a model or all could not be judged, 64 wrong usage.
      """)

  enum Format: String, OutputFormat { case text, json, csv, markdown }

  @OptionGroup var repository: RepositoryOptions
  @OptionGroup var output: OutputOptions<Format>

  @Option(help: ArgumentHelp("The branch whose models are shown.", valueName: "name"))
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

  @Option(help: ArgumentHelp("Also make a site of it in this directory.", valueName: "dir"))
  var site: String?

  func run() throws {
    try reportingFailures {
      let site = try site.map { (path) throws(UsageError) in try SiteDirectory(path: path) }
      try site?.check()
      // Pages are read long after they were made.
      let moment = try Moment.named(at) ?? (site == nil ? nil : Instant(seconds: Int64(time(nil))))
      let request = StandingQuery.Request(
        branch: branch, revision: rev, at: moment, root: root, models: models, tellsVersions: site != nil)
      let report = try RegistryCommand.report(of: request, repository, isQuiet: output.quiet)
      if let site {
        let count = try site.replace(RegistrySite(report).write)
        if !output.quiet { StandardError.say(Printable("\(count) files in \(site.path)").text) }
      }
      try output.write { $0.bytes(for: report, style: $1, detail: $2, tellsKPIs: !models.isEmpty) }
      if !report.isDecided { throw Verdict.undecided.exitCode }
    }
  }

  /// Judges, with a line of progress where that takes long.
  static func report(
    of request: StandingQuery.Request, _ repository: RepositoryOptions,
    clock: Instant = Instant(seconds: Int64(time(nil))), isQuiet: Bool
  ) throws -> RegistryReport {
    let progress = SharedProgress("judging models", isShown: !isQuiet)
    defer { progress.clear() }
    return try StandingQuery(request, clock: clock).registry(
      in: repository.open(), workers: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))),
      progress: { progress.show($0, of: $1) })
  }
}

extension RegistryCommand.Format {
  func bytes(
    for report: RegistryReport, style: Style, detail: TextReport.Detail, tellsKPIs: Bool = false
  ) -> [UInt8] {
    switch self {
    case .text: Array(RegistryText(style: style, detail: detail, tellsKPIs: tellsKPIs).text(for: report).utf8)
    case .json: RegistryJSON().bytes(for: report)
    case .csv: RegistryCSV().bytes(for: report)
    case .markdown: RegistryMarkdown().bytes(for: report)
    }
  }
}
