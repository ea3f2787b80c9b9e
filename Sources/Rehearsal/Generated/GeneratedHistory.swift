import GitHistory

/// A long, honest history for benchmarks: every commit signed, every first-parent step of `main` in order.
///
/// The first commit brings the policy, the second all models at stage `development`; then model after model
/// changes on a side branch of some commits by an engineer, the pipeline's reports and the approvals that the
/// model's tier asks for, and is merged. A quarter of the side branches start before the merge that landed
/// last, so that they run beside another one.
package struct GeneratedHistory: Sendable {
  /// The bare repository.
  package let path: String
  /// How many commits `main` has, all parents counted.
  package let commits: Int
  /// The protected branch.
  package let branch = "main"
  /// The branch of ten commits on top of main, with valid approvals: the change to be checked.
  package let change = "change"
  /// The model that it touches; its tier is high.
  package let model: String
  /// The commit that brought the policy: the trust root.
  package let root: ObjectID
  /// The tip of ``branch``.
  package let base: ObjectID
  /// The tip of ``change``.
  package let head: ObjectID
  /// When the last commit was made, in seconds since 1970-01-01T00:00:00Z: an honest `--at`.
  package let end: Int64

  /// Builds the history; the same numbers make the same ids. Objects are loose: run `git gc`
  /// where that matters.
  ///
  /// - Parameters:
  ///   - path: a directory that does not exist or is empty; it becomes a bare repository.
  ///   - commits: how many `main` gets, at least 2.
  ///   - models: how many there are, at least 1.
  package static func build(
    at path: String, commits: Int, models: Int, seed: UInt64 = 1
  ) throws(RehearsalError) -> GeneratedHistory {
    guard commits >= 2, models >= 1 else {
      throw RehearsalError(
        "generating a history", "\(commits) commits over \(models) models cannot be",
        mend: "ask for 2 commits and 1 model at least")
    }
    try DiskDirectory.requireEmpty(path)
    var generator = try HistoryGenerator(path: path, models: models, seed: seed)
    let root = try generator.foundation()
    while generator.count < commits { try generator.step(atMost: commits - generator.count) }
    let (base, head) = try generator.change()
    return GeneratedHistory(
      path: path, commits: generator.count, model: generator.models[0].id, root: root, base: base, head: head,
      end: generator.end)
  }
}
