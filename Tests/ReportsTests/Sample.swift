import Reports

@testable import Governance

/// Reports that read like those of a real repository.
enum Sample {
  static let base = CommitID(String(repeating: "1", count: 40))
  static let head = CommitID(String(repeating: "2", count: 40))
  static let tree = CommitID(String(repeating: "3", count: 40))
  static let digest = Digest("sha256:" + String(repeating: "ab", count: 32))
  static let source = TransitionReport.PolicySource(
    commit: base, version: 7, digest: digest, root: base, pinned: true)
  static let unpinned = Finding(
    .rootUnpinned, .note, "the trust root is not pinned: whoever can rewrite base can replace the policy",
    help: "pin the commit that brought the first policy: --root <commit>")

  /// A report whose findings are those of its parts, and others before them.
  static func report(
    models: [ModelJudgement] = [], policyChange: GateJudgement? = nil, findings: [Finding] = [],
    policy: TransitionReport.PolicySource? = source, at: Instant? = nil
  ) -> TransitionReport {
    TransitionReport(
      branch: "main", base: base, head: head, tree: tree, at: at, policy: policy, models: models,
      policyChange: policyChange,
      findings: findings + (policyChange?.findings ?? []) + models.flatMap(\.findings))
  }

  static func model(
    _ id: ModelID = "credit-scoring", version: String? = "2.1.0", stage: StageID = "production",
    contributors: [IdentityID] = ["erin", "farid"], gates: [GateJudgement], findings: [Finding] = []
  ) -> ModelJudgement {
    ModelJudgement(
      id: id, version: version, stage: stage, tier: "high", subject: digest, contributors: contributors,
      gates: gates,
      findings: findings + gates.flatMap(\.findings))
  }

  static func gate(
    _ id: GateID, roles: [Role] = ["validator"], required: Int = 1, counted: [IdentityID] = [],
    rejected: [ApprovalOutcome] = [], candidates: [Candidate] = [], findings: [Finding] = []
  ) -> GateJudgement {
    let approvals = counted.map { approval(by: $0, of: id, .counted) } + rejected
    return GateJudgement(
      id: id, title: nil, roles: roles, required: required, counted: counted, approvals: approvals,
      candidates: candidates, findings: findings)
  }

  static func approval(
    by reviewer: IdentityID, of gate: GateID, _ standing: ApprovalOutcome.Standing
  ) -> ApprovalOutcome {
    ApprovalOutcome(
      record: ApprovalRecord(
        path: "models/credit-scoring/approvals/\(gate)/\(reviewer).yaml", gate: gate, holder: reviewer,
        content: "",
        document: nil, commit: CommitID(String(repeating: "4", count: 40)), committed: Instant(seconds: 0),
        attribution: .unsigned), reviewer: reviewer, standing: standing)
  }

  /// The finding that the judgement makes of an approval that does not count.
  static func objection(
    _ outcome: ApprovalOutcome, _ severity: Severity = .error, help: String, line: Int,
    model: ModelID? = "credit-scoring"
  ) -> Finding {
    guard case .rejected(let rule, let message) = outcome.standing else { fatalError("the approval counts") }
    return Finding(
      rule, severity,
      "\(outcome.reviewer)'s approval of gate \(outcome.record.gate) does not count: \(message)",
      help: help, model: model, gate: outcome.record.gate, path: outcome.record.path,
      position: Position(line: line, column: 11), commit: outcome.record.commit)
  }

  static var satisfied: TransitionReport {
    report(
      models: [
        model(gates: [
          gate("technical", required: 2, counted: ["alice", "kim"]), gate("fairness", counted: ["grace"]),
          gate("legal", counted: ["lee"], rejected: [approval(by: "omar", of: "legal", .surplus)]),
        ]),
        model("fraud-detection", version: "0.3.0", stage: "development", gates: []),
      ], findings: [unpinned])
  }

  static var violated: TransitionReport {
    let own = approval(
      by: "erin", of: "fairness", .rejected(.approvalByContributor, "erin changed what erin approves"))
    let stale = approval(
      by: "grace", of: "fairness",
      .rejected(
        .approvalStale,
        "it was given for sha256:5e884898da28…, but the scope of gate fairness is now sha256:abababababab…"))
    let late = approval(
      by: "noor", of: "technical",
      .rejected(.rationaleShort, "the rationale has 4 characters, the policy asks for 80"))
    let legal = Finding(
      .separationGates,
      "gate legal needs 1 more approval by counsel; kim approved, but already fills another gate of credit-scoring",
      help: "nobody on the roster could: give someone the role in policies/identities.yaml",
      model: "credit-scoring",
      gate: "legal")
    return report(
      models: [
        model(
          gates: [
            gate(
              "technical", required: 2, counted: ["alice", "kim"], rejected: [late],
              findings: [objection(late, .note, help: "let noor say why", line: 13)]),
            gate(
              "fairness", roles: ["fairness-reviewer", "risk-officer"], required: 1, rejected: [own, stale],
              candidates: ["grace", "heidi"],
              findings: [
                objection(own, help: "somebody who did not change the model has to approve", line: 10),
                objection(stale, help: "let grace review what changed and approve anew", line: 8),
                shortage("fairness", "fairness-reviewer or risk-officer", candidates: "grace, heidi"),
                Finding(
                  .thresholdUnmet, "demographic_parity_difference is 0.14, the policy allows at most 0.10",
                  help: "improve the model, or let the board judge the bound", model: "credit-scoring",
                  gate: "fairness", path: "models/credit-scoring/evidence/fairness.yaml",
                  position: Position(line: 9, column: 46)),
              ]),
            gate(
              "security", roles: ["security-reviewer"], counted: ["sam"],
              findings: [
                Finding(
                  .gateVetoed, "tess rejects credit-scoring at gate security",
                  help: "resolve what tess objects to; only tess can withdraw the rejection",
                  model: "credit-scoring",
                  gate: "security", path: "models/credit-scoring/approvals/security/tess.yaml",
                  position: Position(line: 9, column: 11), commit: head)
              ]),
            gate("legal", roles: ["counsel"], findings: [legal]),
          ],
          findings: [
            Finding(
              .signatureMissing, "commit 5555555555, which changes model credit-scoring, is not signed",
              help: "sign it again: git rebase --exec 'git commit --amend --no-edit -S' <base>",
              model: "credit-scoring", commit: CommitID(String(repeating: "5", count: 40)))
          ]),
        model("fraud-detection", version: "0.3.0", gates: [gate("technical", counted: ["alice"])]),
      ],
      findings: [
        Finding(
          .dateImplausible, .warning, "commit 6666666666 is dated 2031-01-01T00:00:00Z, in the future",
          help: "set the clock right and commit again", commit: CommitID(String(repeating: "6", count: 40)))
      ], at: Instant(rfc3339: "2026-11-20"))
  }

  static func shortage(_ gate: GateID, _ roles: String, candidates: String) -> Finding {
    Finding(
      .gateUnsatisfied, "gate \(gate) needs 1 more approval by \(roles) (0 of 1)",
      help: "could be given by \(candidates)",
      model: "credit-scoring", gate: gate)
  }

  static var undecided: TransitionReport {
    var report = report(
      findings: [
        Finding(
          .historyIncomplete, "the repository is a shallow clone",
          help:
            "fetch the whole history: git fetch --unshallow, or fetch-depth: 0 in the checkout step of the CI",
          verdict: .undecided)
      ], policy: nil)
    report.tree = nil
    return report
  }

  static var nothing: TransitionReport { report(findings: [unpinned]) }

  static var policyChange: TransitionReport {
    report(
      policyChange: GateJudgement(
        id: "policy", title: nil, roles: ["policy-maintainer"], required: 2, counted: ["kim"],
        approvals: [approval(by: "kim", of: "policy", .counted)], candidates: ["lee", "pat"],
        findings: [
          Finding(
            .policyChangeUnapproved,
            "the policy changes: gate policy needs 1 more approval by policy-maintainer (1 of 2)",
            help: "could be given by lee, pat", gate: "policy", path: "policies/policy.yaml"),
          Finding(
            .policyVersion, "the policy changes, but its version goes from 7 to 7",
            help: "set `version: 8` in policies/policy.yaml", path: "policies/policy.yaml"),
        ]))
  }

  static var trustRoot: TransitionReport {
    var report = report(
      models: [model(gates: [gate("technical", counted: ["alice"])])], findings: [unpinned],
      policy: TransitionReport.PolicySource(
        commit: head, version: 1, digest: digest, root: nil, pinned: false))
    report.base = nil
    return report
  }

  /// Text that breaks lines, colours terminals, closes strings and speaks to CI systems.
  static let control =
    "a\u{1B}[31m\n::error::b\r\u{0}\"\\\u{202E}\u{2028}\u{9B}]]><script>\u{200B}e\u{301}\u{7F}\u{85}\u{E0041}\u{FEFF}"
  /// Text that is markup, links, mentions, references and directives.
  static let markup =
    " ::error::c ##[error]d ##vso[x]|` `` ```js\u{E9}\u{FFFE} @everyone #123 acme/models#4 [e](https://f.example) "
    + "https://g.example <!-- h --> <img src=x> www.i.example j@k.example # TODO l & ' %0A {0} **m** ~~n~~ -->"

  static let poison = control + markup

  static var hostile: TransitionReport {
    let outcome = ApprovalOutcome(
      record: ApprovalRecord(
        path: poison, gate: GateID(poison), holder: IdentityID(poison), content: "", document: nil,
        commit: CommitID(poison), committed: Instant(seconds: 0), attribution: .unsigned),
      reviewer: IdentityID(poison), standing: .rejected(.approvalStale, poison))
    let gate = GateJudgement(
      id: GateID(poison), title: poison, roles: [Role(poison)], required: 2, counted: [IdentityID(poison)],
      approvals: [outcome], candidates: [Candidate(IdentityID(poison))],
      findings: [
        Finding(
          .approvalStale, poison, help: poison, model: ModelID(poison), gate: GateID(poison), path: poison,
          position: Position(line: 1, column: 1), commit: CommitID(poison)),
        Finding(.thresholdUnmet, poison, help: poison, gate: GateID(poison), path: poison),
      ])
    let model = ModelJudgement(
      id: ModelID(poison), version: poison, stage: StageID(poison), tier: TierID(poison),
      subject: Digest(poison),
      contributors: [IdentityID(poison)], gates: [gate], findings: gate.findings)
    var report = report(
      models: [model], policyChange: gate,
      findings: [Finding(.documentInvalid, .warning, poison, help: poison, path: poison)])
    report.branch = poison
    return report
  }

  /// What lint finds in documents by themselves.
  static var documents: DocumentReport {
    DocumentReport(
      documents: 14,
      findings: [
        Finding(
          .cardMissing, "models/churn has no card", help: "write models/churn/card.yaml", model: "churn",
          path: "models/churn"),
        Finding(
          .documentInvalid, "unknown key `licence`; did you mean `license`?", help: "correct the document",
          model: "credit-scoring", path: "models/credit-scoring/card.yaml",
          position: Position(line: 12, column: 3)),
        Finding(
          .cardPlaceholder, .warning, "purpose of fraud-detection is TBD", help: "say what the model is for",
          model: "fraud-detection", path: "models/fraud-detection/card.yaml",
          position: Position(line: 9, column: 10)),
      ])
  }

  static var hostileDocuments: DocumentReport {
    DocumentReport(documents: 1, findings: hostile.findings)
  }

  static let allDocuments: [(name: String, report: DocumentReport)] = [
    ("documents", documents), ("documents-good", DocumentReport(documents: 3, findings: [])),
    ("documents-none", DocumentReport(documents: 0, findings: [])), ("documents-hostile", hostileDocuments),
  ]

  static let all: [(name: String, report: TransitionReport)] = [
    ("satisfied", satisfied), ("violated", violated), ("undecided", undecided), ("nothing", nothing),
    ("policy-change", policyChange), ("trust-root", trustRoot), ("hostile", hostile),
  ]
}
