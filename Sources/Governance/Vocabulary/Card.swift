/// A model card: what a model is, who answers for it, and what it was measured to do.
package struct Card: Sendable {
  package var id: ModelID
  package var version: String
  package var name: String?
  package var stage: StageID?
  package var tier: TierID?
  package var owner: IdentityID
  package var developers: [IdentityID]
  package var artifacts: [Artifact]
  package var metrics: [Metric]
  /// Every field of the document as it stands, for what the policy requires by name.
  package var fields: Value
  /// The file it was read from, relative to the repository.
  package var path: String
  package var positions: Positions

  package init(
    id: ModelID, version: String, name: String? = nil, stage: StageID? = nil, tier: TierID? = nil,
    owner: IdentityID, developers: [IdentityID] = [], artifacts: [Artifact] = [], metrics: [Metric] = [],
    fields: Value = .map([]), path: String = "card.yaml", positions: Positions = Positions()
  ) {
    self.id = id
    self.version = version
    self.name = name
    self.stage = stage
    self.tier = tier
    self.owner = owner
    self.developers = developers
    self.artifacts = artifacts
    self.metrics = metrics
    self.fields = fields
    self.path = path
    self.positions = positions
  }
}

extension Card {
  /// The file of a model's directory that is its card.
  package static let fileName = "card.yaml"
  /// The file whose front matter is the card where there is no `card.yaml`.
  package static let readmeName = "README.md"

  /// The name of the file that it was read from.
  package var file: String { path.split(separator: "/").last.map(String.init) ?? path }

  /// Where its fields stand, for whoever is to add one.
  package var home: String { file.isExactly(Card.readmeName) ? "\(path), below countersign" : path }
}

/// A file or object that the model consists of, by its digest.
package struct Artifact: Sendable, Equatable {
  package enum Location: Sendable, Equatable {
    /// A file of the model's directory.
    case path(String)
    /// Something that lives elsewhere.
    case uri(String)
  }
  package let location: Location
  /// Where it lies in the model's directory; nil if it lives elsewhere.
  package var path: String? { if case .path(let path) = location { path } else { nil } }
  /// Lower-case hexadecimal SHA-256 of the content.
  package let sha256: String
  package init(location: Location, sha256: String) {
    self.location = location
    self.sha256 = sha256
  }
}

/// A measured value.
package struct Metric: Sendable, Equatable {
  package let name: String
  package let value: Number
  package let slice: String?
  /// The field of the document it was read from, such as `metrics[0]`.
  package let field: String
  package init(name: String, value: Number, slice: String? = nil, field: String = "") {
    self.name = name
    self.value = value
    self.slice = slice
    self.field = field
  }
}
