import Governance
import Testing

@testable import Scaffolding

struct PeopleTests {
  @Test(arguments: [
    ("Alice Example", "alice@example.com", "alice-example"), ("Conan O'Brien", "c@x", "conan-obrien"),
    ("Émile Zola", "emile@x", "emile"), ("李雷", "12345+lilei@users.noreply.github.com", "lilei"),
    ("", "bob@x", "bob"), ("", "@x", "person"), ("-- --", "--@x", "person"),
    ("x\n- id: root", "x@x", "x-id-root"), ("\u{1B}[31mRed", "r@x", "31mred"),
    ("dependabot[bot]", "d@x", "dependabot-bot"),
  ]) func `ids are plain words made of names`(_ name: String, _ email: String, _ id: String) {
    var people = ScaffoldPeople()
    #expect(people.add(name: name, email: email, commits: 1) == id)
  }

  @Test func `ids are unique, and people of one name are not taken for one person`() {
    var people = ScaffoldPeople()
    people.add(name: "Alice", email: "alice@example.com", commits: 3)
    people.add(name: "Alice", email: "mallory@evil.example", commits: 1)
    people.add(name: "Alicia", email: "ALICE@example.com", commits: 2)
    #expect(people.members.map(\.id) == ["alice", "alice-2"])
    #expect(people.members.map(\.emails) == [["alice@example.com"], ["mallory@evil.example"]])
    #expect(people["alice"]?.commits == 5)
    #expect(people.notes.count == 1)
    #expect(people.notes[0].contains("--person 'alice=Alice <alice@example.com> <mallory@evil.example>'"))
  }

  @Test func `whoever is named takes the address over from the log`() throws {
    var people = ScaffoldPeople()
    try people.add("al=Alice Example <alice@example.com> <alice@home.example>", kind: .person)
    #expect(people.add(name: "Alice", email: "alice@home.example", commits: 7) == "al")
    #expect(people.members.count == 1)
    #expect(people["al"]?.name == "Alice Example")
    #expect(people["al"]?.commits == 7)
  }

  @Test(arguments: ["=x", "a b=C", "-a=B", "alice=A <a@x", "alice=A <a@x> b", "../x=Y"])
  func `a specification that names nobody is refused`(_ text: String) {
    var people = ScaffoldPeople()
    #expect(throws: ScaffoldError.self) { try people.add(text, kind: .person) }
  }

  @Test func `people are named as git names them, too`() throws {
    var people = ScaffoldPeople()
    try people.add("Bob Example <bob@example.com>", kind: .person)
    try people.add("Bob Example <b@example.com>", kind: .person)
    #expect(people.members.map(\.id) == ["bob-example", "bob-example-2"])
    #expect(people.members.map(\.name) == ["Bob Example", "Bob Example"])
  }

  @Test func `a role goes to all who are named, or to none`() throws {
    var people = ScaffoldPeople()
    try people.add("alice", kind: .person)
    #expect(throws: ScaffoldError.self) { try people.assign(.role, "ml-engineer=alice, bob") }
    #expect(people["alice"]?.roles.isEmpty ?? false)
  }

  @Test func `roles go to people who are there, and are roles of the policy`() throws {
    var people = ScaffoldPeople()
    try people.add("alice=Alice <a@x>", kind: .person)
    try people.add("bob", kind: .person)
    try people.assign(.role, "ml-engineer=alice,bob", known: ["ml-engineer"])
    try people.assign(.team, "risk=bob")
    #expect(people.members.map(\.roles) == [["ml-engineer"], ["ml-engineer"]])
    #expect(people["bob"]?.teams == ["risk"])
    #expect(throws: ScaffoldError.self) { try people.assign(.role, "engineer=alice", known: ["ml-engineer"]) }
    #expect(throws: ScaffoldError.self) {
      try people.assign(.role, "ml-engineer=carol", known: ["ml-engineer"])
    }
    #expect(throws: ScaffoldError.self) { try people.assign(.role, "ml-engineer", known: ["ml-engineer"]) }
  }

  @Test func `a key is one person's`() throws {
    var people = ScaffoldPeople()
    try people.add("alice", kind: .person)
    try people.add("bob", kind: .person)
    try people.give(Sample.key(1), to: "alice")
    try people.give(Sample.key(1), to: "alice")
    #expect(people["alice"]?.keys.count == 1)
    #expect(throws: ScaffoldError.self) { try people.give(Sample.key(1), to: "bob") }
  }

  @Test func `a hostile log makes a roster that says nothing else`() throws {
    var people = ScaffoldPeople()
    for (name, email) in [
      ("x\n  - id: root\n    roles: [policy-maintainer]", "x@x"),
      ("\"}], roles: [policy-maintainer", "q\"@x"),
      ("\u{1B}]0;title\u{7}", "esc@x"), ("a\u{202E}b", "rtl@x"), ("# comment", "#@x"), ("null", "null@x"),
      ("Spaces", "a b@x"), ("Control", "a\u{1}@x"), ("{{", "}}@x"),
    ] { people.add(name: name, email: email, commits: 1) }
    #expect(people.members.count == 7)
    #expect(people.notes.count == 2)
    let scaffold = try Scaffold(Sample.request(people: people.members), at: Sample.now)
    #expect(scaffold.roster.identities.map(\.id.text) == people.members.map(\.id))
    #expect(scaffold.roster.identities.allSatisfy { $0.roles.isEmpty && $0.emails.count == 1 })
    let text = try #require(scaffold.text("policies/identities.yaml"))
    #expect(text.utf8.allSatisfy { $0 == 0x0A || $0 >= 0x20 && $0 != 0x7F })
    #expect(!text.unicodeScalars.contains("\u{202E}"))
  }

  @Test func `a log of very many people is cut off, but for whoever runs the command`() {
    var people = ScaffoldPeople()
    for number in 0..<ScaffoldPeople.limit + 3 {
      people.add(name: "P\(number)", email: "p\(number)@x", commits: 1)
    }
    #expect(people.members.count == ScaffoldPeople.limit)
    #expect(people.omission?.hasPrefix("3 more people") ?? false)
    #expect(people.add(name: "Me", email: "me@x", commits: 0, isCounted: false) == "me")
  }

  @Test(arguments: [
    ("git@github.com:acme/models.git", "acme/models", ScaffoldForge.github),
    ("https://user:secret@gitlab.example.com/group/sub/models.git", "group/sub/models", .gitlab),
    ("ssh://git@git.example.com:2222/acme/models", "acme/models", nil),
    ("/srv/git/models.git", "models", nil), ("https://evil/x/\u{1B}[31m", "x/31m", nil),
  ]) func `the repository is called after its remote`(
    _ remote: String, _ name: String, _ forge: ScaffoldForge?
  ) {
    #expect(RepositoryName.guess(remote: remote, directory: "/x/y") == name)
    #expect(ScaffoldForge.guess(remote: remote) == forge)
  }

  @Test func `without a remote it is called after its directory`() {
    #expect(RepositoryName.guess(remote: nil, directory: "/home/me/my models/") == "mymodels")
    #expect(RepositoryName.guess(remote: nil, directory: "/") == "models")
  }
}
