import Countersign
import Governance

/// The moment that `--at` names.
enum Moment {
  /// Nil for the clock's: no text, or `now`.
  ///
  /// - Throws: `UsageError` for what is no date.
  static func named(_ text: String?) throws(UsageError) -> Instant? {
    guard let text, text != "now" else { return nil }
    guard let instant = Instant(rfc3339: text) else {
      throw UsageError("--at \(text) is no date such as 2026-11-20 or 2026-11-20T10:00:00Z")
    }
    return instant
  }
}
