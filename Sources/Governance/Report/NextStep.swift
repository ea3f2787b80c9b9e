/// Something that has to be done before a model may land, and by whom.
package enum NextStep: Sendable {
  /// Something is wrong with what is to land: whoever changes the model puts it right.
  case mend(Finding)
  /// A gate lacks approvals.
  ///
  /// - Parameters:
  ///   - lacking: how many.
  ///   - candidates: who could give one of them.
  ///   - waitsFor: the gates that come before and are open; approvals given before theirs do not count.
  case approve(GateID, lacking: Int, candidates: [Candidate], waitsFor: [GateID])
}

extension ModelJudgement {
  /// What has to be done, in the order in which it can be: what is wrong first, since mending it makes approvals
  /// stale, then the gates that can be approved now, then those that wait for others.
  package var nextSteps: [NextStep] {
    let mends = findings.filter { finding in
      finding.severity == .error
        && !(gates.first { $0.id == finding.gate }?.tellsByItsSlots(finding) ?? false)
    }.map { NextStep.mend($0) }
    let open = gates.filter { $0.lacking > 0 }
    let (ready, waiting) = (open.filter { $0.waitsFor.isEmpty }, open.filter { !$0.waitsFor.isEmpty })
    return mends
      + (ready + waiting).map {
        .approve($0.id, lacking: $0.lacking, candidates: $0.candidates, waitsFor: $0.waitsFor)
      }
  }
}

extension GateJudgement {
  /// How many approvals are missing.
  package var lacking: Int { waiver == nil ? max(0, required - counted.count) : 0 }

  /// Whether an approval that counts was given before those of a gate that comes first, and is to be given anew.
  package func isOutOfOrder(_ outcome: ApprovalOutcome) -> Bool {
    findings.contains { finding in
      finding.rule == .gateOrder && finding.commit == outcome.record.commit
        && finding.path?.isExactly(outcome.record.path) ?? false
    }
  }

  /// Whether another approval is what the finding asks for, or it goes away by itself with the gates before.
  fileprivate func tellsByItsSlots(_ finding: Finding) -> Bool {
    switch finding.rule {
    case .gateUnsatisfied, .separationPerson, .separationGates, .separationTeams, .policyChangeUnapproved:
      return lacking > 0
    case .gateOrder: return !waitsFor.isEmpty
    // Nobody else's approval lifts it.
    case .gateVetoed: return false
    default:
      return lacking > 0
        && approvals.contains { outcome in
          if case .rejected(finding.rule, _) = outcome.standing {
            return finding.path?.isExactly(outcome.record.path) ?? false
          }
          return false
        }
    }
  }
}
