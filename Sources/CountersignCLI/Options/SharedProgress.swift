import Synchronization

/// A line of progress that several threads tell of.
final class SharedProgress: Sendable {
  private let progress: Mutex<Progress>

  init(_ what: String, isShown: Bool) { progress = Mutex(Progress(what, isShown: isShown)) }

  func show(_ done: Int, of total: Int) { progress.withLock { $0.show(done, of: total) } }
  func clear() { progress.withLock { $0.clear() } }
}
