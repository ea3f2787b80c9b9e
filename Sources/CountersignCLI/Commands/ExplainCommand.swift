import ArgumentParser
import Countersign
import Glibc
import Governance
import Reports

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explains a rule, or how the judgement of a model comes about.",
    discussion: """
      With a rule's id it prints the rule's manual page; without anything it lists all rules.

        countersign explain approval-stale

      With a model it prints the tree of what the policy asks of it: the tier and why it is that, then gate by \
      gate who approved, each threshold, condition and report with the values that were read, where they stand \
      (path:line@commit) and who signed them; and for a gate that lacks approvals the smallest sets of people \
      whose signatures would fill it.

        countersign explain credit-scoring --gate technical --base main

      Without --base it takes what HEAD would bring to the branch of the highest stage that does not hold it yet; \
      where all hold it, the last change of the model. A model that is named like a rule is given by its \
      directory: models/gate-order.

      Exit status: 0 whatever the verdict, 2 if it cannot be judged, 64 wrong usage.
      """)

  @OptionGroup var repository: RepositoryOptions
  @OptionGroup var transition: TransitionOptions
  @OptionGroup var output: OutputOptions<Format>

  enum Format: String, OutputFormat { case text, json }

  @Option(help: ArgumentHelp("Only this gate of the model.", valueName: "gate"))
  var gate: String?

  @Argument(help: "A rule's id, as findings show it, or a model's name or directory.")
  var subject: String?

  func run() throws {
    try reportingFailures {
      guard let subject else {
        try StandardOutput.write(Manual.index())
        return
      }
      if gate == nil, Rule(rawValue: subject) != nil || !isRepository {
        try StandardOutput.write(page(subject))
      } else {
        try explain(subject)
      }
    }
  }

  /// Rules are explained anywhere.
  private var isRepository: Bool { (try? repository.open()) != nil }

  private func page(_ rule: String) throws -> String {
    do throws(Manual.UnknownRule) {
      return try Manual.page(for: rule).text()
    } catch {
      throw UsageError(error.description)
    }
  }

  private func unknownRule(_ name: String) -> String {
    do throws(Manual.UnknownRule) {
      _ = try Manual.page(for: name)
      return ""
    } catch {
      return error.description + "; "
    }
  }

  private func explain(_ model: String) throws {
    let explanation: Explanation
    do {
      explanation = try ExplanationQuery(model: model, gate: gate.map { GateID($0) }).explanation(
        of: transition.request(needsBase: false), head: transition.head ?? "HEAD",
        branch: transition.branch, at: transition.instant(), clock: Instant(seconds: Int64(time(nil))),
        in: repository.open())
    } catch let error as UsageError where gate == nil {
      // Whoever misspelt a rule is told of rules.
      throw UsageError("\(unknownRule(model))\(error.description)")
    }
    try output.write { format, style, detail in
      switch format {
      case .text: Array(ExplanationText(style: style, detail: detail).text(for: explanation).utf8)
      case .json: ExplanationJSON().bytes(for: explanation)
      }
    }
    if explanation.report.verdict == .undecided { throw Verdict.undecided.exitCode }
  }
}
