import Governance

/// The formats of a policy's tests by the names that `--format` takes.
package enum PolicyTestFormat: String, Sendable, CaseIterable {
  case text, json, tap

  /// The report, with its final newline.
  ///
  /// - Parameters:
  ///   - style: how text is laid out; the others have no style.
  ///   - detail: how much text tells; the others always tell everything.
  package func bytes(
    for report: PolicyTestReport, style: Style, detail: TextReport.Detail = .normal
  ) -> [UInt8] {
    switch self {
    case .text: Array(PolicyTestText(style: style, detail: detail).text(for: report).utf8)
    case .json: JSONWriter(layout: .indented).bytes(of: PolicyTestJSON.value(of: report))
    case .tap: Array(PolicyTestTAP.text(for: report).utf8)
    }
  }
}

extension PolicyTestReport.Mismatch {
  /// The difference in words.
  var sentence: String {
    switch aspect {
    case .verdict: "expected \(expected), came \(actual)"
    case .tier: "expected tier \(expected), came \(actual)"
    case .gate(let id): "expected gate \(id) \(expected), came \(actual)"
    case .rules: "expected rules \(expected); came \(actual)"
    }
  }
}

extension PolicyCoverage.Outcome {
  /// What did not come about, in words.
  var sentence: String {
    switch item.kind {
    case .gate: "gate \(item.owner): \(result.rawValue)"
    case .tier: "tier \(item.owner), when \(item.text): \(result.rawValue)"
    case .applicability: "gate \(item.owner), when \(item.text): \(result.rawValue)"
    default: "gate \(item.owner), \(item.kind.rawValue) \(item.text): \(result.rawValue)"
    }
  }
}

extension PolicyTestReport {
  /// How much of the policy was covered, in words.
  func sentence(on coverage: PolicyCoverage) -> String {
    let asked = requiredCoverage.map { lacksCoverage ? "; \($0)% are asked for" : "" } ?? ""
    return "coverage: \(coverage.covered) of \(coverage.total) outcomes (\(coverage.percent)%)\(asked)"
  }

  /// What the tests come to, in words.
  var summary: String { "\(passed) passed, \(failed) failed" }
}

extension Finding {
  /// Where and what, as compilers say it: `path:line:column: message`.
  var diagnostic: String {
    let place = position.map { ":\($0.line):\($0.column)" } ?? ""
    return "\((path ?? "policy") + place): \(message)"
  }
}
