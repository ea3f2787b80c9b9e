import Signatures

/// The eight people and the bot that all rehearsals are played by, with roles and teams that fill every gate
/// of the high tier without anybody acting twice.
package struct Cast: Sendable {
  /// A person and what the roster says about them.
  package struct Member: Sendable {
    package var person: Person
    package var isBot: Bool
    package var teams: [String]
    package var roles: [String]
  }

  /// Everybody, in the order of the roster.
  package let members: [Member]

  /// The people and the bot without what the roster says about them.
  package var people: [Person] { members.map(\.person) }

  /// Builds models: author, owner and developer of credit-scoring.
  package var erin: Person { self["erin"] }
  /// Builds models: owner of churn-forecast, and technical reviewer of what colleagues build.
  package var farid: Person { self["farid"] }
  /// Validates models independently; helps to maintain the policy.
  package var alice: Person { self["alice"] }
  /// Reviews fairness.
  package var grace: Person { self["grace"] }
  /// Reviews security.
  package var heidi: Person { self["heidi"] }
  /// Counsel; helps to maintain the policy.
  package var judy: Person { self["judy"] }
  /// Owns the business that uses the models.
  package var dana: Person { self["dana"] }
  /// Sits on the board; wrote the policy.
  package var kim: Person { self["kim"] }
  /// The bot that runs validations and commits their reports.
  package var ci: Person { self["ci"] }

  /// The cast with TEST KEYS that are the same everywhere and worth nothing: for stable ids in tests.
  package static let test = Cast { .derived(from: "countersign test key, worth nothing: \($0)") }

  /// The cast with new keys of their own.
  package static func fresh() -> Cast { Cast { _ in .generate() } }

  /// The member with this id, which must be one of the cast's.
  subscript(id: String) -> Person {
    guard let member = members.first(where: { $0.person.id == id }) else {
      preconditionFailure("nobody in the cast is called \(id)")
    }
    return member.person
  }

  private init(key: (String) -> SSHSigningKey) {
    members = Cast.parts.map { part in
      Member(
        person: Person(
          id: part.id, name: part.name, email: "\(part.id)@example.com", key: key(part.id)),
        isBot: part.isBot, teams: part.teams, roles: part.roles)
    }
  }

  private struct Part {
    let id: String
    let name: String
    var isBot = false
    let teams: [String]
    let roles: [String]
  }

  private static let parts = [
    Part(id: "erin", name: "Erin Novak", teams: ["modelling"], roles: ["ml-engineer"]),
    Part(id: "farid", name: "Farid Haddad", teams: ["modelling"], roles: ["ml-engineer"]),
    Part(
      id: "alice", name: "Alice Okafor", teams: ["validation"], roles: ["validator", "policy-maintainer"]),
    Part(id: "grace", name: "Grace Lindqvist", teams: ["responsible-ai"], roles: ["fairness-reviewer"]),
    Part(id: "heidi", name: "Heidi Brandt", teams: ["security"], roles: ["security-reviewer"]),
    Part(id: "judy", name: "Judy Marsh", teams: ["legal"], roles: ["counsel", "policy-maintainer"]),
    Part(id: "dana", name: "Dana Petrov", teams: ["retail-credit"], roles: ["business-owner"]),
    Part(id: "kim", name: "Kim Sato", teams: ["board"], roles: ["board", "policy-maintainer"]),
    Part(
      id: "ci", name: "Validation pipeline", isBot: true, teams: ["platform"], roles: ["ci-validator"]),
  ]
}

extension Person {
  /// The people of ``Cast/test``, so that a test reads `repository.commit("…", by: .erin)`.
  package static let erin = Cast.test.erin
  package static let farid = Cast.test.farid
  package static let alice = Cast.test.alice
  package static let grace = Cast.test.grace
  package static let heidi = Cast.test.heidi
  package static let judy = Cast.test.judy
  package static let dana = Cast.test.dana
  package static let kim = Cast.test.kim
  package static let ci = Cast.test.ci
  /// A stranger, whom no roster lists.
  package static let mallory = Person.test("mallory", name: "Mallory Stranger")
}
