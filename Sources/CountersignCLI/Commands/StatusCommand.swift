import ArgumentParser
import Countersign
import Glibc
import Governance
import Reports

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Shows where models stand: what is missing, and who could supply it.",
    discussion: """
      Without a model it shows every model that HEAD would change on a protected branch: the branch of the highest \
      stage that does not hold HEAD yet, or the one named by --branch. A named model that HEAD does not change is \
      shown as it stands with all that came since it landed, judged at --at.

        countersign status
        countersign status credit-scoring
        countersign status credit-scoring --at 2027-01-31

      For somebody who works in the forge's web editor, --for prints the approvals that they could give, to paste: \
      filled in but for the decision, the rationale and the checklist. Saved on the branch under the path that \
      stands above it, it counts where the policy takes the forge's word (signatures: {approvals: [..., forge]}).

        countersign status credit-scoring --for grace --gate fairness

      Exit status: 0 satisfied, 1 violated, 2 undecided, 64 wrong usage.
      """)

  @OptionGroup var repository: RepositoryOptions
  @OptionGroup var transition: TransitionOptions
  @OptionGroup var output: OutputOptions<Format>

  enum Format: String, OutputFormat { case text, json, jsonl }

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp("Print the approvals that this identity could give, to paste.", valueName: "id"))
  var person: String?

  @Option(help: ArgumentHelp("With --for: only this gate.", valueName: "gate"))
  var gate: String?

  @Argument(help: "Names or directories of models; default: those that HEAD changes.")
  var models: [String] = []

  func validate() throws {
    if gate != nil, person == nil { throw ValidationError("--gate goes with --for") }
    if person != nil, output.format != .text || !output.outputs.isEmpty {
      throw ValidationError("--for prints files to paste, and no report")
    }
  }

  func run() throws {
    try reportingFailures {
      if let person {
        try printForms(for: IdentityID(person))
        return
      }
      let status = try StatusQuery(models: models).status(
        of: transition.request(needsBase: false), head: transition.head ?? "HEAD", branch: transition.branch,
        at: transition.instant(), clock: Instant(seconds: Int64(time(nil))), in: repository.open())
      try output.write { format, style, detail in
        switch format {
        case .text: Array(StatusText(style: style, detail: detail).text(for: status).utf8)
        case .json: StatusJSON().bytes(for: status)
        case .jsonl: StatusJSON(layout: .line).bytes(for: status)
        }
      }
      throw status.verdict.exitCode
    }
  }

  private func printForms(for person: IdentityID) throws {
    let forms = try ApprovalForm.forms(
      for: person, models: models, gate: gate.map { GateID($0) }, of: transition.request(needsBase: false),
      head: transition.head ?? "HEAD", branch: transition.branch, at: transition.instant(),
      clock: Instant(seconds: Int64(time(nil))), in: repository.open())
    if forms.isEmpty {
      StandardError.say(
        "there is nothing that \(Printable(person.text).text) could approve now; countersign status says why")
    }
    for form in forms where !form.waitsFor.isEmpty {
      let gates = form.waitsFor.map(\.text).joined(separator: ", ")
      StandardError.say(Printable("gate \(form.gate) comes after \(gates): wait for these first").text)
    }
    for (number, form) in forms.enumerated() {
      try StandardOutput.write("\(number == 0 ? "" : "\n")# file: \(Printable(form.path).text)\n\(form.text)")
    }
    if forms.contains(where: { !$0.isForgeTrusted }) {
      StandardError.say(
        "the policy does not take a forge's word for who approves: it has to be signed, by git or beside the file"
      )
    }
  }
}
