import Governance

/// A card that stands in the front matter of a README.
package struct ReadmeCard: Sendable {
  package let card: Card
  /// What of the front matter is kept and not judged.
  package let remarks: [DocumentRemark]
}

extension Card {
  /// Reads the card in the front matter of a `README.md`. Nil where the file has none, and so is no card.
  package static func read(readme bytes: [UInt8], path: String) throws(DocumentErrors) -> ReadmeCard? {
    let front: [UInt8]?
    do throws(DocumentError) {
      front = try FrontMatter.bytes(of: bytes, path: path)
    } catch {
      throw DocumentErrors(errors: [error])
    }
    guard let front else { return nil }
    return try ReadmeCardReader(path: path).read(parseDocument(front, path: path))
  }
}

/// What a README's front matter holds of a card, be it complete or not.
package struct ReadmeDraft: Sendable {
  /// The whole front matter.
  package let frontMatter: YAMLNode
  /// The fields of a card that it says something for, by the Hub's keys and below `countersign`.
  package let fields: YAMLNode.Entries
  package let remarks: [DocumentRemark]

  /// Nil where the file has no front matter.
  package init?(readme bytes: [UInt8], path: String) throws(DocumentErrors) {
    let front: [UInt8]?
    do throws(DocumentError) {
      front = try FrontMatter.bytes(of: bytes, path: path)
    } catch {
      throw DocumentErrors(errors: [error])
    }
    guard let front else { return nil }
    frontMatter = try parseDocument(front, path: path)
    guard case .mapping(let entries) = frontMatter.content else {
      throw DocumentErrors(errors: [
        DocumentError(
          path: path, position: frontMatter.position,
          problem: "the front matter has to be a mapping, not \(frontMatter.kind)")
      ])
    }
    let own: YAMLNode.Entries =
      if case .mapping(let entries)? = entries[HubCard.section]?.value.content { entries } else { [] }
    let reading = Reading(path: path, entryLimit: .max)
    var hub = HubCard(reading: reading)
    fields = hub.fields(entries.filter { !$0.key.isExactly(HubCard.section) }, own: own)
    try reading.finish()
    remarks = hub.remarks
  }
}

/// Reads a front matter as a card: first as what it is, then, with the Hub's keys put where a card has them, as any
/// other card.
private struct ReadmeCardReader {
  let path: String

  func read(_ node: YAMLNode) throws(DocumentErrors) -> ReadmeCard {
    guard case .mapping(let entries) = node.content else {
      throw lack(of: "the front matter has to be a mapping, not \(node.kind)", node.position)
    }
    guard let section = entries[HubCard.section] else {
      throw lack(of: "the front matter lacks countersign, for what the Hub has no key", node.position)
    }
    let reading = Reading(path: path, entryLimit: DocumentSchema.readmeCard.entryLimit)
    Validator(reading: reading).check(node, DocumentSchema.readmeCard.shape, "")
    var hub = HubCard(reading: reading)
    let own: YAMLNode.Entries =
      if case .mapping(let entries) = section.value.content { entries } else { [] }
    let document = hub.card(of: entries, own: own, at: node.position)
    try reading.finish()
    let card = try readDocument(document, path: path, as: .card) { CardReader($0, path: path).card }
    return ReadmeCard(card: card, remarks: hub.remarks)
  }

  /// The lines to add, ready to be pasted, with placeholders that no policy takes for an answer.
  private func lack(of problem: String, _ position: Position) -> DocumentErrors {
    let directory = path.split(separator: "/").dropLast().last.map(String.init)
    let id = directory.map(YAMLText.scalar) ?? "TBD"
    return DocumentErrors(errors: [
      DocumentError(
        path: path, position: position, problem: problem,
        hint: "add this line and fill it in: countersign: {id: \(id), version: TBD, owner: TBD}")
    ])
  }
}
