import GitHistory
import Governance
import Rehearsal
import Testing

/// Documents: what is read in two ways, or not at all, must not pass.
struct DocumentAttackTests {
  /// How an attacker spoils a document that is otherwise in order.
  struct Spoiling: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let spoil: @Sendable ([UInt8]) -> [UInt8]

    init(_ name: String, _ spoil: @escaping @Sendable ([UInt8]) -> [UInt8]) {
      testDescription = name
      self.spoil = spoil
    }

    static func adding(_ name: String, _ text: String) -> Spoiling {
      Spoiling(name) { $0 + Array(text.utf8) }
    }
  }

  private static let bomb =
    "x-a: &a [l, l, l, l, l, l, l, l, l]\n"
    + "bcdefghij".reduce(into: (text: "", last: "a")) { bomb, name in
      bomb.text +=
        "x-\(name): &\(name) [\(Array(repeating: "*\(bomb.last)", count: 9).joined(separator: ", "))]\n"
      bomb.last = "\(name)"
    }.text

  static let spoilings = [
    Spoiling.adding("a key that stands twice", "kind: Other\n"),
    .adding("an anchor", "x-a: &a 1\n"), .adding("an anchor and its alias", "x-a: &a 1\nx-b: *a\n"),
    .adding("billion laughs", bomb), .adding("a merge key", "x-a: {<<: {b: 1}}\n"),
    .adding("a tag", "x-a: !!str 1\n"), .adding("a tag of one's own", "x-a: !ruby/object:Gem {}\n"),
    .adding("a second document", "---\nkind: Other\n"), .adding("an unknown key", "extra: 1\n"),
    .adding("an unknown key that looks known", "repositorу: acme/models\n"),
    .adding(
      "100 levels", "x-a: " + String(repeating: "[", count: 100) + String(repeating: "]", count: 100) + "\n"),
    .adding("half a million open brackets", "x-a: " + String(repeating: "[", count: 500_000) + "\n"),
    .adding("half a million braces", "x-a: " + String(repeating: "{a: ", count: 200_000) + "\n"),
    .adding("a key that is no word", "? [a, b]\n: c\n"), .adding("a tab as indentation", "x-a:\n\tb: 1\n"),
    Spoiling("a byte order mark") { [0xEF, 0xBB, 0xBF] + $0 }, Spoiling("UTF-16") { $0.flatMap { [$0, 0] } },
    Spoiling("invalid UTF-8") { $0 + Array("x-a: ".utf8) + [0xFF, 0x0A] },
    Spoiling("an overlong encoding") { $0 + Array("x-a: ".utf8) + [0xC0, 0xAF, 0x0A] },
    Spoiling("a NUL") { $0 + Array("x-a: b".utf8) + [0, 0x0A] },
    Spoiling("2 MiB") { $0 + Array("# ".utf8) + [UInt8](repeating: 0x61, count: 2 << 20) + [0x0A] },
    Spoiling("nothing at all") { _ in [] }, Spoiling("a list") { _ in Array("- a\n".utf8) },
    Spoiling("another kind") {
      Array(String(decoding: $0, as: UTF8.self).replacing("kind: ", with: "kind: X").utf8)
    },
    Spoiling("another version of the format") {
      Array(String(decoding: $0, as: UTF8.self).replacing("countersign/v1", with: "countersign/v2").utf8)
    },
  ]

  private func spoil(_ path: GitPath, _ spoiling: Spoiling, in builder: RepositoryBuilder) throws {
    try builder.write(path, bytes: spoiling.spoil(try builder.read(path)))
  }

  @Test(.timeLimit(.minutes(1)), arguments: spoilings)
  func `a spoilt card is refused, whoever approves it`(_ spoiling: Spoiling) throws {
    let repository = try GovernedRepository()
    try repository.change { try spoil("models/scorer/card.yaml", spoiling, in: $0) }
    try repository.approve(by: .alice)
    expectViolated(try repository.check(), .documentInvalid)
  }

  @Test(.timeLimit(.minutes(1)), arguments: spoilings)
  func `a spoilt approval counts as absent, and is reported`(_ spoiling: Spoiling) throws {
    let repository = try GovernedRepository()
    try repository.change()
    try repository.approve(by: .alice)
    expectSatisfied(try repository.check())
    try spoil("models/scorer/approvals/technical/alice.yaml", spoiling, in: repository.builder)
    try repository.builder.commit("approve anew", by: .alice)
    let report = try repository.check()
    #expect(report.mentioned.contains(.documentInvalid), Comment(rawValue: report.summary))
  }

  @Test(.timeLimit(.minutes(1)), arguments: spoilings)
  func `a spoilt approval that never was in order fills no slot`(_ spoiling: Spoiling) throws {
    let repository = try GovernedRepository()
    try repository.change()
    let approval = ApprovalDraft(
      model: "scorer", subject: try repository.builder.subjectDigest(of: "scorer"), reviewer: .alice,
      date: repository.builder.clock)
    try repository.builder.write(
      "models/scorer/approvals/technical/alice.yaml", bytes: spoiling.spoil(Array(approval.yaml.utf8)))
    try repository.builder.commit("approve", by: .alice)
    expectViolated(try repository.check(), .gateUnsatisfied)
  }

  @Test(.timeLimit(.minutes(1)), arguments: spoilings)
  func `a spoilt policy is refused at head and leaves it undecided at base`(_ spoiling: Spoiling) throws {
    let repository = try GovernedRepository()
    try repository.transition { try spoil("policies/policy.yaml", spoiling, in: $0) }
    try repository.approvePolicy(by: .judy, .kim)
    expectViolated(try repository.check(), .policyInvalid)
    try repository.land()
    try repository.change()
    try repository.approve(by: .alice)
    expectUndecided(try repository.check(), .policyInvalid)
  }

  @Test(.timeLimit(.minutes(1)), arguments: spoilings)
  func `a spoilt roster is refused at head and leaves it undecided at base`(_ spoiling: Spoiling) throws {
    let repository = try GovernedRepository()
    try repository.transition { try spoil("policies/identities.yaml", spoiling, in: $0) }
    try repository.approvePolicy(by: .judy, .kim)
    expectViolated(try repository.check(), .identitiesInvalid)
    try repository.land()
    try repository.change()
    try repository.approve(by: .alice)
    expectUndecided(try repository.check(), .identitiesInvalid)
  }

  @Test(.timeLimit(.minutes(1)), arguments: spoilings)
  func `a spoilt report is no evidence`(_ spoiling: Spoiling) throws {
    let repository = try evidenced()
    let artifact = try repository.builder.sha256(of: "models/scorer/weights/model.csv")
    try repository.change { builder in
      let report = EvidenceDraft(artifact: artifact, produced: builder.clock - 60).yaml
      try builder.write("models/scorer/evidence/validation.yaml", bytes: spoiling.spoil(Array(report.utf8)))
    }
    try repository.approve(by: .alice)
    expectViolated(try repository.check(), .evidenceMissing)
  }

  private func evidenced() throws -> GovernedRepository {
    try GovernedRepository(
      approvals: [],
      policy: {
        $0.gates = [
          GateDraft.technical.with {
            $0.evidence = ["{name: validation}"]
            $0.thresholds = ["{metric: auc, min: 0.80}"]
          }, .policy,
        ]
      })
  }

  @Test func `CR LF and comments do no harm`() throws {
    let repository = try GovernedRepository()
    try repository.change { builder in
      let card = try builder.text("models/scorer/card.yaml")
      try builder.write("models/scorer/card.yaml", "# a comment\r\n" + card.replacing("\n", with: "\r\n"))
    }
    try repository.approve(by: .alice)
    expectSatisfied(try repository.check())
  }

  // MARK: Numbers and words

  /// What stands for the value of a metric that has to reach 0.80.
  @Test(arguments: [
    ".nan", ".NaN", "NaN", "nan", ".inf", "-.inf", "Infinity", "\"0.87\"", "'0.87'", "0x10", "0o17", "1_000",
    "1:30",
    "190:20:30", "1e", ".9", "9.", "+0.9", "00.9", "~", "null", "true", "yes", "[0.9]", "{a: 0.9}", "0,9",
    "1e999", "TBD",
  ])
  func `what is no number of JSON's reaches no bound`(_ value: String) throws {
    let repository = try GovernedRepository(
      approvals: [],
      policy: {
        $0.gates = [GateDraft.technical.with { $0.thresholds = ["{metric: auc, min: 0.80}"] }, .policy]
      })
    try repository.change { try $0.edit("models/scorer/card.yaml", "value: 0.87", to: "value: \(value)") }
    try repository.approve(by: .alice)
    expectViolated(try repository.check(), .documentInvalid)
    // In evidence, it is none.
    let evidenced = try evidenced()
    let artifact = try evidenced.builder.sha256(of: "models/scorer/weights/model.csv")
    try evidenced.change { builder in
      let report = EvidenceDraft(artifact: artifact, produced: builder.clock - 60) {
        $0.metrics = [EvidenceDraft.Metric("auc", value)]
      }
      try builder.write("models/scorer/evidence/validation.yaml", report.yaml)
    }
    try evidenced.approve(by: .alice)
    expectViolated(try evidenced.check(), .evidenceMissing)
  }

  @Test(arguments: [
    ("0.80", true), ("8e-1", true), ("0.8", true), ("0.7999999999999999999", false), ("-0.9", false),
  ])
  func `a number is compared in decimal, not in binary`(_ value: String, _ reaches: Bool) throws {
    let repository = try GovernedRepository(
      approvals: [],
      policy: {
        $0.gates = [GateDraft.technical.with { $0.thresholds = ["{metric: auc, min: 0.80}"] }, .policy]
      })
    try repository.change { try $0.edit("models/scorer/card.yaml", "value: 0.87", to: "value: \(value)") }
    try repository.approve(by: .alice)
    let report = try repository.check()
    if reaches { expectSatisfied(report) } else { expectViolated(report, .thresholdUnmet) }
  }

  @Test func `two values of one metric must both reach the bound`() throws {
    let repository = try GovernedRepository(
      approvals: [],
      policy: {
        $0.gates = [GateDraft.technical.with { $0.thresholds = ["{metric: auc, min: 0.80}"] }, .policy]
      })
    try repository.change { builder in
      try builder.edit(
        "models/scorer/card.yaml", "  - name: auc\n", to: "  - name: auc\n    value: 0.10\n  - name: auc\n")
    }
    try repository.approve(by: .alice)
    expectViolated(try repository.check(), .thresholdUnmet)
  }

  @Test(arguments: [
    "TBD", "tbd", " ToDo ", "FIXME", "N/A", "na", "None", "unknown", "-", "?", "...", "x", "XXX",
    "Lorem ipsum dolor sit amet", "[More Information Needed]",
  ])
  func `a placeholder in a required field says nothing`(_ text: String) throws {
    let repository = try GovernedRepository(policy: {
      $0.sections.append(("card", "{require: {all: [purpose, owner, license]}, reject-placeholders: true}"))
    })
    try repository.change { builder in
      try builder.edit(
        "models/scorer/card.yaml", "Rank incoming requests so that urgent ones are seen first",
        to: "\"\(text)\"")
    }
    try repository.approve(by: .alice)
    expectViolated(try repository.check(), .cardPlaceholder)
  }

  @Test func `a required field that is missing, null or empty is missing`() throws {
    for value in ["purpose: ~\n", "purpose: \"\"\n", "purpose: \" \"\n", ""] {
      let repository = try GovernedRepository(policy: {
        $0.sections.append(("card", "{require: {all: [purpose]}, reject-placeholders: true}"))
      })
      try repository.change { builder in
        try builder.edit(
          "models/scorer/card.yaml", "purpose: Rank incoming requests so that urgent ones are seen first\n",
          to: value)
      }
      try repository.approve(by: .alice)
      let report = try repository.check()
      #expect(report.verdict == .violated, Comment(rawValue: report.summary))
    }
  }

  @Test(arguments: ["yes", "on", "~", "1e3", "0x10", "2.10", "null"])
  func `a word that YAML knows is the text it is where a string is due`(_ version: String) throws {
    let repository = try GovernedRepository()
    try repository.change {
      try $0.edit("models/scorer/card.yaml", "version: 1.0.0", to: "version: \(version)")
    }
    try repository.approve(by: .alice) { $0.version = version }
    let report = try repository.check()
    // A null is no text; everything else stands for itself, and an approval of "2.1" is none of "2.10".
    if ["~", "null"].contains(version) {
      #expect(report.verdict == .violated)
    } else {
      expectSatisfied(report)
      try repository.approve(by: .alice) { $0.version = version == "2.10" ? "2.1" : "1000" }
      expectViolated(try repository.check(), .approvalReplayed)
    }
  }
}
