import Governance

/// A report as test harnesses count: a suite for each model, with a case for each gate and one for what belongs to
/// no gate. Between them the cases hold every finding of the report.
struct ReportSuite: Sendable {
  /// One thing that passes or does not.
  struct Case: Sendable {
    let name: String
    /// Nil for what is no gate.
    var approvals: Approvals?
    let findings: [Finding]
    var verdict: Verdict { findings.verdict }
  }

  /// What came of a gate's approvals, besides what its findings tell.
  struct Approvals: Sendable {
    /// How many count, and whose.
    let counted: String
    /// Whose do not, and why.
    let rejected: [String]
    /// Who could fill an empty slot; nil where none is.
    let candidates: String?
  }

  let name: String
  let cases: [Case]
}

extension TransitionReport {
  /// What belongs to no model first, a change of the policy next. Never empty.
  var suites: [ReportSuite] {
    var suites = [
      ReportSuite(
        name: "transition",
        cases: [.init(name: "history and policy", findings: Remainder(of: self).findings)])
    ]
    if let change = policyChange { suites.append(ReportSuite(name: "policies", cases: [change.testCase])) }
    suites += models.map { model in
      let rest = ReportSuite.Case(name: "the model itself", findings: Remainder(of: model).findings)
      return ReportSuite(name: model.id.text, cases: [rest] + model.gates.map(\.testCase))
    }
    return suites
  }
}

extension DocumentReport {
  /// One suite with a case for each file that something was found in, or one for all where nothing was.
  var suites: [ReportSuite] {
    var order: [String] = []
    var byPath: [[UInt8]: [Finding]] = [:]
    for finding in findings {
      let path = finding.path ?? "no file in particular"
      if byPath[Array(path.utf8)] == nil { order.append(path) }
      byPath[Array(path.utf8), default: []].append(finding)
    }
    let cases = order.map { ReportSuite.Case(name: $0, findings: byPath[Array($0.utf8)] ?? []) }
    let all = ReportSuite.Case(name: "all documents", findings: [])
    return [ReportSuite(name: "documents", cases: cases.isEmpty ? [all] : cases)]
  }
}

extension GateJudgement {
  var testCase: ReportSuite.Case {
    let names = counted.map(name).joined(separator: ", ")
    let rejected = approvals.compactMap { outcome -> String? in
      // What a finding says is told as that.
      guard case .rejected(let rule, let message) = outcome.standing, finding(about: outcome) == nil else {
        return nil
      }
      return "\(outcome.reviewer)'s approval does not count [\(rule.rawValue)]: \(message)"
    }
    let approvals = ReportSuite.Approvals(
      counted: "\(counted.count) of \(required)" + (names.isEmpty ? "" : ": \(names)"), rejected: rejected,
      candidates: lacking > 0 ? couldApprove : nil)
    return ReportSuite.Case(name: id.text, approvals: approvals, findings: findings)
  }

  /// As many as there is room for.
  private var couldApprove: String {
    if candidates.isEmpty { return "nobody on the roster" }
    let shown = candidates.prefix(8).map(\.description).joined(separator: ", ")
    return candidates.count > 8 ? "\(shown) and \(candidates.count - 8) more" : shown
  }
}
