import ArgumentParser
import Countersign
import Glibc
import Governance
import Reports

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explains a rule, how the judgement of a model comes about, or a commit.",
    discussion: """
      With a rule's id it prints the rule's manual page; without anything it lists all rules.

        countersign explain approval-stale

      With a model it prints the tree of what the policy asks of it: the tier and why it is that, then gate by \
      gate who approved, each threshold, condition and report with the values that were read, where they stand \
      (path:line@commit) and who signed them; and for a gate that lacks approvals the smallest sets of people \
      whose signatures would fill it.

        countersign explain credit-scoring --gate technical --base main

      Without --base it takes what HEAD would bring to the branch of the highest stage that does not hold it yet; \
      where all hold it, how the model stands with all that came since, such as a breach. A model that is \
      named like a rule is given by its directory: models/gate-order.

      With a commit it says who signed it and to whom it is charged, which models it changed, which approvals and \
      reports it brought or took away, and with which step it landed on each protected branch. What is the name of a \
      model as well is the model; --commit says that a commit is meant.

        countersign explain 3f2a9c1
        countersign explain --commit HEAD

      Exit status: 0 whatever the verdict, 2 if it cannot be judged, 64 wrong usage.
      """)

  @OptionGroup var repository: RepositoryOptions
  @OptionGroup var transition: TransitionOptions
  @OptionGroup var output: OutputOptions<Format>

  enum Format: String, OutputFormat { case text, json }

  @Option(help: ArgumentHelp("Only this gate of the model.", valueName: "gate"))
  var gate: String?

  @Flag(help: "What is named is a commit, even if it is the name of a rule or a model.")
  var commit = false

  @Argument(help: "A rule's id, as findings show it, a model's name or directory, or a commit.")
  var subject: String?

  func validate() throws {
    if commit, subject == nil { throw ValidationError("--commit goes with the commit's name") }
    if commit, gate != nil { throw ValidationError("--gate goes with a model, and --commit with a commit") }
  }

  func run() throws {
    try reportingFailures {
      guard let subject else {
        try StandardOutput.write(Manual.index())
        return
      }
      if commit {
        try explain(commit: subject)
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
      do {
        return try explain(commit: model)
      } catch is UsageError {
        // Whoever misspelt a rule is told of rules.
        throw UsageError("\(unknownRule(model))\(error.description); no commit has that name either")
      }
    }
    try output.write { format, style, detail in
      switch format {
      case .text: Array(ExplanationText(style: style, detail: detail).text(for: explanation).utf8)
      case .json: ExplanationJSON().bytes(for: explanation)
      }
    }
    if explanation.report.verdict == .undecided { throw Verdict.undecided.exitCode }
  }

  private func explain(commit: String) throws {
    let clock = try transition.instant() ?? Instant(seconds: Int64(time(nil)))
    let explanation = try CommitQuery(commit, head: transition.head ?? "HEAD", clock: clock)
      .explanation(in: repository.open())
    try output.write { format, style, detail in
      switch format {
      case .text: Array(CommitText(style: style, detail: detail).text(for: explanation).utf8)
      case .json: CommitJSON().bytes(for: explanation)
      }
    }
  }
}
