import Foundation
import Governance
import Testing

@testable import Scaffolding

/// Requests to scaffold, as the tests need them.
enum Sample {
  /// The root of the package.
  static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let now = Instant(rfc3339: "2026-11-21T12:00:00Z")!

  static func key(_ seed: UInt8) -> ScaffoldKey {
    ScaffoldKey(text: "ssh-ed25519 AAAA\(seed)", origin: "test")
  }

  /// The example people of a pack with keys, under addresses of their own.
  static func people(of pack: Pack) throws -> [ScaffoldPerson] {
    let (_, policy) = try PolicyEditing.policy(pack, repository: "a/b", branch: "main", layout: "models/*")
    let roster = try RosterWriting.read(pack.exampleRoster.bytes, for: policy)
    return roster.identities.enumerated().map { number, identity in
      var person = ScaffoldPerson(
        id: identity.id.text, kind: identity.kind, emails: ["\(identity.id)@example.org"])
      person.roles = identity.roles.map(\.text)
      person.teams = identity.teams.map(\.text)
      person.keys = [key(UInt8(number))]
      return person
    }
  }

  static func request(
    _ name: String = "baseline", people: [ScaffoldPerson]? = nil, branch: String = "main",
    change: (inout Scaffold.Request) -> Void = { _ in }
  ) throws -> Scaffold.Request {
    let pack = try #require(Pack.named(name))
    var request = Scaffold.Request(
      pack: pack, repository: "acme/models", branch: branch, people: try people ?? Sample.people(of: pack))
    change(&request)
    return request
  }
}

extension Scaffold {
  func text(_ path: String) -> String? { files.first { $0.path == path }?.text }
}
