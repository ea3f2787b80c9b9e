import GitHistory
import Governance
import Rehearsal
import Signatures
import Testing

/// Attacks on who made a change, and on who approved it.
struct IdentityTests {
  /// Signatures that no change may land with, and the rule that says why.
  enum BadSignature: String, CaseIterable {
    case missing, unknownKey, overOtherBytes, empty

    var signing: Signing {
      switch self {
      case .missing: .unsigned
      case .unknownKey: .by(.mallory)
      case .overOtherBytes: .forged { Person.erin.key.sign($0 + [0x21], namespace: "git") }
      case .empty: .forged { _ in [] }
      }
    }

    var rule: Rule {
      switch self {
      case .missing: .signatureMissing
      case .unknownKey: .signerUnknown
      case .overOtherBytes: .signatureInvalid
      case .empty: .signatureMalformed
      }
    }
  }

  @Test("a change of the model that nobody known signed does not land", arguments: BadSignature.allCases)
  func unsignedChange(_ signature: BadSignature) throws {
    let stage = try Stage()
    try stage.retrain(signed: signature.signing)
    try stage.approve(by: .alice)
    let report = try stage.check()
    report.expectViolated(signature.rule)
    #expect(report.counted() == ["alice"])

    let twin = try Stage()
    try twin.retrain()
    try twin.approve(by: .alice)
    try twin.check().expectSatisfied()
  }

  @Test("an unsigned change does not land under a signed merge") func unsignedChangeMerged() throws {
    let stage = try Stage()
    try stage.repository.branch("side")
    try stage.retrain(signed: .unsigned)
    try stage.repository.checkOut("change")
    try stage.repository.merge("side", by: .farid)
    try stage.approve(by: .alice)
    try stage.check().expectViolated(.signatureMissing)
  }

  @Test("an approval that nobody known signed does not count", arguments: BadSignature.allCases)
  func unsignedApproval(_ signature: BadSignature) throws {
    let stage = try Stage()
    try stage.retrain()
    let signing: Signing =
      signature == .overOtherBytes
      ? .forged { Person.alice.key.sign($0 + [0x21], namespace: "git") } : signature.signing
    try stage.approve(by: .alice, signed: signing)
    try stage.check().expectRejected(
      signature == .missing ? .approvalUnsigned : signature.rule, of: "alice")
  }

  @Test("an unsigned approval does not count where unsigned contributions are merely warned of")
  func unsignedApprovalUnderWarning() throws {
    func lenient() throws -> Stage {
      try Stage(policy: { $0.sections = [("signatures", "{contributions: warn}")] })
    }
    let stage = try lenient()
    try stage.retrain(signed: .unsigned)
    try stage.approve(by: .alice, signed: .unsigned)
    try stage.check().expectRejected(.approvalUnsigned, of: "alice")

    let twin = try lenient()
    try twin.retrain(signed: .unsigned)
    try twin.approve(by: .alice)
    let report = try twin.check()
    report.expectSatisfied()
    #expect(report.findings.contains { $0.rule == .signatureMissing && $0.severity == .warning })
  }

  // MARK: Claims about who it was

  @Test("who signs a change is charged with it, whomever the commit names")
  func hiddenBehindAnotherName() throws {
    let stage = try Stage()
    try stage.retrain(by: .alice, author: .erin, committer: .erin)
    try stage.approve(by: .alice)
    let report = try stage.check()
    report.expectRejected(.approvalByContributor, of: "alice")
    #expect(report.models[0].contributors == ["alice", "erin"])
  }

  @Test("whom a change names as its author, committer or co-author does not approve it")
  func named() throws {
    for role in ["author", "committer", "co-author"] {
      let stage = try Stage()
      try stage.retrain(
        author: role == "author" ? .alice : nil, committer: role == "committer" ? .alice : nil,
        coAuthors: role == "co-author" ? [.alice] : [])
      try stage.approve(by: .alice)
      try stage.check().expectRejected(.approvalByContributor, of: "alice")
      // Somebody whom the change does not name may.
      try stage.approve(by: .farid)
      try stage.check().expectSatisfied()
    }
  }

  @Test("another case of an e-mail's letters hides nobody") func emailInCapitals() throws {
    let stage = try Stage()
    var shouting = Person.alice
    shouting.email = "ALICE@Example.COM"
    try stage.retrain(coAuthors: [shouting])
    try stage.approve(by: .alice)
    try stage.check().expectRejected(.approvalByContributor, of: "alice")
  }

  @Test("two identities with one e-mail, in any case, make the roster invalid") func sharedEmail() throws {
    let stage = try Stage(roster: { roster in
      roster.change(.farid) { $0.emails.append("Alice@example.com") }
    })
    try stage.retrain()
    try stage.approve(by: .alice)
    try stage.check().expectUndecided(.identitiesInvalid)
  }

  @Test("one key under two identities makes the roster invalid") func sharedKey() throws {
    let stage = try Stage(roster: { roster in
      roster.change(.farid) { $0.keys.append(.init(Person.alice.key.publicKey)) }
    })
    try stage.retrain()
    try stage.approve(by: .alice)
    try stage.check().expectUndecided(.identitiesInvalid)
  }

  @Test("a roster with two identities of one e-mail does not land") func sharedEmailLands() throws {
    let stage = try Stage()
    stage.policy.version = 2
    stage.roster.change(.farid) { $0.emails.append("alice@example.com") }
    try stage.writePolicy()
    try stage.repository.commit("one address for two", by: .kim)
    try stage.approvePolicy(by: .alice)
    try stage.approvePolicy(by: .judy)
    try stage.check().expectViolated(.identitiesInvalid)

    let twin = try Stage()
    twin.policy.version = 2
    twin.roster.change(.farid) { $0.emails.append("farid.haddad@example.com") }
    try twin.writePolicy()
    try twin.repository.commit("one address more", by: .kim)
    try twin.approvePolicy(by: .alice)
    try twin.approvePolicy(by: .judy)
    try twin.check().expectSatisfied()
  }

  // MARK: Approvals in another's name

  @Test("an approval in another's name does not count, whomever its commit claims to be by")
  func inAnothersName() throws {
    for author in [Person.erin, .alice] {
      let stage = try Stage()
      try stage.retrain()
      try stage.writeApproval(by: .alice)
      try stage.repository.commit("alice approves", by: author, signed: .by(.erin))
      try stage.check().expectRejected(.approvalMisattributed, of: "alice")
    }
  }

  @Test("an approval in a file that is named after somebody else does not count") func inAnothersFile() throws
  {
    let stage = try Stage()
    try stage.retrain()
    try stage.approve(by: .farid, in: Stage.approval(by: .alice))
    try stage.check().expectRejected(.approvalMisattributed, of: "farid")
    try stage.approve(by: .farid)
    try stage.check().expectSatisfied()
  }

  @Test("an approval copied or moved into one's own file does not count twice, or for oneself")
  func copied() throws {
    for moves in [false, true] {
      let stage = try Stage(policy: { $0.gates[0].approvals = "2" })
      try stage.retrain()
      try stage.approve(by: .alice)
      let (from, to) = (Stage.approval(by: .alice), Stage.approval(by: .farid))
      if moves { try stage.repository.move(from, to: to) } else { try stage.repository.copy(from, to: to) }
      try stage.repository.commit("farid approves", by: .farid)
      let report = try stage.check()
      report.expectViolated(.approvalMisattributed)
      // That somebody else took alice's file away takes nothing from her decision.
      #expect(report.counted() == ["alice"])

      try stage.approve(by: .farid)
      try stage.check().expectSatisfied()
    }
  }

  @Test("an approval that somebody else committed again, as a rebase does, does not count")
  func committedAgain() throws {
    let stage = try Stage()
    let start = try stage.retrain()
    try stage.writeApproval(by: .alice)
    let approved = try stage.repository.commit("alice approves", by: .alice)
    try stage.check().expectSatisfied()
    try stage.repository.reset(to: start)
    try stage.repository.write(
      Stage.approval(by: .alice), try Stage.text(of: .alice, at: approved, in: stage.repository))
    try stage.repository.commit("alice approves", by: .alice, committer: .erin, signed: .by(.erin))
    try stage.check().expectRejected(.approvalMisattributed, of: "alice")
  }

  // MARK: One person, several slots

  @Test("one person with two keys fills one slot") func twoKeys() throws {
    let second = Person.test("alice's second key").key
    func governed() throws -> Stage {
      try Stage(
        policy: { $0.gates[0].approvals = "2" },
        roster: { $0.change(.alice) { $0.keys.append(.init(second.publicKey)) } })
    }
    for file in ["alice2", "farid"] {
      for reviewer in ["alice", file] {
        let stage = try governed()
        try stage.retrain()
        try stage.approve(by: .alice)
        try stage.approve(
          by: .alice, signed: .with(second), in: GitPath("models/credit/approvals/technical/\(file).yaml")
        ) { $0.reviewer = reviewer }
        let report = try stage.check()
        report.expectViolated(.approvalMisattributed)
        report.expectViolated(.gateUnsatisfied)
        #expect(report.counted() == ["alice"])
      }
    }
    // Either key is alice's, once.
    let twin = try governed()
    try twin.retrain()
    try twin.approve(by: .alice, signed: .with(second))
    try twin.approve(by: .farid)
    try twin.check().expectSatisfied()
  }

  // MARK: Machines in a human's slot

  @Test("a bot or a forge fills no human's slot", arguments: ["bot", "forge"]) func machine(_ kind: String)
    throws
  {
    let stage = try Stage(roster: { $0.change(.ci) { $0.kind = kind } })
    try stage.retrain()
    try stage.approve(by: .ci)
    try stage.check().expectRejected(.approvalUnauthorised, of: "ci")

    // Signed by the machine, it is no approval of the person it names either.
    try stage.approve(by: .alice, signed: .by(.ci))
    try stage.check().expectRejected(.approvalMisattributed, of: "alice")
    try stage.approve(by: .alice) { $0.rationale = "read it myself" }
    try stage.check().expectSatisfied()
  }

  @Test("a bot or a forge with a human gate's role makes the roster invalid", arguments: ["bot", "forge"])
  func machineWithRole(_ kind: String) throws {
    let stage = try Stage(roster: { roster in
      roster.change(.ci) {
        $0.kind = kind
        $0.roles = ["validator"]
      }
    })
    try stage.retrain()
    try stage.approve(by: .alice)
    try stage.check().expectUndecided(.identitiesInvalid)
  }

  @Test("a change through a forge is its author's and co-authors', who do not approve it") func throughForge()
    throws
  {
    for isCoAuthor in [false, true] {
      let stage = try Stage(roster: { $0.change(.ci) { $0.kind = "forge" } })
      try stage.retrain(
        by: .ci, author: isCoAuthor ? .erin : .alice, coAuthors: isCoAuthor ? [.alice] : [])
      try stage.approve(by: .alice)
      try stage.check().expectRejected(.approvalByContributor, of: "alice")
      try stage.approve(by: .farid)
      try stage.check().expectSatisfied()
    }
  }

  @Test("a change through a forge by an author whom the roster does not know does not land")
  func throughForgeByStranger() throws {
    // Else alice would edit in the browser under a private address, and approve what she wrote.
    for author in [Person.mallory, .ci] {
      let stage = try Stage(roster: { $0.change(.ci) { $0.kind = "forge" } })
      try stage.retrain(by: .ci, author: author)
      try stage.approve(by: .alice)
      try stage.check().expectViolated(.signerUnknown)
    }
  }
}

extension Stage {
  /// What a commit holds in the reviewer's file.
  static func text(of reviewer: Person, at commit: ObjectID, in repository: RepositoryBuilder) throws
    -> String
  {
    let branch = repository.currentBranch
    let head = repository.head
    try repository.checkOut(commit: commit)
    let text = try repository.text(Stage.approval(by: reviewer))
    if let branch {
      try repository.checkOut(branch)
    } else if let head {
      try repository.checkOut(commit: head)
    }
    return text
  }
}
