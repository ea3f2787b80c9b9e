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
  @OptionGroup var output: OutputOptions<ReportFormatName>

  @OptionGroup var transition: TransitionOptions

  func run() throws {
    try reportingFailures {
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
