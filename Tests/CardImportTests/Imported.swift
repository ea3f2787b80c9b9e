import CardImport
import Documents
import Governance
import Testing

/// The card that a text is imported as.
func imported(
  _ text: String, version: String? = nil, _ change: (inout ImportedCard.Request) -> Void = { _ in }
) throws(ImportProblem) -> ImportedCard {
  var request = ImportedCard.Request()
  change(&request)
  return try ImportedCard(
    ImportedCard.Source(name: "source", bytes: Array(text.utf8)),
    registeredVersion: version.map { ImportedCard.Source(name: "version.json", bytes: Array($0.utf8)) },
    request: request)
}

/// The same with all that a card has to have, read as a card.
func card(_ text: String, version: String? = nil) throws -> Card {
  let imported = try imported(text, version: version) {
    $0.id = "credit-scoring"
    $0.version = "9"
    $0.owner = "dana"
  }
  #expect(imported.report.toFillIn == [])
  return try Card.read(Array(imported.text.utf8), path: "models/credit-scoring/card.yaml")
}

/// Why a text is not imported.
func problem(
  _ text: String, version: String? = nil, _ change: (inout ImportedCard.Request) -> Void = { _ in }
) -> String? {
  do throws(ImportProblem) {
    _ = try imported(text, version: version, change)
    return nil
  } catch {
    return [error.place, error.message].compactMap(\.self).joined(separator: " ")
  }
}

extension YAMLNode {
  /// The texts of all single values.
  var leaves: [String] {
    switch content {
    case .scalar(let text, _): [text]
    case .sequence(let nodes): nodes.flatMap(\.leaves)
    case .mapping(let entries): entries.flatMap(\.value.leaves)
    }
  }
}
