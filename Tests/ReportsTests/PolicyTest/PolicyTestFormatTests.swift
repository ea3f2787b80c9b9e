import Governance
import Reports
import Testing

@Suite("What came of a policy's tests, as told")
struct PolicyTestFormatTests {
  private static let finding = Finding(
    .gateUnsatisfied, "gate board needs 1 more approval by board (0 of 1)", help: "could be given by greta",
    gate: "board", path: "models/credit/approvals", commit: "approve-1")

  private static func outcome(
    _ name: String, line: Int, _ findings: [Finding] = [], _ mismatches: [PolicyTestReport.Mismatch] = []
  ) -> PolicyTestReport.Outcome {
    PolicyTestReport.Outcome(
      path: "policies/tests/a.yaml", position: Position(line: line, column: 5), name: name,
      judgement: TransitionJudgement(findings: findings), mismatches: mismatches)
  }

  private static func sample(_ name: String = "a high-risk model needs the board") -> PolicyTestReport {
    var report = PolicyTestReport(folder: "policies/tests")
    report.outcomes = [
      outcome("nobody approves", line: 6),
      outcome(
        name, line: 9, [finding],
        [
          .init(.verdict, expected: "satisfied", actual: "violated"),
          .init(.gate("board"), expected: "satisfied", actual: "violated"),
          .init(.rules, expected: "none", actual: "gate-unsatisfied"),
        ]),
    ]
    return report
  }

  private static func covered(_ report: PolicyTestReport, required: Int? = nil) -> PolicyTestReport {
    let board = PolicyCoverage.Item(.gate, of: "board")
    let auc = PolicyCoverage.Item(.threshold, of: "technical", text: "auc at least 0.8")
    var coverage = PolicyCoverage([
      .init(board, .satisfied), .init(board, .violated), .init(auc, .met), .init(auc, .unmet),
    ])
    coverage.record(.init(board, .violated))
    coverage.record(.init(auc, .met))
    var report = report
    report.coverage = coverage
    report.requiredCoverage = required
    return report
  }

  private func text(
    _ report: PolicyTestReport, _ format: PolicyTestFormat = .text, _ detail: TextReport.Detail = .normal
  ) -> String {
    String(decoding: format.bytes(for: report, style: Style(width: 100), detail: detail), as: UTF8.self)
  }

  @Test func `text shows each case that fails, where it stands, and why`() {
    #expect(
      text(PolicyTestFormatTests.sample()) == """
        ✗ policies/tests/a.yaml:9: a high-risk model needs the board
            expected satisfied, came violated
            expected gate board satisfied, came violated
            expected rules none; came gate-unsatisfied
            gate-unsatisfied: gate board needs 1 more approval by board (0 of 1)

        1 passed, 1 failed

        """)
  }

  @Test func `text shows the cases that pass to those who ask, and nothing to those who do not`() {
    let sample = PolicyTestFormatTests.sample()
    #expect(text(sample, .text, .verbose).hasPrefix("✓ policies/tests/a.yaml:6: nobody approves\n"))
    #expect(text(sample, .text, .quiet) == "1 passed, 1 failed\n")
  }

  @Test func `text lists what no case brings about, and ends with what passed`() {
    let report = PolicyTestFormatTests.covered(PolicyTestFormatTests.sample(), required: 75)
    #expect(
      text(report).hasSuffix(
        """

        no case brings about:
          - gate board: satisfied
          - gate technical, threshold auc at least 0.8: unmet
        coverage: 2 of 4 outcomes (50%); 75% are asked for

        1 passed, 1 failed

        """))
  }

  @Test func `text says where tests are looked for, with one to start from`() {
    let text = text(PolicyTestReport(folder: "policies/tests"))
    #expect(text.hasPrefix("there are no tests in policies/tests (*.yaml)\n"))
    #expect(text.contains("kind: PolicyTest\n") && text.hasSuffix("\n0 passed, 0 failed\n"))
  }

  @Test func `text says what does not load as compilers do`() {
    var report = PolicyTestReport(folder: "policies/tests")
    report.problems = [
      Finding(
        .documentInvalid, "unknown key expct", help: "did you mean expect?", path: "policies/tests/a.yaml",
        position: Position(line: 3, column: 7))
    ]
    #expect(
      text(report) == """
        policies/tests/a.yaml:3:7: unknown key expct
          help: did you mean expect?

        nothing was tested: the policy or its tests do not load

        """)
    #expect(
      text(report, .tap) == """
        TAP version 13
        # policies/tests/a.yaml:3:7: unknown key expct
        Bail out! policies/tests/a.yaml:3:7: unknown key expct

        """)
  }

  @Test func `TAP counts the cases, and what was asked for of coverage as one more`() {
    #expect(
      text(PolicyTestFormatTests.covered(PolicyTestFormatTests.sample(), required: 75), .tap) == """
        TAP version 13
        1..3
        ok 1 - policies/tests/a.yaml:6: nobody approves
        not ok 2 - policies/tests/a.yaml:9: a high-risk model needs the board
          ---
          mismatches:
            - message: "expected satisfied, came violated"
            - message: "expected gate board satisfied, came violated"
            - message: "expected rules none; came gate-unsatisfied"
          findings:
            - message: "gate-unsatisfied: gate board needs 1 more approval by board (0 of 1)"
          ...
        # not covered: gate board: satisfied
        # not covered: gate technical, threshold auc at least 0.8: unmet
        not ok 3 - coverage: 2 of 4 outcomes (50%); 75% are asked for
        # 1 passed, 1 failed

        """)
  }

  @Test func `TAP takes no name for a directive, nor for a line of its own`() {
    let text = text(PolicyTestFormatTests.sample("x # TODO not now\nok 3 - all is well"), .tap)
    let numbered = self.text(PolicyTestFormatTests.sample("case #3"), .tap)
    #expect(text.contains("not ok 2 - policies/tests/a.yaml:9: x \\u{23} TODO not now\\nok 3"))
    // A number sign is one, where a harness that knows no escapes could not take it for more.
    #expect(numbered.contains("9: case \\#3"))
    #expect(!text.split(separator: "\n").contains { $0.hasPrefix("ok 3") })
  }

  @Test func `TAP bails out where there is nothing to run`() {
    #expect(text(PolicyTestReport(folder: "t"), .tap) == "TAP version 13\nBail out! no tests in t\n")
  }

  @Test func `JSON has its keys in one order, and no place for what is nowhere`() {
    let json = text(PolicyTestFormatTests.covered(PolicyTestFormatTests.sample()), .json)
    #expect(
      json.replacing("\(Version.current)", with: "V") == """
        {
          "schema": "countersign/policy-test/v1",
          "tool": {
            "name": "countersign",
            "version": "V"
          },
          "folder": "policies/tests",
          "verdict": "violated",
          "passed": 1,
          "failed": 1,
          "cases": [
            {
              "name": "nobody approves",
              "passed": true,
              "path": "policies/tests/a.yaml",
              "line": 6,
              "column": 5,
              "verdict": "satisfied",
              "gates": [],
              "mismatches": [],
              "findings": []
            },
            {
              "name": "a high-risk model needs the board",
              "passed": false,
              "path": "policies/tests/a.yaml",
              "line": 9,
              "column": 5,
              "verdict": "violated",
              "gates": [],
              "mismatches": [
                {
                  "aspect": "verdict",
                  "expected": "satisfied",
                  "actual": "violated"
                },
                {
                  "aspect": "gate",
                  "gate": "board",
                  "expected": "satisfied",
                  "actual": "violated"
                },
                {
                  "aspect": "rules",
                  "expected": "none",
                  "actual": "gate-unsatisfied"
                }
              ],
              "findings": [
                {
                  "rule": "gate-unsatisfied",
                  "severity": "error",
                  "message": "gate board needs 1 more approval by board (0 of 1)",
                  "help": "could be given by greta",
                  "gate": "board"
                }
              ]
            }
          ],
          "coverage": {
            "covered": 2,
            "total": 4,
            "percent": 50,
            "missing": [
              {
                "kind": "gate",
                "gate": "board",
                "outcome": "satisfied"
              },
              {
                "kind": "threshold",
                "gate": "technical",
                "text": "auc at least 0.8",
                "outcome": "unmet"
              }
            ]
          },
          "problems": []
        }

        """)
  }
}
