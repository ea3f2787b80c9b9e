/// A name that is compared byte for byte.
///
/// Swift's `String ==` folds canonical equivalents: "é" as one scalar equals "é" as two, and one person
/// could pass for another. Everything that decides who or what is meant is therefore an `ExactName`,
/// and each kind of name is a type of its own, so that a signer is never taken for an identity or a
/// gate for a role.
package protocol ExactName: Hashable, Comparable, Sendable, Codable, CustomStringConvertible,
  ExpressibleByStringLiteral
{
  /// The name as it was written.
  var text: String { get }
  init(_ text: String)
}

extension ExactName {
  package init(stringLiteral text: String) { self.init(text) }

  package init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode(String.self))
  }
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  package var description: String { text }

  package static func == (left: Self, right: Self) -> Bool { left.text.isExactly(right.text) }
  package static func < (left: Self, right: Self) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }
  package func hash(into hasher: inout Hasher) { text.hashBytes(into: &hasher) }
}

/// A person, bot or forge of the roster.
package struct IdentityID: ExactName {
  package let text: String
  package init(_ text: String) { self.text = text }
}

/// What an identity may do, as the roster says.
package struct Role: ExactName {
  package let text: String
  package init(_ text: String) { self.text = text }
}

/// A group of people who are not independent of each other.
package struct Team: ExactName {
  package let text: String
  package init(_ text: String) { self.text = text }
}

/// One named review that the policy requires.
package struct GateID: ExactName {
  package let text: String
  package init(_ text: String) { self.text = text }
  /// The gate that changes of the policy itself pass.
  package static let policy: GateID = "policy"
}

/// A model: the last path component of its directory.
package struct ModelID: ExactName {
  package let text: String
  package init(_ text: String) { self.text = text }
}

/// A stage of a model's life, such as `staging`.
package struct StageID: ExactName {
  package let text: String
  package init(_ text: String) { self.text = text }
}

/// A risk class, such as `high`.
package struct TierID: ExactName {
  package let text: String
  package init(_ text: String) { self.text = text }
}

/// A commit's object id in lower-case hexadecimal.
package struct CommitID: ExactName {
  package let text: String
  package init(_ text: String) { self.text = text }
  /// The first ten digits, for people.
  package var short: String { String(text.prefix(10)) }
}

/// A digest as documents write it: `sha256:` and 64 lower-case hexadecimal digits.
package struct Digest: ExactName {
  package let text: String
  package init(_ text: String) { self.text = text }
  /// Whether the text has the one shape a digest may have.
  package var isWellFormed: Bool {
    text.utf8.starts(with: "sha256:".utf8) && Digest.isHexadecimal(text.utf8.dropFirst(7))
  }
  /// Whether the bytes are 64 lower-case hexadecimal digits.
  package static func isHexadecimal(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.count == 64
      && bytes.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}

/// A signing key by its fingerprint, such as `SHA256:…` for SSH. Never an identity: who holds the key is
/// for the roster to say.
package struct KeyFingerprint: ExactName {
  package let text: String
  package init(_ text: String) { self.text = text }
}

/// An e-mail address. Compared with ASCII letters folded and everything else byte for byte.
package struct EmailAddress: ExactName {
  package let text: String
  private let folded: String
  package init(_ text: String) {
    self.text = text
    folded = String(
      decoding: text.utf8.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }, as: UTF8.self)
  }
  package static func == (left: Self, right: Self) -> Bool {
    left.folded.isExactly(right.folded)
  }
  package static func < (left: Self, right: Self) -> Bool {
    left.folded.utf8.lexicographicallyPrecedes(right.folded.utf8)
  }
  package func hash(into hasher: inout Hasher) { folded.hashBytes(into: &hasher) }
}

extension String {
  /// Whether both strings are the same bytes; `==` would fold canonical equivalents.
  package func isExactly(_ other: String) -> Bool {
    // Most names that are compared differ in length already.
    utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
  }

  /// Hashes the bytes, as `isExactly` compares them.
  fileprivate func hashBytes(into hasher: inout Hasher) {
    var text = self
    // A byte at a time took longer than all that names are looked up for.
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    hasher.combine(0xFF as UInt8)
  }
}
