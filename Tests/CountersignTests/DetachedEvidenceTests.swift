import GitHistory
import Governance
import Rehearsal
import Signatures
import Testing

/// Reports signed by a file beside them, which go wherever they are copied.
struct DetachedEvidenceTests {
  private static let namespace = "countersign-evidence@v1"
  private let report: GitPath = "models/credit/evidence/validation.yaml"

  /// On `main`, the card names its weights as artifact where `artifacts` says so.
  private func stage(artifacts: Bool) throws -> Stage {
    let stage = try Stage(policy: { $0.gates[0].evidence = ["{name: validation, signed-by: [ci]}"] })
    guard artifacts else { return stage }
    let artifact = try stage.repository.sha256(of: Stage.weights)
    try stage.repository.write(
      Stage.card, CardDraft(id: "credit") { $0.artifacts = [("weights.bin", artifact)] }.yaml)
    return stage
  }

  private func measure(
    _ stage: Stage, at path: GitPath, artifacts: Bool, passed: Bool = true, by signer: Person = .ci,
    namespace: String = namespace
  ) throws {
    let weights = GitPath("models/\(path == report ? "credit" : "other")/weights.bin")
    let artifact = artifacts ? try stage.repository.sha256(of: weights) : nil
    let draft = EvidenceDraft(artifact: artifact, produced: stage.repository.clock) {
      $0.tests = [("schema", passed)]
    }
    try stage.repository.write(path, draft.yaml)
    try stage.repository.write(
      Self.signature(of: path),
      bytes: signer.key.sign(try stage.repository.read(path), namespace: namespace))
  }

  private static func signature(of path: GitPath) -> GitPath {
    GitPath(bytes: path.bytes + Array(".sig".utf8))
  }

  @Test("evidence counts by a detached signature of a trusted producer") func trusted() throws {
    for (signer, namespace, counts) in [
      (Person.ci, Self.namespace, true), (.ci, "countersign-approval@v1", false),
      (.erin, Self.namespace, false),
    ] {
      let stage = try stage(artifacts: true)
      try measure(stage, at: report, artifacts: true, by: signer, namespace: namespace)
      try stage.repository.commit("retrain and measure", by: .erin)
      try stage.approve(by: .alice)
      let outcome = try stage.check()
      if counts { outcome.expectSatisfied() } else { outcome.expectViolated(.evidenceUntrusted) }
    }
  }

  @Test("a signed report of another model does not count, whether the card lists artifacts or not")
  func copied() throws {
    for artifacts in [true, false] {
      let stage = try stage(artifacts: artifacts)
      try stage.writeModel("other")
      try stage.repository.write("models/other/weights.bin", "0.99 0.99")
      let other: GitPath = "models/other/evidence/validation.yaml"
      try measure(stage, at: other, artifacts: artifacts)
      try stage.repository.copy(other, to: report)
      try stage.repository.copy(Self.signature(of: other), to: Self.signature(of: report))
      try stage.repository.commit("measured", by: .erin)
      try stage.approve(by: .alice)
      try stage.check().expectViolated(artifacts ? .evidenceStale : .evidenceUntrusted)
    }
  }

  @Test("where the card lists no artifacts, a report counts by its producer's commit")
  func unbound() throws {
    let stage = try stage(artifacts: false)
    try stage.retrain()
    try measure(stage, at: report, artifacts: false)
    try stage.repository.commit("measured", by: .ci)
    try stage.approve(by: .alice)
    try stage.check().expectSatisfied()
  }
}
