import ArgumentParser
import Countersign
import Glibc
import Governance
import PolicyTools
import Reports

struct PolicyEvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Evaluates an expression as a policy would, or runs a file of cases.",
    usage: """
      countersign policy eval <expression> [--model <model>] [--rev <rev>] [--base <rev>] [--at <date>] [--explain] \
      [--format <text|json>] [--repo <path>]
      countersign policy eval --cases <file>
      """,
    discussion: """
      Expressions are written in CEL, the Common Expression Language. With a model, its variables are:

        card       the card of the model at the revision
        baseline   its card at --base; null without, or where there is none
        evidence   all reports of the model's directory, whoever signed them
        model      id, path, subject, contributors (since --base, or ever)
        stage      by the card and the policy at that revision, for no branch
        tier       likewise, with the tiers' own rules
        now        a timestamp

      In a policy, only those reports are evidence that count for the gate. Without a model, only `now` has a \
      value.

        countersign policy eval --model scorer 'size(card.metrics) > 2'
        countersign policy eval --model scorer --explain 'tier == "high"'

      The value is written as CEL would write it, with --format json as JSON: bytes as base64, timestamps as \
      RFC 3339, durations as seconds (1.5s). With --explain come the values of the expression's parts, in JSON as \
      an object of expression, type, value (or error) and parts. Of an error, they are told in any case. A field \
      that no card can have is an error in a policy; here it is a warning.

      --cases runs a file of cases, without a repository. It is JSON: an array of cases, or an object whose \
      arrays hold them and whose texts say what they are. A case:

        {"file": "basic", "section": "variables", "name": "sum",
         "expr": "x + 1", "bindings": {"x": {"int": "2"}}, "value": {"int": "3"}}

      file, section and name are for finding it. Instead of a value, "error": true expects that it does not \
      compile or has no value. "container" is the namespace that names are looked up in, "disable_macros": true \
      takes `has`, `all` and the like for functions. A value has one member, its type:

        {"int": "1"} {"uint": "1"} {"double": "0.5"} {"bool": true}
        {"string": "a"} {"bytes": "YQ=="} {"type": "int"} {"null": true}
        {"list": [VALUE, …]} {"map": [[VALUE, VALUE], …]}
        {"timestamp": "2026-11-20T10:00:00Z"} {"duration": "-1.5s"}

      A double may be NaN, Infinity or -Infinity; a map's pairs come in any order. Types have to be the same, \
      too: int 1 is not double 1.0. Each case that fails is printed; the last line is `N passed, N failed`.

      Exit status: 0 there is a value, be it false, 1 there is none for an error, 2 the repository cannot be \
      read, 64 the expression does not compile, or wrong usage. With --cases: 0 all pass, 1 some fail, 2 the \
      file cannot be read or has no case.
      """)

  @Argument(help: "The expression; behind a bare -- if it begins with a dash.")
  var expression: String?

  @Option(help: "The model, by its name or its directory.")
  var model: String?

  @Option(help: ArgumentHelp("The revision to read; default: HEAD.", valueName: "rev"))
  var rev: String?

  @Option(help: ArgumentHelp("The revision of the card to compare with.", valueName: "rev"))
  var base: String?

  @Option(help: ArgumentHelp("What `now` is (RFC 3339); default: now.", valueName: "date"))
  var at: String?

  @Flag(help: "Tell the values of the expression's parts.")
  var explain = false

  @Option(help: ArgumentHelp("How the value is shown.", valueName: "text|json"))
  var format: ExpressionResultFormat?

  @Option(help: ArgumentHelp("Run a file of cases instead; - is standard input.", valueName: "file"))
  var cases: String?

  @OptionGroup var repository: RepositoryOptions

  private var unicode: Bool { Terminal.isUnicode(ProcessEnvironment.current) }

  func run() throws {
    try reportingFailures {
      if let cases {
        let others: [Any?] = [expression, model, rev, base, at, format, repository.path]
        guard others.allSatisfy({ $0 == nil }), !explain else {
          throw UsageError("--cases goes without an expression and other options")
        }
        try run(casesIn: cases)
      } else if let expression {
        try evaluate(expression)
      } else {
        throw UsageError("name an expression, such as: countersign policy eval 'now.getFullYear() > 2025'")
      }
    }
  }

  private func evaluate(_ text: String) throws {
    let now = try Moment.named(at) ?? Instant(seconds: Int64(time(nil)))
    let expression: PolicyExpression
    do throws(PolicyExpression.Problem) {
      expression = try PolicyExpression(text)
    } catch {
      say(
        ExpressionDiagnostic(
          "the expression does not compile: \(error.message)", in: text, at: error.place,
          help: error.hint.map { [$0] } ?? [], unicode: unicode))
      throw ExitCode(64)
    }
    guard model != nil || (rev == nil && base == nil && repository.path == nil) else {
      throw UsageError("--rev, --base and --repo say where a model is read: add --model")
    }
    for doubt in ExpressionQuery.doubts(about: expression) {
      say(
        ExpressionDiagnostic(
          "warning: \(doubt.message)", in: text, at: doubt.position, help: doubt.help.map { [$0] } ?? [],
          unicode: unicode))
    }
    let (scope, missing) = try values(for: expression, now)
    let result = scope.result(of: expression)
    try StandardOutput.write(
      (format ?? .text).bytes(for: result, explaining: explain, unicode: unicode))
    guard case .error(let message, let position) = result.outcome else { return }
    say(
      ExpressionDiagnostic(
        "the expression has no value: \(message)", in: text, at: position,
        help: result.missing.isEmpty ? [] : missing(result.missing), parts: result, unicode: unicode))
    throw ExitCode(1)
  }

  /// The values, and what to do about variables without one.
  private func values(
    for expression: PolicyExpression, _ now: Instant
  ) throws -> (ExpressionScope, ([ExpressionVariable]) -> [String]) {
    guard let model else {
      return (
        ExpressionScope(now: now),
        { missing in
          ["without a model, \(missing.map(\.rawValue).joined(separator: ", ")) has no value: add --model"]
        }
      )
    }
    let revision = rev ?? "HEAD"
    let values = try ExpressionQuery(revision: revision, base: base, now: now)
      .values(of: model, for: expression, in: repository.open())
    for finding in values.findings { StandardError.say(warning(finding)) }
    return (
      values.scope,
      { missing in
        var help: [String] = []
        if missing.contains(where: \.isCard) { help.append("the card cannot be read at \(revision)") }
        if !values.hasPolicy, missing.contains(where: { $0 == .stage || $0 == .tier }) {
          help.append("there is no policy at \(revision) that would say stage and tier")
        }
        return help
      }
    )
  }

  private func warning(_ finding: Finding) -> String {
    let place =
      (finding.path.map { "\($0):" } ?? "")
      + (finding.position.map { "\($0.line):\($0.column):" } ?? "")
    return Printable(
      "countersign: warning: \(place.isEmpty ? "" : place + " ")\(finding.message)", unicode: unicode
    )
    .text
  }

  private func say(_ diagnostic: ExpressionDiagnostic) { StandardError.say(diagnostic.text) }

  private func run(casesIn path: String) throws {
    let name = path == "-" ? "standard input" : path
    let run: CaseRun
    do {
      run = try CaseRun(
        path == "-"
          ? InputFile.standardInput(limit: CaseRun.largestFile)
          : InputFile.read(path, limit: CaseRun.largestFile))
    } catch let error as UsageError {
      StandardError.say("countersign: \(Printable(error.description, unicode: unicode).text)")
      throw ExitCode(2)
    } catch let error as CaseRun.Problem {
      let place = error.position.map { ":\($0.line):\($0.column)" } ?? ""
      StandardError.say(
        "countersign: \(Printable(name, unicode: unicode).text)\(place): \(ExpressionText(error.message, unicode: unicode).text)"
      )
      throw ExitCode(2)
    }
    let failed = try run.run { failure in
      let lines = [
        failure.name, "  expr     \(failure.expression)", "  expected \(failure.expected)",
        "  got      \(failure.actual)",
      ]
      try StandardOutput.write(lines.map { ExpressionText($0, unicode: unicode).text + "\n" }.joined())
    }
    try StandardOutput.write("\(run.count - failed) passed, \(failed) failed\n")
    if run.count == 0 {
      StandardError.say("countersign: \(Printable(name, unicode: unicode).text) has no case")
      throw ExitCode(2)
    }
    if failed > 0 { throw ExitCode(1) }
  }
}

extension ExpressionResultFormat: ExpressibleByArgument {}
