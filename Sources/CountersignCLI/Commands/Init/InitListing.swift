import Reports
import Scaffolding

/// What `init` says on the terminal: the files with the reason for each, the people, what is missing, what is next.
struct InitListing {
  private var prose: Prose
  private let scaffold: Scaffold
  private let surroundings: InitSurroundings

  init(_ scaffold: Scaffold, in surroundings: InitSurroundings, style: Style) {
    self.scaffold = scaffold
    self.surroundings = surroundings
    prose = Prose(style: style)
  }

  var text: String { prose.text }

  /// The packs there are, one a line.
  static func packs(style: Style) -> String {
    var prose = Prose(style: style)
    for pack in Pack.all { prose.item(pack.name, columns: 15, pack.title) }
    return prose.text
  }

  mutating func showFiles(missing: [Scaffold.File], kept: [Scaffold.File], isRehearsal: Bool) {
    prose.title(
      "\(isRehearsal ? "would write" : missing.isEmpty ? "nothing to write" : "to write") in \(surroundings.root)"
    )
    let width = min(42, (missing + kept).map(\.path.count).max() ?? 0) + 2
    for file in missing { prose.item(file.path, columns: width, file.why) }
    if kept.isEmpty { return }
    prose.title("kept as it is")
    for file in kept { prose.item(file.path, columns: width, "") }
  }

  mutating func showTexts(of files: [Scaffold.File]) {
    for file in files {
      prose.title(file.path)
      for line in file.text.split(separator: "\n", omittingEmptySubsequences: false) {
        prose.verbatim(String(line))
      }
    }
  }

  mutating func showPeople(_ people: ScaffoldPeople, isWritten: Bool) {
    guard isWritten, !people.members.isEmpty else { return }
    prose.title("the people")
    for person in people.members {
      let keys = person.keys.isEmpty ? ["no key yet"] : person.keys.map { "key: \($0.origin)" }
      let roles = person.roles.isEmpty ? [] : [person.roles.joined(separator: ", ")]
      let kind = person.kind == .person ? [] : [person.kind.rawValue]
      let emails = person.emails.isEmpty ? [] : [person.emails.joined(separator: " ")]
      prose.item(person.id, columns: 22, (kind + emails + roles + keys).joined(separator: "; "))
    }
  }

  mutating func showNotes(_ notes: [String]) {
    if !scaffold.shortages.isEmpty {
      prose.title("before any model can pass")
      for shortage in scaffold.shortages { prose.item("-", columns: 3, shortage) }
      prose.gap()
      prose.paragraph(
        "Complete policies/identities.yaml before you commit it: after that the policy is changed through its own "
          + "gate only. People without a key can approve through a forge: list the forge with `kind: forge` and its "
          + "key, and add forge to signatures.approvals.")
    }
    if notes.isEmpty { return }
    prose.title("to know")
    for note in notes { prose.item("-", columns: 3, note) }
  }

  mutating func showNextSteps(branch: String, hasHooks: Bool) {
    prose.title("next")
    let next = NextSteps(
      scaffold, branch: branch, hasCommits: surroundings.hasCommits, hasRemote: surroundings.remote != nil,
      hasHooks: hasHooks)
    for (number, step) in next.steps.enumerated() {
      prose.item("\(number + 1).", columns: 4, step.text)
      for command in step.commands { prose.command(command, indent: 6) }
    }
  }
}
