import GitHistory

/// One model's life in a signed repository, told by the commands that show it: for `demo --story lifecycle`.
///
/// Its dates are of the past and its keys are those of `Cast.test`, so that all ids are always the same, and what
/// is shown today is shown in a year.
package struct LifecycleDemo: Sendable {
  /// What happened by a date, and the commands that show it.
  package struct Scene: Sendable, Hashable {
    /// What it is about, in a few words.
    package let title: String
    /// The last day of what happened, such as `2025-03-05`.
    package let date: String
    /// What happened, and what is to be seen, in two or three sentences.
    package let story: String
    /// How `main` stood at the end of it: a tag.
    package let revision: String
    /// How the registry is to tell the model at that revision and moment.
    package let state: String
    /// What to run, in order.
    package let commands: [Command]
  }

  /// One run of `countersign`.
  package struct Command: Sendable, Hashable {
    /// What follows `countersign`; none holds a blank.
    package let arguments: [String]
    /// How it is to end: 0 satisfied, 1 violated.
    package let expectedExit: Int32
  }

  /// The working tree's root.
  package let path: String
  /// The commit that brought the policy: the trust root, for `--root`.
  package let root: ObjectID
  /// What happened, the oldest first.
  package let scenes: [Scene]
  /// Replays the whole record.
  package let finale: Command

  /// Builds the repository.
  ///
  /// - Parameter path: a directory that does not exist or is empty.
  /// - Throws: when there is something at `path`, or it cannot be written.
  package static func build(at path: String) throws(RehearsalError) -> LifecycleDemo {
    try DiskDirectory.requireEmpty(path)
    let story = try LifecycleStory(path: path)
    let root = try story.foundation()
    let scenes = try story.scenes()
    try story.repository.checkOut("main")
    try DemoSettings(cast: story.cast, path: path, gitDirectory: story.repository.gitDirectory).write()
    try story.repository.writeWorkingTree()
    return LifecycleDemo(
      path: path, root: root, scenes: scenes,
      finale: Command(
        arguments: ["audit", "--branch", "main", "--root", story.root], expectedExit: 0))
  }
}
