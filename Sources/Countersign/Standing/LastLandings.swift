import Dispatch
import GitHistory
import Governance
import Synchronization

/// Where on a first-parent line each model changed last: one walk back along the line for all of them, as far as the
/// one that rests longest.
struct LastLandings {
  /// What the line shows of one model.
  struct Landing {
    let directory: GitPath
    /// The places of the steps that changed anything in the directory, the newest first; the last one brought the
    /// subject as it is.
    fileprivate(set) var steps: [Int] = []
    /// The places of the steps that changed the subject, the newest first: the last one, or all that were asked for.
    fileprivate(set) var subjects: [Int] = []
    /// Whether the last of the steps is the one that brought the subject.
    fileprivate(set) var isFound = false
    /// Why it could not be followed any further.
    fileprivate(set) var problem: GitError?
  }

  /// In the order that they were asked for.
  let landings: [Landing]

  /// How many steps are compared between two looks at what is still missing.
  private static let chunk = 256

  /// - Parameters:
  ///   - line: the newest first. The step at a place leads from the commit behind it to the one there.
  ///   - isWhole: whether to go on to the beginning, for all that the models ever were.
  init(
    of directories: [GitPath], on line: [ObjectID], governed: GovernedPath, isWhole: Bool = false,
    workers: Int, _ repository: borrowing Repository
  ) throws {
    var landings: [GitPath: Landing] = [:]
    for directory in directories { landings[directory] = Landing(directory: directory) }
    var missing = Set(directories)
    let (path, environment) = (repository.gitDirectory, repository.environment)
    var start = 0
    // The first look is a short one: most often it is the newest commits that are asked about.
    var size = 32
    while !missing.isEmpty, start < line.count {
      let end = min(line.count, start + size)
      let count = max(1, min(workers, (end - start) / 16))
      let bounds = (0...count).map { start + (end - start) * $0 / count }
      let wanted = missing
      let results = Mutex([Int: Result<Part, any Error>]())
      DispatchQueue.concurrentPerform(iterations: count) { index in
        let part = Result {
          try Part(
            bounds[index]..<bounds[index + 1], of: line, wanted, governed,
            Repository(at: path, environment: environment))
        }
        results.withLock { $0[index] = part }
      }
      let parts = results.withLock { $0 }
      for index in 0..<count {
        guard let part = try parts[index]?.get() else { continue }
        for event in part.events where missing.contains(event.directory) {
          let isFound = landings[event.directory]?.isFound ?? false
          if !isFound { landings[event.directory]?.steps.append(event.step) }
          guard event.isSubject else { continue }
          landings[event.directory]?.subjects.append(event.step)
          landings[event.directory]?.isFound = true
          if !isWhole { missing.remove(event.directory) }
        }
        guard let problem = part.problem else { continue }
        for directory in missing where landings[directory]?.isFound == false {
          landings[directory]?.problem = problem
        }
        missing = []
      }
      start = end
      size = min(size * 4, LastLandings.chunk * max(1, workers) * 2)
    }
    self.landings = directories.compactMap { landings[$0] }
  }

  /// What some neighbouring steps changed.
  private struct Part {
    struct Event {
      let directory: GitPath
      let step: Int
      /// Whether it changed what reviewers judge, and not only what they said.
      let isSubject: Bool
    }

    private(set) var events: [Event] = []
    /// What could not be read. Nothing is known of older steps.
    private(set) var problem: GitError?

    init(
      _ steps: Range<Int>, of line: [ObjectID], _ wanted: Set<GitPath>, _ governed: GovernedPath,
      _ repository: borrowing Repository
    ) throws {
      do throws(GitError) {
        guard let first = steps.first else { return }
        var new = try repository.commit(line[first]).tree
        for step in steps {
          let old = step + 1 < line.count ? try repository.commit(line[step + 1]).tree : nil
          try compare(old, new, step, wanted, governed, repository)
          guard let old else { break }
          new = old
        }
      } catch {
        problem = error
      }
    }

    private mutating func compare(
      _ old: ObjectID?, _ new: ObjectID, _ step: Int, _ wanted: Set<GitPath>, _ governed: GovernedPath,
      _ repository: borrowing Repository
    ) throws(GitError) {
      let changes = try repository.changes(from: old, to: new) { governed.place(of: $0) == .above }
      let leftOut = Subject.excludedDirectories
      for change in changes where wanted.contains(change.path) {
        let before = try repository.entries(of: change.path, inTree: old, leavingOut: leftOut)
        let after = try repository.entries(of: change.path, inTree: new, leavingOut: leftOut)
        // A directory that was not there has brought its subject, be that empty.
        events.append(
          Event(directory: change.path, step: step, isSubject: before != after || change.old?.mode != .tree))
      }
    }
  }
}
