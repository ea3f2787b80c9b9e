/// From where on an audit tells what may be no review: the policy's `theatre`, one value a rule. What is nil is
/// switched off.
package struct TheatreThresholds: Sendable, Equatable {
  /// Many models approved by one person within a time.
  package struct Bulk: Sendable, Equatable {
    package var models: Int
    package var within: Period
    package init(models: Int, within: Period) {
      self.models = models
      self.within = within
    }
  }

  /// `rubber-stamp-speed`: an approval sooner than this after the newest change that it covers.
  package var speed: Period?
  /// `rubber-stamp-bulk`.
  package var bulk: Bulk?
  /// `rubber-stamp-text`: for how many models and versions one rationale serves.
  package var repeatedText: Int?
  /// `reviewer-never-rejects`: how many decisions without an objection.
  package var neverRejects: Int?
  /// `reviewer-reciprocal`: how many approvals each of the two gave the other.
  package var reciprocal: Int?

  /// - Parameters: each what holds where the policy says nothing.
  package init(
    speed: Period? = Period(iso8601: "PT5M"), bulk: Bulk? = .standard, repeatedText: Int? = 3,
    neverRejects: Int? = 20, reciprocal: Int? = 5
  ) {
    self.speed = speed
    self.bulk = bulk
    self.repeatedText = repeatedText
    self.neverRejects = neverRejects
    self.reciprocal = reciprocal
  }
}

extension TheatreThresholds.Bulk? {
  /// Five models within ten minutes.
  package static var standard: Self {
    Period(iso8601: "PT10M").map { TheatreThresholds.Bulk(models: 5, within: $0) }
  }
}

extension Period {
  /// How many seconds it takes, a month for thirty days: where two claimed dates are compared, no calendar makes the
  /// answer any truer.
  package var approximateSeconds: Int64 { Int64(months) * 2_592_000 + seconds }
}
