import Documents
import Governance
import PolicyTools

/// `policies/identities.yaml` of the people who were found and named.
enum RosterWriting {
  /// - Throws: `ScaffoldError` where the file would not load, such as by two ids that look alike.
  static func roster(
    _ people: [ScaffoldPerson], for policy: Policy
  ) throws(ScaffoldError) -> (text: String, roster: Roster) {
    let text = text(people, for: policy)
    return (text, try read(Array(text.utf8), for: policy))
  }

  /// The people of a file, for that policy.
  static func read(_ bytes: [UInt8], for policy: Policy) throws(ScaffoldError) -> Roster {
    do throws(DocumentErrors) {
      return try Roster.read(
        bytes, exclusiveRoles: policy.separation.exclusiveRoles, gateRoles: policy.gateRoles,
        keys: .unverified)
    } catch {
      let first = error.errors.first
      let line = first.map { "line \($0.position.line): \($0.problem)" } ?? "it cannot be read"
      throw ScaffoldError("policies/identities.yaml would not load: \(line)")
    }
  }

  private static func text(_ people: [ScaffoldPerson], for policy: Policy) -> String {
    var lines = [
      "# Who is who, which reviews they may do, and which keys they sign with. Whoever is in here was found in the log",
      "# or named; look at each before you commit. Somebody without a role may change models and approve nothing.",
      "#",
      "# The roles that the policy asks for:",
    ]
    let roles = PolicyRoles(policy)
    let width = roles.names.map(\.utf8.count).max() ?? 0
    for (role, places) in roles.places {
      let padding = String(repeating: " ", count: width - role.text.utf8.count + 2)
      lines.append(
        "#   \(role.text.isPrintableASCII ? role.text : "?")\(padding)\(places.joined(separator: ", "))")
    }
    lines += ["apiVersion: countersign/v1", "kind: Identities"]
    lines.append(people.isEmpty ? "identities: []" : "identities:")
    for person in people { lines += entry(person) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func entry(_ person: ScaffoldPerson) -> [String] {
    var lines = ["  - id: \(YAMLText.scalar(person.id))"]
    if let name = person.name { lines.append("    name: \(YAMLText.scalar(name))") }
    if person.kind != .person { lines.append("    kind: \(person.kind.rawValue)") }
    for (key, values) in [("emails", person.emails), ("teams", person.teams), ("roles", person.roles)]
    where !values.isEmpty {
      lines.append("    \(key): [\(values.map(YAMLText.scalar).joined(separator: ", "))]")
    }
    if person.keys.isEmpty {
      lines.append("    # keys: [{ssh: \"ssh-ed25519 AAAA...\"}]")
      return lines
    }
    lines.append("    keys:")
    for key in person.keys {
      if key.origin.isPrintableASCII { lines.append("      # \(key.origin)") }
      let dates = [("from", key.from), ("until", key.until)].map { name, date in
        date.map { ", \(name): \($0)" } ?? ""
      }
      lines.append("      - {ssh: \(YAMLText.scalar(key.text))\(dates.joined())}")
    }
    return lines
  }
}

extension String {
  /// Whether it can stand in a comment, and be seen there.
  fileprivate var isPrintableASCII: Bool { utf8.allSatisfy { (0x20...0x7E).contains($0) } }
}
