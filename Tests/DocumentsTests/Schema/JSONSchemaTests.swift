import Documents
import Foundation
import Testing

/// The validator and the JSON Schemas come from one source; a validator of others says whether they agree.
@Suite(
  .enabled(
    if: CheckJSONSchema.location != nil,
    "not run, for want of check-jsonschema; Scripts/test-tools brings it")
)
struct JSONSchemaTests {
  /// A whole document of a kind with one passage replaced.
  struct Edit: Sendable {
    let kind: String
    let old: String
    let new: String
    init(_ kind: String, _ old: String, _ new: String) {
      self.kind = kind
      self.old = old
      self.new = new
    }
    var name: String { "\(kind): \(old) → \(new)" }
    var text: String { SchemaSample.whole[kind]!.replacing(old, by: new) }
  }

  /// What the schema of each edit's kind says, by name.
  private func refused(_ edits: [Edit]) throws -> Set<String> {
    var refused: Set<String> = []
    for kind in Set(edits.map(\.kind)) {
      let documents = edits.filter { $0.kind == kind }.map { (name: $0.name, text: $0.text) }
      refused.formUnion(try CheckJSONSchema.refused(documents, by: kind))
    }
    return refused
  }

  @Test(arguments: DocumentSchema.all.map(\.name))
  func `a whole document of each kind is good`(_ kind: String) throws {
    let text = try #require(SchemaSample.whole[kind])
    #expect(SchemaSample.problems(of: text, as: kind) == [])
    #expect(try CheckJSONSchema.refused([(kind, text)], by: kind) == [])
  }

  @Test(arguments: [
    ("policy.yaml", "policy"), ("identities.yaml", "identities"), ("tests/high-risk.yaml", "policy-test"),
    ("tests/models.yaml", "policy-test"), ("tests/people.yaml", "policy-test"),
    ("tests/policy.yaml", "policy-test"),
  ])
  func `the policy to start from is good, and its tests are`(_ name: String, _ kind: String) throws {
    let file = CheckJSONSchema.package.appendingPathComponent("policies/baseline/\(name)")
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(SchemaSample.problems(of: text, as: kind) == [])
    #expect(try CheckJSONSchema.refused([(kind, text)], by: kind) == [])
  }

  private static let good = [
    Edit("policy", "  - {id: low}\n", "  - {id: 1}\n"),
    Edit("policy", "version: 7 ", "x-team: {a: [1]}\nversion: 7 "),
    Edit("policy", "approvals: 3,", "approvals: {high: 3},"),
    Edit("policy", "{id: legal,", "{id: legal, when: card.tier == \"high\","),
    Edit("policy", "  - {id: medium}", "  - {id: medium, when: true}"),
    Edit("policy", "signatures:", "monitoring: {every: {high: P30D}, kpis-from: card}\nsignatures:"),
    Edit(
      "policy", "signatures:",
      "monitoring: {stages: [production], reopens: [technical], signed-by: [ci], revalidate: P1Y}\nsignatures:"
    ),
    Edit("policy", "signatures:", "waivers: {roles: [a], ratify: {within: P7D, roles: [b]}}\nsignatures:"),
    Edit(
      "policy", "signatures:",
      "theatre: {rubber-stamp-speed: off, rubber-stamp-bulk: {models: 9}, rubber-stamp-text: {}}\nsignatures:"
    ),
    Edit("policy", "signatures:", "waivers: {roles: [board], approvals: 2, max-duration: P30D}\nsignatures:"),
    Edit("identities", "{ssh: \"ssh-ed25519 AAAAalice\",", "{openpgp: keys/risk/alice.asc,"),
    Edit("identities", "ssh: \"ssh-ed25519 AAAAalice\"", "x509: {issuer: CN=Root CA, subject: s}"),
    Edit("identities", "kind: bot, ", "kind: bot, x-vendor: 3, "),
    Edit("model-card", "intended-use: [Pre-selection]", "intended-use: Pre-selection"),
    Edit("model-card", "value: 0.04, assessed: true", "assessed: false"),
    Edit("model-card", "security: {", "security: {review: {at: 3}, "),
    Edit("model-card", "id: credit", "id: cr\u{E9}dit"),
    Edit("approval", "2026-11-20T10:00:00Z", "2026-11-20"),
    Edit("approval", "2026-11-20T10:00:00Z", "2026-11-20t10:00:00.25+01:00"),
    Edit(
      "approval", "model: credit-scoring\nversion: 2.1.0\ngate: fairness\nstage: production\n",
      "version: 7\ngate: policy\n"),
    Edit("evidence", "metrics: [", "metrics: [{name: n, value: -8.7e-1, ci: [0, 1]}, "),
    Edit("waiver", "compensating-controls: [Traffic is watched by hand]\n", ""),
    Edit("monitoring-report", "incidents: [{id: i7, severity: low, text: A feed was late}]\n", ""),
  ]

  @Test func `what is good to one is good to the other`() throws {
    let refused = try refused(JSONSchemaTests.good)
    for edit in JSONSchemaTests.good {
      #expect(SchemaSample.problems(of: edit.text, as: edit.kind) == [], "\(edit.name)")
      #expect(!refused.contains(edit.name), "\(edit.name)")
    }
  }

  private static let bad = [
    Edit("policy", "apiVersion: countersign/v1", "apiVersion: countersign/v2"),
    Edit("policy", "kind: Policy", "kind: Polcy"),
    Edit("policy", "version: 7 ", "version: 0 "), Edit("policy", "version: 7 ", "version: seven "),
    Edit("policy", "version: 7 ", "version: 1000000001 "), Edit("policy", "version: 7 ", "version: \"7\" "),
    Edit("policy", "repository: acme/models", "repository: ~"),
    Edit("policy", "repository: acme/models", "repository: \"\""),
    Edit("policy", "gates:", "gats:"), Edit("policy", "max-age", "maxage"),
    Edit("policy", "title: Technical", "titel: Technical"),
    Edit("policy", "models: models/*", "models: ../models/*"),
    Edit("policy", "models: models/*", "models: /models/*"),
    Edit("policy", "models: models/*", "models: models//a"),
    Edit("policy", "models: models/*", "models: models/./a"),
    Edit("policy", "roles: [board]", "roles: board"), Edit("policy", "roles: [board]", "roles: []"),
    Edit("policy", "roles: [board], ", ""), Edit("policy", "approvals: 3", "approvals: 0"),
    Edit("policy", "approvals: 3", "approvals: 2.5"), Edit("policy", "approvals: 3", "approvals: {high: 0}"),
    Edit("policy", "min-rationale: {high: 80}", "min-rationale: {}"),
    Edit("policy", "signatures:", "theatre: {rubber-stamp-speed: on}\nsignatures:"),
    Edit("policy", "signatures:", "theatre: {rubber-stamp-text: {uses: 1}}\nsignatures:"),
    Edit("policy", "signatures:", "theatre: {bypass-direct: off}\nsignatures:"),
    Edit("policy", "max-age: P30D", "max-age: 30 days"),
    Edit("policy", "max-age: P30D", "max-age: P"), Edit("policy", "max-age: P30D", "max-age: P1DT"),
    Edit("policy", "max: 0.10}", "slice: all}"), Edit("policy", "max: 0.10}", "max: \"0.10\"}"),
    Edit("policy", "contributions: required ", "contributions: none "),
    Edit("policy", "[commit]", "[commits]"),
    Edit("policy", "reject-placeholders: true", "reject-placeholders: 1"),
    Edit("policy", "applies-to: policy,", "applies-to: policy, tiers: [high],"),
    Edit("policy", "{id: legal,", "{id: legal, when: [a],"),
    Edit("policy", "thresholds: [{m", "conditions: [{message: m}]\n    thresholds: [{m"),
    Edit("policy", "signatures:", "monitoring: {evry: P30D}\nsignatures:"),
    Edit("policy", "signatures:", "monitoring: {reopens: []}\nsignatures:"),
    Edit("policy", "signatures:", "waivers: {approvals: 2}\nsignatures:"),
    Edit("policy", "signatures:", "waivers: {roles: [a], ratify: {roles: [b]}}\nsignatures:"),
    Edit("policy", "{id: low}", "{id: a b}"), Edit("policy", "{id: low}", "{id: a/b}"),
    Edit("policy", "{id: low}", "{id: ..}"),
    Edit("policy", "{id: low}", "{id: \"a\\u200Bb\"}"),
    Edit("identities", "kind: bot", "kind: robot"),
    Edit(
      "identities", "ssh: \"ssh-ed25519 AAAAalice\"", "x509: {issuer: \"CN=Root\\u3000CA\", subject: s}"),
    Edit("identities", "[alice@example.com]", "[\"<alice@example.com>\"]"),
    Edit("identities", "{ssh: \"ssh-ed25519 AAAAalice\",", "{ssh: a, openpgp: keys/a.asc,"),
    Edit("identities", "ssh: \"ssh-ed25519 AAAAalice\",", ""),
    Edit("identities", "{ssh: \"ssh-ed25519 AAAAalice\",", "{openpgp: ../alice.asc,"),
    Edit("identities", "{ssh: \"ssh-ed25519 AAAAalice\",", "{openpgp: keys/../alice.asc,"),
    Edit("identities", "reason: retired", "reason: lost"), Edit("identities", "{at: 2026-03-01, ", "{"),
    Edit("model-card", "limitations:", "limitation:"), Edit("model-card", "owner: dana", "x-owner: dana"),
    Edit("model-card", "size: 123", "size: -1"), Edit("model-card", "uri: \"s3://models/x\", ", ""),
    Edit("model-card", "{uri: \"s3", "{path: a, uri: \"s3"), Edit("model-card", "name: loans-2025, ", ""),
    Edit("model-card", "personal: true", "personal: \"true\""),
    Edit("model-card", "min: 0.2,", "minimum: 0.2,"),
    Edit("model-card", "developers: [erin, farid]", "developers: erin"),
    Edit("model-card", "sha256: 0b", "sha256: 0B"),
    Edit("model-card", "path: weights", "path: ../weights"),
    Edit("model-card", "security: {", "security: [{"),
    Edit("approval", "decision: approve ", "decision: aprove "),
    Edit("approval", "reviewer: alice", "reviewer: [alice]"),
    Edit("approval", "model: credit-scoring\n", ""), Edit("approval", "stage: production\n", ""),
    Edit("approval", "subject: sha256:", "subject: "),
    Edit("approval", "subject: sha256:", "subject: SHA256:"),
    Edit("approval", "2026-11-20T10:00:00Z", "2026-11-20 10:00"),
    Edit("approval", "2026-11-20T10:00:00Z", "2026-13-20"),
    Edit("approval", "2026-11-20T10:00:00Z", "2026-11-20T24:00:00Z"), Edit("approval", "owner: erin, ", ""),
    Edit("approval", "[evidence/fairness.yaml]", "[../evidence]"),
    Edit("evidence", "artifact: 0b", "artifact: sha256:0b"), Edit("evidence", "passed: true", "passed: yes"),
    Edit("evidence", "value: 0.87", "value: \"0.87\""), Edit("evidence", "tool: {", "tool: [{"),
    Edit("evidence", "tests:", "test:"),
    Edit("waiver", "expires: 2026-12-20\n", ""),
    Edit("waiver", "reason:", "reasons:"), Edit("waiver", "issued: 2026-11-20", "issued: yesterday"),
    Edit("monitoring-report", "until: 2026-10-31", "to: 2026-10-31"),
    Edit("monitoring-report", "value: 0.41", "value: high"),
    Edit("policy-test", "verdict: violated\n", "verdict: bad\n"),
    Edit("policy-test", "technical: satisfied", "technical: fine"),
    Edit("policy-test", "base: none", "base: nothing"), Edit("policy-test", "tier: high, p", "teir: high, p"),
    Edit("policy-test", "owner: dana", "owner: ~"),
    Edit("policy-test", "rules: [gate-unsatisfied]", "rules: [gate-unsatisfed]"),
    Edit("policy-test", "by: ci, ", ""), Edit("policy-test", "base: {tier: low}", "base: {tiers: low}"),
  ]

  @Test func `what is bad to one is bad to the other`() throws {
    let refused = try refused(JSONSchemaTests.bad)
    for edit in JSONSchemaTests.bad {
      #expect(SchemaSample.problemsOfReader(of: edit.text, as: edit.kind) != [], "\(edit.name)")
      #expect(refused.contains(edit.name), "\(edit.name)")
    }
  }

  /// What a JSON Schema cannot say, or what gets lost before it sees the document.
  private static let beyond = [
    // 1.0 is a whole number to JSON Schema.
    Edit("policy", "version: 7 ", "version: 7.0 "),
    // Other readers of YAML take these for numbers.
    Edit("policy", "max: 0.10}", "max: 0x10}"), Edit("policy", "max: 0.10}", "max: .inf}"),
    // A pattern cannot count the days of a month.
    Edit("approval", "2026-11-20T10:00:00Z", "2026-11-31T10:00:00Z"),
    // Patterns know the commonest invisible characters, not the tables of Unicode.
    Edit("approval", "reviewer: alice", "reviewer: \"a\\U000E0041\""),
    // Strict YAML goes further than YAML.
    Edit("model-card", "domain: credit", "domain: &a credit"),
    Edit("model-card", "domain: credit", "domain: !!str credit"),
  ]

  @Test func `what only Countersign refuses`() throws {
    let refused = try refused(JSONSchemaTests.beyond)
    for edit in JSONSchemaTests.beyond {
      #expect(SchemaSample.problems(of: edit.text, as: edit.kind) != [], "\(edit.name)")
      #expect(!refused.contains(edit.name), "\(edit.name) is refused by both: move it to the others")
    }
  }
}
