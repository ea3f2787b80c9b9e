import Documents
import Governance

/// What documents may contain, for editors and for validators of others.
package enum SchemaQuery {
  /// One kind of document: its name in commands and files, such as `model-card`, and what it is.
  package struct Kind: Sendable {
    package let name: String
    package let summary: String
  }

  /// Every kind of document.
  package static var kinds: [Kind] {
    DocumentSchema.all.map { Kind(name: $0.name, summary: $0.summary) }
  }

  /// The JSON Schema (draft 2020-12) of a kind, named as commands do or as documents do (`ModelCard`).
  ///
  /// - Throws: `UsageError` where there is no such kind.
  package static func jsonSchema(of kind: String) throws(UsageError) -> Value {
    if let schema = DocumentSchema.named(kind) { return schema.jsonSchema }
    let known = DocumentSchema.all.map(\.name).joined(separator: ", ")
    throw UsageError("there is no kind of document \(kind); there are \(known)")
  }
}
