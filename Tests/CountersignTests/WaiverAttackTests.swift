import GitHistory
import Governance
import Rehearsal
import Signatures
import Testing

/// Attacks with waivers: signed by too few or by the wrong people, for something else, out of time, changed or put back.
struct WaiverAttackTests {
  private static let day: Int64 = 86_400
  private static let path: GitPath = "models/credit/waivers/w1.yaml"

  /// A change of the model that nobody approved; Kim, Judy and Heidi may waive, Dana and Erin would if they could.
  private func stage(_ waivers: String = "{roles: [board], approvals: 2, max-duration: P30D}") throws -> Stage
  {
    let stage = try Stage(
      policy: { $0.sections.append(("waivers", waivers)) },
      roster: { roster in
        for person in [Person.kim, .judy, .heidi, .erin, .dana] {
          roster.change(person) { if !$0.roles.contains("board") { $0.roles.append("board") } }
        }
      })
    try stage.retrain()
    return stage
  }

  /// Writes a waiver of what the working set holds, for two weeks, and signs it.
  private func waive(
    _ stage: Stage, by people: [Person] = [.kim, .judy], signers: [Person]? = nil,
    namespace: String = "countersign-approval@v1", model: String = "credit",
    _ change: (inout WaiverDraft) -> Void = { _ in }
  ) throws {
    let subject = try stage.repository.subjectDigest(of: "credit")
    let now = stage.repository.clock
    let draft = WaiverDraft(
      model: model, gate: "technical", subject: subject, issued: now, expires: now + 14 * Self.day,
      approvers: people, change: change)
    try stage.repository.write(Self.path, draft.yaml)
    for (person, signer) in zip(people, signers ?? people) {
      try sign(stage, as: person, by: signer, namespace: namespace)
    }
    // Who carries it there does not matter.
    try stage.repository.commit("break the glass", by: .erin)
  }

  private func sign(
    _ stage: Stage, as person: Person, by signer: Person, suffix: String = "",
    namespace: String = "countersign-approval@v1"
  ) throws {
    try stage.repository.write(
      GitPath("models/credit/waivers/w1.yaml.\(person.id)\(suffix).sig"),
      bytes: signer.key.sign(try stage.repository.read(Self.path), namespace: namespace))
  }

  private func ratify(_ stage: Stage, by person: Person, namespace: String = "countersign-ratification@v1")
    throws
  {
    try sign(stage, as: person, by: person, suffix: ".ratified", namespace: namespace)
    try stage.repository.commit("confirm", by: .erin)
  }

  private func expectRefused(
    _ stage: Stage, _ rule: Rule = .waiverInvalid, at now: Int64? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let report = try stage.check(at: now)
    report.expectViolated(rule, sourceLocation: sourceLocation)
    report.expectViolated(.gateUnsatisfied, sourceLocation: sourceLocation)
    #expect(report.gate("technical")?.waiver == nil, sourceLocation: sourceLocation)
  }

  @Test func `a waiver by enough people lifts the gate until it expires, and shows`() throws {
    let stage = try stage()
    try stage.check().expectViolated(.gateUnsatisfied)
    try waive(stage)
    let report = try stage.check()
    report.expectSatisfied()
    #expect(report.gate("technical")?.waiver?.approvers == ["judy", "kim"])
    #expect(report.findings.contains { $0.rule == .waiverUsed && $0.message.contains("judy, kim") })
    let end = try #require(report.gate("technical")?.waiver).expires.seconds
    #expect(try stage.check(at: end - 1).verdict == .satisfied)
    try expectRefused(stage, .waiverExpired, at: end)
  }

  @Test func `a waiver by too few people lifts nothing`() throws {
    for (people, signers) in [
      ([Person.kim], [Person.kim]), ([.kim, .judy], [.kim]), ([.kim, .judy], [.kim, .kim]),
      ([.kim, .alice], [.kim, .alice]), ([.kim, .judy], [.kim, .mallory]),
    ] {
      let stage = try stage()
      try waive(stage, by: people, signers: signers)
      try expectRefused(stage)
    }
  }

  @Test func `one person with two keys is one`() throws {
    let other = Person.test("kim-second", name: "Kim")
    let stage = try Stage(
      policy: { $0.sections.append(("waivers", "{roles: [board], approvals: 2, max-duration: P30D}")) },
      roster: { $0.change(.kim) { $0.keys.append(IdentitiesDraft.Key(other.key.publicKey)) } })
    try stage.retrain()
    try waive(stage, by: [.kim, .judy], signers: [.kim, other])
    try expectRefused(stage)
  }

  @Test(arguments: [Person.erin, .dana]) func `who changed the model or owns it waives nothing`(
    _ person: Person
  ) throws {
    let stage = try stage()
    try waive(stage, by: [.kim, person])
    try expectRefused(stage)
  }

  /// What a waiver can be for instead.
  enum Other: String, CaseIterable { case repository, model, stage, gate, subject, future, tooLong }

  @Test(arguments: Other.allCases) func `a waiver for something else lifts nothing`(_ other: Other) throws {
    let stage = try stage()
    try waive(stage) {
      switch other {
      case .repository: $0.repository = "acme/sandbox"
      case .model: $0.model = "churn"
      case .stage: $0.stage = "development"
      case .gate: $0.gate = "fairness"
      case .subject: $0.subject = "sha256:" + String(repeating: "0", count: 64)
      case .future: $0.issued += 7200
      case .tooLong: $0.expires = $0.issued + 30 * Self.day + 1
      }
    }
    let report = try stage.check()
    report.expectViolated(.gateUnsatisfied)
    #expect(report.mentioned.contains(.waiverInvalid))
  }

  @Test func `a waiver does not outlive a change of the model, nor an edit of its own`() throws {
    let stage = try stage()
    try waive(stage)
    try stage.repository.edit(Self.path, "ill", to: "on leave")
    try stage.repository.commit("a word", by: .erin)
    try expectRefused(stage)
    // What was taken away comes back by those who sign, not by whoever has the bytes.
    try stage.repository.edit(Self.path, "on leave", to: "ill")
    try stage.repository.commit("back", by: .erin)
    try expectRefused(stage)
    let other = try self.stage()
    try waive(other)
    try other.retrain("again")
    try expectRefused(other)
  }

  @Test(arguments: [(Person.erin, false), (.kim, true)])
  func `a signature that its owner took away comes back by its owner alone`(_ who: Person, _ holds: Bool)
    throws
  {
    let stage = try stage()
    try waive(stage)
    try stage.repository.remove("models/credit/waivers/w1.yaml.kim.sig")
    try stage.repository.commit("not any more", by: .kim)
    try expectRefused(stage)
    // The very bytes: Ed25519 leaves nothing to chance (RFC 8032, section 5.1.6).
    try sign(stage, as: .kim, by: .kim)
    try stage.repository.commit("back", by: who)
    if holds { try stage.check().expectSatisfied() } else { try expectRefused(stage) }
  }

  @Test func `a signature made for something else is none`() throws {
    for namespace in ["git", "countersign-evidence@v1", "countersign-ratification@v1"] {
      let stage = try stage()
      try waive(stage, namespace: namespace)
      try expectRefused(stage)
    }
  }

  private func land(_ stage: Stage, then branch: String) throws {
    let head = try #require(stage.repository.head)
    try stage.repository.checkOut("main")
    try stage.repository.reset(to: head)
    try stage.repository.branch(branch, from: "main")
  }

  @Test func `a waiver that was taken away does not come back`() throws {
    let stage = try stage()
    try waive(stage)
    try stage.check().expectSatisfied()
    try land(stage, then: "removal")
    var files: [(GitPath, [UInt8])] = []
    for path in try stage.repository.paths(below: "models/credit/waivers") {
      files.append((path, try stage.repository.read(path)))
    }
    try stage.repository.remove("models/credit/waivers")
    try stage.repository.commit("no more of this", by: .kim)
    // Taking it away is judged: the model stands on it.
    try stage.check().expectViolated(.gateUnsatisfied)
    try stage.retrain("properly")
    try stage.approve(by: .alice)
    try stage.check().expectSatisfied()
    try land(stage, then: "revert")
    try stage.retrain()
    for (path, bytes) in files { try stage.repository.write(path, bytes: bytes) }
    try stage.repository.commit("dig it out", by: .erin)
    try expectRefused(stage)
  }

  @Test func `a waiver has to be ratified where the policy asks for it`() throws {
    let policy = "{roles: [board], approvals: 2, max-duration: P30D, ratify: {within: P7D}}"
    let late = { (stage: Stage) in stage.repository.clock + 8 * Self.day }
    let stage = try stage(policy)
    try waive(stage)
    try stage.check().expectSatisfied()
    try expectRefused(stage, .waiverExpired, at: late(stage))
    // Not by one who signed it, nor by the signature of an approver, nor by whoever changed the model.
    try ratify(stage, by: .kim)
    try expectRefused(stage, .waiverExpired, at: late(stage))
    try ratify(stage, by: .heidi, namespace: "countersign-approval@v1")
    try expectRefused(stage, .waiverExpired, at: late(stage))
    try ratify(stage, by: .erin)
    try expectRefused(stage, .waiverExpired, at: late(stage))
    try ratify(stage, by: .heidi)
    let report = try stage.check(at: late(stage))
    report.expectSatisfied()
    #expect(report.gate("technical")?.waiver?.ratifiers == ["heidi"])
  }

  @Test func `a waiver brought in the change that allows waivers lifts nothing`() throws {
    let stage = try Stage()
    try stage.retrain()
    stage.policy.version += 1
    stage.policy.sections.append(("waivers", "{roles: [board], approvals: 1}"))
    try stage.writePolicy()
    try stage.repository.commit("allow waivers", by: .erin)
    try waive(stage, by: [.kim])
    try stage.approvePolicy(by: .judy)
    try stage.approvePolicy(by: .kim)
    try stage.check().expectViolated(.waiverInvalid)
  }

  @Test func `a signature by a compromised key does not land, needed or not`() throws {
    let stage = try Stage(
      policy: { $0.sections.append(("waivers", "{roles: [board], approvals: 1, max-duration: P30D}")) },
      roster: { $0.change(.kim) { $0.keys[0].revoked = ("compromised", RepositoryBuilder.defaultStart) } })
    try stage.retrain()
    try waive(stage, by: [.kim])
    try expectRefused(stage)
    try stage.approve(by: .alice)
    try stage.check().expectViolated(.keyCompromised)
  }

  @Test func `a vetoed gate is not waived`() throws {
    let stage = try stage()
    try stage.approve(by: .alice) { $0.decision = "reject" }
    try waive(stage)
    try stage.check().expectViolated(.gateVetoed)
  }

  @Test func `an invalid waiver counts as absent and is told`() throws {
    let stage = try stage()
    try waive(stage) { $0.expires = $0.issued }
    let report = try stage.check()
    report.expectViolated(.gateUnsatisfied)
    #expect(report.findings.contains { $0.rule == .documentInvalid && $0.severity == .warning })
  }
}
