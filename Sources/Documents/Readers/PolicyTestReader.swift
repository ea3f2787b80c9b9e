import Governance

extension PolicyTest {
  /// Reads a file of tests of a policy, and checks that it speaks of what the policy and its people have.
  ///
  /// - Parameter roster: the policy's people; nil where there are none, so that the tests have to bring theirs.
  package static func read(
    _ bytes: [UInt8], path: String, policy: Policy, roster: Roster?, keys: KeyReader
  ) throws(DocumentErrors) -> PolicyTest {
    try readDocument(bytes, path: path, as: .policyTest) { document in
      PolicyTestReader(document, path: path, policy: policy, roster: roster, keys: keys).test
    }
  }
}

/// Reads the cases of a file, each with what the file says for all of them.
private struct PolicyTestReader {
  /// How many values the cards of all cases together may have: each case reads the shared one anew.
  private static let cardLimit = 1_000_000

  private let document: Mapping
  private let path: String
  private let policy: Policy
  private let roster: Roster?
  private let keys: KeyReader

  init(_ document: Mapping, path: String, policy: Policy, roster: Roster?, keys: KeyReader) {
    self.document = document
    self.path = path
    self.policy = policy
    self.roster = roster
    self.keys = keys
  }

  var test: PolicyTest? {
    let now = document["now"]?.instant
    let people = document["people"].map { field in
      Roster.read(
        field, exclusiveRoles: policy.separation.exclusiveRoles, gateRoles: policy.gateRoles, keys: keys)
    }
    let card = document["card"]
    let cases = document["cases"]
    if people == nil, roster == nil {
      cases?.refuse("the tests have no people", hint: "list them under `people`, or in identities.yaml")
    }
    let items = cases?.list ?? []
    if let cases, cases.isEmptyList { cases.refuse("cases lists none") }
    if let card, items.count * card.node.valueCount > PolicyTestReader.cardLimit {
      card.refuse("the card is too large to be shared by \(items.count) cases")
      return nil
    }
    let shared = PolicyTestCaseReader.Shared(
      path: path, policy: policy, roster: people ?? roster ?? Roster([]), now: now,
      isMissingNow: document["now"] == nil, card: card, isSound: document.reading.errors.isEmpty)
    var names: Set<[UInt8]> = []
    let read = items.compactMap { item -> PolicyTest.Case? in
      guard let mapping = item.mapping else { return nil }
      let name = mapping["name"]
      if let text = name?.string, !names.insert(Array(text.utf8)).inserted {
        name?.refuse("case \(text) stands twice")
      }
      return PolicyTestCaseReader(item, mapping, shared).read()
    }
    return PolicyTest(path: path, roster: people, cases: read)
  }
}

extension Policy {
  /// The roles of all gates, that of policy changes among them.
  package var gateRoles: [Role] { (gates + (policyGate.map { [$0] } ?? [])).flatMap(\.roles) }
}

extension Field {
  fileprivate var isEmptyList: Bool {
    if case .sequence(let nodes) = node.content { nodes.isEmpty } else { false }
  }
}

extension YAMLNode {
  /// How many values it holds, itself among them.
  fileprivate var valueCount: Int {
    switch content {
    case .scalar: 1
    case .sequence(let nodes): nodes.reduce(1) { $0 + $1.valueCount }
    case .mapping(let entries): entries.reduce(1) { $0 + $1.value.valueCount }
    }
  }
}
