import ArgumentParser
import Countersign
import GitHistory
import Glibc
import Governance
import Reports

struct RecordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Judges what landed on a branch, and keeps the signed report in the repository.",
    discussion: """
      The report is appended to refs/countersign/log, a line of commits that are signed by the key that your git is \
      configured for (gpg.format, user.signingkey), or by the SSH key of --key, and that policies/identities.yaml lists. \
      From then on `countersign audit` finds out if the branch is rewritten, and judges pushes as they were made.

        countersign record --branch main --base <before the push> --head <after it>
        countersign record --branch main        # one step from the last recorded head to HEAD
        git push origin refs/countersign/log    # without force: it only ever grows

      Run it after a merge, in one job at a time, with the record fetched:
        git fetch origin refs/countersign/log:refs/countersign/log

      Exit status: that of the verdict, recorded or not: 0 satisfied, 1 violated, also where the branch was rewritten \
      and nothing is recorded, 2 undecided, 64 wrong usage.
      """)

  @OptionGroup var repository: RepositoryOptions
  @OptionGroup var output: OutputOptions<ReportFormatName>

  @OptionGroup var transition: TransitionOptions

  @Option(
    help: ArgumentHelp(
      "The SSH key to sign with, or its public half where an agent has it; default: by git's configuration.",
      valueName: "file"))
  var key: String?

  /// How often somebody else may be faster.
  private static let attempts = 20

  func run() throws {
    try reportingFailures {
      let repository = try repository.open()
      let git = GitTool(directory: repository.workingDirectory ?? repository.gitDirectory)
      try git.require(repository.gitDirectory)
      let settings = try key.map { try SigningSettings(git, sshKey: $0) } ?? SigningSettings(git)
      let query = RecordQuery(try request(), clock: Instant(seconds: Int64(time(nil))))
      let commit = LogCommit(git: git, settings: settings)
      for _ in 0..<RecordCommand.attempts {
        let report: TransitionReport
        let end: CommitID?
        switch try query.plan(in: repository) {
        case .append(let judged, let tip): (report, end) = (judged, tip)
        case .recorded(let entry, let verdict):
          say("nothing to do: it is recorded already as \(verdict.rawValue), entry \(entry.short)")
          throw verdict.exitCode
        case .passed(let entry, let head):
          say(
            "nothing to do: the record is at \(head.short) already, which comes later (entry \(entry.short))")
          return
        case .refused(let finding):
          StandardError.say("countersign: \(Printable(finding.message).text) [\(finding.rule.rawValue)]")
          if let help = finding.help { StandardError.say("  help: \(Printable(help).text)") }
          throw Verdict.violated.exitCode
        }
        guard report.policy != nil else {
          try output.write(report)
          say("not recorded: no policy that loads says who may record it")
          throw report.verdict.exitCode
        }
        let bytes = JSONReport().bytes(for: report)
        guard bytes.count <= CheckLog.reportLimit else {
          throw UsageError(
            "the report has \(bytes.count) bytes, more than the \(CheckLog.reportLimit) that the record takes"
          )
        }
        let made = try commit.make(bytes, message: message(of: report), upon: end)
        let signer = try query.signer(of: made, recording: report, in: repository)
        guard try commit.append(made, upon: end) else {
          say("somebody else records as well; once more")
          usleep(50_000)
          continue
        }
        try output.write(report)
        say("recorded as entry \(made.prefix(10)), signed by \(signer); to publish it:")
        say("  git push origin \(CheckLog.reference):\(CheckLog.reference)")
        throw report.verdict.exitCode
      }
      throw UsageError("the record cannot be written to, or others keep writing to it; nothing was recorded")
    }
  }

  /// Where a branch is named and no base, the record says where to go on from.
  private func request() throws -> RecordQuery.Request {
    if transition.base == nil, let branch = transition.branch {
      return RecordQuery.Request(
        transition: Check.Request(
          base: nil, head: transition.head ?? "HEAD", branch: branch, root: transition.root,
          at: try transition.instant()), isBaseNamed: false)
    }
    guard let request = try transition.request() else {
      throw UsageError("name the branch whose record it is: --branch main")
    }
    return RecordQuery.Request(transition: request, isBaseNamed: transition.base != nil)
  }

  private func message(of report: TransitionReport) -> String {
    """
    Record \(Printable(report.branch ?? "").text) at \(report.head.short): \(report.verdict.rawValue)

    From \(report.base?.text ?? "its beginning")
    to \(report.head.text),
    judged at \(report.at?.description ?? "") by countersign \(Version.current).
    """
  }

  private func say(_ text: String) {
    if !output.quiet { StandardError.say(Printable(text).text) }
  }
}
