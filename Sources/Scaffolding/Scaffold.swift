import Documents
import Governance

/// The files that make a repository a governed one: what they say and why they are there. A value of what was found
/// and asked for; that nothing is overwritten is for whoever writes it.
package struct Scaffold: Sendable {
  package struct Request: Sendable {
    /// The policy to start from; nil only where there is a policy already.
    package var pack: Pack?
    /// Named in every approval, such as `acme/models`.
    package var repository: String
    /// The branch that models are released on.
    package var branch: String
    /// Which directories are models.
    package var layout: String
    package var people: [ScaffoldPerson]
    package var card: ScaffoldCard?
    package var forges: [ScaffoldForge]
    /// What stands in `policies/policy.yaml` and `policies/identities.yaml`; nil where they are not there.
    package var policy: [UInt8]?
    package var identities: [UInt8]?

    package init(
      pack: Pack?, repository: String, branch: String, layout: String = "models/*",
      people: [ScaffoldPerson] = [],
      card: ScaffoldCard? = nil, forges: [ScaffoldForge] = [], policy: [UInt8]? = nil,
      identities: [UInt8]? = nil
    ) {
      self.pack = pack
      self.repository = repository
      self.branch = branch
      self.layout = layout
      self.people = people
      self.card = card
      self.forges = forges
      self.policy = policy
      self.identities = identities
    }
  }

  /// A file, and why it is there.
  package struct File: Sendable {
    /// Relative to the root of the working tree.
    package let path: String
    package let text: String
    package let why: String
  }

  package static let policyPath = "policies/policy.yaml"
  package static let rosterPath = "policies/identities.yaml"

  /// In the order in which they are written: what holds before what builds upon it.
  package private(set) var files: [File] = []
  /// Whom the policy would need before its gates can be passed.
  package let shortages: [String]
  /// What was left out, and why.
  package private(set) var notes: [String] = []
  /// The fields that the first card lacks, for want of which it is not written.
  package private(set) var cardFieldsLeft: [String] = []
  /// The workflows, in which whoever sets them up has to fill something in.
  package private(set) var workflows: [String] = []
  /// The directory of the first model.
  package private(set) var modelDirectory: String?
  package let policy: Policy
  package let roster: Roster

  /// - Parameter now: the moment at which keys are looked at.
  /// - Throws: `ScaffoldError` where what is there, or what was asked for, makes no files that load.
  package init(_ request: Request, at now: Instant) throws(ScaffoldError) {
    let (policyText, policy) = try Scaffold.policy(request)
    self.policy = policy
    let written: (text: String, roster: Roster)
    if let bytes = request.identities {
      written = ("", try RosterWriting.read(bytes, for: policy))
    } else {
      written = try RosterWriting.roster(request.people, for: policy)
    }
    roster = written.roster
    shortages = Shortages.words(policy, roster, at: now)
    let gates = policy.gates + (policy.policyGate.map { [$0] } ?? [])
    files.append(
      File(
        path: Scaffold.policyPath, text: policyText,
        why: "gates \(gates.map(\.id.text).joined(separator: ", "))"))
    let keyless = roster.identities.count { $0.keys.isEmpty }
    files.append(
      File(
        path: Scaffold.rosterPath, text: written.text,
        why: "\(roster.identities.count) in all, \(roster.identities.count - keyless) with a key"))
    if let pack = request.pack {
      files.append(File(path: "policies/README.md", text: pack.readme, why: "where each line comes from"))
      addTests(of: pack, (policyText, policy), branch: request.branch)
    }
    try addCard(request)
    for forge in request.forges { addWorkflow(forge, branch: request.branch) }
  }

  /// The policy that would stand there, for whoever has to know its roles before there are people.
  package static func policyToBe(_ request: Request) throws(ScaffoldError) -> Policy {
    try policy(request).policy
  }

  /// The roster that stands there already.
  package static func rosterThere(_ bytes: [UInt8], for policy: Policy) throws(ScaffoldError) -> Roster {
    try RosterWriting.read(bytes, for: policy)
  }

  private static func policy(_ request: Request) throws(ScaffoldError) -> (text: String, policy: Policy) {
    guard let bytes = request.policy else {
      guard let pack = request.pack else { throw ScaffoldError("name a pack: --pack \(Pack.defaultName)") }
      return try PolicyEditing.policy(
        pack, repository: request.repository, branch: request.branch, layout: request.layout)
    }
    do throws(DocumentErrors) {
      return (String(decoding: bytes, as: UTF8.self), try Policy.read(bytes))
    } catch {
      let first = error.errors.first
      let place = first.map { ":\($0.position.line): \($0.problem)" } ?? ""
      throw ScaffoldError("\(policyPath) is there and does not load\(place); mend it first")
    }
  }

  private mutating func addTests(
    of pack: Pack, _ policy: (text: String, policy: Policy), branch: String
  ) {
    let tests = TestWriting.tests(of: pack, policy: policy, branch: branch)
    for test in tests.files {
      files.append(
        File(path: "policies/tests/\(test.name)", text: test.text, why: "run by countersign policy test"))
    }
    if !tests.left.isEmpty {
      notes.append(
        "tests of pack \(pack.name) that do not pass with your policy are left out: "
          + tests.left.joined(separator: ", "))
    }
  }

  private mutating func addCard(_ request: Request) throws(ScaffoldError) {
    guard let card = request.card else { return }
    let directory = try Scaffold.directory(of: card.model, layout: policy.layout.description)
    if roster[id: IdentityID(card.owner)] == nil {
      throw ScaffoldError(
        "the owner \(card.owner) is nobody that \(Scaffold.rosterPath) lists; name one with --owner")
    }
    let path = "\(directory)/card.yaml"
    let (text, left) = try CardWriting(card, policy).file(path: path)
    cardFieldsLeft = left
    guard left.isEmpty else {
      // What is written is good as it stands: a card that lacks what the policy requires would be refused.
      notes.append(
        "\(path) is not written, since it would lack what the policy requires; run this again with "
          + left.map(CardWriting.option).joined(separator: " "))
      return
    }
    modelDirectory = directory
    files.append(
      File(path: path, text: text, why: "what the model is, owned by \(card.owner)"))
  }

  /// Where a model of that name lies.
  private static func directory(of model: String, layout: String) throws(ScaffoldError) -> String {
    guard IdentityName.isPlain(model) else {
      throw ScaffoldError("\(model) is no name for a model: use letters, digits and dashes")
    }
    guard layout.hasSuffix("/*"), !layout.dropLast().utf8.contains(0x2A) else {
      throw ScaffoldError(
        "layout \(layout) does not say where model \(model) lies; write its card.yaml by hand")
    }
    return layout.dropLast() + model
  }

  private mutating func addWorkflow(_ forge: ScaffoldForge, branch: String) {
    guard let text = forge.workflow(branch: branch) else {
      notes.append(
        "there is no workflow for \(forge.rawValue) and branch \(branch); run countersign check there")
      return
    }
    if let advice = forge.advice { notes.append(advice) }
    workflows.append(forge.path)
    files.append(
      File(path: forge.path, text: text, why: "judges every change of \(branch) on \(forge.rawValue)"))
  }
}
