import ArgumentParser
import Countersign
import Glibc
import Governance
import PolicyTools
import Reports

struct PolicyLintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Finds the mistakes of a policy that loads.",
    discussion: """
      It looks at policy.yaml, identities.yaml and the keys beside them, and at nothing else: no history, no \
      models. What it finds is one of three:

        error    something can never be satisfied: a gate that the roster has too few people for, evidence \
      that nobody could sign, bounds that exclude each other, a stage without a gate, a policy that can never \
      change
        warning  something is hardly meant: a role that nobody holds, a tier that asks less than a lower one, \
      somebody who is asked to sign and has no key
        note     something worth knowing: a role that nothing asks for; --verbose shows notes

      Whether the slots of all gates of a stage and tier can be filled is asked of the assignment that check \
      makes, with gates-per-person and distinct-teams. Keys and delegations are looked at as of --at.

        countersign policy lint
        countersign policy lint policies/baseline --verbose
        countersign policy lint --at 2027-01-01        will the keys still do then?

      Ids are stable: gate-unfillable, slots-unfillable, role-unheld, tier-asks-less and so on.

      Exit status: 0 no error and no warning, 1 some, 2 the policy does not load, 64 wrong usage.
      """)

  @Argument(help: "The directory that holds policy.yaml; default: policies in the repository's root.")
  var directory: String?

  @OptionGroup var repository: RepositoryOptions

  @Option(
    help: ArgumentHelp(
      "The moment to look at keys and delegations (RFC 3339); default: now.", valueName: "date"))
  var at: String?

  @Option(help: ArgumentHelp("How the findings are shown.", valueName: "text|json"))
  var format: PolicyReviewFormat = .text

  @OptionGroup var look: LookOptions

  func run() throws {
    try reportingFailures {
      let moment = try moment()
      let path = try PolicyLocation(directory: directory, root: repository.path).path
      var report = PolicyLintReport(folder: path)
      switch try PolicySource.load(directory: path) {
      case .invalid(let findings): report.problems = findings
      case .loaded(let source):
        report.findings =
          PolicyLint(
            source.policy, source.roster, at: moment, policyPath: "\(path)/policy.yaml",
            rosterPath: "\(path)/identities.yaml", certified: source.certified
          ).findings
        report.warnings = source.warnings
      }
      try StandardOutput.write(format.bytes(for: report, style: look.style, detail: look.detail))
      throw report.verdict.exitCode
    }
  }

  private func moment() throws -> Instant {
    guard let at, at != "now" else { return Instant(seconds: Int64(time(nil))) }
    guard let moment = Instant(rfc3339: at) else {
      throw UsageError("--at \(at) is no date such as 2026-11-20 or 2026-11-20T10:00:00Z")
    }
    return moment
  }
}

extension PolicyReviewFormat: ExpressibleByArgument {}
