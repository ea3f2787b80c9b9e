/// The version of Countersign, as every report names it.
package enum Version {
  /// Semantic versioning 2.0.0.
  package static let current = "0.1.0"
}
