/// A policy to start from, with its example people, its tests and what explains it.
package struct Pack: Sendable {
  /// Such as `baseline`.
  package let name: String
  /// What it is, in a few words.
  package let title: String
  /// `policy.yaml`.
  package let policy: String
  /// `identities.yaml`, whose people are made up.
  package let exampleRoster: EmbeddedFile
  /// `README.md`, without links out of the pack.
  package let readme: String
  /// `tests/*.yaml`, by the names of the files.
  package let tests: [(name: String, text: String)]

  /// The one that is taken where nobody says.
  package static let defaultName = "baseline"

  /// All packs: that to begin with first, the others in the order of their names.
  package static let all: [Pack] = {
    var names: [String] = []
    for file in EmbeddedFile.all {
      let parts = file.path.split(separator: "/")
      guard parts.count > 2, parts[0] == "policies", names.last != String(parts[1]) else { continue }
      names.append(String(parts[1]))
    }
    return ([defaultName] + names.filter { $0 != defaultName }).compactMap(Pack.init(name:))
  }()

  /// The pack of that name; nil if there is none.
  package static func named(_ name: String) -> Pack? {
    all.first { $0.name.utf8.elementsEqual(name.utf8) }
  }

  private init?(name: String) {
    let folder = "policies/\(name)"
    guard let policy = EmbeddedFile.named("\(folder)/policy.yaml"),
      let roster = EmbeddedFile.named("\(folder)/identities.yaml"),
      let readme = EmbeddedFile.named("\(folder)/README.md")
    else { return nil }
    self.name = name
    self.policy = policy.text
    exampleRoster = roster
    self.readme = Pack.withoutLinksOut(readme.text)
    // Its heading is `# baseline: a policy to start from`.
    let heading = readme.text.prefix { $0 != "\n" }
    title = heading.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? name
    let prefix = "\(folder)/tests/"
    tests = EmbeddedFile.all.filter { $0.path.hasPrefix(prefix) }.map {
      (String($0.path.dropFirst(prefix.count)), $0.text)
    }
  }

  /// `[text](../…)` as its text: beside the policy of a repository there are no other packs.
  static func withoutLinksOut(_ markdown: String) -> String {
    var text = ""
    var rest = Substring(markdown)
    while let open = rest.firstIndex(of: "[") {
      text += rest[..<open]
      rest = rest[open...]
      guard let close = rest.firstIndex(of: "]") else { break }
      let behind = rest[close...].dropFirst()
      if behind.hasPrefix("(../"), let end = behind.firstIndex(of: ")") {
        text += rest[rest.index(after: open)..<close]
        rest = rest[rest.index(after: end)...]
      } else {
        text += "["
        rest = rest.dropFirst()
      }
    }
    return text + rest
  }
}
