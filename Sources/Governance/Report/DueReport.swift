/// What comes of itself as time goes by, over the models of a branch.
package struct DueReport: Sendable {
  /// A date, and where its model lies.
  package struct Entry: Sendable {
    package let due: DueDate
    /// The model's directory, relative to the repository.
    package let directory: String
    package init(_ due: DueDate, directory: String) {
      self.due = due
      self.directory = directory
    }
  }

  /// How the models stand.
  package let registry: RegistryReport
  /// The moment from which it is told how far a date is away.
  package let now: Instant
  /// How far ahead is looked; nil for as far as there are dates.
  package let within: Period?
  /// The earliest first, so that what is overdue comes before everything else.
  package let entries: [Entry]

  package init(_ registry: RegistryReport, within: Period?, now: Instant) {
    self.registry = registry
    self.now = now
    self.within = within
    let end = within.map { now.adding($0) }
    let entries = registry.models.flatMap { model in
      model.due.filter { $0.date <= end ?? $0.date }.map { Entry($0, directory: model.directory) }
    }
    self.entries = entries.enumerated().sorted {
      ($0.element.due.date, $0.offset) < ($1.element.due.date, $1.offset)
    }.map(\.element)
  }

  /// Whether the date has come.
  package func isOverdue(_ entry: Entry) -> Bool { entry.due.date <= now }

  /// Why something could not be told: of a model that could not be judged, no date is known.
  package var problems: [Finding] {
    registry.findings.filter { $0.verdict == .undecided }
      + registry.models.filter { $0.state == .undecided }.flatMap { model in
        model.findings.filter { $0.verdict == .undecided }.map { finding in
          var finding = finding
          finding.model = finding.model ?? model.id
          return finding
        }
      }
  }
}
