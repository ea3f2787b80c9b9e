import Glibc

/// How far long work is, on standard error where that is a terminal.
struct Progress {
  private let what: String
  private let isShown: Bool
  private let start = Progress.now
  private var isOnScreen = false
  private var last = 0.0

  /// Nobody waits for what takes less, in seconds.
  private static let patience = 1.0
  private static let interval = 0.2

  init(_ what: String, isShown: Bool) {
    self.what = what
    self.isShown = isShown && isatty(STDERR_FILENO) == 1
  }

  mutating func show(_ done: Int, of total: Int) {
    let elapsed = Progress.now - start
    guard isShown, total > 0, elapsed > Progress.patience, elapsed - last > Progress.interval else { return }
    last = elapsed
    isOnScreen = true
    let left = Int((elapsed / Double(max(1, done)) * Double(total - done)).rounded(.up))
    StandardError.write("\r\u{1B}[K\(what): \(done) of \(total), \(left) s left")
  }

  /// Takes it off the screen, before something else is written.
  mutating func clear() {
    guard isOnScreen else { return }
    isOnScreen = false
    StandardError.write("\r\u{1B}[K")
  }

  /// Seconds of a clock that nobody sets.
  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
