/// The time within which a key may have signed, in seconds since 1970-01-01T00:00:00Z.
package struct ValidityWindow: Hashable, Sendable {
  /// The first good second; nil if there is no beginning.
  package let after: Int64?

  /// The last good second; nil if there is no end.
  package let before: Int64?

  /// All of time.
  package static let always = ValidityWindow(after: nil, before: nil)

  /// From `after` to `before`, both included.
  package init(after: Int64?, before: Int64?) {
    self.after = after
    self.before = before
  }

  /// Whether a date lies within.
  package func contains(_ date: Int64) -> Bool {
    if let after, date < after { return false }
    if let before, date > before { return false }
    return true
  }
}
