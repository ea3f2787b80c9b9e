import ArgumentParser
import Countersign
import Glibc
import Governance
import Reports

struct HookPreCommitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pre-commit",
    abstract: "Looks over the documents that are about to be committed.",
    discussion: """
      The same as `countersign lint --staged`, and silent where nothing is to be said: what counts is the index, not \
      what lies in the work tree. Warnings are shown and hold nothing up.

      Exit status: 0 go on, 1 refused; `git commit --no-verify` goes on all the same.
      """)

  @OptionGroup var repository: RepositoryOptions
  @OptionGroup var look: LookOptions

  func run() throws {
    try reportingFailures {
      let report = try Lint(.index, at: Instant(seconds: Int64(time(nil)))).report(in: repository.open())
      if report.findings.contains(where: { $0.severity > .note }) || look.verbose {
        StandardError.write(TextReport(style: look.style, detail: look.detail).text(for: report))
      }
      if report.verdict != .satisfied { throw ExitCode(1) }
    }
  }
}
