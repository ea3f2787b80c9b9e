extension ModelStanding {
  /// A limit that the card sets itself for its time in service, and what was reported of it.
  package struct KPI: Sendable {
    /// What one report that counts says of it.
    package struct Point: Sendable {
      package let value: Number
      /// The end of the time that the report is about.
      package let until: Instant
      package let path: String
      /// The commit that brought the report.
      package let commit: CommitID
      /// What is wrong with the value, as it follows `<name> is <value>`; nil where it keeps within the limits.
      package let objection: String?

      package init(value: Number, until: Instant, path: String, commit: CommitID, objection: String? = nil) {
        self.value = value
        self.until = until
        self.path = path
        self.commit = commit
        self.objection = objection
      }
    }

    package let name: String
    package let min: Number?
    package let max: Number?
    package let unit: String?
    /// The newest report on it; nil where there is none that counts.
    package let newest: Point?
    /// What the reports say, the oldest first and not all of a long history; empty where nobody asked.
    package let series: [Point]

    package init(
      name: String, min: Number?, max: Number?, unit: String?, newest: Point?, series: [Point] = []
    ) {
      self.name = name
      self.min = min
      self.max = max
      self.unit = unit
      self.newest = newest
      self.series = series
    }

    /// Whether the newest value is beyond a limit; nil where there is none.
    package var isBreached: Bool? { newest.map { $0.objection != nil } }
  }

  /// How many reports a series is made of at most: the newest.
  package static let longestSeries = 60

  /// The indicators of the card that stands, with what the reports that count say of them.
  ///
  /// - Parameter hasSeries: whether to tell more than the newest.
  package static func kpis(
    of facts: ModelFacts, in transition: TransitionFacts, hasSeries: Bool
  ) -> [KPI] {
    guard let card = facts.landed?.card else { return [] }
    let reports = counted(facts, transition)
    return card.indicators.map { indicator in
      let points = reports.compactMap { KPI.Point(of: indicator, in: $0) }
      return KPI(
        name: indicator.name, min: indicator.min, max: indicator.max, unit: indicator.unit,
        newest: points.last, series: hasSeries ? Array(points.suffix(longestSeries)) : [])
    }
  }

  /// The reports that stand and come from who may report, each once and the oldest first.
  private static func counted(_ facts: ModelFacts, _ transition: TransitionFacts) -> [MonitoringRecord] {
    guard let requirements = transition.policy.monitoring, let records = facts.monitoring else { return [] }
    let trust = MonitoringTrust(requirements, roster: transition.roster)
    var seen: Set<[UInt8]> = []
    return (records + facts.pastReports).filter { record in
      record.stands && record.document.model == facts.id && facts.isAbout(record.document)
        && !record.document.until.isClearlyAfter(transition.now) && trust.objection(to: record) == nil
        && seen.insert(Array(record.path.utf8)).inserted
    }.sorted { one, other in
      one.document.until == other.document.until
        ? one.path.utf8.lexicographicallyPrecedes(other.path.utf8)
        : one.document.until < other.document.until
    }
  }
}

extension ModelStanding.KPI.Point {
  /// Of several values in one report, by slice, the first that is beyond a limit is told, as it is what counts.
  fileprivate init?(of indicator: Indicator, in record: MonitoringRecord) {
    let measured = record.document.kpis.filter { $0.name.isExactly(indicator.name) }
    guard let told = measured.first(where: { indicator.objection(to: $0.value) != nil }) ?? measured.first
    else { return nil }
    self.init(
      value: told.value, until: record.document.until, path: record.path, commit: record.commit,
      objection: indicator.objection(to: told.value))
  }
}
