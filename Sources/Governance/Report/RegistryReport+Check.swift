extension RegistryReport {
  /// The models in gated stages as a check tells them: nothing changes from base to head, which are both the revision.
  ///
  /// Judgements have to be kept for it (see ``ModelStanding/judgement``); findings are told in any case.
  package var asCheck: TransitionReport {
    let gated = models.filter { $0.state != .ungated && $0.state != .retired }
    var report = TransitionReport(
      branch: branch, base: revision, head: revision, at: at, policy: policy,
      models: gated.compactMap(\.judgement))
    report.findings =
      findings
      + gated.flatMap { model in
        model.findings.map { finding in
          var finding = finding
          // Among those of others it has to say of what it speaks.
          if finding.model == nil, model.judgement == nil { finding.model = model.id }
          return finding
        }
      }
    return report
  }
}

extension TransitionReport {
  /// Whether it tells how things stand: nothing changes from base to head.
  package var isStanding: Bool { base == head }
}
