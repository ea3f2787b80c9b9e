import ArgumentParser
import Countersign
import Glibc
import Governance
import Reports

struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Replays every transition of a protected branch, and judges each again.",
    discussion: """
      Each first-parent step since the first policy is judged by the engine of `check`, under the policy that held \
      then, at the date of its commit. What landed without a check, or against one, shows as what it is: \
      bypass-direct, bypass-unreviewed. One bad transition spoils no other.

      Where refs/countersign/log has what was recorded of the branch (`countersign record`), recorded heads delimit the \
      steps instead, and a branch that does not contain them shows as history-rewritten.

      Below stands what was measured: how fast changes get through, who carries the reviews, and what may be no \
      review (`countersign explain rubber-stamp-speed`; thresholds: `theatre` in the policy). Dates are claims.

        countersign audit --branch main --root 3f2a9c1
        countersign audit --branch main --policy now      # what would not pass today
        countersign audit --branch main --model credit-scoring --since 2026-01-01
        countersign audit --branch main --person alice    # what alice signed
        countersign audit --branch main --at 2026-06-30   # how every model stood then
        countersign audit --branch main --format csv > audit.csv
        countersign audit --output html=audit.html --output sqlite=audit.db

      html is one file to read, print and keep, which needs no network. sqlite is a database to ask, \
      csv has a row for each gate, json and jsonl hold each transition as `check` reports it.

      Exit status: 0 satisfied, 1 violated, 2 undecided, 64 wrong usage.
      """)

  @OptionGroup var repository: RepositoryOptions
  @OptionGroup var output: OutputOptions<AuditFormatName>

  @Option(help: ArgumentHelp("The branch to replay.", valueName: "name"))
  var branch = "main"

  @Option(
    help: ArgumentHelp("The commit that brought the first policy: pins the trust root.", valueName: "rev"))
  var root: String?

  @Option(
    help: ArgumentHelp("The policy that judges: the one of the time, or today's.", valueName: "then|now"))
  var policy: AuditSummary.Policy = .then

  @Option(help: ArgumentHelp("Only transitions after this revision or date.", valueName: "rev|date"))
  var since: String?

  @Option(help: ArgumentHelp("Only transitions up to this revision or date.", valueName: "rev|date"))
  var until: String?

  @Option(help: ArgumentHelp("Only transitions that change this model.", valueName: "model"))
  var model: String?

  @Option(
    help: ArgumentHelp(
      "Only transitions of which this person signed something, and what.", valueName: "identity"))
  var person: String?

  @Option(
    help: ArgumentHelp(
      "Show how every model stood at a date instead, as `registry` does: by the last commit of the branch that is not "
        + "dated after it.", valueName: "date"))
  var at: String?

  @Option(
    help: ArgumentHelp(
      "An entry that the record (countersign record) has to contain, so that it was not cut off.",
      valueName: "id"))
  var logTip: String?

  @Flag(inversion: .prefixedNo, help: "Believe and keep judgements of earlier audits, in the git directory.")
  var cache = true

  @Flag(help: "Let warnings count as violations for the exit status.")
  var strict = false

  func validate() throws {
    if output.format == .sqlite, isatty(STDOUT_FILENO) == 1 {
      throw ValidationError(
        "a database is nothing for a terminal; write it to a file: --output sqlite=audit.db")
    }
    if at != nil, since != nil || until != nil || person != nil || policy != .then {
      throw ValidationError("--at shows one moment: it goes with --branch, --root and --model alone")
    }
    let told: [AuditFormatName] = [.text, .json, .jsonl, .csv]
    if at != nil,
      let other = ([output.format] + output.outputs.map(\.format)).first(where: { !told.contains($0) })
    {
      throw ValidationError(
        "--at is not told as \(other.rawValue); countersign registry --site makes pages of it")
    }
  }

  func run() throws {
    try reportingFailures {
      if let moment = try at.map({ try Moment.named($0) ?? Instant(seconds: Int64(time(nil))) }) {
        try showStanding(at: moment)
        return
      }
      let query = AuditQuery(
        AuditQuery.Request(
          branch: branch, root: root, policy: policy, since: since, until: until,
          model: model.map { ModelID($0) }, person: person.map { IdentityID($0) }, logTip: logTip,
          usesCache: cache),
        clock: Instant(seconds: Int64(time(nil))))
      var outputs = try AuditOutputs(
        output, policy: policy,
        scope: AuditScope(since: since, until: until, model: model.map { ModelID($0) }))
      var progress = Progress("judging transitions", isShown: !output.quiet)
      try outputs.begin()
      let summary = try Interruption.watched {
        try query.audit(
          in: repository.open(), workers: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))),
          progress: { progress.show($0, of: $1) },
          waiting: {
            guard let signal = Interruption.signal else { return }
            progress.clear()
            throw Interrupted(signal: signal)
          }
        ) { transition in
          progress.clear()
          try outputs.add(transition)
        }
      }
      progress.clear()
      try outputs.finish(summary)
      if strict, summary.verdict == .satisfied, summary.findings.contains(where: { $0.severity == .warning })
      {
        throw Verdict.violated.exitCode
      }
      throw summary.verdict.exitCode
    }
  }
}

extension AuditCommand {
  /// How every model stood: the registry as of then.
  private func showStanding(at moment: Instant) throws {
    let request = StandingQuery.Request(
      branch: branch, at: moment, isAsOfMoment: true, root: root, models: model.map { [$0] } ?? [])
    let report = try RegistryCommand.report(of: request, repository, isQuiet: output.quiet)
    try output.write { format, style, detail in
      switch format {
      case .json: RegistryJSON().bytes(for: report)
      case .jsonl: RegistryJSON(layout: .line).bytes(for: report)
      case .csv: RegistryCSV().bytes(for: report)
      default: RegistryCommand.Format.text.bytes(for: report, style: style, detail: detail)
      }
    }
    if !report.isDecided { throw Verdict.undecided.exitCode }
  }
}

extension AuditSummary.Policy: ExpressibleByArgument {}
