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

      --all judges no transition, but every model in a gated stage as it stands at the end of the branch, main if \
      none is named: time goes by after the merge. It is violated if one has lapsed or was never approved, or if the \
      policy was changed without approval. Run it on a schedule:

        countersign check --all --branch main --at now

      Exit status: 0 satisfied, 1 violated, 2 undecided, 64 wrong usage.
      """)

  @OptionGroup var repository: RepositoryOptions
  @OptionGroup var output: OutputOptions<ReportFormatName>

  @OptionGroup var transition: TransitionOptions

  @Flag(help: "Judge every model in a gated stage as it stands at the end of the branch.")
  var all = false

  func validate() throws {
    if all, transition.base != nil || transition.head != nil {
      throw ValidationError("--all judges models as they stand: leave out --base and --head")
    }
  }

  func run() throws {
    try reportingFailures {
      if all {
        let request = StandingQuery.Request(
          branch: transition.branch ?? "main", at: try transition.instant(), root: transition.root,
          keepsJudgements: true)
        let report = try RegistryCommand.report(of: request, repository, isQuiet: output.quiet).asCheck
        try output.write(report)
        throw report.verdict.exitCode
      }
      guard let request = try transition.request() else {
        throw UsageError("name what the branch holds now: --base <rev>, such as --base main")
      }
      let check = Check(request, clock: Instant(seconds: Int64(time(nil))))
      let report = try check.report(in: repository.open())
      try output.write(report)
      throw report.verdict.exitCode
    }
  }
}
