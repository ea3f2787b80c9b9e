import Documents
import Governance

/// Runs the tests of a policy: each case is judged by the engine that judges everything else.
package struct PolicyTestRun {
  private let directory: PolicyDirectory

  package init(_ directory: PolicyDirectory) { self.directory = directory }

  /// What comes of the tests.
  ///
  /// - Parameters:
  ///   - pattern: which cases to run: those whose name holds it, where `*` stands for anything; nil is all.
  ///   - coverage: whether to tell which outcomes the cases bring about.
  package func report(running pattern: String? = nil, coverage: Bool = false) -> PolicyTestReport {
    var report = PolicyTestReport(folder: "\(directory.path)/tests")
    let documents: PolicyDocuments
    do throws(DocumentErrors) {
      documents = try PolicyDocuments(directory)
    } catch {
      let isPolicy = error.errors.contains { $0.path.isExactly(directory.policy.path) }
      report.problems = error.errors.map { $0.finding(isPolicy ? .policyInvalid : .identitiesInvalid) }
      return report
    }
    var tests: [PolicyTest] = []
    for file in directory.tests {
      do throws(DocumentErrors) {
        tests.append(
          try PolicyTest.read(
            file.bytes, path: file.path, policy: documents.policy, roster: documents.roster, keys: .unverified
          )
        )
      } catch {
        report.problems += error.errors.map { $0.finding(.documentInvalid) }
      }
    }
    guard report.problems.isEmpty else { return report }
    let wanted = pattern.map { Glob("**\($0.split(separator: "*").joined(separator: "**"))**") }
    var tally = coverage ? CoverageTally(policy: documents.policy) : nil
    for test in tests {
      let roster = test.roster ?? documents.roster ?? Roster([])
      for testCase in test.cases where wanted?.matches(testCase.name) ?? true {
        let facts = CaseFacts(policy: documents.policy, roster: roster, now: testCase.now).facts(
          of: testCase.event)
        let judgement = Judge.judge(facts)
        tally?.record(judgement)
        report.outcomes.append(
          PolicyTestReport.Outcome(
            path: test.path, position: testCase.position, name: testCase.name, judgement: judgement,
            mismatches: testCase.expectation.mismatches(with: judgement)))
      }
    }
    report.coverage = tally?.coverage
    return report
  }
}

extension DocumentError {
  /// The error as a finding of a rule.
  fileprivate func finding(_ rule: Rule) -> Finding {
    Finding(rule, problem, help: hint, path: path, position: position, verdict: .undecided)
  }
}
