import ArgumentParser
import Countersign
import Reports

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Prints the JSON Schema of a kind of document, or the list of all kinds.",
    discussion: """
      With it, editors complete keys, explain them and mark mistakes while you type:

        mkdir -p .schemas && countersign schema model-card > .schemas/model-card.json

      Then begin models/MODEL/card.yaml with this line, which the YAML extension of Visual Studio Code and every \
      other editor that uses yaml-language-server reads:

        # yaml-language-server: $schema=../../.schemas/model-card.json

      A schema knows one document at a time. That a gate's tiers are the policy's, that no key has two holders \
      and the like, only countersign checks.
      """)

  @Argument(help: "The kind, such as policy or model-card; without one, all kinds are listed.")
  var kind: String?

  func run() throws {
    try reportingFailures {
      if let kind {
        let schema = try SchemaQuery.jsonSchema(of: kind)
        try StandardOutput.write(JSONWriter(layout: .indented).bytes(of: JSONValue(schema)))
      } else {
        let width = SchemaQuery.kinds.map(\.name.count).max() ?? 0
        let lines = SchemaQuery.kinds.map { kind in
          kind.name + String(repeating: " ", count: width - kind.name.count + 2) + kind.summary
        }
        try StandardOutput.write(lines.joined(separator: "\n") + "\n")
      }
    }
  }
}
