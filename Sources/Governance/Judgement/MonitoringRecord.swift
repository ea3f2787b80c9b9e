/// A monitoring report as one commit brought it, and who did.
package struct MonitoringRecord: Sendable {
  package var path: String
  /// The content's object id.
  package var content: String
  package var document: MonitoringReport
  package var commit: CommitID
  package var attribution: Attribution
  /// Who signed exactly these bytes by a detached signature (`.sig`), nil where there is none.
  package var detached: Attribution?
  /// Whether exactly this content is in the tree that will land. A breach counts all the same where somebody took its
  /// report away.
  package var stands: Bool
  /// Whether nobody touched the file since, nor what is signed beside it. A report that is taken away, or put back by
  /// somebody else, would be forgotten in the transitions to come.
  package var isKept: Bool

  package init(
    path: String, content: String, document: MonitoringReport, commit: CommitID, attribution: Attribution,
    detached: Attribution? = nil, stands: Bool = true, isKept: Bool = true
  ) {
    self.path = path
    self.content = content
    self.document = document
    self.commit = commit
    self.attribution = attribution
    self.detached = detached
    self.stands = stands
    self.isKept = isKept
  }
}

extension ModelFacts {
  /// What the model was and is to be, as far as it is watched: what stands at base, and what will land. Of a model
  /// that has landed already what stood before counts no more.
  package var watched: [ModelState] {
    (hasLanded ? [] : base.map { [$0] } ?? []) + (landed.map { [$0] } ?? [])
  }

  /// Whether a report is about a version of this model that is watched.
  package func isAbout(_ report: MonitoringReport) -> Bool {
    watched.contains { $0.card?.version.isExactly(report.version) ?? false }
  }
}
