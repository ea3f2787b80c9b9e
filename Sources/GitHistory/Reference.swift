/// A reference and the object it names.
package struct Reference: Hashable, Sendable {
  /// The full name, such as `refs/heads/main`.
  package let name: GitPath
  /// The object at the end of all symbolic steps; for an annotated tag the tag object.
  package let id: ObjectID

  /// A reference with these parts.
  package init(name: GitPath, id: ObjectID) {
    self.name = name
    self.id = id
  }
}

/// What `HEAD` says.
package struct Head: Hashable, Sendable {
  /// The branch, without `refs/heads/`; nil when `HEAD` is detached or names something else.
  package let branch: GitPath?
  /// The commit; nil when the branch has none yet.
  package let id: ObjectID?

  /// A `HEAD` with these parts.
  package init(branch: GitPath?, id: ObjectID?) {
    self.branch = branch
    self.id = id
  }
}
