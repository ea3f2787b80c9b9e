import GitHistory
import Signatures

/// Somebody who makes commits in a rehearsal, with a key of their own. A bot is a person here, too.
package struct Person: Sendable {
  /// The identity's id in `policies/identities.yaml`.
  package var id: String
  /// The full name, as commits show it.
  package var name: String
  /// The address, as commits show it.
  package var email: String
  /// The key that the person signs with.
  package var key: SSHSigningKey

  package init(id: String, name: String, email: String, key: SSHSigningKey) {
    self.id = id
    self.name = name
    self.email = email
    self.key = key
  }

  /// Somebody made up for a test. The key is derived from the id, so anybody can forge it: a TEST KEY, never
  /// to be listed in a real policy.
  ///
  /// - Parameter id: ASCII. The same id gives the same person.
  package static func test(_ id: String, name: String? = nil) -> Person {
    Person(
      id: id, name: name ?? id, email: "\(id)@example.com",
      key: .derived(from: "countersign test key, worth nothing: \(id)"))
  }

  /// Who and when, for the header of a commit.
  ///
  /// - Parameter time: seconds since 1970-01-01T00:00:00Z.
  package func stamp(at time: Int64) -> PersonStamp {
    PersonStamp(name: Array(name.utf8), email: Array(email.utf8), time: time)
  }
}

extension SSHSigningKey {
  /// A key that everybody knows who knows the phrase: for tests and benchmarks only.
  static func derived(from phrase: String) -> SSHSigningKey {
    do {
      return try SSHSigningKey(seed: Signatures.Digest.sha256(Array(phrase.utf8)))
    } catch {
      preconditionFailure("a SHA-256 has the length of a seed")
    }
  }
}
