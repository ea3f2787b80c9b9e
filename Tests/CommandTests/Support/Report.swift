/// The part of `countersign/report/v1` that the tests read, as somebody else's program would.
struct Report: Decodable {
  struct Finding: Decodable {
    let rule: String
    let severity: String
    let message: String
    let help: String?
  }

  struct Approval: Decodable {
    let reviewer: String
    let counted: Bool
    let reason: String?
  }

  struct Gate: Decodable {
    let id: String
    let counted: [String]
    let approvals: [Approval]
  }

  struct Model: Decodable {
    let id: String
    let verdict: String
    let subject: String
    let gates: [Gate]
  }

  let schema: String
  let verdict: String
  let models: [Model]
  let findings: [Finding]

  /// The rules that are broken, as opposed to noted.
  var broken: Set<String> { Set(findings.filter { $0.severity == "error" }.map(\.rule)) }
}
