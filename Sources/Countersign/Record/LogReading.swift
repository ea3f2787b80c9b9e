import Dispatch
import GitHistory
import Governance
import Synchronization

/// Reads the whole record, in parallel.
struct LogReading {
  /// The entries' commits, the oldest first. Of a merge the first parent counts, and nothing else is looked at.
  let commits: [ObjectID]
  /// What they say, in that order.
  let items: [LogEntry.Item]

  /// How many neighbouring entries one worker takes at a time.
  private static let chunk = 512

  /// - Throws: `GitError` where the record is broken: what cannot be read could be what matters.
  init(from tip: ObjectID, _ repository: borrowing Repository) throws(GitError) {
    let line = Array(try repository.firstParents(from: repository.peeledCommit(tip)).reversed())
    commits = line
    let chunks = stride(from: 0, to: line.count, by: LogReading.chunk).map {
      line[$0..<min($0 + LogReading.chunk, line.count)]
    }
    let (path, environment) = (repository.gitDirectory, repository.environment)
    let results = Mutex([Int: Result<[LogEntry.Item], GitError>]())
    DispatchQueue.concurrentPerform(iterations: chunks.count) { index in
      let result = LogReading.read(chunks[index], at: path, environment)
      results.withLock { $0[index] = result }
    }
    let finished = results.withLock { $0 }
    var items: [LogEntry.Item] = []
    for index in chunks.indices {
      if let result = finished[index] { items += try result.get() }
    }
    self.items = items
  }

  private static func read(
    _ chunk: ArraySlice<ObjectID>, at path: String, _ environment: [String: String]
  ) -> Result<[LogEntry.Item], GitError> {
    Result { () throws(GitError) in
      let repository = try Repository(at: path, environment: environment)
      let signatures = LogSignatures()
      var items: [LogEntry.Item] = []
      for id in chunk { items.append(try LogEntry.read(id, signatures, repository)) }
      return items
    }
  }
}
