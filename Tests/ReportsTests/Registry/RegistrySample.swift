import Governance

@testable import Reports

/// A registry with a model in each state, and names that nobody should have given.
enum RegistrySample {
  static let hostile = [
    "<script>alert(1)</script>", "../../etc/passwd", "\u{1B}[31mred", "##[error]no", "a|b`c", "Scorer", "con",
    "..",
    "\u{202E}gnp.exe", "ｅｖｉｌ ]]>&\"'", "=cmd|' /C calc'!A0",
  ]

  static let report = RegistryReport(
    branch: "main", revision: CommitID("0123456789abcdef0123456789abcdef01234567"),
    at: Instant(rfc3339: "2026-12-01T00:00:00Z"),
    policy: TransitionReport.PolicySource(
      commit: "0123456789abcdef0123456789abcdef01234567", version: 7, digest: "sha256:77", root: nil,
      pinned: false),
    models: models,
    findings: [
      Finding(
        .rootUnpinned, .note, "the trust root is not pinned: whoever can rewrite main can replace the policy")
    ])

  private static var models: [ModelStanding] {
    let plain = [
      model("churn", .approved, expires: "2027-02-01"), model("credit-scoring", .lapsed),
      model("intent", .ungated),
      model("routing", .open), model("scorer", .undecided), model("spam", .retired),
    ]
    return plain + hostile.map { model($0, .open) }
  }

  /// A measure with a report each month.
  static func kpi(_ name: String, of model: String, _ values: [String]) -> ModelStanding.KPI {
    let indicator = Indicator(name: name, min: Number("0.2"), max: Number("0.6"), unit: "ratio")
    let points = values.enumerated().compactMap { index, text -> ModelStanding.KPI.Point? in
      guard let value = Number(text), let until = Instant(rfc3339: "2026-1\(index)-01") else { return nil }
      return .init(
        value: value, until: until, path: "models/\(model)/monitoring/\(until.date).yaml",
        commit: "89abcdef0123456789abcdef0123456789abcdef", objection: indicator.objection(to: value))
    }
    return .init(
      name: name, min: indicator.min, max: indicator.max, unit: indicator.unit, newest: points.last,
      series: points)
  }

  static func model(_ id: String, _ state: ModelStanding.State, expires: String? = nil) -> ModelStanding {
    var model = ModelStanding(id: ModelID(id), directory: "models/\(id)", state: state)
    let commit: CommitID = "89abcdef0123456789abcdef0123456789abcdef"
    let date = Instant(rfc3339: "2026-11-01T10:00:00Z")!
    model.since = ModelStanding.Landing(commit: commit, date: date)
    model.newest = model.since
    guard state != .undecided else {
      model.findings = [
        Finding(.commitMalformed, "commit 89abcdef01 has a NUL", commit: commit, verdict: .undecided)
      ]
      return model
    }
    model.name = "The \(id) model"
    model.version = "2.1.0"
    model.owner = "dana"
    model.tier = "high"
    model.stage = state == .ungated ? "development" : state == .retired ? "retired" : "production"
    model.subject = "sha256:aa"
    if state == .ungated || state == .retired { return model }
    let end = expires.flatMap { Instant(rfc3339: $0) }
    let signer = ModelStanding.Signer(
      identity: "alice", date: date, expires: end, path: "models/\(id)/approvals/technical/alice.yaml",
      commit: commit)
    model.gates = [
      .init(
        id: "technical", title: "Technical review of \(id)",
        verdict: state == .approved ? .satisfied : .violated,
        required: 1, signers: state == .approved ? [signer] : [], expires: end)
    ]
    model.kpis = [kpi("approval_rate", of: id, ["0.33", "0.41", state == .lapsed ? "0.71" : "0.44"])]
    model.versions = [
      .init(version: "2.1.0", stage: "production", landing: .init(commit: commit, date: date))
    ]
    if state == .lapsed {
      model.findings = [
        Finding(
          .gateUnsatisfied, "gate technical needs 1 more approval by validator (0 of 1)", gate: "technical"),
        Finding(
          .approvalExpired, "alice's approval of gate technical does not count: it held for P30D",
          gate: "technical"),
      ]
    } else if state == .open {
      model.findings = [Finding(.gateUnsatisfied, "gate technical of \(id) needs 1 more approval")]
    }
    return model
  }
}
