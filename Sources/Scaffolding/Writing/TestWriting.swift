import Documents
import Governance
import PolicyTools

/// A pack's tests for a repository: with the pack's example people in them, so that they say what the policy says,
/// whoever is on the roster.
enum TestWriting {
  /// The tests by the names of their files; those that do not pass with the policy are left out.
  static func tests(
    of pack: Pack, policy: (text: String, policy: Policy), branch: String
  ) -> (files: [(name: String, text: String)], left: [String]) {
    let people: [String]
    do throws(ScaffoldError) {
      people = try self.people(of: pack, policy.policy)
    } catch {
      return ([], pack.tests.map(\.name))
    }
    var files: [(name: String, text: String)] = []
    var left: [String] = []
    for test in pack.tests {
      var editing = PolicyEditing(withPeople(people, test.text))
      editing.rename(branch: "main", to: branch)
      if passes(editing.text, named: test.name, policy.text) {
        files.append((test.name, editing.text))
      } else {
        left.append(test.name)
      }
    }
    return (files, left)
  }

  /// The example roster as what stands below `people:`.
  private static func people(of pack: Pack, _ policy: Policy) throws(ScaffoldError) -> [String] {
    try RosterWriting.read(pack.exampleRoster.bytes, for: policy).identities.map { identity in
      var parts = ["id: \(YAMLText.scalar(identity.id.text))"]
      if identity.kind != .person { parts.append("kind: \(identity.kind.rawValue)") }
      for (key, names) in [("teams", identity.teams.map(\.text)), ("roles", identity.roles.map(\.text))]
      where !names.isEmpty {
        parts.append("\(key): [\(names.map(YAMLText.scalar).joined(separator: ", "))]")
      }
      return "  - {\(parts.joined(separator: ", "))}"
    }
  }

  /// The test with the people above its cases, unless it has people of its own.
  private static func withPeople(_ people: [String], _ test: String) -> String {
    var lines = test.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.contains(where: { $0.hasPrefix("people:") }) { return test }
    guard let now = lines.firstIndex(where: { $0.hasPrefix("now:") || $0.hasPrefix("kind:") }) else {
      return test
    }
    let after = lines[(now + 1)...].first?.hasPrefix("now:") ?? false ? now + 2 : now + 1
    lines.insert(
      contentsOf: ["people:                                  # made up, whoever is on your roster"] + people,
      at: after)
    return lines.joined(separator: "\n")
  }

  private static func passes(_ test: String, named name: String, _ policy: String) -> Bool {
    func file(_ path: String, _ text: String) -> PolicyDirectory.File {
      PolicyDirectory.File(path: path, bytes: Array(text.utf8))
    }
    let report = PolicyTestRun(
      PolicyDirectory(
        path: "policies", policy: file("policies/policy.yaml", policy), identities: nil,
        tests: [file("policies/tests/\(name)", test)])
    ).report()
    return report.problems.isEmpty && report.outcomes.allSatisfy { $0.mismatches.isEmpty }
  }
}
