import ArgumentParser
import Countersign
import Governance
import PolicyTools
import Reports

struct PolicyTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Runs the unit tests of a policy.",
    discussion: """
      The tests are the files tests/*.yaml beside policy.yaml. Each case says what could happen: a card, who \
      changed the model, who approved what, the time; and what the policy has to make of it. Cases are judged \
      by the engine that check uses, on facts made from nothing but the case: no git, no keys, no clock.

      \(PolicyTestCommand.indented(PolicyTestExample.text()))

      What a case leaves out is such that nothing is wrong with it: an approval is for exactly this subject, \
      version and stage, vouches for the whole checklist, is signed, and is an hour old. Its place in the list \
      is its place in history: it sees those before it. To make one that does not count, say what is wrong:

        - {gate: technical, by: alice, stale: true}             for other content
        - {gate: technical, by: alice, signed: false}
        - {gate: technical, by: alice, date: 2024-01-01}
        - {gate: technical, by: alice, checklist: [], rationale: too short}
        - {gate: technical, by: alice, decision: reject}

      A case may have besides:

        now: 2026-11-20                    instead of the file's
        card: {tier: high, license: null}  laid over the shared card; null takes out
        base: {version: 0.9.0}             the card at base, likewise; or none
        reached: [staging]                 where the same content landed before
        evidence: [{name: validation, by: ci, metrics: [{name: auc, value: 0.9}]}]

      or, instead of a model, a change of the policy:

        policy-change: {contributors: [mona], approvals: [{by: nick}], version: 8}

      The file may have `people: [{id: alice, roles: [ml-engineer]}]` instead of those of identities.yaml. \
      What is expected: verdict, and where it matters tier, gates (satisfied, violated, undecided, \
      not-applicable) and rules, which are exactly those of the errors.

      --coverage counts outcomes: each gate satisfied, violated and, where that can be, not asked for; each \
      threshold met and unmet; each report there and missing; each `when` and condition true and false.

      Exit status: 0 every case passes, 1 some fail or there are none, 2 the policy or a test does not load, \
      64 wrong usage.
      """)

  /// Lines of an example as the help shows them.
  private static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }.joined(separator: "\n")
  }

  @Argument(help: "The directory that holds policy.yaml; default: policies in the repository's root.")
  var directory: String?

  @OptionGroup var repository: RepositoryOptions

  @Option(
    name: .customLong("run"),
    help: ArgumentHelp(
      "Run the cases whose name holds this; * stands for anything.", valueName: "pattern"))
  var pattern: String?

  @Flag(help: "Show what of the policy no case brings about.")
  var coverage = false

  @Option(
    help: ArgumentHelp(
      "Fail where the cases bring about less of the policy than this; 100 is all.", valueName: "percent"))
  var requireCoverage: Int?

  @Option(help: ArgumentHelp("How the results are shown.", valueName: "text|json|tap"))
  var format: PolicyTestFormat = .text

  @OptionGroup var look: LookOptions

  func validate() throws {
    if let requireCoverage, !(0...100).contains(requireCoverage) {
      throw ValidationError("--require-coverage is a percentage, from 0 to 100")
    }
  }

  func run() throws {
    try reportingFailures {
      let path = try PolicyLocation(directory: directory, root: repository.path).path
      let files: PolicyDirectory
      do throws(FileProblem) {
        files = try PolicyDirectory(at: path)
      } catch {
        StandardError.say("countersign: \(Printable("\(error.path) \(error.message)").text)")
        throw ExitCode(2)
      }
      var report = PolicyTestRun(files).report(
        running: pattern, coverage: coverage || requireCoverage != nil)
      report.requiredCoverage = requireCoverage
      if let pattern, report.outcomes.isEmpty, report.problems.isEmpty, !files.tests.isEmpty {
        throw UsageError("no case has a name with \(pattern) in it")
      }
      try StandardOutput.write(format.bytes(for: report, style: look.style, detail: look.detail))
      throw report.verdict.exitCode
    }
  }
}

extension PolicyTestFormat: ExpressibleByArgument {}
