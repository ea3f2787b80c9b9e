import ArgumentParser
import Countersign
import Glibc
import Governance
import Reports

struct LintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Looks over documents by themselves, before they are committed.",
    discussion: """
      It reads cards, evidence, approvals, waivers, monitoring reports and policies/, and no history:

        error    check would refuse it, or nobody could read it: an unknown key, a
                 placeholder, a field that the policy requires, an artifact with
                 another digest, a name that some machine takes for another's
        warning  it will not count: an approval of another state, a report on
                 another artifact, a document where nothing reads it
        note     an approval that stands since HEAD and that the change at hand
                 makes stale; --verbose shows these

        countersign lint                     the work tree, untracked files too
        countersign lint credit-scoring      one model
        countersign lint models/a/card.yaml  one file
        countersign lint --staged            what is about to be committed, and
                                             what rests on it
        countersign lint --rev main          a revision

      Files that git ignores are left out. Who has to sign is for check to tell, and whether a policy does what it is \
      meant to, for `policy lint`.

      Exit status: 0 no error, 1 errors, 2 something could not be read, 64 wrong usage.
      """)

  @Argument(help: "Files, directories or models; default: everything.")
  var names: [String] = []

  @Flag(help: "Look at the index instead of the work tree: at what differs from HEAD, if nothing is named.")
  var staged = false

  @Option(help: ArgumentHelp("Look at a revision instead of the work tree.", valueName: "rev"))
  var rev: String?

  @Flag(help: "Let warnings decide the exit status as well.")
  var strict = false

  @OptionGroup var repository: RepositoryOptions
  @OptionGroup var output: OutputOptions<ReportFormatName>

  func validate() throws {
    if staged, rev != nil { throw ValidationError("--staged and --rev exclude each other") }
  }

  func run() throws {
    try reportingFailures {
      let source: LintSource = staged ? .index : rev.map { .revision($0) } ?? .workTree
      let lint = Lint(
        source, only: names, from: LintCommand.workingDirectory, at: Instant(seconds: Int64(time(nil))))
      let report = try lint.report(in: repository.open())
      try output.write(report)
      if strict, report.verdict == .satisfied, report.findings.contains(where: { $0.severity == .warning }) {
        throw Verdict.violated.exitCode
      }
      throw report.verdict.exitCode
    }
  }

  private static var workingDirectory: String? {
    guard let path = getcwd(nil, 0) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }
}
