import GitHistory
import Governance
import Rehearsal
import Testing

/// Documents: what they point to, and what they are called.
struct EvidenceAndNameAttackTests {
  @Test(arguments: [
    "../../secret", "/etc/passwd", "evidence/../../x", "evidence//a", "./evidence/a", "evidence/", "..",
    "a\\u0000b",
  ])
  func `a path that leaves the model, or has two spellings, is refused in an approval and in a card`(
    _ path: String
  ) throws {
    let repository = try GovernedRepository()
    try repository.change()
    try repository.approve(by: .alice) { $0.more = [("evidence", .plain("[\"\(path)\"]"))] }
    let report = try repository.check()
    expectViolated(report, .gateUnsatisfied)
    #expect(report.mentioned.contains(.documentInvalid))
    try repository.change {
      try $0.edit("models/scorer/card.yaml", "path: weights/model.csv", to: "path: \"\(path)\"")
    }
    try repository.approve(by: .alice)
    expectViolated(try repository.check(), .documentInvalid)
  }

  @Test func `an artifact whose digest is not the file's is refused, and so is one that is not there`() throws
  {
    let repository = try GovernedRepository()
    try repository.change { try $0.write("models/scorer/weights/model.csv", "weight\n9.9\n") }
    try repository.approve(by: .alice)
    expectViolated(try repository.check(), .artifactMismatch)
    try repository.builder.remove("models/scorer/weights/model.csv")
    try repository.builder.commit("remove it", by: .erin)
    try repository.approve(by: .alice)
    expectViolated(try repository.check(), .artifactMismatch)
  }

  @Test func `an artifact under evidence, where nobody is a contributor, is refused`() throws {
    let repository = try GovernedRepository()
    try repository.change { builder in
      try builder.move("models/scorer/weights/model.csv", to: "models/scorer/evidence/model.csv")
      try builder.edit(
        "models/scorer/card.yaml", "path: weights/model.csv", to: "path: evidence/model.csv")
    }
    try repository.approve(by: .alice)
    expectViolated(try repository.check(), .artifactMismatch)
  }

  /// A model that needs a report, with a bad one that followed a good one about the same artifact.
  private func measuredTwice() throws -> GovernedRepository {
    let repository = try GovernedRepository(policy: {
      $0.gates = [
        GateDraft("technical", roles: ["validator"]) {
          $0.evidence = ["{name: validation}"]
          $0.thresholds = ["{metric: auc, min: 0.8}"]
        }, .policy,
      ]
    })
    try repository.builder.branch("change", from: "main")
    try measure(repository, "0.87")
    try repository.builder.branch("good", from: "change")
    try repository.builder.checkOut("change")
    try measure(repository, "0.41")
    return repository
  }

  private func measure(_ repository: GovernedRepository, _ auc: String) throws {
    let builder = repository.builder
    let artifact = try builder.sha256(of: "models/scorer/weights/model.csv")
    try builder.write(
      "models/scorer/evidence/validation.yaml",
      EvidenceDraft(artifact: artifact, produced: builder.clock) {
        $0.metrics = [EvidenceDraft.Metric("auc", auc)]
      }.yaml)
    try builder.commit("measure", by: .ci)
  }

  @Test(arguments: [true, false])
  func `an older, better report that a merge puts back does not count`(_ hasLanded: Bool) throws {
    let repository = try measuredTwice()
    let builder = repository.builder
    if hasLanded {
      try repository.land()
      try builder.branch("again", from: "main")
    }
    try builder.checkOut("good")
    let text = try builder.text("models/scorer/evidence/validation.yaml")
    try builder.checkOut(hasLanded ? "again" : "change")
    try builder.merge("good", by: .erin) { repository throws(RehearsalError) in
      try repository.write("models/scorer/evidence/validation.yaml", text)
      try repository.edit("models/scorer/src/train.py", "c=0.3", to: "c=0.31")
    }
    try repository.approve(by: .alice)
    expectViolated(try repository.check(), .evidenceStale)
    // Measured anew, it may pass.
    try measure(repository, "0.86")
    try repository.approve(by: .alice)
    expectSatisfied(try repository.check())
  }

  @Test(arguments: ["sha256:", "", "G", "0"]) func `a digest that is none is refused`(_ prefix: String) throws
  {
    let repository = try GovernedRepository()
    try repository.change { builder in
      let digest = try builder.sha256(of: "models/scorer/weights/model.csv")
      let wrong =
        prefix == ""
        ? digest.uppercased() : prefix + (prefix.count == 1 ? String(digest.dropFirst(2)) : digest)
      try builder.edit("models/scorer/card.yaml", digest, to: "\"\(wrong)\"")
    }
    try repository.approve(by: .alice)
    expectViolated(try repository.check(), .documentInvalid)
  }

  @Test func `a pointer of Git LFS stands for the file it names, and for no other`() throws {
    let repository = try GovernedRepository()
    let digest = try repository.builder.sha256(of: "models/scorer/weights/model.csv")
    func pointer(_ oid: String) -> String {
      "version https://git-lfs.github.com/spec/v1\noid sha256:\(oid)\nsize 19\n"
    }
    try repository.change { try $0.write("models/scorer/weights/model.csv", pointer(digest)) }
    try repository.approve(by: .alice)
    expectSatisfied(try repository.check())
    try repository.builder.write(
      "models/scorer/weights/model.csv", pointer(String(repeating: "0", count: 64)))
    try repository.builder.commit("point elsewhere", by: .erin)
    try repository.approve(by: .alice)
    expectViolated(try repository.check(), .artifactMismatch)
  }

  // MARK: Evidence

  private func evidenced(
    _ requirement: String = "{name: validation, signed-by: [ci-validator], max-age: P30D}"
  ) throws
    -> GovernedRepository
  {
    try GovernedRepository(
      approvals: [],
      policy: {
        $0.gates = [
          GateDraft.technical.with {
            $0.evidence = [requirement]
            $0.thresholds = ["{metric: auc, min: 0.80}"]
          }, .policy,
        ]
      })
  }

  private func report(
    _ repository: GovernedRepository, by person: Person = .ci,
    _ change: (inout EvidenceDraft) -> Void = { _ in }
  ) throws {
    let artifact = try repository.builder.sha256(of: "models/scorer/weights/model.csv")
    let draft = EvidenceDraft(artifact: artifact, produced: repository.builder.clock - 60, change: change)
    try repository.builder.write(GitPath("models/scorer/evidence/\(person.id).yaml"), draft.yaml)
    try repository.builder.commit("validate", by: person)
    try repository.approve(by: .alice)
  }

  @Test func `evidence by the pipeline counts`() throws {
    let repository = try evidenced()
    try repository.change()
    try report(repository)
    expectSatisfied(try repository.check())
  }

  @Test func `evidence that the author wrote counts for nothing, whatever the card claims`() throws {
    let repository = try evidenced()
    try repository.change()
    try report(repository, by: .erin)
    expectViolated(try repository.check(), .evidenceUntrusted)
  }

  @Test func `evidence of the pipeline's that somebody edited is not the pipeline's`() throws {
    let repository = try evidenced()
    try repository.change()
    try report(repository) { $0.metrics = [EvidenceDraft.Metric("auc", "0.10")] }
    expectViolated(try repository.check(), .thresholdUnmet)
    try repository.builder.edit("models/scorer/evidence/ci.yaml", "0.10", to: "0.90")
    try repository.builder.commit("mend the numbers", by: .erin, author: .ci)
    try repository.approve(by: .alice)
    expectViolated(try repository.check(), .evidenceUntrusted)
  }

  @Test func `evidence for another artifact, or for none, is stale`() throws {
    for artifact in [String(repeating: "0", count: 64), nil] {
      let repository = try evidenced()
      try repository.change()
      try report(repository) { $0.artifact = artifact }
      expectViolated(try repository.check(), .evidenceStale)
    }
  }

  @Test func `evidence from the future or past its age is stale`() throws {
    for days in [-1, 31] as [Int64] {
      let repository = try evidenced()
      try repository.change()
      try report(repository) { $0.produced -= days * 86_400 }
      expectViolated(try repository.check(), .evidenceStale)
    }
  }

  @Test func `a failed test fails the evidence`() throws {
    let repository = try evidenced()
    try repository.change()
    try report(repository) { $0.tests = [("robustness", false)] }
    expectViolated(try repository.check(), .thresholdUnmet)
  }

  @Test func `a second good report does not hide a bad one of the same name`() throws {
    let repository = try evidenced("{name: validation}")
    try repository.change()
    try report(repository) { $0.metrics = [EvidenceDraft.Metric("auc", "0.10")] }
    try report(repository, by: .farid)
    expectViolated(try repository.check(), .thresholdUnmet)
  }

  @Test func `a metric of another slice does not stand for the whole`() throws {
    let repository = try evidenced()
    try repository.change()
    try report(repository) { $0.metrics = [EvidenceDraft.Metric("auc", "0.90", slice: "easy")] }
    expectViolated(try repository.check(), .thresholdUnmet)
  }

  // MARK: Names

  /// What is dangerous in one output format or another.
  @Test(arguments: [
    "\u{1B}[2J\u{1B}[31mred", "a\nb", "::error file=x::pwned", "<script>alert(1)</script>", "]]>", "a\tb",
    "\u{202E}gnp",
    "a b", "--help", "$(id)", "'; drop table", "a\u{7F}", String(repeating: "n", count: 300),
  ])
  func `a model with a hostile name is judged or refused, never passed over`(_ name: String) throws {
    let repository = try GovernedRepository()
    try repository.transition { builder in
      try builder.write(GitPath(bytes: Array("models/\(name)/card.yaml".utf8)), CardDraft(id: name).yaml)
    }
    let report = try repository.check()
    #expect(report.verdict == .violated, Comment(rawValue: report.summary))
    // The slash of the end tag makes two directories.
    #expect(report.models.count == 1)
  }

  @Test(arguments: ["\u{1B}[2Jalice", "al\u{131}ce", "alice ", "Alice", "../alice", "alice\u{200B}"])
  func `an approval under a name that looks like a reviewer's is not theirs`(_ name: String) throws {
    let repository = try GovernedRepository()
    try repository.change()
    let approval = ApprovalDraft(
      model: "scorer", subject: try repository.builder.subjectDigest(of: "scorer"), reviewer: .alice,
      date: repository.builder.clock
    ) { $0.reviewer = name }
    let path = "models/scorer/approvals/technical/\(name.replacing("/", with: "_")).yaml"
    try repository.builder.write(GitPath(bytes: Array(path.utf8)), approval.yaml)
    try repository.builder.commit("approve", by: .mallory)
    expectViolated(try repository.check(), .gateUnsatisfied)
  }
}
