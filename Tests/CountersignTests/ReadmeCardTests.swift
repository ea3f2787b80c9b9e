import GitHistory
import Governance
import Rehearsal
import Testing

/// Cards in a README's front matter: what reviewers see is what is judged, and nothing is slipped by a change of files.
struct ReadmeCardTests {
  private static let readme: GitPath = "models/scorer/README.md"
  private static let card: GitPath = "models/scorer/card.yaml"

  private func text(
    tier: String = "high", owner: String = "dana", developers: String = "[erin]", more: String = ""
  )
    -> String
  {
    """
    ---
    license: apache-2.0
    tags: [scoring]
    model-index:
    - name: scorer
      results:
      - task: {type: ranking}
        dataset: {name: requests, type: acme/requests}
        metrics: [{type: auc, value: 0.87}]
    countersign:
      id: scorer
      version: 1.0.0
      stage: production
      tier: \(tier)
      owner: \(owner)
      developers: \(developers)
      purpose: Rank incoming requests
    \(more)---
    # Scorer

    """
  }

  /// `main` holds scorer with its card in the README, high and approved.
  private func governed(
    gates: [GateDraft] = [
      GateDraft.technical.with { $0.thresholds = ["{metric: auc, min: 0.80}"] },
      GateDraft.fairness.with { $0.tiers = ["high"] }, .policy,
    ], isReadme: Bool = true
  ) throws -> GovernedRepository {
    let repository = try GovernedRepository(
      approvals: [], policy: { $0.gates = gates }, card: { $0.tier = "high" })
    if isReadme {
      try repository.builder.remove(ReadmeCardTests.card)
      try repository.builder.write(ReadmeCardTests.readme, text())
      try repository.builder.commit("keep the card in the README", by: .erin)
    }
    return repository
  }

  private func approve(_ repository: GovernedRepository) throws {
    try repository.approve(by: .alice)
    try repository.approve(gate: "fairness", by: .grace)
  }

  private func isMoved(_ report: TransitionReport) -> Bool {
    report.findings.contains { $0.severity == .warning && $0.message.contains(" now, and ") }
  }

  @Test func `a model whose card is its README is judged by it`() throws {
    let repository = try governed()
    try repository.change()
    try approve(repository)
    let report = try repository.check()
    expectSatisfied(report)
    #expect(report.models.first?.tier == "high" && report.models.first?.version == "1.0.0")
    #expect(!isMoved(report))
    try repository.builder.edit(ReadmeCardTests.readme, "value: 0.87", to: "value: 0.77")
    try repository.builder.commit("measure again", by: .erin)
    try approve(repository)
    expectViolated(try repository.check(), .thresholdUnmet)
  }

  @Test func `a value that is no number is told of, and meets no threshold`() throws {
    let repository = try governed()
    try repository.change { try $0.edit(ReadmeCardTests.readme, "value: 0.87", to: "value: 0.87 ± 0.02") }
    try approve(repository)
    let report = try repository.check()
    expectViolated(report, .thresholdUnmet)
    let remark = report.findings.first { $0.rule == .documentInvalid && $0.severity == .warning }
    #expect(remark?.position == Position(line: 9, column: 34) && remark?.path == "models/scorer/README.md")
  }

  @Test func `a tier lowered on the way from the card to the README does not slip a gate`() throws {
    let repository = try governed(isReadme: false)
    try repository.change {
      try $0.remove(ReadmeCardTests.card)
      try $0.write(ReadmeCardTests.readme, text(tier: "low"))
    }
    try repository.approve(by: .alice)
    let report = try repository.check()
    expectViolated(report, .tierLowered, .gateUnsatisfied)
    #expect(report.models.first?.tier == "high" && isMoved(report))
  }

  @Test func `a tier lowered by a card beside the README does not slip a gate`() throws {
    let repository = try governed()
    try repository.change { builder in
      try builder.write(ReadmeCardTests.card, CardDraft(id: "scorer") { $0.tier = "low" }.yaml)
    }
    try repository.approve(by: .alice)
    let report = try repository.check()
    expectViolated(report, .tierLowered, .gateUnsatisfied)
    #expect(isMoved(report))
  }

  @Test func `an honest move of the card passes, and shows`() throws {
    let repository = try governed(isReadme: false)
    try repository.change {
      try $0.remove(ReadmeCardTests.card)
      try $0.write(ReadmeCardTests.readme, text())
    }
    try approve(repository)
    let report = try repository.check()
    expectSatisfied(report)
    #expect(isMoved(report))
  }

  @Test(arguments: [true, false])
  func `owner and developers who move out of the card with it do not approve that`(_ isOwner: Bool) throws {
    let repository = try governed(isReadme: false)
    try repository.change(by: .farid) {
      let edit = isOwner ? ("owner: dana", "owner: alice") : ("[erin]", "[erin, alice]")
      try $0.edit(ReadmeCardTests.card, edit.0, to: edit.1)
    }
    try repository.land()
    try repository.builder.branch("next", from: "main")
    try repository.builder.remove(ReadmeCardTests.card)
    try repository.builder.write(ReadmeCardTests.readme, text())
    try repository.builder.commit("keep the card in the README", by: .farid)
    try approve(repository)
    let report = try repository.check()
    expectViolated(report, .gateUnsatisfied)
    #expect(
      report.findings.contains { [.approvalByOwner, .approvalByContributor].contains($0.rule) },
      Comment(rawValue: report.summary))
  }

  @Test func `a scope that binds card yaml binds the README that is the card`() throws {
    let scoped = GateDraft.fairness.with { $0.scope = ["card.yaml", "evidence/fairness*"] }
    let repository = try governed(gates: [.technical, scoped, .policy])
    let builder = repository.builder
    try builder.write("models/scorer/evidence/fairness.txt", "even")
    try builder.commit("measure fairness", by: .erin)
    let subject = try builder.subjectDigest(of: "scorer", scope: ["README.md", "evidence/fairness*"])
    let approval = ApprovalDraft(
      model: "scorer", gate: "fairness", subject: subject, reviewer: .grace, date: builder.clock)
    try builder.write("models/scorer/approvals/fairness/grace.yaml", approval.yaml)
    try builder.commit("approve fairness", by: .grace)
    try repository.change()
    try repository.approve(by: .alice)
    expectSatisfied(try repository.check())
    try builder.edit(ReadmeCardTests.readme, "purpose: Rank", to: "purpose: Refuse")
    try builder.commit("say something else", by: .erin)
    try repository.approve(by: .alice)
    let report = try repository.check()
    expectViolated(report, .gateUnsatisfied)
    #expect(report.mentioned.contains(.approvalStale), Comment(rawValue: report.summary))
  }

  @Test func `a README beside a card is a file like any other`() throws {
    let repository = try governed(isReadme: false)
    try repository.change { try $0.write(ReadmeCardTests.readme, "---\ntier: &a low\n") }
    try approve(repository)
    let report = try repository.check()
    expectSatisfied(report)
    #expect(report.models.first?.tier == "high" && !isMoved(report))
  }

  @Test func `a link in the card's place is not passed over for the README`() throws {
    let repository = try governed()
    try repository.change { try $0.link(ReadmeCardTests.card, to: "src/train.py") }
    try approve(repository)
    expectViolated(try repository.check(), .cardMissing)
  }

  @Test(arguments: [
    ("# Scorer\n", Rule.cardMissing), ("---\nlicense: mit\n---\n", .documentInvalid),
    ("---\nlicense: mit\n", .documentInvalid), ("\n---\ncountersign: {}\n---\n", .documentInvalid),
  ])
  func `a README that is no card, or none that can be read, does not pass`(_ text: String, _ rule: Rule)
    throws
  {
    let repository = try governed()
    try repository.change { try $0.write(ReadmeCardTests.readme, text) }
    try approve(repository)
    expectViolated(try repository.check(), rule)
  }

  @Test func `a field that the policy requires stands below countersign, not in the text`() throws {
    let repository = try GovernedRepository(
      approvals: [],
      policy: { $0.sections.append(("card", "{require: {all: [purpose, license, limitations]}}")) })
    try repository.change {
      try $0.remove(ReadmeCardTests.card)
      try $0.write(ReadmeCardTests.readme, text(tier: "low") + "## Limitations\n\nNot for companies.\n")
    }
    try repository.approve(by: .alice)
    let report = try repository.check()
    expectViolated(report, .cardIncomplete)
    #expect(
      report.findings.first { $0.rule == .cardIncomplete }?.help
        == "add `limitations` to models/scorer/README.md, below countersign")
    try repository.builder.write(
      ReadmeCardTests.readme, text(tier: "low", more: "  limitations: [\"[More Information Needed]\"]\n"))
    try repository.builder.commit("fill it in", by: .erin)
    try repository.approve(by: .alice)
    expectViolated(try repository.check(), .cardPlaceholder)
    try repository.builder.edit(
      ReadmeCardTests.readme, "\"[More Information Needed]\"", to: "Not for companies")
    try repository.builder.commit("fill it in", by: .erin)
    try repository.approve(by: .alice)
    expectSatisfied(try repository.check())
  }

  @Test(arguments: ["version: 7.0.0", "domain: medical", "data: [{name: patients, personal: true}]"])
  func `a front matter that says something else outside of countersign is refused`(_ line: String) throws {
    let repository = try governed()
    let key = String(line.prefix { $0 != ":" })
    let own =
      ["domain": "  domain: retail\n", "data": "  data: [{name: patients, personal: false}]\n"][key] ?? ""
    let twisted = text(more: own).replacing("tags: [scoring]\n", with: "tags: [scoring]\n\(line)\n")
    try repository.transition { try $0.write(ReadmeCardTests.readme, twisted) }
    let errors = try repository.check().findings.filter { $0.severity == .error }
    #expect(errors.contains { $0.rule == .documentInvalid && $0.message.contains(key) })
  }
}
