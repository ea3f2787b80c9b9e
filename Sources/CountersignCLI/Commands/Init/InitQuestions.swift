import Countersign
import Governance
import Reports
import Scaffolding

/// What is to be scaffolded: by the options, by what there is, and on a terminal by asking.
struct InitQuestions {
  private let command: InitCommand
  private let surroundings: InitSurroundings
  private let asks: Bool
  private(set) var people = ScaffoldPeople()
  /// The id of whoever runs the command.
  private var me: String?
  private var notes: [String] = []

  init(command: InitCommand, surroundings: InitSurroundings, asks: Bool) {
    self.command = command
    self.surroundings = surroundings
    self.asks = asks
  }

  /// The request, and what the user should know of how it came about.
  mutating func request() throws -> (Scaffold.Request, [String]) {
    var request = Scaffold.Request(
      pack: try pack(), repository: try repositoryName(), branch: surroundings.branch,
      layout: command.layout ?? "models/*", forges: forges(), policy: surroundings.policy,
      identities: surroundings.identities)
    let policy = try Scaffold.policyToBe(request)
    if surroundings.identities == nil {
      try findPeople()
      try findKeys()
      try giveRoles(policy)
    } else {
      try findOwner(policy)
    }
    request.people = people.members
    request.card = try card(policy)
    return (request, people.notes + (people.omission.map { [$0] } ?? []) + notes)
  }

  // MARK: The policy

  private mutating func pack() throws -> Pack? {
    let known = Pack.all.map(\.name)
    if let name = command.pack {
      guard let pack = Pack.named(name) else {
        throw UsageError("there is no pack \(name); the packs are \(known.joined(separator: ", "))")
      }
      if surroundings.policy != nil {
        notes.append("\(Scaffold.policyPath) is kept, whatever pack \(name) says")
      }
      return pack
    }
    if surroundings.policy != nil { return nil }
    guard asks else { return Pack.named(Pack.defaultName) }
    for pack in Pack.all { StandardError.say("  \(padded(pack.name, 14))\(pack.title)") }
    while true {
      let answer = try Prompt.line("which policy to start from?", default: Pack.defaultName)
      if let pack = Pack.named(answer) { return pack }
      StandardError.say("please name one of them")
    }
  }

  private func repositoryName() throws -> String {
    if let name = command.repositoryName { return name }
    let guess = RepositoryName.guess(remote: surroundings.remote, directory: surroundings.root)
    guard asks, surroundings.policy == nil else { return guess }
    return try Prompt.line("what shall approvals call this repository?", default: guess)
  }

  private func forges() -> [ScaffoldForge] {
    if !command.ci.isEmpty { return command.ci.compactMap { ScaffoldForge(rawValue: $0.rawValue) } }
    return surroundings.remote.flatMap(ScaffoldForge.guess).map { [$0] } ?? [.github]
  }

  // MARK: The people

  private mutating func findPeople() throws {
    for specification in command.people.person { try people.add(specification, kind: .person) }
    for specification in command.people.bot { try people.add(specification, kind: .bot) }
    if let user = surroundings.user {
      me = people.add(name: user.name, email: user.email, commits: 0, isCounted: false)
    } else {
      notes.append(
        "git does not know who you are: git config user.name and user.email, or name yourself by --person")
    }
    for author in surroundings.log?.authors ?? []
    where !command.people.noLog || people.holder(of: author.email) != nil {
      people.add(name: author.name, email: author.email, commits: author.commits)
    }
    guard asks else { return }
    let known = people.members.map(\.id).joined(separator: ", ")
    StandardError.say("so far the roster has \(known.isEmpty ? "nobody" : known)")
    while true {
      let answer = try Prompt.line("who else, such as Bob Example <bob@example.com>? empty for nobody more")
      if answer.isEmpty { return }
      do throws(ScaffoldError) {
        try people.add(answer, kind: .person)
      } catch {
        StandardError.say(Printable(error.description).text)
      }
    }
  }

  /// Where the roster is kept, its people are those who may own a model.
  private mutating func findOwner(_ policy: Policy) throws {
    let given = command.people
    if !(given.person + given.bot + given.role + given.team + given.key).isEmpty {
      notes.append("\(Scaffold.rosterPath) is kept: write who is who and who may do what into it yourself")
    }
    let roster = try Scaffold.rosterThere(surroundings.identities ?? [], for: policy)
    me = surroundings.user.flatMap { roster[email: EmailAddress($0.email)]?.id.text }
  }

  private mutating func giveRoles(_ policy: Policy) throws {
    let roles = PolicyRoles(policy)
    for specification in command.people.role { try people.assign(.role, specification, known: roles.names) }
    for specification in command.people.team { try people.assign(.team, specification) }
    guard asks else { return }
    let gateRoles = PolicyRoles.ofGates(policy)
    let held = Set(people.members.flatMap(\.roles))
    let open = roles.places.filter { gateRoles.contains($0.role) && !held.contains($0.role.text) }
    if open.isEmpty { return }
    StandardError.say("who may do which reviews? the people are:")
    for person in people.members where person.kind == .person {
      StandardError.say("  \(padded(person.id, 22))\(Printable(person.emails.joined(separator: " ")).text)")
    }
    StandardError.say("answer with ids and commas, such as alice, bob; or nothing, to write it in later")
    for (role, places) in open {
      try ask("\(role), for \(places.joined(separator: ", "))?") { people, answer throws(ScaffoldError) in
        try people.assign(.role, "\(role.text)=\(answer)", known: nil)
      }
    }
  }

  /// Asks until the answer can be taken, or is empty.
  private mutating func ask(
    _ question: String, _ take: (inout ScaffoldPeople, String) throws(ScaffoldError) -> Void
  ) throws {
    while true {
      let answer = try Prompt.line(question)
      if answer.isEmpty { return }
      do throws(ScaffoldError) {
        try take(&people, answer)
        return
      } catch {
        StandardError.say(Printable(error.description).text)
      }
    }
  }

  // MARK: Their keys

  private mutating func findKeys() throws {
    for specification in command.people.key { try giveKey(specification) }
    if let file = surroundings.allowedSigners { try giveAllowed(file) }
    guard let me else { return }
    if let key = surroundings.signingKey { try giveSigningKey(key, to: me) }
    if people[me]?.keys.isEmpty ?? false { try offerKeyFiles(to: me) }
  }

  private mutating func giveKey(_ specification: String) throws {
    let parts = specification.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      throw UsageError("--key \(specification) is nobody's: write id=FILE.pub or 'id=ssh-ed25519 AAAA...'")
    }
    let (id, value) = (String(parts[0]), String(parts[1]))
    let text = value.contains(" ") ? value : try PublicKeyFiles.text(of: value)
    let key = try FoundKey(publicKey: text, named: value)
    try people.give(ScaffoldKey(text: key.text, origin: "given by --key"), to: id)
  }

  private mutating func giveAllowed(_ file: (name: String, bytes: [UInt8])) throws {
    let (keys, others) = FoundKey.allowedSigners(file.bytes, of: people.members.map(\.emails))
    for (person, keys) in zip(people.members, keys) {
      for key in keys {
        let signed = (surroundings.log?.authors ?? []).filter { person.has($0.email) }
          .reduce(0) { $0 + ($1.signed[key.fingerprint] ?? 0) }
        let proof = signed == 0 ? "" : ", signed \(signed) commit\(signed == 1 ? "" : "s") of the log"
        try people.give(
          ScaffoldKey(
            text: key.text, from: key.from, until: key.until,
            origin: "line \(key.line ?? 0) of allowed_signers\(proof)"), to: person.id)
      }
    }
    if others > 0 {
      notes.append(
        "\(others) line\(others == 1 ? "" : "s") of \(file.name) \(others == 1 ? "names" : "name") no single person's key; "
          + "a copy of the file as policies/allowed_signers is read with all it says")
    }
  }

  private mutating func giveSigningKey(_ value: String, to me: String) throws {
    let prefix = "key::"
    let literal =
      value.hasPrefix(prefix) ? String(value.dropFirst(prefix.count)) : value.contains(" ") ? value : nil
    do {
      // Git is given a private key's file as well; what lies beside it is all that is read.
      let file = value.hasSuffix(".pub") ? value : "\(value).pub"
      let key = try FoundKey(publicKey: literal ?? PublicKeyFiles.text(of: file), named: "user.signingkey")
      try people.give(ScaffoldKey(text: key.text, origin: "git's user.signingkey"), to: me)
    } catch let error as UsageError {
      notes.append("your user.signingkey is not listed: \(error.description)")
    }
  }

  /// A key of the user's directory is listed only once they say that it is theirs: it may be anybody's copy.
  private mutating func offerKeyFiles(to me: String) throws {
    for file in PublicKeyFiles.found() {
      let key = try FoundKey(publicKey: file.text, named: file.path)
      if asks {
        if try Prompt.confirm("is \(file.path), \(key.fingerprint), your key?", default: false) {
          try people.give(ScaffoldKey(text: key.text, origin: file.path), to: me)
          return
        }
      } else {
        notes.append("if \(file.path) (\(key.fingerprint)) is your key: --key \(me)=\(file.path)")
      }
    }
  }

  // MARK: The first card

  private mutating func card(_ policy: Policy) throws -> ScaffoldCard? {
    let models = ModelFolders(in: surroundings.root, layout: policy.layout.description)
    noteModels(models, policy)
    var model = command.card.model
    if model == nil, asks, models.folders.isEmpty {
      let answer = try Prompt.line("the id of a first model, such as credit-scoring? empty for none yet")
      model = answer.isEmpty ? nil : answer
    }
    guard let model else {
      if command.card.owner != nil || !command.card.card.isEmpty {
        throw UsageError("name the model that the card is for: --model ID")
      }
      return nil
    }
    var owner = command.card.owner ?? me
    if asks, command.card.owner == nil { owner = try Prompt.line("who answers for it?", default: me) }
    guard let owner, !owner.isEmpty else { throw UsageError("say who answers for \(model): --owner ID") }
    var values: [(key: String, value: String)] = []
    for assignment in command.card.card { values.append(try ScaffoldCard.value(assignment)) }
    if asks {
      for question in CardQuestion.all(policy)
      where !values.contains(where: { $0.key.isExactly(question.field) }) {
        let answer = try Prompt.line("\(question.text) empty to write it in later")
        if !answer.isEmpty { values.append((question.field, answer)) }
      }
    }
    return ScaffoldCard(model: model, owner: owner, values: values)
  }

  private mutating func noteModels(_ models: ModelFolders, _ policy: Policy) {
    let layout = policy.layout.description
    let bare = models.folders.filter { $0.card == nil }.map(\.path)
    if !bare.isEmpty {
      notes.append(
        "\(listing(bare)) ha\(bare.count == 1 ? "s" : "ve") no card.yaml: the next change of such a model needs one; "
          + "init --model ID begins one")
    }
    let readmes = models.folders.filter { $0.card == .readme }.map(\.path)
    if !readmes.isEmpty {
      notes.append("\(listing(readmes)) ha\(readmes.count == 1 ? "s" : "ve") a README.md and no card.yaml")
    }
    guard models.folders.isEmpty, command.layout == nil, surroundings.policy == nil else { return }
    let elsewhere = ModelFolders(in: surroundings.root, layout: "*/*").folders.filter { $0.card == .card }
    if let folder = elsewhere.first?.path.split(separator: "/").first {
      notes.append(
        "nothing matches \(layout), but \(listing(elsewhere.map(\.path))) has a card: --layout '\(folder)/*'")
    }
  }

  private func listing(_ paths: [String]) -> String {
    paths.prefix(3).joined(separator: ", ") + (paths.count > 3 ? " and \(paths.count - 3) more" : "")
  }

  private func padded(_ text: String, _ columns: Int) -> String {
    text + String(repeating: " ", count: max(columns - text.count, 2))
  }
}
