import Governance

/// The keys of a mapping, in the order in which people are told of them.
package final class MapShape: Sendable {
  /// What becomes of keys that are not listed.
  package enum Others: Sendable {
    case refused
    /// Keys that start with `x-` are everybody's own: kept, not judged.
    case extensions
    /// Every key is kept.
    case kept
  }

  package let keys: [Key]
  package let others: Others
  let rules: [KeyRule]
  /// The name under which a JSON Schema defines the mapping once, where it stands in several places.
  let definition: String?
  private let index: [String: Int]

  init(_ keys: [Key], others: Others = .refused, rules: [KeyRule] = [], definition: String? = nil) {
    self.keys = keys
    self.others = others
    self.rules = rules
    self.definition = definition
    index = Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($1.name, $0) })
  }

  /// The key of that name, byte for byte.
  subscript(name: String) -> Key? {
    guard let key = index[name].map({ keys[$0] }), key.name.isExactly(name) else { return nil }
    return key
  }

  /// Whether a mapping may have the key.
  package func allows(_ name: String) -> Bool { self[name] != nil || allowsUnlisted(name) }

  /// Whether a mapping may have the key although it is not listed.
  func allowsUnlisted(_ name: String) -> Bool {
    switch others {
    case .refused: false
    case .extensions: name.utf8.starts(with: MapShape.extensionPrefix.utf8)
    case .kept: true
    }
  }

  /// The key that was probably meant, as a question; nil if none is near.
  func nearest(to name: String) -> String? { Suggestion.text(for: name, among: keys.map(\.name)) }

  static let extensionPrefix = "x-"
}

/// One key of a mapping.
package struct Key: Sendable {
  /// Whether the key has to be there.
  enum Presence: Sendable, Equatable {
    case optional, required
    /// Required unless another key has a certain value. Which of the two it is, the place of the file says,
    /// so its reader asks.
    case requiredUnless(String, is: String)
  }

  package let name: String
  package let shape: Shape
  /// What it means, in one sentence.
  package let summary: String
  let presence: Presence

  /// A key that may be left out.
  init(_ name: String, _ shape: Shape, _ summary: String) { self.init(name, shape, .optional, summary) }

  init(_ name: String, _ shape: Shape, _ presence: Presence, _ summary: String) {
    self.name = name
    self.shape = shape
    self.presence = presence
    self.summary = summary
  }
}

/// A rule about which keys of a mapping stand together.
enum KeyRule: Sendable {
  /// Why a mapping breaks the rule: what is said behind its name, and the next step.
  struct Reason: Sendable {
    let problem: String
    var hint: String?
  }

  /// Exactly one of the keys.
  case exactlyOne([String], none: Reason, several: Reason)
  /// At least one of the keys.
  case atLeastOne([String], none: Reason)
  /// None of the keys where another one has a certain value. The reader refuses each in its own words.
  case none([String], where: String, is: String)
}
