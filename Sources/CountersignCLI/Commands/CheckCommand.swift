import ArgumentParser
import Countersign
import Glibc
import Governance
import Reports

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Judges one transition: may this head be merged to this branch?",
    discussion: """
      The policy, the people and their keys are those of BASE. What is judged is the tree that will land: \
      HEAD if it descends from BASE, else the merge of the two, computed in memory.

        countersign check --base main --head my-change --branch main

      In GitHub Actions, GitLab CI, Buildkite and Jenkins, BASE, HEAD and the branch are found by themselves. \
      The history must be complete: fetch it whole (fetch-depth: 0).

      Exit status: 0 satisfied, 1 violated, 2 undecided, 64 wrong usage.
      """)

  @OptionGroup var repository: RepositoryOptions
  @OptionGroup var output: OutputOptions

  @Option(
    help: ArgumentHelp(
      "What the branch holds now; `none` for a branch that starts from nothing.", valueName: "rev"))
  var base: String?

  @Option(help: ArgumentHelp("What is to be merged; default: HEAD.", valueName: "rev"))
  var head: String?

  @Option(help: ArgumentHelp("The branch to merge to; default: BASE, if it is one.", valueName: "name"))
  var branch: String?

  @Option(
    help: ArgumentHelp("The commit that brought the first policy: pins the trust root.", valueName: "rev"))
  var root: String?

  @Option(help: ArgumentHelp("The moment to judge at (RFC 3339); default: now.", valueName: "date"))
  var at: String?

  func run() throws {
    try reportingFailures {
      let request = try request()
      let check = Check(request, clock: Instant(seconds: Int64(time(nil))))
      let report = try check.report(in: repository.open())
      try output.write(report)
      throw report.verdict.exitCode
    }
  }

  private func request() throws -> Check.Request {
    // Whoever names the base by hand asks nothing of the CI.
    let ci = base == nil ? try CIEnvironment(ProcessEnvironment.current) : nil
    guard let base = base ?? ci?.base else {
      throw UsageError("name what the branch holds now: --base <rev>, such as --base main")
    }
    var instant: Instant?
    if let at, at != "now" {
      guard let parsed = Instant(rfc3339: at) else {
        throw UsageError("--at \(at) is no date such as 2026-11-20 or 2026-11-20T10:00:00Z")
      }
      instant = parsed
    }
    // The branch may be left to the base only where the base was named by hand.
    let named = branch ?? ci?.branch ?? Check.branch(named: base)
    return Check.Request(
      base: base == "none" ? nil : base, head: head ?? ci?.head ?? "HEAD",
      branch: named,
      root: root, at: instant)
  }
}
