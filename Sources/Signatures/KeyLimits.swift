/// What a line of allowed signers lets its key do.
package struct KeyLimits: Hashable, Sendable {
  /// The namespaces that the key may sign in; nil for all of them.
  package let namespaces: PatternList?

  /// When the key may have signed.
  package let window: ValidityWindow

  /// No limits at all.
  package static let none = KeyLimits(namespaces: nil, window: .always)

  /// Limits a key to these namespaces and this time.
  package init(namespaces: PatternList?, window: ValidityWindow) {
    self.namespaces = namespaces
    self.window = window
  }

  /// Whether the key may sign in a namespace.
  package func permit(namespace: String) -> Bool {
    namespaces.map { $0.matches(namespace.utf8) } ?? true
  }
}
