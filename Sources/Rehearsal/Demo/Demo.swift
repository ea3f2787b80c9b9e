import GitHistory

/// A repository as a company would have it, in order, with branches on which something is not: for a newcomer
/// to play with by real git, and for end-to-end tests.
///
/// Its `main` begins with the policy, and every first-parent step of it passes. Its working tree and its
/// index are those of `main`, and its own configuration lets git sign and verify with the people's keys.
package struct Demo: Sendable {
  /// One change to be judged.
  package struct Scene: Sendable, Hashable {
    /// What it is about, in a few words.
    package let title: String
    /// What happened and what countersign is to say, in a sentence or two.
    package let story: String
    /// The branch that brings the change.
    package let branch: String
    /// The base of the transition, a revision.
    package let base: String
    /// The head of the transition, a revision.
    package let head: String
    /// The exit status of `countersign check`: 0 satisfied, 1 violated.
    package let expectedExit: Int32
    /// The rule that tells the one fault; nil where there is none.
    package let expectedRule: String?
    /// The other rules that this one fault breaks in passing, such as that a gate lacks an approval.
    package let consequences: [String]
  }

  /// The working tree's root.
  package let path: String
  /// The people and their keys, which are also in `.git/demo-keys`.
  package let cast: Cast
  /// The commit that brought the policy: the trust root, for `--root`.
  package let root: ObjectID
  /// The protected branch.
  package let branch = "main"
  /// The changes, the honest one first.
  package let scenes: [Scene]

  /// Builds the repository.
  ///
  /// - Parameters:
  ///   - path: a directory that does not exist or is empty.
  ///   - now: seconds since 1970-01-01T00:00:00Z; the story began 60 days before and ended hours before.
  ///   - cast: whose keys to use. With `Cast.test` and one `now`, all ids are always the same.
  /// - Throws: when there is something at `path`, or it cannot be written.
  package static func build(at path: String, now: Int64, cast: Cast = .fresh()) throws(RehearsalError) -> Demo
  {
    try DiskDirectory.requireEmpty(path)
    let story = try DemoStory(path: path, now: now, cast: cast)
    let root = try story.foundation()
    try story.past()
    let scenes = try story.scenes()
    try story.repository.checkOut("main")
    try DemoSettings(cast: cast, path: path, gitDirectory: story.repository.gitDirectory).write()
    try story.repository.writeWorkingTree()
    return Demo(path: path, cast: cast, root: root, scenes: scenes)
  }
}
