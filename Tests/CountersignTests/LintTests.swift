import Countersign
import GitHistory
import Governance
import Rehearsal
import Testing

/// What `lint` finds in the documents of a commit.
struct LintTests {
  private let repository: GovernedRepository

  init() throws {
    repository = try GovernedRepository(policy: {
      $0.sections.append(("card", "{require: {all: [purpose, license]}, reject-placeholders: true}"))
    })
  }

  private var builder: RepositoryBuilder { repository.builder }

  /// Looks over what the working set holds.
  private func lint(_ names: String...) throws -> DocumentReport {
    try builder.commit("work in progress", by: .erin)
    let head = builder.head?.hex ?? "HEAD"
    return try Lint(.revision(head), only: names, at: repository.now)
      .report(in: Repository(at: builder.gitDirectory))
  }

  private func expect(
    _ report: DocumentReport, _ rule: Rule, _ severity: Severity = .error, at path: String,
    line: Int? = nil, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let found = report.findings.contains {
      $0.rule == rule && $0.severity == severity && $0.path == path
        && (line == nil || $0.position?.line == line)
    }
    #expect(found, "\(report.findings)", sourceLocation: sourceLocation)
  }

  private static let card: GitPath = "models/scorer/card.yaml"
  private static let approval: GitPath = "models/scorer/approvals/technical/alice.yaml"

  @Test func `documents that are in order have nothing to be found`() throws {
    let report = try lint()
    #expect(report.findings.isEmpty, "\(report.findings)")
    #expect(report.documents == 4)
  }

  @Test(.timeLimit(.minutes(5)), arguments: DocumentAttackTests.spoilings)
  func `a spoilt card, approval or report is an error where it stands`(
    _ spoiling: DocumentAttackTests.Spoiling
  ) throws {
    let evidence: GitPath = "models/scorer/evidence/validation.yaml"
    try builder.write(
      evidence, "apiVersion: countersign/v1\nkind: Evidence\nname: validation\nproduced: 2026-01-01\n")
    for path in [LintTests.card, LintTests.approval, evidence] {
      let sound = try builder.read(path)
      try builder.write(path, bytes: spoiling.spoil(sound))
      let report = try lint()
      let found = report.findings.filter { $0.path == path.text && $0.rule == .documentInvalid }
      // What does not even say that it is a report may be data beside the reports.
      let mayBeData = path == evidence
      #expect(
        !found.isEmpty || mayBeData && spoiling.testDescription == "a list", "\(path): \(report.findings)")
      if !mayBeData { #expect(report.verdict == .violated, "\(path): \(report.findings)") }
      try builder.write(path, bytes: sound)
    }
    #expect(try lint().verdict == .satisfied)
  }

  @Test(.timeLimit(.minutes(5)), arguments: DocumentAttackTests.spoilings)
  func `a spoilt policy or roster is an error, and cards are held to their format all the same`(
    _ spoiling: DocumentAttackTests.Spoiling
  ) throws {
    for (path, rule) in [
      (GovernedPathOf.policy, Rule.policyInvalid), (GovernedPathOf.identities, .identitiesInvalid),
    ] {
      let sound = try builder.read(path)
      try builder.write(path, bytes: spoiling.spoil(sound))
      try builder.edit(LintTests.card, "purpose:", to: "porpoise:")
      let report = try lint()
      #expect(report.findings.contains { $0.rule == rule && $0.severity == .error }, "\(report.findings)")
      expect(report, .documentInvalid, at: "models/scorer/card.yaml")
      try builder.edit(LintTests.card, "porpoise:", to: "purpose:")
      try builder.write(path, bytes: sound)
    }
  }

  private enum GovernedPathOf {
    static let policy: GitPath = "policies/policy.yaml"
    static let identities: GitPath = "policies/identities.yaml"
  }

  @Test func `an unknown key is named with its place and what was probably meant`() throws {
    try builder.edit(LintTests.card, "purpose:", to: "purpouse:")
    let finding = try #require(try lint().findings.first { $0.rule == .documentInvalid })
    #expect(finding.message == "unknown key purpouse")
    #expect(finding.help == "did you mean purpose?")
    #expect(finding.position?.column == 1)
  }

  @Test func `a placeholder is an error where the policy wants to know`() throws {
    try builder.edit(LintTests.card, "Rank incoming requests so that urgent ones are seen first", to: "TBD")
    expect(try lint(), .cardPlaceholder, at: "models/scorer/card.yaml")
  }

  @Test func `a field that the policy requires has to be there`() throws {
    try builder.edit(LintTests.card, "license: Apache-2.0\n", to: "")
    expect(try lint(), .cardIncomplete, at: "models/scorer/card.yaml")
  }

  @Test func `a model without a card is an error`() throws {
    try builder.remove(LintTests.card)
    expect(try lint(), .cardMissing, at: "models/scorer")
  }

  @Test func `a card of another name than its directory is an error`() throws {
    try builder.edit(LintTests.card, "id: scorer", to: "id: other")
    expect(try lint(), .documentInvalid, at: "models/scorer/card.yaml", line: 3)
  }

  @Test func `a stage that the policy does not have is an error`() throws {
    try builder.edit(LintTests.card, "stage: production", to: "stage: produktion")
    expect(try lint(), .documentInvalid, at: "models/scorer/card.yaml")
  }

  @Test func `an artifact with another digest, or none at all, is an error`() throws {
    try builder.write("models/scorer/weights/model.csv", "other\n")
    expect(try lint(), .artifactMismatch, at: "models/scorer/card.yaml")
    try builder.remove("models/scorer/weights/model.csv")
    expect(try lint(), .artifactMismatch, at: "models/scorer/card.yaml")
  }

  @Test func `a Git LFS pointer stands for its artifact`() throws {
    let card = try builder.text(LintTests.card)
    let digest = try #require(card.split(separator: "sha256: ").dropFirst().first?.prefix(64))
    try builder.write(
      "models/scorer/weights/model.csv",
      "version https://git-lfs.github.com/spec/v1\noid sha256:\(digest)\nsize 16\n")
    #expect(!(try lint().findings.contains { $0.rule == .artifactMismatch }))
  }

  @Test func `an approval of another state is a warning, and which it is can be read`() throws {
    try builder.edit("models/scorer/src/train.py", "c=0.3", to: "c=0.4")
    let report = try lint()
    expect(report, .approvalStale, .warning, at: "models/scorer/approvals/technical/alice.yaml")
    #expect(report.verdict == .satisfied)
  }

  @Test(
    arguments: [
      ("repository: acme/models", "repository: acme/other", Rule.approvalReplayed),
      ("model: scorer", "model: other", .approvalReplayed),
      ("gate: technical", "gate: legal", .approvalReplayed),
      ("version: 1.0.0", "version: 0.9.0", .approvalReplayed),
      ("stage: production", "stage: staging", .approvalReplayed),
      ("reviewer: alice", "reviewer: bob", .approvalMisattributed),
    ])
  func `an approval of something else is a warning`(_ old: String, _ new: String, _ rule: Rule) throws {
    try builder.edit(LintTests.approval, old, to: new)
    expect(try lint(), rule, .warning, at: "models/scorer/approvals/technical/alice.yaml")
  }

  @Test func `an approval by somebody without a role, or by the owner, is a warning`() throws {
    for (person, rule) in [("judy", Rule.approvalUnauthorised), ("nobody", .approvalUnauthorised)] {
      try builder.copy(LintTests.approval, to: GitPath("models/scorer/approvals/technical/\(person).yaml"))
      try builder.edit(
        GitPath("models/scorer/approvals/technical/\(person).yaml"), "reviewer: alice",
        to: "reviewer: \(person)")
      expect(try lint(), rule, .warning, at: "models/scorer/approvals/technical/\(person).yaml")
    }
  }

  @Test func `evidence that an approval names has to be there`() throws {
    try builder.write(
      LintTests.approval, try builder.text(LintTests.approval) + "evidence: [evidence/none.yaml]\n")
    expect(
      try lint(), .documentInvalid, .warning, at: "models/scorer/approvals/technical/alice.yaml")
    try builder.edit(LintTests.approval, "evidence/none.yaml", to: "../scorer/card.yaml")
    expect(try lint(), .documentInvalid, at: "models/scorer/approvals/technical/alice.yaml")
    try builder.edit(LintTests.approval, "../scorer/card.yaml", to: "card.yaml")
    #expect(try lint().verdict == .satisfied)
  }

  @Test func `a report on another artifact is a warning`() throws {
    try builder.write(
      "models/scorer/evidence/validation.yaml",
      """
      apiVersion: countersign/v1
      kind: Evidence
      name: validation
      produced: 2026-01-01
      artifact: \(String(repeating: "ab", count: 32))

      """)
    expect(try lint(), .evidenceStale, .warning, at: "models/scorer/evidence/validation.yaml", line: 5)
  }

  @Test(
    arguments: [
      "approvals/alice.yaml", "approvals/technical/deep/alice.yaml", "approvals/technical/alice.yml",
      "approvals/technical/notes.md", "approvals/technical/bob.yaml.sig", "evidence/approval.yaml",
      "waivers/alice.yaml", "monitoring/alice.yaml", "alice.yaml", "docs/alice.json",
    ])
  func `a document where nothing reads it is a warning that names a place`(_ name: String) throws {
    try builder.copy(LintTests.approval, to: GitPath("models/scorer/\(name)"))
    let report = try lint()
    expect(report, .documentInvalid, .warning, at: "models/scorer/\(name)")
    #expect(report.verdict == .satisfied, "\(report.findings)")
  }

  @Test func `data and other people's files are nobody's business`() throws {
    for (name, text) in [
      ("config.json", "{\"apiVersion\": \"v1\", \"kind\": \"Deployment\"}"),
      ("params.yaml", "a: &a 1\nb: *a\n"),
      ("evidence/table.csv", "1,2\n"), ("evidence/raw.json", "[1, 2]"), ("notes.md", "countersign/v1"),
      ("approvals/.gitkeep", ""), ("waivers/.gitignore", ""), ("broken.yaml", "a: [\n"),
    ] {
      try builder.write(GitPath("models/scorer/\(name)"), text)
    }
    #expect(!(try lint().findings.contains { $0.rule == .documentInvalid }))
  }

  @Test func `waivers and monitoring reports are held to their schemas`() throws {
    try builder.write("models/scorer/waivers/w.yaml", "apiVersion: countersign/v1\nkind: Waiver\n")
    try builder.write(
      "models/scorer/monitoring/2026-10.yaml", "apiVersion: countersign/v1\nkind: MonitoringReport\n")
    let report = try lint()
    expect(report, .documentInvalid, at: "models/scorer/waivers/w.yaml")
    expect(report, .documentInvalid, at: "models/scorer/monitoring/2026-10.yaml")
  }

  @Test func `a waiver that will not count is told before it is committed`() throws {
    func waive(_ change: (inout WaiverDraft) -> Void = { _ in }) throws -> [Rule] {
      let now = builder.clock
      let draft = WaiverDraft(
        model: "scorer", gate: "technical", subject: try builder.subjectDigest(of: "scorer"), issued: now,
        expires: now + 86_400, approvers: [.kim, .judy], change: change)
      try builder.write("models/scorer/waivers/w.yaml", draft.yaml)
      return try lint().findings.filter { $0.path == "models/scorer/waivers/w.yaml" }.map(\.rule)
    }
    // The policy has none.
    #expect(try waive() == [.waiverInvalid])
    let policy = try builder.text("policies/policy.yaml")
    try builder.write(
      "policies/policy.yaml", policy + "waivers: {roles: [board], approvals: 1, max-duration: P2D}\n")
    #expect(try waive() == [])
    #expect(try waive { $0.gate = "nothing" } == [.waiverInvalid])
    #expect(try waive { $0.model = "churn" } == [.waiverInvalid])
    #expect(try waive { $0.subject = "sha256:" + String(repeating: "0", count: 64) } == [.waiverInvalid])
    #expect(try waive { $0.expires += 10 * 86_400 } == [.waiverInvalid])
    #expect(try waive { ($0.issued, $0.expires) = (1_000_000, 1_000_001) } == [.waiverExpired])
  }

  @Test func `a monitoring report on another model is told`() throws {
    func report(_ model: String) -> String {
      MonitoringReportDraft(model: model, from: 1_767_000_000, until: 1_767_600_000) {
        $0.kpis = [("approval_rate", "0.4")]
      }.yaml
    }
    try builder.write("models/scorer/monitoring/2026-10.yaml", report("scorer"))
    #expect(!(try lint().findings.contains { $0.rule == .documentInvalid }))
    try builder.write("models/scorer/monitoring/2026-11.yaml", report("churn"))
    expect(try lint(), .documentInvalid, .warning, at: "models/scorer/monitoring/2026-11.yaml")
  }

  @Test func `links that leave, programs among approvals and names that fold are refused`() throws {
    try builder.link("models/scorer/src/secret", to: "../../../policies/policy.yaml")
    try builder.write("models/scorer/SRC/train.py", "")
    try builder.write("models/scorer/approvals/technical/run.sh", "", mode: .executable)
    try builder.write("models/Scorer/card.yaml", "")
    try builder.link("models/linked", to: "scorer")
    let report = try lint()
    for path in [
      "models/scorer/src/secret", "models/scorer/approvals/technical/run.sh", "models/linked",
      "models/scorer",
      "models/Scorer",
    ] {
      expect(report, .pathRefused, at: path)
    }
    #expect(report.findings.contains { $0.rule == .pathRefused && $0.message.contains("SRC") })
  }

  @Test func `plain files beside the models are nobody's business`() throws {
    try builder.write("models/README.md", "")
    try builder.write("models/readme.MD", "")
    #expect(try lint().findings.isEmpty)
  }

  @Test func `two models of one name under two parents are refused`() throws {
    try builder.edit("policies/policy.yaml", "models/*", to: "models/*/*")
    for parent in ["a", "b"] { try builder.write(GitPath("models/\(parent)/twin/notes.md"), "") }
    let report = try lint("models/a/twin")
    expect(report, .documentInvalid, at: "models/a/twin")
    #expect(report.findings.allSatisfy { $0.path != "models/b/twin" })
  }

  @Test func `a submodule in a model's place is refused`() throws {
    try builder.submodule("models/outside", at: try #require(builder.head))
    expect(try lint(), .pathRefused, at: "models/outside")
  }

  @Test func `without a policy documents are held to their formats, and that is said`() throws {
    try builder.remove("policies")
    try builder.edit(LintTests.card, "license: Apache-2.0\n", to: "")
    let report = try lint()
    #expect(report.findings.map(\.rule) == [.policyMissing])
    #expect(report.verdict == .satisfied)
    try builder.edit(LintTests.card, "purpose:", to: "purpouse:")
    expect(try lint(), .documentInvalid, at: "models/scorer/card.yaml")
  }

  @Test func `documents below policies that nothing reads are warnings, unless it is a folder of packs`()
    throws
  {
    for path in ["policies/policy.yml", "policies/pack/policy.yaml"] {
      try builder.copy("policies/policy.yaml", to: GitPath(path))
      expect(try lint(), .documentInvalid, .warning, at: path)
    }
    try builder.remove("policies/policy.yaml")
    try builder.remove("policies/policy.yml")
    #expect(try lint().findings.map(\.rule) == [.policyMissing])
  }

  @Test func `tests of a policy are held to their schema`() throws {
    try builder.write("policies/tests/a.yaml", "apiVersion: countersign/v1\nkind: PolicyTest\ncasses: []\n")
    expect(try lint(), .documentInvalid, at: "policies/tests/a.yaml")
  }

  @Test func `approvals of the policy are looked over as well`() throws {
    try repository.amendPolicy()
    try repository.approvePolicy(by: .judy)
    #expect(try lint().findings.isEmpty)
    try repository.amendPolicy { $0.repository = "acme/models" }
    let path = "policies/approvals/policy/judy.yaml"
    expect(try lint(), .approvalReplayed, .warning, at: path)
    try builder.edit(GitPath(path), "kind: Approval", to: "kind: Aproval")
    expect(try lint(), .documentInvalid, at: path)
  }

  private func errors(_ report: DocumentReport) -> Set<String> {
    Set(report.findings.filter { $0.severity == .error }.compactMap(\.path))
  }

  @Test func `only what is named is told`() throws {
    try repository.bring("other")
    try builder.edit("models/other/card.yaml", "purpose:", to: "purpouse:")
    try builder.edit(LintTests.card, "owner:", to: "ovner:")
    #expect(try errors(lint()) == ["models/other/card.yaml", "models/scorer/card.yaml"])
    #expect(try errors(lint("other")) == ["models/other/card.yaml"])
    #expect(try lint("other").documents == 1)
    #expect(try errors(lint("models/scorer/")) == ["models/scorer/card.yaml"])
    #expect(try errors(lint("policies", "models/scorer/approvals")).isEmpty)
    #expect(try lint("models/scorer/approvals/technical/alice.yaml").documents == 1)
    #expect(throws: UsageError.self) { try lint("nothing") }
    #expect(throws: UsageError.self) { try lint("../elsewhere") }
  }

  @Test func `a thousand approvals too many are not read one by one`() throws {
    for number in 0..<1_001 {
      try builder.write(GitPath("models/scorer/approvals/technical/p\(number).yaml"), "x")
    }
    let report = try lint()
    #expect(report.findings.count { $0.path?.hasPrefix("models/scorer/approvals") ?? false } == 1)
    #expect(report.verdict == .violated)
  }
}
