import ArgumentParser
import CardImport
import Countersign
import Governance
import Reports

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Makes a card of what another tool wrote.",
    discussion: """
      Reads an MLmodel file of MLflow, with the registered version as JSON beside it, a CycloneDX ML-BOM 1.5 or 1.6, \
      a SageMaker model card or the answer of describe-model-card, a Model Card Toolkit card 0.0.2, or the README.md \
      of a model on Hugging Face:

        countersign import MLmodel --registered-version v.json --owner dana --write
        countersign import bom.json > models/credit-scoring/card.yaml

      The card goes to standard output, or with --write to its place, where nothing is overwritten. What a card has \
      no field for is kept under `x-source`, where nobody judges it. Standard error tells what became of each field, \
      and what is left to fill in: nothing is guessed, and no placeholder stands for what the source does not say.

      That somebody approved the model elsewhere, put it into production or rated its risk is told, and becomes \
      neither an approval nor a stage or a tier: `countersign approve` is how people approve.

      A source may have 1 MiB and 60 levels. A README with a front matter need not be imported: with a line \
      `countersign: {id: …, version: …, owner: …}` in it, it is a card as it stands.

      Exit status: 0 there is a card, be it incomplete, 2 the file is none of the kinds or cannot be read, 64 wrong \
      usage.
      """)

  @Argument(help: "The file to read; - is standard input.")
  var file: String

  @Option(
    help: ArgumentHelp("MLflow's JSON of the registered version, beside an MLmodel file.", valueName: "file"))
  var registeredVersion: String?

  @Option(help: ArgumentHelp("What the file is; default: what it looks like.", valueName: "kind"))
  var from: SourceKind?

  @Option(help: ArgumentHelp("Which model of a BOM that has several, by name or bom-ref.", valueName: "name"))
  var component: String?

  @Option(help: ArgumentHelp("The model's id, which is the name of its directory.", valueName: "id"))
  var model: String?

  @Option(help: ArgumentHelp("The model's version.", valueName: "version"))
  var modelVersion: String?

  @Option(help: ArgumentHelp("Who answers for the model, in policies/identities.yaml.", valueName: "id"))
  var owner: String?

  @Flag(help: "Write models/ID/card.yaml in the repository's working tree.")
  var write = false

  @Option(help: ArgumentHelp("With --write, the directory that holds the models.", valueName: "directory"))
  var models = "models"

  @Flag(name: .shortAndLong, help: "Say nothing of what became of the fields.")
  var quiet = false

  @OptionGroup var repository: RepositoryOptions

  func run() throws {
    try reportingFailures {
      let card = try imported()
      if write { try save(card) } else { try StandardOutput.write(card.text) }
      if !quiet { for line in card.report.lines { say(line) } }
    }
  }

  private func imported() throws -> ImportedCard {
    var request = ImportedCard.Request()
    request.kind = from
    request.id = model
    request.version = modelVersion
    request.owner = owner
    request.component = component
    let source = try read(file)
    let version = try registeredVersion.map(read)
    do throws(ImportProblem) {
      return try ImportedCard(source, registeredVersion: version, request: request)
    } catch {
      say("countersign: \(error.place.map { "\($0): " } ?? "")\(error.message)")
      if let hint = error.hint { say("  help: \(hint)") }
      for detail in error.details { say("    \(detail)") }
      throw ExitCode(2)
    }
  }

  private func read(_ path: String) throws -> ImportedCard.Source {
    path == "-"
      ? ImportedCard.Source(name: "standard input", bytes: try InputFile.standardInput())
      : ImportedCard.Source(name: path, bytes: try InputFile.read(path))
  }

  private func save(_ card: ImportedCard) throws {
    guard let id = card.id else {
      throw UsageError("the source does not say what the model's directory is called: name it with --model")
    }
    guard let root = try repository.open().workingDirectory else {
      throw UsageError("--write needs a working tree, and this repository is bare")
    }
    let file = WorkingFile(root: root, path: "\(models)/\(id)/\(Card.fileName)")
    if file.exists {
      throw UsageError(
        "\(file.path) is there already, and is not overwritten; without --write the card is printed")
    }
    try file.write(card.text)
    say("wrote \(file.path)")
    if WorkingFile(root: root, path: "\(models)/\(id)/\(Card.readmeName)").exists {
      say("it is the card from now on, and the \(Card.readmeName) beside it only a file")
    }
  }

  /// Lines hold names and values of others.
  private func say(_ line: String) { StandardError.say(Printable(line).text) }
}

extension SourceKind: ExpressibleByArgument {}
