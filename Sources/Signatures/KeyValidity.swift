/// Whether a key that signed was to be trusted at the claimed time of signing.
package enum KeyValidity: String, Hashable, Sendable, CaseIterable {
  /// Within its validity, and not revoked.
  case good
  /// Outside its validity: after the end of it, or before it began.
  case expired
  /// Revoked by its owner without harm, as when it was replaced or given up.
  case retired
  /// Revoked because somebody else may hold it, or for no stated reason.
  case compromised
}
